import { describe, expect, it } from 'vitest';
import { nextAttemptAt, RETRY_PAUSES_MS } from '../../src/exchange/webhook-schedule.js';

const at = new Date('2027-03-01T12:00:00Z');
const failed = { at, statusCode: 500, retryAfter: null };
const secondsAfter = (next: Date | null) => (next === null ? null : (next.getTime() - at.getTime()) / 1_000);

describe('a delivery that failed', () => {
  it('is tried again after growing pauses, ten times in about three days', () => {
    const pauses = Array.from({ length: 10 }, (_, index) =>
      secondsAfter(nextAttemptAt(RETRY_PAUSES_MS, { ...failed, attempts: index + 1 }, 0)),
    );
    expect(pauses).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
  });

  it('is tried up to a tenth later, so that not all are tried at once', () => {
    expect(secondsAfter(nextAttemptAt(RETRY_PAUSES_MS, { ...failed, attempts: 2 }, 0.5))).toBe(315);
    expect(secondsAfter(nextAttemptAt(RETRY_PAUSES_MS, { ...failed, attempts: 2 }, 1))).toBe(330);
  });

  it.each([
    ['so many seconds', 503, '600', 600],
    ['a date', 429, 'Mon, 01 Mar 2027 13:00:00 GMT', 3_600],
    ['less than the pause', 503, '1', 300],
    ['a date that has passed', 503, 'Mon, 01 Mar 2027 11:00:00 GMT', 300],
    ['more than a day', 429, '999999999', 86_400],
    ['nothing to be understood', 503, 'soon', 300],
    ['a pause, but for another reason', 500, '600', 300],
  ])('is tried as the receiver asks for: %s', (_, statusCode, retryAfter, seconds) => {
    const next = nextAttemptAt(RETRY_PAUSES_MS, { at, statusCode, retryAfter, attempts: 2 }, 0);
    expect(secondsAfter(next)).toBe(seconds);
  });
});
