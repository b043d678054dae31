import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../graphql/context.js';

const working = new WeakMap<Context, Promise<unknown>>();

/**
 * Calls `visit` with at most `atOnce` of the ids after the other, and lets other requests have their turn in between.
 * The fields of one request work one after the other where they have several lots each: thirty of them would else
 * take thirty turns at a time. `visit` must not visit lots of the same request itself.
 */
export async function visitLots(
  ctx: Context,
  ids: readonly string[],
  atOnce: number,
  visit: (some: readonly string[]) => Promise<void>,
): Promise<void> {
  if (ids.length === 0) return;
  if (ids.length <= atOnce) return visit(ids);
  for (let start = 0; start < ids.length; start += atOnce)
    await inTurn(ctx, () => visit(ids.slice(start, start + atOnce)));
}

async function inTurn(ctx: Context, work: () => Promise<void>): Promise<void> {
  const before = working.get(ctx);
  const done = (async () => {
    await before;
    await work();
    await nextTurn();
  })();
  // Whoever comes next waits for it, whether it succeeds or not.
  working.set(
    ctx,
    done.catch(() => {}),
  );
  return done;
}
