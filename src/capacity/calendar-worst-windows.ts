import type { WorkerDays } from './calendar.js';
import type { WindowItem } from './calendar-items.js';

/** Days by index, `last` included. */
interface Stretch {
  first: number;
  last: number;
}

/**
 * Of all families of disjoint windows of days the one whose excesses (minutes that must lie within, less the effective
 * ones) add up to the most; of these that of fewest days, then of fewest windows, then the earliest: compared window by
 * window, the one that begins, then the one that ends first. In order.
 *
 * It has every day that is over, as that alone has an excess; and no day that is neither over nor one of a total, as
 * without it the windows on both sides have no less. So stretches of such days can be looked at each for itself.
 * @param days of the items that are bound to their days, covering the totals
 */
export function worstWindows(days: WorkerDays, totals: readonly WindowItem[]): Stretch[] {
  const items = totals.map(({ first, last, minutes }) => ({
    first: first - days.firstDay,
    last: last - days.firstDay,
    minutes,
  }));
  return stretchesOf(days, items).flatMap((stretch) => {
    const inside = items.filter(({ first, last }) => first >= stretch.first && last <= stretch.last);
    return inside.length === 0 ? [stretch] : worstIn(stretch, days, inside);
  });
}

type Item = Stretch & { minutes: number };

/** The longest stretches of days that are over or days of a total. */
function stretchesOf({ length, overAllocated }: WorkerDays, items: readonly Item[]): Stretch[] {
  const begins = new Int32Array(length + 1);
  for (const { first, last } of items) {
    begins[first]! += 1;
    begins[last + 1]! -= 1;
  }
  const stretches: Stretch[] = [];
  let running = 0;
  for (let i = 0; i < length; i++) {
    running += begins[i]!;
    if (running === 0 && overAllocated[i] === 0) continue;
    const stretch = stretches.at(-1);
    if (stretch?.last === i - 1) stretch.last = i;
    else stretches.push({ first: i, last: i });
  }
  return stretches;
}

/** The best family of windows that begin at or after a day: the more over, the fewer days and windows the better. */
interface Family {
  readonly over: number;
  readonly days: number;
  readonly windows: number;
  readonly window: Stretch | null;
  readonly rest: Family | null;
}

const NONE: Family = { over: 0, days: 0, windows: 0, window: null, rest: null };

/**
 * From the last day to the first: the best family from a day on has a window that begins there, and then the best one
 * behind it, or is the best one from the next day on. A window of the best begins where a total or a run of days that
 * are over does, and ends likewise, else it would do with a day less.
 */
function worstIn(stretch: Stretch, days: WorkerDays, items: readonly Item[]): Stretch[] {
  const starts = edgesOf(stretch, days, { step: -1, ofItems: items.map(({ first }) => first) });
  const ends = edgesOf(stretch, days, { step: 1, ofItems: items.map(({ last }) => last) });
  const excess = runningExcess(stretch, days);
  const indexOfEnd = new Map(ends.map((end, k) => [end, k]));
  const itemsFrom = Map.groupBy(items, ({ first }) => first);
  // Minutes of the totals that begin at or after the start, by the end that they have.
  const minutesTo = new Float64Array(ends.length);
  const bestFrom: Family[] = Array(starts.length + 1).fill(NONE);
  for (let s = starts.length - 1; s >= 0; s--) {
    const first = starts[s]!;
    for (const { last, minutes } of itemsFrom.get(first) ?? []) minutesTo[indexOfEnd.get(last)!]! += minutes;

    let best: Family | null = null;
    let minutes = 0;
    let behind = s;
    for (let e = 0; e < ends.length; e++) {
      const last = ends[e]!;
      if (last < first) continue;
      minutes += minutesTo[e]!;
      while (behind < starts.length && starts[behind]! <= last) behind += 1;
      const over = minutes + excess[last + 1 - stretch.first]! - excess[first - stretch.first]!;
      const family = joined({ first, last }, over, bestFrom[behind]!);
      if (!best || isBetter(family, best)) best = family;
    }
    const without = bestFrom[s + 1]!;
    bestFrom[s] = best && !isBetter(without, best) ? best : without;
  }
  return windowsOf(bestFrom[0]!);
}

function joined(window: Stretch, over: number, rest: Family): Family {
  return {
    over: over + rest.over,
    days: window.last - window.first + 1 + rest.days,
    windows: 1 + rest.windows,
    window,
    rest,
  };
}

function isBetter(a: Family, b: Family): boolean {
  if (a.over !== b.over) return a.over > b.over;
  if (a.days !== b.days) return a.days < b.days;
  return a.windows < b.windows;
}

function windowsOf(family: Family): Stretch[] {
  const windows: Stretch[] = [];
  for (let each: Family | null = family; each?.window; each = each.rest) windows.push(each.window);
  return windows;
}

/** Where totals or runs of days that are over begin (a step back leaves the run), or end; ascending. */
function edgesOf(
  { first, last }: Stretch,
  { overAllocated }: WorkerDays,
  { step, ofItems }: { step: 1 | -1; ofItems: readonly number[] },
): number[] {
  const edges = new Set(ofItems);
  for (let i = first; i <= last; i++) {
    if (overAllocated[i]! > 0 && !(overAllocated[i + step]! > 0)) edges.add(i);
  }
  return [...edges].sort((a, b) => a - b);
}

/** By number of days from the stretch's first on: what their bound items take, less what the days have. */
function runningExcess({ first, last }: Stretch, { confirmed, effective }: WorkerDays): Float64Array {
  const sums = new Float64Array(last - first + 2);
  for (let i = first; i <= last; i++) sums[i - first + 1] = sums[i - first]! + confirmed[i]! - effective[i]!;
  return sums;
}
