import { describe, expect, it } from 'vitest';
import { zoneOverlap } from '../../src/time/zone-overlap.js';

describe('the overlap of working hours', () => {
  const nine = (timeZone: string) => ({ timeZone, start: 9 * 60, end: 17 * 60 });

  it.each([
    // IANA tzdata; the first two are worked examples TZ-Asia/Kolkata-2026-01-15 and -2026-07-15.
    ['Europe/Zurich', 'Asia/Kolkata', '2026-01-15', 210],
    ['Europe/Zurich', 'Asia/Kolkata', '2026-07-15', 270],
    ['Europe/Zurich', 'Europe/Zurich', '2026-03-29', 480],
    ['Pacific/Pago_Pago', 'Pacific/Kiritimati', '2026-01-15', 420],
    ['America/Los_Angeles', 'Asia/Tokyo', '2026-01-15', 60],
    ['America/Los_Angeles', 'Europe/Moscow', '2026-01-15', 0],
  ])('of %s and %s on %s is %i minutes', (own, other, day, minutes) => {
    expect(zoneOverlap(nine(own), nine(other), day)).toBe(minutes);
  });

  it('ends a window inside a gap at the jump, and takes the first of a repeated hour', () => {
    const allDay = { timeZone: 'UTC', start: 0, end: 1440 };
    const night = { timeZone: 'Europe/Zurich', start: 60, end: 150 };
    expect(zoneOverlap(night, allDay, '2026-03-29')).toBe(60);
    expect(zoneOverlap(night, allDay, '2026-10-25')).toBe(90);
  });
});
