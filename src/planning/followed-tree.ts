import type { ChangeEvent } from '../events/change-event.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import { departmentsOf } from './scope.js';

/** A thing and all below it, for as long as a stream follows them. */
export interface FollowedTree {
  readonly has: (id: unknown) => boolean;
  /** To be told of each event: where things were added or moved, what lies below is asked anew. */
  readonly follow: (event: ChangeEvent, ctx: Context) => Promise<void>;
}

const EVERYTHING: FollowedTree = { has: () => true, follow: async () => {} };

async function followedTree(
  ctx: Context,
  subjectType: string,
  read: (ctx: Context) => Promise<ReadonlySet<unknown>>,
): Promise<FollowedTree> {
  let ids = await read(ctx);
  return {
    has: (id) => ids.has(id),
    async follow(event, ctx) {
      if (event.subjectType === subjectType) ids = await read(ctx);
    },
  };
}

/** A department, with those below it if wanted; null: all, and none as well. @throws UserError NOT_FOUND */
export const followedDepartments = async (
  ctx: Context,
  departmentId: string | null | undefined,
  includeSubtree: boolean,
): Promise<FollowedTree> =>
  departmentId
    ? followedTree(ctx, 'Department', (ctx) => departmentsOf(ctx, departmentId, includeSubtree))
    : EVERYTHING;

const BELOW = `with recursive tree as (
  select id from objective where id = $1::uuid
  union select o.id from objective o join tree on o.parent_id = tree.id)
  select id from tree`;

/** An objective and all below it; null: all. @throws UserError NOT_FOUND */
export const followedObjectives = async (
  ctx: Context,
  objectiveId: string | null | undefined,
): Promise<FollowedTree> =>
  objectiveId
    ? followedTree(ctx, 'Objective', async (ctx) => {
        const tree = await ctx.rows<{ id: string }>('planning.objectives-below', BELOW, [objectiveId]);
        if (tree.length === 0) throw notFound('Objective', objectiveId);
        return new Set(tree.map(({ id }) => id));
      })
    : EVERYTHING;
