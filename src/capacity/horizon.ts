import type { DateRange } from '../time/date-range.js';
import { addDays, dayNumber, localDate, modulo, mondayOf } from '../time/local-date.js';

const DAYS_BACK = 365;
const DAYS_AHEAD = 730;

/** A change is judged by a worker's whole facts, wherever they lie. */
export const ALL_TIME: DateRange = { from: '0001-01-01', to: '9999-12-31' };

/** The weeks over which changes of capacity are kept and streamed: a year back, two ahead, whole weeks, in UTC. */
export function horizonOf(now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  return { from: mondayOf(addDays(today, -DAYS_BACK)), to: addDays(mondayOf(addDays(today, DAYS_AHEAD)), 6) };
}

const BLOCK_DAYS = 28;

/**
 * The weeks to be stored: the horizon and some more, in blocks of four weeks. Hence they move every fourth Monday only,
 * and on that day what is stored already reaches beyond the horizon for another four weeks.
 */
export function windowOf(now: Date): DateRange {
  const { from, to } = horizonOf(now);
  return { from: localDate(blockStart(from)), to: localDate(blockStart(to) + 2 * BLOCK_DAYS - 1) };
}

// Day 4 after 1970-01-01 was a Monday.
const blockStart = (date: string): number => dayNumber(date) - modulo(dayNumber(date) - 4, BLOCK_DAYS);

/** The days from the earlier start to the later end. */
export const hull = (a: DateRange, b: DateRange): DateRange => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

export const covers = (outer: DateRange, inner: DateRange): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;
