import { sql } from 'kysely';
import type { Context } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import type { Similarity } from './expertise.js';
import { inOrder } from './expertise-points.js';

const WANTED = `
  select distinct asked ->> 'skillId' as id from staffing_need n, jsonb_array_elements(n.skills) asked
  where n.objective_id = $1::uuid and n.state <> 'WITHDRAWN' order by 1`;

/** The skills that the needs of an objective ask for, or asked, in the order of ids. */
export async function skillsAskedFor(ctx: Context, objectiveId: string): Promise<string[]> {
  const found = await ctx.rows<{ id: string }>('expertise.wanted', WANTED, [objectiveId]);
  return found.map(({ id }) => id);
}

/**
 * Objectives on which work is like that on this one (null: on none in particular), or asks for one of the skills; how
 * they are like it, the closest first.
 */
export async function similarObjectives(
  ctx: Context,
  objectiveId: string | null,
  skillIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Similarity[]>> {
  const wanted = skillIds.map((skillId) => JSON.stringify([{ skillId }]));
  const found = await rowsOf<{ id: string; similarities: Similarity[] }>(
    ctx,
    'expertise.similar',
    sql`with recursive asked as (
        select id, parent_id, owner_id from objective where id = ${objectiveId}::uuid
      ), below as (
        select o.id from objective o join asked on o.parent_id = asked.id
        union all select o.id from objective o join below on o.parent_id = below.id
      ), above as (
        select o.id, o.parent_id from objective o join asked on o.id = asked.parent_id
        union all select o.id, o.parent_id from objective o join above on o.id = above.parent_id
      ), departments as (
        select owner_id as id from asked
        union select c.department_id from contribution c join asked on c.objective_id = asked.id
      ), alike (id, similarity) as (
        select id, 'SAME' from asked
        union all select id, 'BELOW' from below
        union all select id, 'ABOVE' from above
        union all select d.depends_on_id, 'DEPENDENCY' from objective_dependency d join asked on d.objective_id = asked.id
        union all select d.objective_id, 'DEPENDENCY' from objective_dependency d join asked on d.depends_on_id = asked.id
        union all select n.objective_id, 'SKILL' from unnest(${wanted}::jsonb[]) wanted (skills)
          join staffing_need n on n.skills @> wanted.skills where n.state <> 'WITHDRAWN'
        union all select o.id, 'DEPARTMENT' from objective o join departments d on o.owner_id = d.id
        union all select c.objective_id, 'DEPARTMENT' from contribution c join departments d on c.department_id = d.id
      )
      select id, array_agg(distinct similarity) as similarities from alike group by id`,
  );
  return new Map(found.map(({ id, similarities }) => [id, inOrder(similarities)]));
}
