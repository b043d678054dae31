import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';

/** Which departments have somebody with a skill that open needs of the objectives ask for, at the level asked for. */
const HOLDERS = `
  with required as (
    select (asked ->> 'skillId')::uuid as skill_id, max((asked ->> 'minLevel')::int) as level
    from staffing_need n cross join jsonb_array_elements(n.skills) asked
    where n.state = 'OPEN' and n.objective_id = any($1::uuid[])
      and n."from" <= $3::date and (n."to" is null or n."to" >= $2::date)
    group by 1
  )
  select distinct r.skill_id as "skillId", m.department_id as "departmentId"
  from required r join worker_skill s on s.skill_id = r.skill_id and s.level >= r.level
  join worker w on w.id = s.worker_id and w.archived_at is null
  join membership m on m.worker_id = w.id and m."from" <= $3::date and (m."to" is null or m."to" >= $2::date)
  order by 1, 2`;

/**
 * Skills that open needs of these objectives ask for in the range and that the members of one department alone have, by
 * that department. `groupOf` says as part of which department one counts, null for none.
 */
export async function soleSkills(
  ctx: Context,
  objectiveIds: readonly string[],
  range: DateRange,
  groupOf: (departmentId: string) => string | null,
): Promise<Map<string, string[]>> {
  const found = await ctx.rows<{ skillId: string; departmentId: string }>(
    'collaboration.skill-holders',
    HOLDERS,
    [objectiveIds, range.from, range.to],
  );
  const sole = new Map<string, string[]>();
  for (const [skillId, holders] of Map.groupBy(found, ({ skillId }) => skillId)) {
    const groups = new Set(
      holders.map(({ departmentId }) => groupOf(departmentId)).filter((id) => id !== null),
    );
    const [only, ...others] = groups;
    if (only !== undefined && others.length === 0) sole.set(only, [...(sole.get(only) ?? []), skillId]);
  }
  return sole;
}
