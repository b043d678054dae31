import type { Context } from '../graphql/context.js';
import type { LocalDate } from '../time/local-date.js';
import { readFacts } from './facts.js';
import { ALL_TIME, horizonOf } from './horizon.js';
import { type OverbookedWindow, overbookedWindows, without } from './overbooked-windows.js';
import { isJudged, readJudgedHorizon } from './overbookings-rolling.js';
import type { Difference } from './verification.js';
import { readKept } from './worker-weeks.js';

/**
 * The overbookings that are kept of these workers against what their facts come to. Reads a moment in which nobody
 * changed them. Empty while not everybody was judged by today's horizon.
 */
export async function differencesOfOverbookings(
  ctx: Context,
  workerIds: readonly string[],
): Promise<Difference[]> {
  if (!isJudged(ctx, await readJudgedHorizon(ctx))) return [];
  let before = await readKept(ctx, workerIds);
  for (;;) {
    const facts = await readFacts(ctx, workerIds, ALL_TIME);
    const after = await readKept(ctx, workerIds);
    const overbookedOf = (kept: typeof after, id: string) => kept.get(id)?.overbooked ?? [];
    const isQuiet = workerIds.every((id) => isSame(overbookedOf(before, id), overbookedOf(after, id)));
    if (isQuiet) {
      const horizon = horizonOf(ctx.now());
      return Array.from(facts, ([workerId, known]) =>
        differencesOf(workerId, overbookedOf(after, workerId), overbookedWindows(known, horizon)),
      ).flat();
    }
    before = after;
  }
}

const isSame = (a: readonly OverbookedWindow[], b: readonly OverbookedWindow[]): boolean =>
  without(a, b).length + without(b, a).length === 0;

function differencesOf(
  workerId: string,
  stored: readonly OverbookedWindow[],
  computed: readonly OverbookedWindow[],
): Difference[] {
  const differenceOf = ({ from, to }: { from: LocalDate; to: LocalDate }) => ({
    workerId,
    departmentId: null,
    day: from,
    measure: `overbooked to ${to}`,
  });
  return [
    ...without(stored, computed).map((window) => ({
      ...differenceOf(window),
      stored: window.overMinutes,
      computed: null,
    })),
    ...without(computed, stored).map((window) => ({
      ...differenceOf(window),
      stored: null,
      computed: window.overMinutes,
    })),
  ];
}
