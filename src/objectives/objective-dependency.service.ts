import { canManageObjective } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults, notFound, UserError } from '../graphql/errors.js';
import { Objective } from './objective.js';
import { type DependencyKind, ObjectiveDependency } from './objective-dependency.js';
import { lockTree, withAllAbove } from './objective-tree.js';

export interface DependencyFacts {
  objectiveId: string;
  dependsOnId: string;
  kind: DependencyKind;
}

/**
 * Makes an objective depend on another one: for whoever may manage it, of what is shared either of them.
 * @throws UserError BAD_USER_INPUT (SAME_OBJECTIVE), NOT_FOUND, FORBIDDEN, or CONFLICT (CYCLE, DEPENDS_ON_ANCESTOR,
 *   DEPENDENCY_EXISTS)
 */
export async function objectiveDependencyAdd(
  ctx: Context,
  facts: DependencyFacts,
): Promise<ObjectiveDependency> {
  const stated = asStored(facts);
  checkFacts(stated);
  await lockTree(ctx);
  const [above, aboveOther] = [
    await withAllAbove(ctx, stated.objectiveId),
    await withAllAbove(ctx, stated.dependsOnId),
  ];
  authorize(await mayDepend(ctx, stated));
  if (above.includes(stated.dependsOnId) || aboveOther.includes(stated.objectiveId)) {
    throw ancestorDependency(['input', 'dependsOnId']);
  }
  if (stated.kind !== 'SHARES_RESULT') await expectNoCycle(ctx, stated);
  const dependency = ctx.em.create(ObjectiveDependency, stated);
  await ctx.em.flush();
  await recordDependency(ctx, 'OBJECTIVE_DEPENDENCY_ADDED', dependency);
  return dependency;
}

/** Answers the objective that depended. @throws UserError NOT_FOUND or FORBIDDEN */
export async function objectiveDependencyRemove(ctx: Context, id: string): Promise<Objective> {
  await lockTree(ctx);
  const dependency = await ctx.em.findOne(ObjectiveDependency, { id });
  if (!dependency) throw notFound('ObjectiveDependency', id);
  authorize(await mayDepend(ctx, dependency));
  ctx.em.remove(dependency);
  await ctx.em.flush();
  await recordDependency(ctx, 'OBJECTIVE_DEPENDENCY_REMOVED', dependency);
  return ctx.em.findOneOrFail(Objective, { id: dependency.objectiveId });
}

/** Of what is above or below each other, neither depends on the other: it is a part of it. */
export const ancestorDependency = (field: readonly string[]) =>
  new UserError('CONFLICT', 'An objective does not depend on one that lies above or below it.', {
    reason: 'DEPENDS_ON_ANCESTOR',
    field,
  });

/** Ids as the database writes them; of what is shared the lesser one first, so that it stands once. */
function asStored({ objectiveId, dependsOnId, kind }: DependencyFacts): DependencyFacts {
  const ids = [objectiveId.toLowerCase(), dependsOnId.toLowerCase()];
  const [own, other] = kind === 'SHARES_RESULT' ? ids.toSorted() : ids;
  return { objectiveId: own!, dependsOnId: other!, kind };
}

function checkFacts({ objectiveId, dependsOnId }: DependencyFacts): void {
  const faults = new Faults();
  faults.require(
    objectiveId !== dependsOnId,
    ['input', 'dependsOnId'],
    'SAME_OBJECTIVE',
    'An objective does not depend on itself.',
  );
  faults.throwIfAny();
}

async function mayDepend(
  ctx: Context,
  { objectiveId, dependsOnId, kind }: DependencyFacts,
): Promise<boolean> {
  const ids = kind === 'SHARES_RESULT' ? [objectiveId, dependsOnId] : [objectiveId];
  const ends = await ctx.em.find(Objective, { id: { $in: ids } });
  return ends.some((objective) => canManageObjective(ctx.viewer, objective));
}

/** @throws UserError CONFLICT (CYCLE) where the other one depends on this one, over however many between them */
async function expectNoCycle(ctx: Context, { objectiveId, dependsOnId }: DependencyFacts): Promise<void> {
  const [way] = await ctx.rows(
    'objective-dependency.way-back',
    `with recursive needed as (
       select $1::uuid as id
       union select d.depends_on_id from objective_dependency d join needed on d.objective_id = needed.id
         where d.kind <> 'SHARES_RESULT')
     select 1 from needed where id = $2::uuid`,
    [dependsOnId, objectiveId],
  );
  if (!way) return;
  throw new UserError('CONFLICT', 'The other objective depends on this one already.', {
    reason: 'CYCLE',
    field: ['input', 'dependsOnId'],
  });
}

function recordDependency(ctx: Context, kind: string, dependency: ObjectiveDependency): Promise<void> {
  const { id, objectiveId, dependsOnId } = dependency;
  const facts = { objectiveId, dependsOnId, kind: dependency.kind };
  const isAdded = kind === 'OBJECTIVE_DEPENDENCY_ADDED';
  return recordChange(ctx, {
    kind,
    subjectType: 'ObjectiveDependency',
    subjectId: id,
    before: isAdded ? null : facts,
    after: isAdded ? facts : null,
  });
}
