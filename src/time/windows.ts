/** From a start until an end, [start, end), in whichever unit its owner counts. */
export type Window = readonly [start: number, end: number];

/** What any of them covers: disjoint, not even touching, ascending, without the empty ones. */
export function united(windows: readonly Window[]): Window[] {
  const ascending = windows.filter(([start, end]) => start < end).sort(([a], [b]) => a - b);
  const union: [number, number][] = [];
  for (const [start, end] of ascending) {
    const last = union.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else union.push([start, end]);
  }
  return union;
}

/** How much of the one lies within the other; each is disjoint and ascending. */
export function sharedLength(one: readonly Window[], other: readonly Window[]): number {
  let sum = 0;
  for (let i = 0, k = 0; i < one.length && k < other.length; ) {
    const [start, end] = one[i]!;
    const [otherStart, otherEnd] = other[k]!;
    sum += Math.max(0, Math.min(end, otherEnd) - Math.max(start, otherStart));
    if (end < otherEnd) i += 1;
    else k += 1;
  }
  return sum;
}

/** What of them lies in [start, end), counted from its start. */
export function within(windows: readonly Window[], start: number, end: number): Window[] {
  return windows
    .filter((window) => window[1] > start && window[0] < end)
    .map((window) => [Math.max(window[0], start) - start, Math.min(window[1], end) - start] as const);
}
