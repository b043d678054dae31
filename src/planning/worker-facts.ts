import type { WorkerFacts } from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { visitLots } from './lots.js';

/** Computed in about a tenth of a second. */
const WORKER_DAYS_AT_ONCE = 100_000;

/** How many workers are computed over a range before other requests have their turn; `most` where it is short. */
export const workersAtOnce = (range: DateRange, most = 500): number =>
  Math.max(1, Math.min(most, Math.floor(WORKER_DAYS_AT_ONCE / lengthInDays(range))));

/** Calls `visit` with the facts of some workers after the other, and lets other requests have their turn in between. */
export async function visitFacts(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
  visit: (facts: readonly WorkerFacts[]) => void | Promise<void>,
): Promise<void> {
  await visitLots(ctx, workerIds, workersAtOnce(range), async (some) => {
    const facts = await readFacts(ctx, some, range);
    await visit([...facts.values()]);
  });
}
