import type { DateRange } from '../time/date-range.js';
import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { assignmentDays, byStart, daysFrom, UNKNOWN, type WorkerDays } from './calendar.js';
import type { Assignment, WorkerFacts } from './calendar-facts.js';
import { type Items, itemsOf, knownTotals } from './calendar-items.js';
import { worstWindows } from './calendar-worst-windows.js';

/** Days on which more minutes must be worked than there are. */
export interface Overbooking extends DateRange {
  /** The HARD assignments with minutes that must lie on these days, by (from, id). */
  forced: ForcedMinutes[];
  /** What is forced, less what is available. */
  minutesOver: number;
  availableMinutes: number;
}

export interface ForcedMinutes {
  assignment: Assignment;
  minutes: number;
}

/**
 * The overbooked windows that meet the range, in order and whole, even where they reach beyond it. Assignments without
 * an end are judged to the horizon, or to the end of the range if that is later. Days of unknown capacity, and totals
 * that touch one, are left out.
 *
 * A window is overbooked if more minutes must lie in it than it has (P. Hall, 1935). Of all families of disjoint windows
 * this is the one with most minutes over, then fewest days, then fewest windows, then the earliest; its minutes over
 * add up to what `fits` leaves.
 */
export function overbookings(
  facts: WorkerFacts,
  range: DateRange,
  horizon: LocalDate = range.to,
): Overbooking[] {
  const items = itemsOf(facts, horizon > range.to ? horizon : range.to);
  const days = daysAround(items, range);
  const totals = items.totals.filter(({ first, last }) => first <= lastDay(days) && last >= days.firstDay);
  const known = { bound: items.bound, totals: knownTotals(totals, days) };
  const [from, to] = [dayNumber(range.from) - days.firstDay, dayNumber(range.to) - days.firstDay];
  return worstWindows(days, known.totals)
    .filter(({ first, last }) => first <= to && last >= from)
    .map(({ first, last }) => overbookingOf(known, days, { first, last }));
}

/**
 * Whether the even load of these days shows that nothing is overbooked that meets them: it is one way to do all the
 * work. False where it does not tell.
 */
export function fitsEvenly(facts: WorkerFacts, days: WorkerDays): boolean {
  for (let i = 0; i < days.length; i++)
    if (days.overAllocated[i]! > 0 || days.states[i] === UNKNOWN) return false;
  // One that lies within and has a day with capacity is placed as a whole. With none that reaches beyond, no window that
  // does has more over than its part beyond.
  const totals = facts.assignments.filter(
    ({ firmness, load }) => firmness === 'HARD' && load.mode === 'TOTAL',
  );
  return totals.every(({ from, to }) => {
    const [first, last] = [dayNumber(from) - days.firstDay, dayNumber(to!) - days.firstDay];
    if (last < 0 || first >= days.length) return true;
    return first >= 0 && last < days.length && days.effective.subarray(first, last + 1).some(isPositive);
  });
}

const isPositive = (minutes: number) => minutes > 0;

const lastDay = ({ firstDay, length }: WorkerDays): number => firstDay + length - 1;

/**
 * The days of the bound items over the range and as far beyond it as anything hangs together with it: on the first
 * and the last of them nothing is over, and no total can be worked.
 */
function daysAround({ bound, totals }: Items, range: DateRange): WorkerDays {
  let first = dayNumber(range.from) - 1;
  let last = dayNumber(range.to) + 1;
  for (;;) {
    const atEdge = totals.filter((total) => contains(total, first) || contains(total, last));
    if (atEdge.length > 0) {
      first = Math.min(first, ...atEdge.map((total) => total.first - 1));
      last = Math.max(last, ...atEdge.map((total) => total.last + 1));
      continue;
    }
    const length = last - first + 1;
    const days = daysFrom(bound, first, length);
    const [isOverAtFirst, isOverAtLast] = [days.overAllocated[0]! > 0, days.overAllocated.at(-1)! > 0];
    if (!isOverAtFirst && !isOverAtLast) return days;
    if (isOverAtFirst) first -= length;
    if (isOverAtLast) last += length;
  }
}

const contains = ({ first, last }: { first: number; last: number }, day: number) =>
  first <= day && day <= last;

function overbookingOf(
  { bound, totals }: Items,
  days: WorkerDays,
  { first, last }: { first: number; last: number },
): Overbooking {
  const window = daysFrom(bound, days.firstDay + first, last - first + 1);
  const forced = [
    ...assignmentDays(bound, window).map(({ assignment, minutes }) => ({
      assignment,
      minutes: sum(minutes),
    })),
    ...totals.filter((total) => total.first >= window.firstDay && total.last <= lastDay(window)),
  ]
    .map(({ assignment, minutes }) => ({ assignment, minutes }))
    .filter(({ minutes }) => minutes > 0)
    .sort((a, b) => byStart(a.assignment, b.assignment));
  const availableMinutes = sum(window.effective);
  return {
    from: localDate(window.firstDay),
    to: localDate(lastDay(window)),
    forced,
    minutesOver: forced.reduce((total, { minutes }) => total + minutes, 0) - availableMinutes,
    availableMinutes,
  };
}

const sum = (minutes: Int32Array): number => minutes.reduce((total, each) => total + each, 0);
