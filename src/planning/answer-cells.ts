import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';

const MOST_CELLS = 100_000;
const cellsOf = new WeakMap<Context, number>();

/**
 * Counts cells, the buckets of lines, of all the fields of a request together: thirty aliases may each be small
 * enough, and their answer too large to be held.
 * @throws UserError TOO_COMPLEX, with `reason`
 */
export function takeCells(ctx: Context, cells: number, reason: string): void {
  const actual = (cellsOf.get(ctx) ?? 0) + cells;
  cellsOf.set(ctx, actual);
  if (actual <= MOST_CELLS) return;
  throw new UserError(
    'TOO_COMPLEX',
    `This asks for at least ${actual} cells, lines times buckets; an answer has at most ${MOST_CELLS} in all. Ask for larger buckets, or for less.`,
    { reason, details: { limit: MOST_CELLS, actual } },
  );
}
