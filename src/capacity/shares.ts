import type { OpenDateRange } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';

/** The whole of a worker, in hundredths of a percent. */
export const WHOLE_SHARE = 10_000;

/** A worker's dated share in a department, in hundredths of a percent, 1 to 10,000; at most 10,000 a day in all. */
export interface Membership extends OpenDateRange {
  departmentId: string;
  share: number;
}

/** Neighbouring days with the same memberships, as indices from the first day asked for, `last` included. */
export interface SharePeriod {
  first: number;
  last: number;
  /** In id order; null, "no department", comes last and only if some share is covered by no membership. */
  departmentIds: readonly (string | null)[];
  shares: Shares;
}

/**
 * Divides whole units in proportion to non-negative integer weights, by Sainte-Laguë (1910): the next unit always goes
 * to the highest weight / (2 * units so far + 1), ties to the earlier weight. Hence every part grows or stays as the
 * total grows, which largest remainder does not promise. All weights 0: nothing is given out.
 */
export function divide(total: number, weights: ArrayLike<number>): number[] {
  const parts: number[] = Array(weights.length).fill(0);
  let sum = 0;
  for (let i = 0; i < parts.length; i++) sum += weights[i]!;
  if (sum === 0) return parts;

  // Plain rounding of a smaller total's quotas gives exactly the units whose quotient is at least sum / (2 * total),
  // which come first in the order of giving. It gives at most half a unit too many to each, so with this total none too
  // many in all, and only the last units need to be told apart.
  const rounded = Math.max(0, total - Math.ceil(parts.length / 2));
  let missing = total;
  for (let i = 0; i < parts.length; i++) {
    parts[i] = Math.floor((2 * weights[i]! * rounded + sum) / (2 * sum));
    missing -= parts[i]!;
  }
  const isBefore = (a: number, b: number): boolean => {
    const difference = weights[a]! * (2 * parts[b]! + 1) - weights[b]! * (2 * parts[a]! + 1);
    return difference > 0 || (difference === 0 && a < b);
  };
  const next = missing > 0 ? heap(parts.length, isBefore) : [];
  for (; missing > 0; missing--) {
    parts[next[0]!]! += 1;
    sink(next, 0, isBefore);
  }
  return parts;
}

type IsBefore = (a: number, b: number) => boolean;

/** The indices as a binary heap (Williams, 1964): the first of all is at 0. */
function heap(length: number, isBefore: IsBefore): number[] {
  const indices = Array.from({ length }, (_, i) => i);
  for (let i = (length >> 1) - 1; i >= 0; i--) sink(indices, i, isBefore);
  return indices;
}

/** Mends a heap after what is at this position has moved back in the order. */
function sink(indices: number[], position: number, isBefore: IsBefore): void {
  const moved = indices[position]!;
  let free = position;
  for (let child = 2 * free + 1; child < indices.length; child = 2 * free + 1) {
    if (child + 1 < indices.length && isBefore(indices[child + 1]!, indices[child]!)) child += 1;
    if (!isBefore(indices[child]!, moved)) break;
    indices[free] = indices[child]!;
    free = child;
  }
  indices[free] = moved;
}

/** s(x) of CAPACITY.md for one set of memberships; remembers its answers, as the days of a worker are much alike. */
export class Shares {
  readonly #weights: readonly number[];
  readonly #known = new Map<number, readonly number[]>();

  constructor(weights: readonly number[]) {
    this.#weights = weights;
  }

  /** The parts of so many minutes, in the order of the weights. */
  of(minutes: number): readonly number[] {
    let parts = this.#known.get(minutes);
    if (parts === undefined) {
      parts = divide(minutes, this.#weights);
      this.#known.set(minutes, parts);
    }
    return parts;
  }
}

/** Cuts `length` days from `firstDay` on wherever the memberships change; in order, disjoint, covering every day. */
export function sharePeriods(
  memberships: readonly Membership[],
  firstDay: DayNumber,
  length: number,
): SharePeriod[] {
  const spans: { first: number; last: number; departmentId: string; share: number }[] = [];
  const starts = new Set([0]);
  for (const { from, to, departmentId, share } of memberships) {
    const first = Math.max(0, dayNumber(from) - firstDay);
    const last = to === null ? length - 1 : Math.min(length - 1, dayNumber(to) - firstDay);
    if (last < first) continue;
    spans.push({ first, last, departmentId, share });
    starts.add(first);
    if (last + 1 < length) starts.add(last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((first, i) => {
    const last = (sorted[i + 1] ?? length) - 1;
    return { first, last, ...dayShares(spans.filter((span) => span.first <= first && span.last >= last)) };
  });
}

function dayShares(memberships: readonly { departmentId: string; share: number }[]) {
  const weights = new Map<string | null, number>();
  let rest = WHOLE_SHARE;
  for (const { departmentId, share } of memberships) {
    weights.set(departmentId, (weights.get(departmentId) ?? 0) + share);
    rest -= share;
  }
  if (rest > 0) weights.set(null, rest);
  const departmentIds = [...weights.keys()].sort(byDepartmentId);
  return { departmentIds, shares: new Shares(departmentIds.map((id) => weights.get(id)!)) };
}

/** Department ids in order, "no department" last. */
export function byDepartmentId(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
