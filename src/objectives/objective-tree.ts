import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';

/**
 * What decides by the shape of the whole tree, or of the dependencies across it, does so one at a time: two at once could
 * otherwise close a cycle that neither of them sees.
 */
export async function lockTree(ctx: Context): Promise<void> {
  await ctx.rows('objective.lock-tree', `select pg_advisory_xact_lock(hashtext('objective.tree'))`);
}

/** The ids of an objective and of all above it. @throws UserError NOT_FOUND */
export async function withAllAbove(ctx: Context, id: string): Promise<string[]> {
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
