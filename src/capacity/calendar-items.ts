import { type DayNumber, dayNumber, type LocalDate } from '../time/local-date.js';
import { daysFrom, type WorkerDays } from './calendar.js';
import { UNKNOWN } from './calendar-days.js';
import type { Assignment, Total, WorkerFacts } from './calendar-facts.js';

/** A total that must be worked on any of the days from `first` to `last`. */
export interface WindowItem {
  readonly assignment: Assignment;
  readonly first: DayNumber;
  readonly last: DayNumber;
  readonly minutes: number;
}

/** What a worker must do: his HARD assignments, those without an end to the last day that is judged. */
export interface Items {
  /** The facts with the assignments whose minutes are bound to their days alone: RATE, PERCENT and DAYS. */
  readonly bound: WorkerFacts;
  /** TOTALs by earliest deadline, ties by start, then id. */
  readonly totals: readonly WindowItem[];
}

export function itemsOf(facts: WorkerFacts, horizon: LocalDate): Items {
  const lastDay = lastJudgedDay(horizon, facts);
  const bound: Assignment[] = [];
  const totals: WindowItem[] = [];
  for (const assignment of facts.assignments) {
    if (assignment.firmness !== 'HARD') continue;
    const { from, load, to } = { ...assignment, to: assignment.to ?? lastDay };
    if (load.mode === 'TOTAL') totals.push(windowItem(assignment, load, [dayNumber(from), dayNumber(to)]));
    else bound.push(assignment.to === null ? { ...assignment, to } : assignment);
  }
  return { bound: { ...facts, assignments: bound }, totals: totals.sort(byDeadline) };
}

/**
 * To which day HARD assignments without an end are taken: to the horizon, or as far as one with an end reaches beyond
 * it, since they meet there. Facts that are compared are taken to the same day.
 */
export const lastJudgedDay = (horizon: LocalDate, ...compared: readonly WorkerFacts[]): LocalDate =>
  compared
    .flatMap(({ assignments }) => assignments)
    .reduce(
      (last, { firmness, to }) => (firmness === 'HARD' && to !== null && to > last ? to : last),
      horizon,
    );

function windowItem(
  assignment: Assignment,
  { totalMinutes, kept }: Total,
  [first, last]: readonly [DayNumber, DayNumber],
): WindowItem {
  // Released or cut, it asks for no more than the minutes that it kept.
  const minutes = kept?.slice(0, last - first + 1).reduce((sum, each) => sum + each, 0) ?? totalMinutes;
  return { assignment, first, last, minutes };
}

function byDeadline(a: WindowItem, b: WindowItem): number {
  if (a.last !== b.last) return a.last - b.last;
  if (a.first !== b.first) return a.first - b.first;
  return a.assignment.id < b.assignment.id ? -1 : 1;
}

/** Days of the bound items that cover all items; null without any. */
export function daysOfItems({ bound, totals }: Items): WorkerDays | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, to } of bound.assignments) {
    first = Math.min(first, dayNumber(from));
    last = Math.max(last, dayNumber(to!));
  }
  for (const total of totals) {
    first = Math.min(first, total.first);
    last = Math.max(last, total.last);
  }
  return last < first ? null : daysFrom(bound, first, last - first + 1);
}

/** Without those on whose days capacity is unknown, of which nothing can be said. The days must cover them. */
export function knownTotals(totals: readonly WindowItem[], { firstDay, states }: WorkerDays): WindowItem[] {
  return totals.filter(
    ({ first, last }) => !states.subarray(first - firstDay, last - firstDay + 1).includes(UNKNOWN),
  );
}
