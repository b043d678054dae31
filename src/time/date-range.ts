import {
  type DayNumber,
  dayNumber,
  daysBetween,
  type LocalDate,
  localDate,
  monthEnd,
  quarterEnd,
  weekdayOf,
} from './local-date.js';

/** The days from `from` to `to`, both included. */
export interface DateRange {
  from: LocalDate;
  to: LocalDate;
}

/** The days from `from` on, to `to` included, or without end. */
export interface OpenDateRange {
  from: LocalDate;
  to: LocalDate | null;
}

export const BUCKET_UNITS = ['DAY', 'WEEK', 'MONTH', 'QUARTER'] as const;
export type BucketUnit = (typeof BUCKET_UNITS)[number];

/** Days in the range, 1 for a single day. */
export function lengthInDays({ from, to }: DateRange): number {
  return daysBetween(from, to) + 1;
}

export function overlaps(a: OpenDateRange, b: OpenDateRange): boolean {
  return (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
}

export function includesDate(range: OpenDateRange, date: LocalDate): boolean {
  return range.from <= date && (range.to === null || date <= range.to);
}

/** The days in both ranges, null if there are none. */
export function intersect(a: DateRange, b: OpenDateRange): DateRange | null;
export function intersect(a: OpenDateRange, b: DateRange): DateRange | null;
export function intersect(a: OpenDateRange, b: OpenDateRange): OpenDateRange | null;
export function intersect(a: OpenDateRange, b: OpenDateRange): OpenDateRange | null {
  if (!overlaps(a, b)) return null;
  return { from: a.from > b.from ? a.from : b.from, to: earlierEnd(a.to, b.to) };
}

/**
 * The range cut into calendar days, weeks from Monday, months or quarters, in order; the first and the last end where
 * the range does, so that the buckets are disjoint and make up the range.
 */
export function bucketsOf(range: DateRange, unit: BucketUnit): DateRange[] {
  const buckets: DateRange[] = [];
  const last = dayNumber(range.to);
  for (let from = dayNumber(range.from); from <= last; ) {
    const to = Math.min(last, bucketEnd(from, unit));
    buckets.push({ from: localDate(from), to: localDate(to) });
    from = to + 1;
  }
  return buckets;
}

function bucketEnd(day: DayNumber, unit: BucketUnit): DayNumber {
  switch (unit) {
    case 'DAY':
      return day;
    case 'WEEK':
      return day - weekdayOf(day) + 6;
    case 'MONTH':
      return dayNumber(monthEnd(localDate(day)));
    case 'QUARTER':
      return dayNumber(quarterEnd(localDate(day)));
  }
}

function earlierEnd(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}
