const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before the second attempt and those after it, as Standard Webhooks proposes: about three days. */
export const RETRY_PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

const LONGEST_ASKED_MS = 24 * HOUR_MS;
/** Receivers that failed together are not all tried again together. */
const JITTER = 0.1;

interface Failed {
  /** Attempts made, this one included. */
  readonly attempts: number;
  readonly statusCode: number | null;
  readonly retryAfter: string | null;
  readonly at: Date;
}

/**
 * When a delivery that has failed is tried again; null: not any more. A receiver that is overloaded (429, 503) may ask
 * for a longer pause, up to a day; never for a shorter one. `chance` is from 0 to 1.
 */
export function nextAttemptAt(
  pauses: readonly number[],
  { attempts, statusCode, retryAfter, at }: Failed,
  chance: number,
): Date | null {
  const pause = pauses[attempts - 1];
  if (pause === undefined) return null;
  const asked = statusCode === 429 || statusCode === 503 ? pauseAskedFor(retryAfter, at) : 0;
  return new Date(at.getTime() + Math.max(pause * (1 + JITTER * chance), Math.min(asked, LONGEST_ASKED_MS)));
}

/** `Retry-After` (RFC 9110) is in seconds, or a date. */
function pauseAskedFor(retryAfter: string | null, at: Date): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * SECOND_MS;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : date - at.getTime();
}
