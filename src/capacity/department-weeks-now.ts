import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { dayNumber, localDate } from '../time/local-date.js';
import { NO_CONTRIBUTION } from './contribution.js';
import { TOTAL_COLUMNS } from './department-week.js';
import { computedDays } from './parts.js';
import { TOTALS, type TotalsChange, TotalsChanges } from './totals.js';
import { readUndisturbed, type Standing } from './undisturbed.js';
import { isNothing, NO_TOTALS, type WeekLine, type WeekTotals, weekTotals } from './week-totals.js';

interface Row {
  sequence: number;
  isKept: boolean;
  /** Null in the one row that there is where nothing is found. */
  weeks: string | null;
  departmentId: string | null;
}

/** Days behind the first Monday, and the totals in the order of TOTALS: seven days and their sum, or null for zeros. */
type StoredWeek = [offset: number, ...totals: (number[] | null)[]];

// A text for each department, which is read when its turn comes: years of many departments are half a second's work.
const WEEKS = `
  select now.sequence, now."isKept", d.department_id as "departmentId", d.weeks
  from (select (select coalesce(max(sequence), 0) from change_event) as sequence,
      exists (select 1 from kept_horizon where first_day <= $1::date and last_day >= $2::date) as "isKept") as now
    left join (select department_id, json_agg(json_build_array(week - $1::date, ${TOTALS.map((total) => TOTAL_COLUMNS[total])}) order by week)::text as weeks
      from department_week where week between $1::date and $2::date and ($3::uuid[] is null or department_id = any($3))
      group by department_id) as d on now."isKept"
  order by d.department_id`;

/**
 * What these departments' own members come to in these whole weeks, as of the newest published event: by department,
 * "no department" last, and week, without those in which there is nobody. Null: all departments, and no department.
 * @throws UserError UNAVAILABLE where it is not stored yet, and cannot be computed either
 */
export async function departmentWeeksNow(
  ctx: Context,
  departmentIds: ReadonlySet<string> | null,
  weeks: DateRange,
): Promise<Standing<Iterable<WeekLine>>> {
  // Events that are not numbered yet are not in the weeks of departments either: one statement sees both alike.
  const rows = await ctx.rows<Row>('capacity.department-weeks-now', WEEKS, [
    weeks.from,
    weeks.to,
    departmentIds && [...departmentIds],
  ]);
  if (rows[0]!.isKept) return { sequence: rows[0]!.sequence, state: storedLines(rows, weeks) };
  return readUndisturbed(ctx, async () =>
    computedLines(await computedTotals(ctx, weeks), departmentIds, weeks),
  );
}

function* storedLines(rows: readonly Row[], { from }: DateRange): Generator<WeekLine> {
  const start = dayNumber(from);
  for (const { departmentId, weeks } of rows) {
    if (weeks === null) continue;
    const byOffset = Map.groupBy(JSON.parse(weeks) as StoredWeek[], ([offset]) => offset);
    for (const [offset, stored] of byOffset) {
      const totals = stored.map(([, ...days]) =>
        weekTotals((total) => days[TOTALS.indexOf(total)]?.slice(0, 7) ?? NO_TOTALS[total]),
      );
      yield* lineOf(departmentId, start + offset, totals.reduce(sumOfWeeks));
    }
  }
}

function* lineOf(departmentId: string | null, monday: number, totals: WeekTotals): Generator<WeekLine> {
  if (!isNothing(totals)) yield { workerId: null, departmentId, week: localDate(monday), totals };
}

const sumOfWeeks = (one: WeekTotals, other: WeekTotals): WeekTotals =>
  weekTotals((total) => one[total].map((value, day) => value + other[total][day]!));

const WORKERS_AT_ONCE = 200;

/** From the facts of everybody: while the weeks are being stored. */
async function computedTotals(ctx: Context, weeks: DateRange): Promise<TotalsChange[]> {
  const everybody = await ctx.rows<{ id: string }>('capacity.everybody', 'select id from worker order by id');
  const adding = new TotalsChanges(weeks);
  for (let start = 0; start < everybody.length; start += WORKERS_AT_ONCE) {
    const ids = everybody.slice(start, start + WORKERS_AT_ONCE).map(({ id }) => id);
    for (const parts of (await computedDays(ctx, ids, weeks)).values())
      adding.add('STAFF', NO_CONTRIBUTION, new Map(parts.map((part) => [part.departmentId, part])));
    await nextTurn();
  }
  return adding.changes();
}

function* computedLines(
  totals: readonly TotalsChange[],
  departmentIds: ReadonlySet<string> | null,
  { from, to }: DateRange,
): Generator<WeekLine> {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  for (const { departmentId, added } of totals) {
    if (departmentIds && (departmentId === null || !departmentIds.has(departmentId))) continue;
    for (let week = 0; first + week * 7 <= last; week++) {
      const addedTo = ([start, weeks]: readonly [number, number, readonly number[]]) =>
        start <= week && week < start + weeks;
      yield* lineOf(
        departmentId,
        first + week * 7,
        weekTotals((total) => added[total]?.find(addedTo)?.[2] ?? NO_TOTALS[total]),
      );
    }
  }
}
