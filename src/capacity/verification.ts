import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { lengthInDays } from '../time/date-range.js';
import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import type { DepartmentDays, MeasuredDays } from './calendar.js';
import { type Contribution, NO_CONTRIBUTION } from './contribution.js';
import { TOTAL_COLUMNS } from './department-week.js';
import { readKeptHorizon } from './kept-horizon.js';
import { PACKED_MEASURES, type PackedDays, unpack } from './packed-days.js';
import { computedDays } from './parts.js';
import { byDepartmentId } from './shares.js';
import { TOTALS, type Total, type TotalsChange, TotalsChanges, type WorkerKindName } from './totals.js';
import { storedDays, WEEKS_COLUMNS, windowFrom } from './worker-weeks.js';

/** A stored day that is not what it should be. */
export interface Difference {
  readonly workerId: string | null;
  readonly departmentId: string | null;
  readonly day: LocalDate;
  /** A measure or a total, as the store calls it. */
  readonly measure: string;
  /** Null where nothing is stored. */
  readonly stored: number | null;
  /** Null where nothing should be. */
  readonly computed: number | null;
}

const CELLS = ['states', ...PACKED_MEASURES] as const;

/** What is stored of these workers against what their facts come to. Reads a moment in which nobody changed them. */
export async function differencesOfWorkers(
  ctx: Context,
  workerIds: readonly string[],
): Promise<Difference[]> {
  const kept = await readKeptHorizon(ctx);
  if (!kept) return [];
  let before = await storedDays(ctx, workerIds, kept);
  for (;;) {
    const computed = await computedDays(ctx, workerIds, kept);
    const after = await storedDays(ctx, workerIds, kept);
    if (!before || !after) return [];
    const isQuiet = workerIds.every((id) => differencesOf(before!.get(id), after.get(id)).length === 0);
    if (isQuiet) return workerIds.flatMap((id) => differencesOf(after.get(id), computed.get(id)));
    before = after;
  }
}

function differencesOf(
  stored: readonly DepartmentDays[] = [],
  computed: readonly DepartmentDays[] = [],
): Difference[] {
  const [is, should] = [partsByDepartment(stored), partsByDepartment(computed)];
  return [...new Set([...is.keys(), ...should.keys()])].flatMap((departmentId) =>
    CELLS.flatMap((measure) =>
      differentDays(departmentId, measure, is.get(departmentId), should.get(departmentId)),
    ),
  );
}

const partsByDepartment = (parts: readonly DepartmentDays[]): Contribution =>
  // One that is of the range's neighbourhood only is as good as none.
  new Map(
    parts
      .filter(({ states }) => states.some((state) => state !== 0))
      .map((part) => [part.departmentId, part]),
  );

function differentDays(
  departmentId: string | null,
  measure: (typeof CELLS)[number],
  stored: MeasuredDays | undefined,
  computed: MeasuredDays | undefined,
): Difference[] {
  const { workerId, firstDay, length } = (stored ?? computed)!;
  const found: Difference[] = [];
  for (let i = 0; i < length; i++) {
    const [is, should] = [stored?.[measure][i] ?? null, computed?.[measure][i] ?? null];
    if (is !== should)
      found.push({
        workerId,
        departmentId,
        day: localDate(firstDay + i),
        measure,
        stored: is,
        computed: should,
      });
  }
  return found;
}

/** The departments that have stored weeks, or members with such, by id, "no department" last. */
export async function departmentsStored(ctx: Context): Promise<(string | null)[]> {
  const found = await ctx.rows<{ id: string | null }>(
    'capacity.departments-stored',
    'select department_id as id from worker_weeks union select department_id from department_week',
  );
  return found.map(({ id }) => id).sort(byDepartmentId);
}

type Row = {
  what: 'KEPT' | 'MEMBER' | 'WEEK' | 'PENDING';
  workerId: string;
  kind: WorkerKindName;
  from: LocalDate;
  weeks: number;
  totals: Record<string, number[] | null> | TotalsChange[][] | null;
} & PackedDays;

/** In one statement, hence of one moment. */
const DEPARTMENT = `
  select 'MEMBER' as what, k.worker_id as "workerId", w.kind, k.first_week as "from", k.weeks, null::jsonb as totals, ${CELLS.map(
    (cell) => `k.${WEEKS_COLUMNS[cell]} as "${cell}"`,
  )}
  from worker_weeks k join worker w on w.id = k.worker_id where k.department_id is not distinct from $1::uuid
  union all
  select 'KEPT', null, null, first_day, (last_day - first_day + 1) / 7, null, ${CELLS.map(() => 'null')}
  from kept_horizon where first_day is not null
  union all
  select 'WEEK', null, d.kind, d.week, 1, to_jsonb(d), ${CELLS.map(() => 'null')}
  from department_week d where d.department_id is not distinct from $1::uuid
  union all
  select 'PENDING', null, null, null, null, jsonb_agg(totals), ${CELLS.map(() => 'null')}
  from change_event where sequence is null and totals is not null`;

/** The stored weeks of a department, with what is about to be added to them, against those of its members. */
export async function differencesOfDepartment(
  ctx: Context,
  departmentId: string | null,
): Promise<Difference[]> {
  const rows = await ctx.rows<Row>('capacity.verify-department', DEPARTMENT, [departmentId]);
  const horizon = rows.find(({ what }) => what === 'KEPT');
  if (!horizon) return [];
  const kept = windowFrom(horizon.from, horizon.weeks);
  const computed = new TotalsChanges(kept);
  const stored = new Sums(kept);
  for (const { what, workerId, kind, from, weeks, totals, ...packed } of rows) {
    if (what === 'MEMBER') {
      const days = unpack(packed, { workerId, firstDay: dayNumber(from), length: weeks * 7 });
      computed.add(kind, NO_CONTRIBUTION, new Map([[departmentId, { ...days, departmentId }]]));
    } else if (what === 'WEEK') {
      stored.addWeek(kind, dayNumber(from), totals as Record<string, number[] | null>);
    } else if (what === 'PENDING') {
      for (const change of ((totals ?? []) as TotalsChange[][]).flat())
        if (change.departmentId === departmentId) stored.add(change);
    }
  }
  const should = new Sums(kept);
  for (const change of computed.changes()) should.add(change);
  return stored.differences(should, departmentId);
}

/** Days, and sums of weeks, of the totals of a department by kind of its members. */
class Sums {
  readonly #values = new Map<string, number>();
  readonly #firstDay: number;
  readonly #length: number;

  constructor(range: DateRange) {
    this.#firstDay = dayNumber(range.from);
    this.#length = lengthInDays(range);
  }

  add({ kind, from, added }: TotalsChange): void {
    for (const total of TOTALS) {
      for (const [first, weeks, days] of added[total] ?? []) {
        const sum = days.reduce((a, b) => a + b, 0);
        for (let week = first; week < first + weeks; week++)
          this.#addTo(kind, total, dayNumber(from) + week * 7, [...days, sum]);
      }
    }
  }

  addWeek(kind: WorkerKindName, monday: number, columns: Record<string, number[] | null>): void {
    for (const total of TOTALS) {
      const values = columns[TOTAL_COLUMNS[total]];
      if (values) this.#addTo(kind, total, monday, values);
    }
  }

  differences(should: Sums, departmentId: string | null): Difference[] {
    return [...new Set([...this.#values.keys(), ...should.#values.keys()])].flatMap((key) => {
      const [stored, computed] = [this.#values.get(key) ?? 0, should.#values.get(key) ?? 0];
      if (stored === computed) return [];
      const [measure, day] = key.split(' on ') as [string, string];
      return [{ workerId: null, departmentId, day: localDate(Number(day)), measure, stored, computed }];
    });
  }

  #addTo(kind: WorkerKindName, total: Total, monday: number, values: readonly number[]): void {
    if (monday < this.#firstDay || monday >= this.#firstDay + this.#length) return;
    for (const [day, value] of values.entries()) {
      const key =
        day < 7 ? `${total} of ${kind} on ${monday + day}` : `${total} of ${kind} in the week on ${monday}`;
      this.#values.set(key, (this.#values.get(key) ?? 0) + value);
    }
  }
}
