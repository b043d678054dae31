import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WorkerFacts } from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';

const WORKERS_AT_ONCE = 500;

/** Calls `visit` with the facts of some workers after the other, and lets other requests have their turn in between. */
export async function visitFacts(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
  visit: (facts: readonly WorkerFacts[]) => void | Promise<void>,
): Promise<void> {
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const facts = await readFacts(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), range);
    await visit([...facts.values()]);
    await nextTurn();
  }
}
