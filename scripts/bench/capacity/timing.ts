/** Milliseconds of what was done again and again. */
export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
}

const LEAST = 5;
const MOST = 200;
const BUDGET_MS = 4_000;

/**
 * Times both in turns, so that what else the machine does meets both; the first round does not count. As often as four
 * seconds allow, but five times at least and 200 at most.
 */
export async function inTurns(
  own: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<{ own: Times; floor: Times }> {
  await floor();
  await own();
  const [owns, floors]: [number[], number[]] = [[], []];
  const began = performance.now();
  for (let round = 0; round < MOST; round++) {
    if (round >= LEAST && performance.now() - began > BUDGET_MS) break;
    floors.push(await milliseconds(floor));
    owns.push(await milliseconds(own));
  }
  return { own: timesOf(owns), floor: timesOf(floors) };
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function timesOf(taken: readonly number[]): Times {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}
