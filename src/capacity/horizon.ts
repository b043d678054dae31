import type { DateRange } from '../time/date-range.js';
import { addDays, mondayOf } from '../time/local-date.js';

const DAYS_BACK = 365;
const DAYS_AHEAD = 730;

/** The weeks over which changes of capacity are kept and streamed: a year back, two ahead, whole weeks, in UTC. */
export function horizonOf(now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  return { from: mondayOf(addDays(today, -DAYS_BACK)), to: addDays(mondayOf(addDays(today, DAYS_AHEAD)), 6) };
}
