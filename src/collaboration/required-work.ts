import type { Context } from '../graphql/context.js';
import type { DependencyPlan, Plan } from './graph-missing-links.js';
import type { Strategy } from './strategy-work.js';

/** Who is to work on what; who is only asked for an opinion has no minutes to put in. */
const CONTRIBUTORS = `
  select c.objective_id as "objectiveId", array_agg(c.department_id order by c.department_id) as "departmentIds"
  from contribution c join department d on d.id = c.department_id and d.archived_at is null
  where c.objective_id = any($1::uuid[]) and c.role in ('RESPONSIBLE', 'CONTRIBUTOR')
  group by 1 order by 1`;

const OWNERS = `
  select o.id as "objectiveId", o.owner_id as "departmentId"
  from objective o join department d on d.id = o.owner_id and d.archived_at is null
  where o.id = any($1::uuid[])`;

interface Dependency {
  id: string;
  objectiveId: string;
  dependsOnId: string;
  isShared: boolean;
}
const DEPENDENCIES = `
  select id, objective_id as "objectiveId", depends_on_id as "dependsOnId", kind = 'SHARES_RESULT' as "isShared"
  from objective_dependency
  where objective_id = any($1::uuid[]) and depends_on_id = any($1::uuid[]) order by id`;

/**
 * Who ought to work together on those of the objectives that are wanted and begun: who is to contribute to the same one;
 * and, where one depends on another one, who owns or is to contribute to the one with those of the other. A dependency is
 * wanted where either end of it is. Archived departments are to do nothing.
 */
export async function requiredWork(
  ctx: Context,
  { objectives, weights, groupOf }: Omit<Strategy, 'measured'>,
  wanted: ReadonlySet<string>,
): Promise<{ plans: Plan[]; dependencies: DependencyPlan[] }> {
  const begun = objectives.filter(({ isBegun }) => isBegun).map(({ id }) => id);
  const contributors = await ctx.rows<{ objectiveId: string; departmentIds: string[] }>(
    'collaboration.contributors',
    CONTRIBUTORS,
    [begun],
  );
  const found = await ctx.rows<Dependency>('collaboration.dependencies', DEPENDENCIES, [begun]);
  const ends = found.flatMap(({ objectiveId, dependsOnId }) => [objectiveId, dependsOnId]);
  const owners = await ctx.rows<{ objectiveId: string; departmentId: string }>(
    'collaboration.owners',
    OWNERS,
    [[...new Set(ends)]],
  );
  const grouped = (ids: readonly string[]) => ids.map(groupOf).filter((id) => id !== null);
  const contributing = new Map(
    contributors.map(({ objectiveId, departmentIds }) => [objectiveId, grouped(departmentIds)]),
  );
  const owning = new Map(
    owners.map(({ objectiveId, departmentId }) => [objectiveId, grouped([departmentId])]),
  );
  const involved = (id: string) => [...(owning.get(id) ?? []), ...(contributing.get(id) ?? [])];
  const weightOf = (id: string) => weights.get(id) ?? 0;
  return {
    plans: [...contributing]
      .filter(([objectiveId]) => wanted.has(objectiveId))
      .map(([objectiveId, departmentIds]) => ({ objectiveId, weight: weightOf(objectiveId), departmentIds })),
    dependencies: found
      .filter(({ objectiveId, dependsOnId }) => wanted.has(objectiveId) || wanted.has(dependsOnId))
      .map(({ id, objectiveId, dependsOnId, isShared }) => ({
        dependencyId: id,
        // What is shared rests on neither more than on the other.
        weight: isShared ? (weightOf(objectiveId) + weightOf(dependsOnId)) / 2 : weightOf(objectiveId),
        departmentIds: involved(objectiveId),
        otherIds: involved(dependsOnId),
      })),
  };
}
