import { type DayNumber, dayNumber, type LocalDate } from '../time/local-date.js';
import { capacityFrom } from './calendar-capacity.js';
import { firstIndex, lastIndex, type MeasuredDays, UNKNOWN } from './calendar-days.js';
import type { Assignment, Total, WorkerFacts } from './calendar-facts.js';
import { divide, WHOLE_SHARE } from './shares.js';

/** Adds the minutes that an assignment takes of each day to the target, which is as long as the days. */
export type Loading = (assignment: Assignment, target: Int32Array) => void;

/** How the assignments of these facts load these days, whose capacity is known by now. */
export function loading(facts: WorkerFacts, days: MeasuredDays): Loading {
  const totals = spreadTotals(facts, days);
  return (assignment, target) => {
    const { from, to, load } = assignment;
    const first = firstIndex(days, from);
    const last = lastIndex(days, to);
    switch (load.mode) {
      case 'RATE': {
        for (let i = first; i <= last; i++) {
          if (days.effective[i]! > 0 || load.includeNonWorking || days.states[i] === UNKNOWN) {
            target[i]! += load.minutesPerDay;
          }
        }
        return;
      }
      case 'PERCENT': {
        // Rounded down, so that percents of at most 100 in all never overbook anybody.
        for (let i = first; i <= last; i++) {
          target[i]! += Math.floor((load.percent * days.effective[i]!) / WHOLE_SHARE);
        }
        return;
      }
      case 'DAYS': {
        for (const { date, minutes } of load.days) {
          const i = dayNumber(date) - days.firstDay;
          if (i >= first && i <= last) target[i]! += minutes;
        }
        return;
      }
      case 'TOTAL': {
        const minutes = load.kept ?? totals.get(assignment.id)!;
        const shift = days.firstDay - dayNumber(from);
        for (let i = first; i <= last; i++) target[i]! += minutes[i + shift] ?? 0;
        return;
      }
    }
  };
}

/** Minutes of a total that are placed nowhere, as no day of its window has effective minutes: all of them, or none. */
export function unscheduledMinutes(facts: WorkerFacts, assignmentId: string): number {
  const total = facts.assignments.filter(isSpread).find(({ id }) => id === assignmentId);
  if (!total) return 0;
  const { first, last } = hullOf([total]);
  const { effective } = capacityFrom(facts, first, last - first + 1);
  return effective.some((minutes) => minutes > 0) ? 0 : total.load.totalMinutes;
}

/** A total that is spread over its whole window, rather than one that was released or cut, whose minutes are settled. */
interface SpreadTotal extends Assignment {
  to: LocalDate;
  load: Total;
}

const isSpread = (assignment: Assignment): assignment is SpreadTotal =>
  assignment.load.mode === 'TOTAL' && assignment.load.kept == null;

/** By assignment that touches the days: its minutes by day of its window, of which the days may be a part. */
function spreadTotals(facts: WorkerFacts, days: MeasuredDays): ReadonlyMap<string, readonly number[]> {
  const spread = new Map<string, readonly number[]>();
  const touching = facts.assignments
    .filter(isSpread)
    .filter(({ from, to }) => lastIndex(days, to) >= firstIndex(days, from));
  if (touching.length === 0) return spread;

  const hull = hullOf(touching);
  const isCovered = days.firstDay <= hull.first && hull.last < days.firstDay + days.length;
  const known = isCovered ? days : capacityFrom(facts, hull.first, hull.last - hull.first + 1);
  for (const totals of Map.groupBy(touching, ({ from, to }) => `${from} ${to}`).values()) {
    const { first, last } = hullOf(totals);
    const effective = known.effective.subarray(first - known.firstDay, last - known.firstDay + 1);
    spreadTogether(totals, effective, spread);
  }
  return spread;
}

/**
 * Totals of one window are spread as one running sum, each taking the difference, so that together they follow the
 * capacity as closely as one would. SOFT ones come last: a proposal never moves a confirmed minute.
 */
function spreadTogether(
  totals: readonly SpreadTotal[],
  effective: Int32Array,
  spread: Map<string, readonly number[]>,
): void {
  let sum = 0;
  let before = divide(sum, effective);
  for (const { id, load } of totals.toSorted(byFirmnessAndId)) {
    sum += load.totalMinutes;
    const after = divide(sum, effective);
    spread.set(
      id,
      after.map((minutes, i) => minutes - before[i]!),
    );
    before = after;
  }
}

function byFirmnessAndId(a: Assignment, b: Assignment): number {
  if (a.firmness !== b.firmness) return a.firmness === 'HARD' ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function hullOf(totals: readonly SpreadTotal[]): { first: DayNumber; last: DayNumber } {
  return {
    first: Math.min(...totals.map(({ from }) => dayNumber(from))),
    last: Math.max(...totals.map(({ to }) => dayNumber(to))),
  };
}
