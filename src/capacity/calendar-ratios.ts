import { WHOLE_SHARE } from './shares.js';

/**
 * Confirmed by effective minutes in hundredths of a percent, half up: 7,143 is 71.43 %. Null where there is nothing to
 * divide by. Of a group give the sums: a mean of ratios is no utilisation.
 */
export function utilisation(confirmed: number | null, effective: number | null): number | null {
  if (confirmed === null || effective === null || effective === 0) return null;
  return Math.floor((2 * confirmed * WHOLE_SHARE + effective) / (2 * effective));
}

/** Minutes a full-time worker works in a week, unless the organisation sets another number. */
export const STANDARD_WEEK_MINUTES = 2_400;

/** The minutes of one full-time equivalent over so many days, rounded half up. */
export function standardMinutes(days: number, weekMinutes = STANDARD_WEEK_MINUTES): number {
  return Math.floor((2 * weekMinutes * days + 7) / 14);
}

/** Full-time equivalents in hundredths, half up: 350 is 3.5. Divides by the standard minutes before their rounding. */
export function fullTimeEquivalents(
  minutes: number,
  days: number,
  weekMinutes = STANDARD_WEEK_MINUTES,
): number {
  return Math.floor((1_400 * minutes + weekMinutes * days) / (2 * weekMinutes * days));
}
