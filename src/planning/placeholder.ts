import { type HolidayCalendar, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { divide } from '../capacity/shares.js';
import type { DateRange, OpenDateRange } from '../time/date-range.js';
import { daysBetween, mondayOf } from '../time/local-date.js';

/** Work without a person: `minutesPerDay`, or `totalMinutes` over a window that ends. */
export interface Placeholder extends OpenDateRange {
  id: string;
  minutesPerDay: number | null;
  totalMinutes: number | null;
  /** Of the region of its department; null without one. */
  holidays: HolidayCalendar | null;
}

/**
 * Minutes of a placeholder on each day of the range. It works the standard week, Monday to Friday, but not on holidays:
 * minutes a day count where anything is worked, a total is spread over its whole window in proportion to what is worked
 * on each day (Sainte-Laguë, ties to the earlier). Where nothing is worked in the window, nothing is placed.
 */
export function placeholderDays(placeholder: Placeholder, range: DateRange, weekMinutes: number): Int32Array {
  const { minutesPerDay, totalMinutes, from, to } = placeholder;
  const facts = factsOf(placeholder, weekMinutes);
  if (minutesPerDay !== null)
    return workerDays(facts, range).effective.map((effective) => (effective > 0 ? minutesPerDay : 0));
  // Spread before it is cut, so that what is asked for changes no day of it.
  const window = { from, to: to! };
  const parts = divide(totalMinutes!, Array.from(workerDays(facts, window).effective));
  const minutes = new Int32Array(daysBetween(range.from, range.to) + 1);
  const offset = daysBetween(range.from, window.from);
  for (const [day, part] of parts.entries()) if (day + offset >= 0) minutes[day + offset] = part;
  return minutes;
}

function factsOf({ id, from, to, holidays }: Placeholder, weekMinutes: number): WorkerFacts {
  const minutes = [...divide(weekMinutes, [1, 1, 1, 1, 1]), 0, 0];
  const pattern = { from, anchor: mondayOf(from), minutes };
  return {
    workerId: id,
    // Nothing of it is stated by the clock.
    timeZone: 'UTC',
    engagements: [{ from, to, patterns: [pattern] }],
    memberships: [],
    timeOff: [],
    holidays,
    assignments: [],
  };
}
