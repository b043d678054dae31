import type { DateRange } from '../time/date-range.js';
import { addDays, mondayOf } from '../time/local-date.js';

const DAYS_BACK = 365;
const DAYS_AHEAD = 730;

/** A change is judged by a worker's whole facts, wherever they lie. */
export const ALL_TIME: DateRange = { from: '0001-01-01', to: '9999-12-31' };

/** The weeks over which changes of capacity are kept and streamed: a year back, two ahead, whole weeks, in UTC. */
export function horizonOf(now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  return { from: mondayOf(addDays(today, -DAYS_BACK)), to: addDays(mondayOf(addDays(today, DAYS_AHEAD)), 6) };
}
