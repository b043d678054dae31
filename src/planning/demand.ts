import { sql } from 'kysely';
import { readHolidays } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import { inReach } from '../workforce/worker.js';
import type { Placeholder } from './placeholder.js';

// The one place in planning that reads what others keep, by the names of their tables: what is
// asked of whom, and who can do it.

/** A staffing need as demand. */
export interface OpenNeed extends Placeholder {
  objectiveId: string;
  departmentId: string | null;
  role: string;
  skillIds: readonly string[];
}

const OPEN_NEEDS = `
  select n.id, n.objective_id as "objectiveId", n.department_id as "departmentId", n.role, n."from", n."to", n.minutes_per_day as "minutesPerDay",
    n.total_minutes as "totalMinutes", d.region,
    array(select asked ->> 'skillId' from jsonb_array_elements(n.skills) asked) as "skillIds"
  from (select distinct on (id) * from staffing_need_revision
    where $3::timestamptz is null or changed_at <= $3 order by id, version desc) n
  left join department d on d.id = n.department_id
  where n.state = 'OPEN' and n."from" <= $2::date and (n."to" is null or n."to" >= $1::date)
  order by n.id`;

interface NeedRow extends Omit<OpenNeed, 'holidays'> {
  region: string | null;
}

/** The OPEN needs that touch the range, in the order of ids: as they stood at an instant, or as they are (null). */
export async function openNeeds(ctx: Context, range: DateRange, asOf: Date | null): Promise<OpenNeed[]> {
  const rows = await ctx.rows<NeedRow>('planning.open-needs', OPEN_NEEDS, [range.from, range.to, asOf]);
  const regions = [...new Set(rows.flatMap(({ region }) => region ?? []))];
  // A total is spread over its whole window, wherever that lies.
  const span = rows.reduce(
    (whole, { from, to }): DateRange => ({
      from: earlier(whole.from, from),
      to: to === null ? whole.to : later(whole.to, to),
    }),
    range,
  );
  const holidays = await readHolidays(ctx, regions, span);
  return rows.map(({ region, ...need }) => ({
    ...need,
    holidays: region === null ? null : (holidays.get(region) ?? null),
  }));
}

const earlier = (a: LocalDate, b: LocalDate) => (a < b ? a : b);
const later = (a: LocalDate, b: LocalDate) => (a > b ? a : b);

/** What workers are called, can do, and are assigned as. */
export interface Callings {
  readonly titles: ReadonlyMap<string, string | null>;
  readonly skillIds: ReadonlyMap<string, readonly string[]>;
  /** By assignment; absent where none is stated. */
  readonly roles: ReadonlyMap<string, string>;
}

const WORKERS = `
  select w.id, w.title, array(select s.skill_id from worker_skill s where s.worker_id = w.id order by s.skill_id) as "skillIds"
  from worker w where w.id = any($1::uuid[])`;

const ROLES = `
  select a.id, a.role from assignment a
  where a.worker_id = any($1::uuid[]) and a.role is not null
    and a."from" <= $3::date and coalesce(a.released_on, a."to", 'infinity') >= $2::date`;

export async function callingsOf(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<Callings> {
  const workers = await ctx.rows<{ id: string; title: string | null; skillIds: string[] }>(
    'planning.callings',
    WORKERS,
    [workerIds],
  );
  const roles = await ctx.rows<{ id: string; role: string }>('planning.roles', ROLES, [
    workerIds,
    range.from,
    range.to,
  ]);
  return {
    titles: new Map(workers.map(({ id, title }) => [id, title])),
    skillIds: new Map(workers.map(({ id, skillIds }) => [id, skillIds])),
    roles: new Map(roles.map(({ id, role }) => [id, role])),
  };
}

/** Skills by name: those of these ids, or all (null). */
export function skillsNamed(
  ctx: Context,
  ids: readonly string[] | null,
): Promise<{ id: string; name: string }[]> {
  return ctx.rows(
    'planning.skills',
    'select id, name from skill where $1::uuid[] is null or id = any($1::uuid[]) order by name, id',
    [ids],
  );
}

export interface HeldLevel {
  workerId: string;
  skillId: string;
  level: number;
}

/** Who has these skills at which level: people in use whom the viewer may see, in the order of ids. */
export function heldLevels(ctx: Context, skillIds: readonly string[]): Promise<HeldLevel[]> {
  return rowsOf(
    ctx,
    'planning.held-levels',
    sql<HeldLevel>`select s.worker_id as "workerId", s.skill_id as "skillId", s.level
      from worker_skill s join worker w on w.id = s.worker_id
      where s.skill_id = any(${skillIds}::uuid[]) and w.archived_at is null and ${inReach(ctx, 'w')}
      order by s.worker_id, s.skill_id`,
  );
}

/** Those of these workers who are in use, in the order of ids, and whether the viewer may see them. */
export async function workersInUse(
  ctx: Context,
  workerIds: readonly string[],
): Promise<Map<string, boolean>> {
  const found = await rowsOf<{ id: string; isVisible: boolean }>(
    ctx,
    'planning.workers-in-use',
    sql`select w.id, ${inReach(ctx, 'w')} as "isVisible"
      from worker w where w.id = any(${workerIds}::uuid[]) and w.archived_at is null order by w.id`,
  );
  return new Map(found.map(({ id, isVisible }) => [id, isVisible]));
}
