import { asRefusal } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';

/**
 * Does something within the transaction of a mutation, or leaves all as it was where it is refused; answers why. What
 * it writes has the cause. Everything must have been flushed before: afterwards nothing that was loaded holds.
 */
export async function attempt(
  ctx: Context,
  causeId: string,
  act: (ctx: Context) => Promise<void>,
): Promise<UserError | null> {
  await ctx.rows('', 'savepoint attempt');
  try {
    // Each with loaders of its own: what was loaded before does not know what is written since.
    await act(Object.assign(Object.create(ctx) as Context, { causeId, loaders: {} }));
    await ctx.rows('', 'release savepoint attempt');
    return null;
  } catch (error) {
    const refusal = asRefusal(error);
    if (!(refusal instanceof UserError)) throw error;
    await ctx.rows('', 'rollback to savepoint attempt');
    await ctx.rows('', 'release savepoint attempt');
    return refusal;
  } finally {
    ctx.em.clear();
  }
}
