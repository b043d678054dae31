import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from './local-date.js';

/** A window of every day by the clock on the wall of a zone, in minutes since midnight: [start, end). */
export interface DailyWindow {
  readonly timeZone: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Minutes of the window of `own` on a day that fall into the windows of `other` on that day, the one before or the
 * one after: counted in instants, exact across changes of the clock, half up to a minute.
 */
export function zoneOverlap(own: DailyWindow, other: DailyWindow, day: LocalDate): number {
  const [start, end] = instantsOf(own, day);
  let overlap = 0;
  for (const shift of [-1, 0, 1]) {
    const [otherStart, otherEnd] = instantsOf(other, addDays(day, shift));
    overlap += Math.max(0, Math.min(end, otherEnd) - Math.max(start, otherStart));
  }
  return Math.floor(overlap / 60_000 + 0.5);
}

const instantsOf = ({ timeZone, start, end }: DailyWindow, day: LocalDate) =>
  [instantOf(timeZone, day, start), instantOf(timeZone, day, end)] as const;

/** Where a time is skipped, the moment the clock jumps; where it is repeated, the first. */
function instantOf(timeZone: string, day: LocalDate, minutes: number): number {
  const time = Temporal.PlainDateTime.from(`${day}T00:00`).add({ minutes });
  const later = time.toZonedDateTime(timeZone, { disambiguation: 'later' });
  const earlier = time.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const isSkipped = !later.toPlainDateTime().equals(time);
  if (!isSkipped) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? earlier.epochMilliseconds;
}
