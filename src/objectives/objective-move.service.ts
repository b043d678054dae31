import { canManageObjective } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, UserError } from '../graphql/errors.js';
import type { Objective } from './objective.js';
import { changing, lockObjective, type Seen } from './objective.service.js';
import { ancestorDependency } from './objective-dependency.service.js';
import { lockTree, withAllAbove } from './objective-tree.js';

/**
 * Puts an objective, with all below it, under another one, or at the top: for whoever may manage it where it is, and
 * could have created it where it goes.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, CYCLE, DEPENDS_ON_ANCESTOR)
 */
export async function objectiveMove(
  ctx: Context,
  { id, parentId, expectedVersion }: Seen & { parentId: string | null },
): Promise<Objective> {
  await lockTree(ctx);
  const objective = await lockObjective(ctx, id);
  const newParentId = parentId?.toLowerCase() ?? null;
  const above = newParentId ? await withAllAbove(ctx, newParentId) : [];
  const { ownerId } = objective;
  authorize(
    canManageObjective(ctx.viewer, objective) &&
      canManageObjective(ctx.viewer, { id: null, parentId: newParentId, ownerId }),
  );
  expectVersion(objective, expectedVersion);
  if (above.includes(objective.id)) {
    throw new UserError('CONFLICT', 'An objective cannot lie below itself.', {
      reason: 'CYCLE',
      field: ['input', 'parentId'],
    });
  }
  await expectIndependent(ctx, objective.id, above);
  return changing(ctx, 'OBJECTIVE_MOVED', objective, () => {
    objective.parentId = newParentId;
  });
}

/** Nothing from this objective down may come to lie below what it depends on, or what depends on it. */
async function expectIndependent(ctx: Context, id: string, above: readonly string[]): Promise<void> {
  const [dependency] = await ctx.rows(
    'objective.depends-on-above',
    `with recursive below as (
       select id from objective where id = $1::uuid
       union select o.id from objective o join below on o.parent_id = below.id)
     select 1 from objective_dependency d join below on below.id in (d.objective_id, d.depends_on_id)
     where d.objective_id = any($2::uuid[]) or d.depends_on_id = any($2::uuid[]) limit 1`,
    [id, above],
  );
  if (dependency) throw ancestorDependency(['input', 'parentId']);
}
