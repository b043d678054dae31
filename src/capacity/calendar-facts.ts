import type { DateRange, OpenDateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import type { Window } from '../time/windows.js';
import type { HolidayCalendar } from './calendar-holidays.js';
import type { Membership } from './shares.js';

/** Everything a worker's capacity rests on: civil days of his home zone, whole minutes. Order does not matter. */
export interface WorkerFacts {
  workerId: string;
  /** His home zone, an IANA name: where time off between two instants falls on which days. */
  timeZone: string;
  /** Those that count: READY, ACTIVE, ENDED or TERMINATED, to their end. */
  engagements: readonly Engagement[];
  memberships: readonly Membership[];
  /** Approved only. */
  timeOff: readonly TimeOff[];
  /** Of the worker's region, null without one. One object for all workers of a region. */
  holidays: HolidayCalendar | null;
  /** Those that load him: HARD or SOFT, `to` cut to the release day. */
  assignments: readonly Assignment[];
}

export interface Engagement extends OpenDateRange {
  /** Each is in force until the next begins, before the first the worker has 0 minutes; without any he is unknown. */
  patterns: readonly WorkPattern[];
}

/** Minutes by day, 7 for each week of the cycle, which is counted in both directions from the Monday `anchor`. */
export interface WorkPattern {
  from: LocalDate;
  anchor: LocalDate;
  minutes: readonly number[];
  /**
   * When on each of these days, in minutes from midnight on the wall within [0, 1440]: disjoint, ascending, as long in
   * all as its `minutes`. Absent or null: not stated.
   */
  windows?: readonly (readonly Window[])[] | null;
}

export type TimeOff = DaysOff | IntervalOff;

/** Minutes on each of the days, null for the whole days. */
export interface DaysOff extends DateRange {
  minutesPerDay: number | null;
}

/** From one instant until another, in seconds since 1970 (UTC), [startsAt, endsAt): of days, what falls into work. */
export interface IntervalOff {
  startsAt: number;
  endsAt: number;
}

/** HARD: CONFIRMED, ACTIVE, COMPLETED or RELEASED. SOFT: PROPOSED. */
export type Firmness = 'HARD' | 'SOFT';

/** Only RATE may be open. `from` and `to` of DAYS are its first and its last date. */
export interface Assignment extends OpenDateRange {
  id: string;
  objectiveId: string;
  firmness: Firmness;
  load: Load;
}

/** How many minutes an assignment takes, and of which days. */
export type Load = Rate | Percent | Total | StatedDays;

/** On every day with capacity; with `includeNonWorking` on the others too. */
interface Rate {
  mode: 'RATE';
  minutesPerDay: number;
  includeNonWorking?: boolean;
}

/** Of the effective minutes, in hundredths of a percent. */
interface Percent {
  mode: 'PERCENT';
  percent: number;
}

/**
 * So many minutes in all, in proportion to the effective minutes of the days from `from` to `to`: the facts must cover
 * all of them, whatever range is asked for. `kept`, where it was released or cut: its minutes by day from `from` on, as
 * they were spread then; those after `to` are dropped.
 */
export interface Total {
  mode: 'TOTAL';
  totalMinutes: number;
  kept?: readonly number[] | null;
}

/** Minutes of single days, each at most once, on any kind of day. */
interface StatedDays {
  mode: 'DAYS';
  days: readonly { date: LocalDate; minutes: number }[];
}
