import { addDays, type LocalDate, mondayOf } from '../../../src/time/local-date.js';

/** People of a department, on average. */
export const TEAM = 50;
/** The facts lie in the two years from the Monday of this week on; patterns and memberships began before. */
export const WEEKS = 104;
const HISTORY_DAYS = 420;

/** How large an organisation is, and when it is. */
export interface Size {
  readonly people: number;
  readonly departments: number;
  readonly today: LocalDate;
  readonly monday: LocalDate;
  /** When patterns and memberships began. */
  readonly history: LocalDate;
}

export function sizeOf(people: number, now: Date): Size {
  const today = now.toISOString().slice(0, 10);
  const monday = mondayOf(today);
  return {
    people,
    departments: Math.ceil(people / TEAM),
    today,
    monday,
    history: addDays(monday, -HISTORY_DAYS),
  };
}
