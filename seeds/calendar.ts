import type { DateRange } from '../src/time/date-range.js';
import { addDays, type LocalDate, monthEnd, monthStart } from '../src/time/local-date.js';

/** The days that the demo hangs on, relative to the civil day (UTC) of seeding. */
export interface DemoCalendar {
  readonly today: LocalDate;
  readonly nextMonth: DateRange;
  /** Years whose holidays are needed, both included: those of the horizon. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** The day so many days from today; negative: before. */
  day(offset: number): LocalDate;
}

export function demoCalendar(now: Date): DemoCalendar {
  const today = now.toISOString().slice(0, 10);
  const from = addDays(monthEnd(today), 1);
  const year = Number(today.slice(0, 4));
  return {
    today,
    nextMonth: { from: monthStart(from), to: monthEnd(from) },
    firstYear: year - 1,
    lastYear: year + 3,
    day: (offset) => addDays(today, offset),
  };
}
