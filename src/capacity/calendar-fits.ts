import type { DayNumber, LocalDate } from '../time/local-date.js';
import { assignmentDays, type WorkerDays } from './calendar.js';
import { UNKNOWN } from './calendar-days.js';
import type { Assignment, WorkerFacts } from './calendar-facts.js';
import { daysOfItems, type Items, itemsOf, knownTotals, type WindowItem } from './calendar-items.js';

/** Where an assignment finds place. */
export interface Placement {
  readonly assignment: Assignment;
  readonly firstDay: DayNumber;
  /** By day from `firstDay` on, within the effective minutes of the day. */
  readonly minutes: Int32Array;
  /** What finds no place on any of its days. */
  readonly unplacedMinutes: number;
}

/**
 * Places the worker's HARD assignments, taken whole, in his effective minutes: first what is bound to its day, by id;
 * then totals by earliest deadline (Jackson, 1955; ties by start, then id), each on its earliest days with room. What
 * is left over is the least that any placing leaves. Days of unknown capacity, and totals that touch one, are left out.
 * @param horizon to which assignments without an end are taken
 */
export function fits(facts: WorkerFacts, horizon: LocalDate): Placement[] {
  const items = itemsOf(facts, horizon);
  const days = daysOfItems(items);
  if (!days) return [];
  return [...placeBound(items, days), ...placeTotals(items, days)];
}

/** The minutes of the worker's HARD assignments, taken whole, that cannot be placed; those without an end to the horizon. */
export function minutesUnplaced(facts: WorkerFacts, horizon: LocalDate): number {
  const items = itemsOf(facts, horizon);
  const days = daysOfItems(items);
  if (!days) return 0;
  const over = days.overAllocated.reduce((sum, minutes) => sum + minutes, 0);
  return placeTotals(items, days).reduce((sum, { unplacedMinutes }) => sum + unplacedMinutes, over);
}

function placeBound({ bound }: Items, days: WorkerDays): Placement[] {
  const room = Int32Array.from(days.effective);
  return assignmentDays(bound, days)
    .sort((a, b) => (a.assignment.id < b.assignment.id ? -1 : 1))
    .map(({ assignment, minutes }) => {
      let unplacedMinutes = 0;
      const placed = minutes.map((wanted, i) => {
        if (days.states[i] === UNKNOWN) return 0;
        const given = Math.min(wanted, room[i]!);
        room[i]! -= given;
        unplacedMinutes += wanted - given;
        return given;
      });
      return { assignment, firstDay: days.firstDay, minutes: placed, unplacedMinutes };
    });
}

function placeTotals({ totals }: Items, days: WorkerDays): Placement[] {
  const room = Int32Array.from(days.free);
  return knownTotals(totals, days).map((item) => placeTotal(item, room, days.firstDay));
}

function placeTotal({ assignment, first, last, minutes }: WindowItem, room: Int32Array, firstDay: DayNumber) {
  const placed = new Int32Array(last - first + 1);
  let unplacedMinutes = minutes;
  for (let i = 0; i < placed.length && unplacedMinutes > 0; i++) {
    const day = first - firstDay + i;
    placed[i] = Math.min(unplacedMinutes, room[day]!);
    room[day]! -= placed[i]!;
    unplacedMinutes -= placed[i]!;
  }
  return { assignment, firstDay: first, minutes: placed, unplacedMinutes };
}
