import type { DateRange } from './date-range.js';
import { type DayNumber, dayNumber } from './local-date.js';
import { sharedLength, united, type Window } from './windows.js';
import { instantOf } from './zone-clock.js';

/** When somebody works, by the clock on the wall of his zone: minutes from midnight, disjoint, ascending. */
export interface WorkingHours {
  readonly timeZone: string;
  windowsOn(day: DayNumber): readonly Window[];
}

export interface Overlap {
  readonly leastMinutes: number;
  readonly averageMinutes: number;
}

/**
 * Working hours of `own` that `other` shares, over the days of the range on which `own` has any: of each such day
 * against the other's of that day, the one before and the one after. Counted in instants, exact across changes of the
 * clock; half up to a minute at the end. Null where `own` works on none of the days.
 */
export function zoneOverlap(own: WorkingHours, other: WorkingHours, range: DateRange): Overlap | null {
  let days = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let day = dayNumber(range.from); day <= dayNumber(range.to); day++) {
    const worked = instantsOn(own, day);
    if (worked.length === 0) continue;
    const around = [day - 1, day, day + 1].flatMap((each) => instantsOn(other, each));
    const shared = sharedLength(worked, united(around));
    days += 1;
    sum += shared;
    least = Math.min(least, shared);
  }
  if (days === 0) return null;
  return { leastMinutes: halfUp(least, 60), averageMinutes: halfUp(sum, 60 * days) };
}

/** Seconds of instants. Where a time is skipped, the moment the clock jumps; where it is repeated, the first. */
function instantsOn({ timeZone, windowsOn }: WorkingHours, day: DayNumber): Window[] {
  const at = (minute: number) => instantOf(timeZone, day * 86_400 + 60 * minute);
  return united(windowsOn(day).map(([start, end]) => [at(start), at(end)] as const));
}

const halfUp = (dividend: number, divisor: number): number =>
  Math.floor((2 * dividend + divisor) / (2 * divisor));
