import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import {
  type Assignment,
  type Engagement,
  type HolidayCalendar,
  holidayCalendar,
  type WorkerFacts,
} from './calendar.js';

// The one place that reads what workforce and assignments keep, by the names of their tables.

const COUNTED = `('PROPOSED', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED')`;

// A total is spread over the whole of its window, so each worker is read from the first to the last day of those that
// touch the range ("hull"). One that was cut is kept as it was spread, and needs no other days.
const factsOf = (workers: string) => `
  select w.id as "workerId", w.time_zone as "timeZone", w.region, hull."from", hull."to",
    coalesce((select jsonb_agg(jsonb_build_object('from', e."from", 'to', e."to", 'patterns', coalesce((
        select jsonb_agg(jsonb_build_object('from', p."from", 'anchor', p.anchor, 'minutes', p.minutes, 'windows', p.windows)
          order by p."from")
        from work_pattern p where p.engagement_id = e.id), '[]')))
      from engagement e where e.worker_id = w.id and e.state in ('READY', 'ACTIVE', 'ENDED', 'TERMINATED')
        and e."from" <= hull."to" and (e."to" is null or e."to" >= hull."from")), '[]') as engagements,
    coalesce((select jsonb_agg(jsonb_build_object('departmentId', m.department_id, 'from', m."from", 'to', m."to", 'share', m.share))
      from membership m where m.worker_id = w.id
        and m."from" <= hull."to" and (m."to" is null or m."to" >= hull."from")), '[]') as memberships,
    coalesce((select jsonb_agg(case when t.starts_at is null
        then jsonb_build_object('from', t."from", 'to', t."to", 'minutesPerDay', t.minutes_per_day)
        else jsonb_build_object('startsAt', extract(epoch from t.starts_at)::bigint, 'endsAt', extract(epoch from t.ends_at)::bigint) end)
      from time_off t where t.worker_id = w.id and t.state = 'APPROVED'
        and t."from" <= hull."to" and t."to" >= hull."from"), '[]') as "timeOff",
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'objectiveId', a.objective_id, 'from', a."from",
        'to', coalesce(a.released_on, a."to"), 'load', case a.load
          when 'RATE' then case when a.include_non_working
            then jsonb_build_object('mode', 'RATE', 'minutesPerDay', a.minutes_per_day, 'includeNonWorking', true)
            else jsonb_build_object('mode', 'RATE', 'minutesPerDay', a.minutes_per_day) end
          when 'PERCENT' then jsonb_build_object('mode', 'PERCENT', 'percent', a.percent)
          when 'TOTAL' then jsonb_build_object('mode', 'TOTAL', 'totalMinutes', a.total_minutes, 'kept', a.kept_minutes)
          else jsonb_build_object('mode', 'DAYS', 'days', a.days) end,
        'firmness', case a.state when 'PROPOSED' then 'SOFT' else 'HARD' end))
      from assignment a where a.worker_id = w.id and a.state in ${COUNTED}
        and a."from" <= hull."to" and coalesce(a.released_on, a."to", 'infinity') >= greatest(a."from", hull."from")), '[]') as assignments
  from worker w cross join lateral (
    select least($2::date, min(a."from")) as "from", greatest($3::date, max(a."to")) as "to"
    from assignment a where a.worker_id = w.id and a.load = 'TOTAL' and a.kept_minutes is null and a.state in ${COUNTED}
      and a."from" <= $3::date and a."to" >= $2::date) hull
  where w.id = ${workers}`;

const FACTS = factsOf('any($1::uuid[])');
const FACTS_AS_TEXT = `select f.region, f."from", f."to", row_to_json(f)::text as text from (${FACTS}) f`;
// PostgreSQL makes a plan for it once, and not at each call: twice the work of the statement itself.
const FACTS_OF_ONE = factsOf('$1::uuid');

const HOLIDAYS = `
  select region, day, minutes, start_minute as "startMinute" from holiday
  where region = any($1::text[]) and day between $2::date and $3::date order by region, day`;

interface FactsRow {
  workerId: string;
  timeZone: string;
  region: string | null;
  from: LocalDate;
  to: LocalDate;
  engagements: Engagement[];
  memberships: { departmentId: string; from: LocalDate; to: LocalDate | null; share: number }[];
  timeOff: WorkerFacts['timeOff'];
  assignments: Assignment[];
}

/**
 * Everything that the capacity of these workers rests on in the range, and in the windows of the totals that touch it,
 * by worker. What lies only in these windows is not spread by its own: ask for its days. Inside a mutation flush first.
 */
export async function readFacts(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<Map<string, WorkerFacts>> {
  const [one, ...others] = workerIds;
  const rows =
    others.length === 0 && one !== undefined
      ? await ctx.rows<FactsRow>('capacity.facts-of-one', FACTS_OF_ONE, [one, range.from, range.to])
      : await ctx.rows<FactsRow>('capacity.facts', FACTS, [workerIds, range.from, range.to]);
  return factsOfRows(rows, await readHolidays(ctx, regionsOf(rows), hullOf(rows, range)));
}

/** Facts that nobody has looked into yet: cheap to read, and to hand to another thread. */
export interface FactsText {
  readonly workers: readonly string[];
  readonly holidays: ReadonlyMap<string, HolidayCalendar>;
}

/** What `readFacts` reads, for `factsOfText` to take apart: where there are many, that takes longer than to read it. */
export async function readFactsText(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<FactsText> {
  const rows = await ctx.rows<Pick<FactsRow, 'region' | 'from' | 'to'> & { text: string }>(
    'capacity.facts-as-text',
    FACTS_AS_TEXT,
    [workerIds, range.from, range.to],
  );
  const holidays = await readHolidays(ctx, regionsOf(rows), hullOf(rows, range));
  return { workers: rows.map(({ text }) => text), holidays };
}

export const factsOfText = ({ workers, holidays }: FactsText): Map<string, WorkerFacts> =>
  factsOfRows(
    workers.map((text): FactsRow => JSON.parse(text)),
    holidays,
  );

const regionsOf = (rows: readonly Pick<FactsRow, 'region'>[]): string[] => [
  ...new Set(rows.flatMap(({ region }) => region ?? [])),
];

function factsOfRows(rows: readonly FactsRow[], holidays: FactsText['holidays']): Map<string, WorkerFacts> {
  return new Map(
    rows.map(({ region, from: _from, to: _to, assignments, ...facts }) => [
      facts.workerId,
      {
        ...facts,
        holidays: region === null ? null : (holidays.get(region) ?? null),
        assignments: assignments.flatMap(counted),
      },
    ]),
  );
}

const hullOf = (rows: readonly DateRange[], range: DateRange): DateRange =>
  rows.reduce(
    (hull, { from, to }) => ({
      from: from < hull.from ? from : hull.from,
      to: to > hull.to ? to : hull.to,
    }),
    range,
  );

export interface DayMinutes {
  date: LocalDate;
  minutes: number;
}

/** An assignment as it counts: of stated days those before it was cut. Empty where no day is left of it. */
export function counted(assignment: Assignment): [Assignment] | [] {
  const { from, to, load } = assignment;
  if (load.mode !== 'DAYS') return to !== null && to < from ? [] : [assignment];
  const days = load.days.filter(({ date }) => date >= from && (to === null || date <= to));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  return [{ ...assignment, from: first.date, to: last.date, load: { mode: 'DAYS', days } }];
}

/** Public holidays by region; regions without any in the range are absent. */
export async function readHolidays(
  ctx: Context,
  regions: readonly string[],
  { from, to }: DateRange,
): Promise<Map<string, HolidayCalendar>> {
  if (regions.length === 0) return new Map();
  const rows = await ctx.rows<{ region: string; day: LocalDate; minutes: number; startMinute: number }>(
    'capacity.holidays',
    HOLIDAYS,
    [regions, from, to],
  );
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ region }) => region),
      ([region, days]) => [
        region,
        holidayCalendar(days.map(({ day, minutes, startMinute }) => [day, minutes, startMinute] as const)),
      ],
    ),
  );
}
