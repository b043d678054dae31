import type { LocalDate } from '../time/local-date.js';
import { KNOWN, type MeasuredDays, UNKNOWN } from './calendar.js';
import { TOTALS, type Total } from './totals.js';

/** What people come to on the seven days of a week, Monday first; of one person, too: sums of these are sums of people. */
export type WeekTotals = Readonly<Record<Total, readonly number[]>>;

/** What a worker, or all of a department if there is no worker, comes to in a department in a week. */
export interface WeekLine {
  readonly workerId: string | null;
  /** Null: the share that belongs to no department. */
  readonly departmentId: string | null;
  /** The Monday. */
  readonly week: LocalDate;
  readonly totals: WeekTotals;
}

const NOTHING = [0, 0, 0, 0, 0, 0, 0] as const;

/** Nobody, or nobody who is a member. */
export const NO_TOTALS: WeekTotals = weekTotals(() => NOTHING);

export function weekTotals(daysOf: (total: Total) => readonly number[]): WeekTotals {
  return Object.fromEntries(TOTALS.map((total) => [total, daysOf(total)])) as unknown as WeekTotals;
}

export const isSameWeek = (one: WeekTotals, other: WeekTotals): boolean =>
  one === other ||
  TOTALS.every(
    (total) => one[total] === other[total] || one[total].every((value, day) => value === other[total][day]),
  );

export const isNothing = (week: WeekTotals): boolean => isSameWeek(week, NO_TOTALS);

/** The seven days from the index `first` on of a worker's days in a department. Work on unknown days is told apart. */
export function weekOf(days: MeasuredDays, first: number): WeekTotals {
  const states = days.states.subarray(first, first + 7);
  const onKnown = (minutes: Int32Array) =>
    Array.from(states, (state, day) => (state === KNOWN ? minutes[first + day]! : 0));
  return weekTotals((total) => {
    if (total === 'known') return Array.from(states, (state) => (state === KNOWN ? 1 : 0));
    if (total === 'unknown') return Array.from(states, (state) => (state === UNKNOWN ? 1 : 0));
    if (total !== 'unknownConfirmed') return onKnown(days[total]);
    return Array.from(states, (state, day) => (state === UNKNOWN ? days.confirmed[first + day]! : 0));
  });
}
