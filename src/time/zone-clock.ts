import { Temporal } from 'temporal-polyfill';
import { united, type Window } from './windows.js';

// Instants are seconds since 1970 in UTC; wall times are seconds since 1970-01-01T00:00 by the clock on the wall, so
// that day `n` is [n * 86,400, (n + 1) * 86,400) on the wall, however long it lasts.

const MOST_FROM_UTC = 26 * 3_600;

/** As long as a zone's clock is the same number of seconds ahead of UTC: instants [from, to). */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * The instants [startsAt, endsAt) as the clock on the wall shows them, disjoint and ascending. What it shows twice
 * counts once; what it skips stands for the moment at which it jumps.
 * @throws RangeError if there is no such zone
 */
export function wallTimes(timeZone: string, startsAt: number, endsAt: number): Window[] {
  if (startsAt >= endsAt) return [];
  const shown: Window[] = [];
  let before: Stretch | null = null;
  // From the second before, to see a jump at the very start.
  for (const stretch of stretches(timeZone, startsAt - 1, endsAt)) {
    const { from, to, offset } = stretch;
    shown.push([Math.max(from, startsAt) + offset, Math.min(to, endsAt) + offset]);
    if (before) shown.push([from + before.offset, from + offset]);
    before = stretch;
  }
  return united(shown);
}

/**
 * The instant of a wall time: the first where it is shown twice, the jump where it is skipped.
 * @throws RangeError if there is no such zone
 */
export function instantOf(timeZone: string, wall: number): number {
  let jump = wall;
  let before: Stretch | null = null;
  for (const stretch of stretches(timeZone, wall - MOST_FROM_UTC, wall + MOST_FROM_UTC)) {
    const { from, to, offset } = stretch;
    if (before && from + before.offset <= wall && wall < from + offset) jump = from;
    if (from <= wall - offset && wall - offset < to) return wall - offset;
    before = stretch;
  }
  return jump;
}

/** In order, covering at least [startsAt, endsAt), the first and the last cut at its edges. */
function stretches(timeZone: string, startsAt: number, endsAt: number): Stretch[] {
  const found: Stretch[] = [];
  for (let year = yearOf(startsAt); year <= yearOf(endsAt); year++) {
    for (const { from, to, offset } of stretchesOfYear(timeZone, year)) {
      if (to <= startsAt || from >= endsAt) continue;
      found.push({ from: Math.max(from, startsAt), to: Math.min(to, endsAt), offset });
    }
  }
  return found;
}

/** By zone and year: asking for a change of the clock takes a millisecond, and years are few. */
const known = new Map<string, readonly Stretch[]>();

function stretchesOfYear(timeZone: string, year: number): readonly Stretch[] {
  const key = `${timeZone} ${year}`;
  let found = known.get(key);
  if (!found) {
    found = readStretches(timeZone, startOfYear(year), startOfYear(year + 1));
    known.set(key, found);
  }
  return found;
}

function readStretches(timeZone: string, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  let start = from;
  let clock = Temporal.Instant.fromEpochMilliseconds(from * 1_000).toZonedDateTimeISO(timeZone);
  while (start < to) {
    const change = clock.getTimeZoneTransition('next');
    const end = Math.min(to, change ? change.epochMilliseconds / 1_000 : to);
    found.push({ from: start, to: end, offset: clock.offsetNanoseconds / 1e9 });
    start = end;
    if (change) clock = change;
  }
  return found;
}

const yearOf = (instant: number): number => new Date(instant * 1_000).getUTCFullYear();

const startOfYear = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1) / 1_000;
