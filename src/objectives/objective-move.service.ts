import { canManageObjective } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, notFound, UserError } from '../graphql/errors.js';
import type { Objective } from './objective.js';
import { changing, lockObjective, type Seen } from './objective.service.js';

/**
 * Puts an objective, with all below it, under another one, or at the top: for whoever may manage it where it is, and
 * could have created it where it goes.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, CYCLE)
 */
export async function objectiveMove(
  ctx: Context,
  { id, parentId, expectedVersion }: Seen & { parentId: string | null },
): Promise<Objective> {
  // One move at a time: two at once could otherwise close a cycle that neither of them sees.
  await ctx.rows('objective.lock-tree', `select pg_advisory_xact_lock(hashtext('objective.tree'))`);
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
  return changing(ctx, 'OBJECTIVE_MOVED', objective, () => {
    objective.parentId = newParentId;
  });
}

/** The ids of an objective and of all above it. @throws UserError NOT_FOUND */
async function withAllAbove(ctx: Context, id: string): Promise<string[]> {
  const found = await ctx.rows<{ id: string }>(
    'objective.above',
    `with recursive above as (
       select id, parent_id from objective where id = $1::uuid
       union select o.id, o.parent_id from objective o join above on o.id = above.parent_id)
     select id from above`,
    [id],
  );
  if (found.length === 0) throw notFound('Objective', id);
  return found.map((above) => above.id);
}
