import type { DateRange } from '../time/date-range.js';
import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { assignmentDays, daysFrom, type WorkerDays, type WorkerFacts } from './calendar.js';

/** Days on which more minutes must be worked than there are. */
export interface Overbooking extends DateRange {
  /** The HARD assignments with minutes on these days, by (from, id). */
  forcedAssignmentIds: string[];
  minutesOver: number;
  availableMinutes: number;
}

/**
 * The overbooked windows that meet the range, in order and whole, even where they reach beyond it. Assignments without
 * an end are judged to the horizon, or to the end of the range if that is later. Unknown days are left out.
 *
 * An item of RATE or PERCENT is bound to its day, so Hall's condition (P. Hall, 1935) is that of each day, and the
 * windows of CAPACITY.md are the longest runs of days that are over.
 */
export function overbookings(
  facts: WorkerFacts,
  range: DateRange,
  horizon: LocalDate = range.to,
): Overbooking[] {
  const hard = hardFacts(facts, horizon > range.to ? horizon : range.to);
  const first = dayNumber(range.from);
  const last = dayNumber(range.to);
  let days = daysFrom(hard, first, last - first + 1);
  if (!days.overAllocated.some((minutes) => minutes > 0)) return [];

  // A run at an edge goes on beyond it. Nothing is over before the first assignment or after the last one's end.
  while (days.overAllocated[0]! > 0) days = daysFrom(hard, days.firstDay - days.length, 2 * days.length);
  while (days.overAllocated.at(-1)! > 0) days = daysFrom(hard, days.firstDay, 2 * days.length);
  return runsOver(days)
    .filter((run) => days.firstDay + run.first <= last && days.firstDay + run.last >= first)
    .map((run) => overbookingOf(hard, days, run));
}

/** The minutes of the worker's HARD assignments, taken whole, that cannot be placed; those without an end to the horizon. */
export function minutesUnplaced(facts: WorkerFacts, horizon: LocalDate): number {
  const hard = hardFacts(facts, horizon);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, to } of hard.assignments) {
    first = Math.min(first, dayNumber(from));
    last = Math.max(last, dayNumber(to ?? horizon));
  }
  if (last < first) return 0;
  return daysFrom(hard, first, last - first + 1).overAllocated.reduce((sum, minutes) => sum + minutes, 0);
}

function hardFacts(facts: WorkerFacts, horizon: LocalDate): WorkerFacts {
  const assignments = facts.assignments
    .filter(({ firmness }) => firmness === 'HARD')
    .map((assignment) => ({ ...assignment, to: assignment.to ?? horizon }));
  return { ...facts, assignments };
}

function runsOver({ length, overAllocated }: WorkerDays): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (let i = 0; i < length; i++) {
    if (overAllocated[i] === 0) continue;
    const run = runs.at(-1);
    if (run?.last === i - 1) run.last = i;
    else runs.push({ first: i, last: i });
  }
  return runs;
}

function overbookingOf(
  hard: WorkerFacts,
  days: WorkerDays,
  run: { first: number; last: number },
): Overbooking {
  const from = days.firstDay + run.first;
  const window = daysFrom(hard, from, run.last - run.first + 1);
  const sum = (minutes: Int32Array) => minutes.reduce((a, b) => a + b, 0);
  return {
    from: localDate(from),
    to: localDate(days.firstDay + run.last),
    forcedAssignmentIds: assignmentDays(hard, window)
      .filter(({ minutes }) => sum(minutes) > 0)
      .map(({ assignment }) => assignment.id),
    minutesOver: sum(window.overAllocated),
    availableMinutes: sum(window.effective),
  };
}
