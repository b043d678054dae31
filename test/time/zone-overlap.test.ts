import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/time/local-date.js';
import type { Window } from '../../src/time/windows.js';
import { type WorkingHours, zoneOverlap } from '../../src/time/zone-overlap.js';

const hours = (timeZone: string, ...windows: Window[]): WorkingHours => ({
  timeZone,
  windowsOn: () => windows,
});
const nine = (timeZone: string) => hours(timeZone, [9 * 60, 17 * 60]);
const on = (date: string) => ({ from: date, to: date });

describe('the overlap of working hours', () => {
  it.each([
    ['Europe/Zurich', 'Europe/Zurich', '2026-03-29', 480],
    ['Pacific/Pago_Pago', 'Pacific/Kiritimati', '2026-01-15', 420],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago', '2026-01-15', 420],
    ['America/Los_Angeles', 'Asia/Tokyo', '2026-01-15', 60],
    ['America/Los_Angeles', 'Europe/Moscow', '2026-01-15', 0],
    ['Asia/Kathmandu', 'Asia/Kolkata', '2026-12-31', 465],
  ])('of %s and %s on %s is %i minutes', (own, other, date, minutes) => {
    expect(zoneOverlap(nine(own), nine(other), on(date))).toEqual({
      leastMinutes: minutes,
      averageMinutes: minutes,
    });
  });

  it('ends a window inside a gap at the jump, and takes the first of a repeated hour', () => {
    const allDay = hours('UTC', [0, 1_440]);
    const night = hours('Europe/Zurich', [60, 150]);
    expect(zoneOverlap(night, allDay, on('2026-03-29'))!.leastMinutes).toBe(60);
    expect(zoneOverlap(night, allDay, on('2026-10-25'))!.leastMinutes).toBe(90);
  });

  it('is the least, and the average, of the days on which the first one works', () => {
    const weekdays: WorkingHours = {
      ...nine('Europe/Zurich'),
      windowsOn: (day) => (day % 7 === 2 || day % 7 === 3 ? [] : [[540, 1_020]]),
    };
    // From Monday on Zurich is an hour less ahead of Kolkata: 210 minutes on one Friday, 270 on five days.
    const range = { from: '2026-03-27', to: '2026-04-03' };
    expect(zoneOverlap(weekdays, nine('Asia/Kolkata'), range)).toEqual({
      leastMinutes: 210,
      averageMinutes: 260,
    });
    expect(zoneOverlap(weekdays, nine('Asia/Kolkata'), { from: '2026-03-28', to: '2026-03-29' })).toBeNull();
    expect(zoneOverlap(weekdays, hours('Asia/Kolkata'), range)).toEqual({
      leastMinutes: 0,
      averageMinutes: 0,
    });
  });

  it('shares each instant once, whichever of the other’s days it is in', () => {
    const round = hours('Asia/Tokyo', [0, 720], [720, 1_440]);
    expect(zoneOverlap(nine('America/New_York'), round, on('2026-11-01'))!.leastMinutes).toBe(480);
  });

  it('is what a minute-by-minute count finds, in every zone and across every change of the clock', () => {
    const anyZone = fc.constantFrom(
      'Pacific/Pago_Pago',
      'America/Sao_Paulo',
      'America/New_York',
      'UTC',
      'Europe/Zurich',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
    );
    const anyWindow = fc
      .tuple(fc.nat(95), fc.nat(95))
      .map(([a, b]): Window => [15 * Math.min(a, b), 15 * Math.max(a, b) + 15]);
    const changes = [
      '2026-03-08',
      '2026-03-29',
      '2026-04-05',
      '2026-09-27',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
      '2026-12-31',
      '2028-02-29',
    ];
    const anyDate = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }))
      .map(([date, days]) => addDays(date, days));
    const at = (timeZone: string, date: string, minute: number) => {
      const wall = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes: minute });
      const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
      if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
      return zoned.getTimeZoneTransition('next')!.epochMilliseconds;
    };
    fc.assert(
      fc.property(
        anyZone,
        anyWindow,
        anyZone,
        anyWindow,
        anyDate,
        (zone, [start, end], otherZone, other, date) => {
          const around = [-1, 0, 1].map((days) => addDays(date, days));
          const others = around.map((day) => other.map((minute) => at(otherZone, day, minute)));
          let shared = 0;
          for (let instant = at(zone, date, start); instant < at(zone, date, end); instant += 900_000) {
            if (others.some(([from, to]) => from! <= instant && instant < to!)) shared += 15;
          }
          const found = zoneOverlap(hours(zone, [start, end]), hours(otherZone, other), on(date));
          expect(found?.leastMinutes ?? 0).toBe(shared);
        },
      ),
      { numRuns: 300 },
    );
  });
});
