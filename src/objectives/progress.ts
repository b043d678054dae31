import { Decimal } from 'decimal.js';

/** Exact for whatever can be stated: 20 digits before the point, and 10 behind it. */
const Exact = Decimal.clone({ precision: 80 });

export interface Measured {
  readonly start: string;
  readonly target: string;
  readonly current: string;
}

/** Something that says how far it is, 0 to 1, or nothing; and how much that counts among others. */
export interface Weighed {
  readonly weight: number;
  readonly progress: Decimal | null;
}

/** How much of the way from start to target is gone: 0 before the start, 1 beyond the target. */
export function progressOf({ start, target, current }: Measured): Decimal {
  const way = new Exact(target).minus(start);
  return Exact.max(0, Exact.min(1, new Exact(current).minus(start).dividedBy(way)));
}

/** The mean by weight of all that say something; null where nothing of weight does. */
export function meanProgress(parts: readonly Weighed[]): Decimal | null {
  let [sum, weights] = [new Exact(0), 0];
  for (const { weight, progress } of parts) {
    if (progress === null) continue;
    sum = sum.plus(progress.times(weight));
    weights += weight;
  }
  return weights === 0 ? null : sum.dividedBy(weights);
}

/** A part of a whole that was stated in percent. */
export const partOf = (percent: string): Decimal => new Exact(percent).dividedBy(100);

export const WHOLE: Decimal = new Exact(1);

/** In percent with two decimals, rounded down: 100.00 is said of nothing that is not reached. */
export const percentOf = (progress: Decimal | null): string | null =>
  // What was divided in 80 digits may fall short of a whole hundredth by less than the last of them.
  progress?.times(100).toDecimalPlaces(60).toFixed(2, Decimal.ROUND_DOWN) ?? null;
