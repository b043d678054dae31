import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import {
  type Assignment,
  type HolidayCalendar,
  holidayCalendar,
  type WorkerFacts,
  type WorkPattern,
} from './calendar.js';

// The one place that reads what workforce and assignments keep, by the names of their tables.

const FACTS = `
  select w.id as "workerId", w.time_zone as "timeZone", w.region,
    coalesce((select jsonb_agg(jsonb_build_object('from', e."from", 'to', e."to", 'patterns', coalesce((
        select jsonb_agg(jsonb_build_object('from', p."from", 'anchor', p.anchor, 'minutes', p.minutes) order by p."from")
        from work_pattern p where p.engagement_id = e.id), '[]')))
      from engagement e where e.worker_id = w.id and e.state in ('READY', 'ACTIVE', 'ENDED', 'TERMINATED')
        and e."from" <= $3::date and (e."to" is null or e."to" >= $2::date)), '[]') as engagements,
    coalesce((select jsonb_agg(jsonb_build_object('departmentId', m.department_id, 'from', m."from", 'to', m."to", 'share', m.share))
      from membership m where m.worker_id = w.id
        and m."from" <= $3::date and (m."to" is null or m."to" >= $2::date)), '[]') as memberships,
    coalesce((select jsonb_agg(jsonb_build_object('from', t."from", 'to', t."to", 'minutesPerDay', t.minutes_per_day))
      from time_off t where t.worker_id = w.id and t.state = 'APPROVED'
        and t."from" <= $3::date and t."to" >= $2::date), '[]') as "timeOff",
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'objectiveId', a.objective_id, 'from', a."from",
        'to', coalesce(a.released_on, a."to"), 'mode', a.load, 'minutesPerDay', a.minutes_per_day, 'percent', a.percent,
        'firmness', case a.state when 'PROPOSED' then 'SOFT' else 'HARD' end))
      from assignment a where a.worker_id = w.id and a.state in ('PROPOSED', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED')
        and a."from" <= $3::date and coalesce(a.released_on, a."to", 'infinity') >= greatest(a."from", $2::date)), '[]') as assignments
  from worker w where w.id = any($1::uuid[])`;

const HOLIDAYS = `
  select region, day, minutes from holiday
  where region = any($1::text[]) and day between $2::date and $3::date order by region, day`;

interface FactsRow {
  workerId: string;
  timeZone: string;
  region: string | null;
  engagements: { from: LocalDate; to: LocalDate | null; patterns: WorkPattern[] }[];
  memberships: { departmentId: string; from: LocalDate; to: LocalDate | null; share: number }[];
  timeOff: { from: LocalDate; to: LocalDate; minutesPerDay: number | null }[];
  assignments: {
    id: string;
    objectiveId: string;
    from: LocalDate;
    to: LocalDate | null;
    mode: 'RATE' | 'PERCENT';
    minutesPerDay: number | null;
    percent: number | null;
    firmness: 'HARD' | 'SOFT';
  }[];
}

/** Everything that the capacity of these workers rests on in the range, by worker. Inside a mutation flush first. */
export async function readFacts(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<Map<string, WorkerFacts>> {
  const rows = await ctx.rows<FactsRow>('capacity.facts', FACTS, [workerIds, range.from, range.to]);
  const regions = [...new Set(rows.flatMap(({ region }) => region ?? []))];
  const holidays = await readHolidays(ctx, regions, range);
  return new Map(
    rows.map(({ region, assignments, ...facts }) => [
      facts.workerId,
      {
        ...facts,
        holidays: region === null ? null : (holidays.get(region) ?? null),
        assignments: assignments.map(assignmentOf),
      },
    ]),
  );
}

const assignmentOf = ({
  mode,
  minutesPerDay,
  percent,
  ...rest
}: FactsRow['assignments'][number]): Assignment => ({
  ...rest,
  load: mode === 'RATE' ? { mode, minutesPerDay: minutesPerDay! } : { mode, percent: percent! },
});

/** Public holidays by region; regions without any in the range are absent. */
export async function readHolidays(
  ctx: Context,
  regions: readonly string[],
  range: DateRange,
): Promise<Map<string, HolidayCalendar>> {
  if (regions.length === 0) return new Map();
  const rows = await ctx.rows<{ region: string; day: LocalDate; minutes: number }>(
    'capacity.holidays',
    HOLIDAYS,
    [regions, range.from, range.to],
  );
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ region }) => region),
      ([region, days]) => [region, holidayCalendar(days.map(({ day, minutes }) => [day, minutes] as const))],
    ),
  );
}
