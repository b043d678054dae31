import { type DayNumber, dayNumber, type LocalDate, MINUTES_PER_DAY } from '../time/local-date.js';
import { united, type Window } from '../time/windows.js';

/** Public holidays of a region, one entry for each day that has any, in date order. */
export interface HolidayCalendar {
  readonly days: Int32Array;
  /** The minutes of the day's longest holiday, of 1,440: what counts where nobody knows when on the day one works. */
  readonly minutesOff: Int32Array;
  /** When its holidays are, in minutes from midnight on the wall: disjoint, ascending. */
  readonly windows: readonly (readonly Window[])[];
}

/**
 * The holidays of a region, compiled once for all its workers.
 * @param entries date, minutes of the 1,440 of its civil day, and the minute they begin at, 0 where it is left out
 */
export function holidayCalendar(
  entries: Iterable<readonly [date: LocalDate, minutes: number, startMinute?: number]>,
): HolidayCalendar {
  const byDay = new Map<DayNumber, Window[]>();
  for (const [date, minutes, start = 0] of entries) {
    const window: Window = [start, Math.min(MINUTES_PER_DAY, start + minutes)];
    const day = dayNumber(date);
    const known = byDay.get(day);
    if (known) known.push(window);
    else byDay.set(day, [window]);
  }
  const days = Int32Array.from(byDay.keys()).sort();
  return {
    days,
    minutesOff: days.map((day) => Math.max(...byDay.get(day)!.map(([start, end]) => end - start))),
    windows: Array.from(days, (day) => united(byDay.get(day)!)),
  };
}

/** The index of the first day with a holiday that is not before this one. */
export function firstHoliday({ days }: HolidayCalendar, day: DayNumber): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a holiday of so many of a day's 1,440 minutes takes of work whose hours are not known, half up. */
export function fractionOff(work: number, minutesOff: number): number {
  return Math.floor((2 * work * minutesOff + MINUTES_PER_DAY) / (2 * MINUTES_PER_DAY));
}
