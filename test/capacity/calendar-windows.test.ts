import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flexibleWeek } from '../../src/capacity/calendar-windows.js';
import { total } from './ada.js';

describe('a flexible week', () => {
  it.each([
    [2_280, [0, 1, 2, 3, 4], [456, 456, 456, 456, 456, 0, 0]],
    [1_003, [4, 0, 2], [335, 0, 334, 0, 334, 0, 0]],
    [2, [6, 5, 1], [0, 1, 0, 0, 0, 1, 0]],
    [0, [0], [0, 0, 0, 0, 0, 0, 0]],
  ])('of %i minutes over the days %j is %j', (minutes, workingDays, expected) => {
    expect(flexibleWeek(minutes, workingDays)).toEqual(expected);
  });

  it('keeps its minutes, and differs by at most one from day to day', () => {
    const anyDays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.nat(10_080), anyDays, (minutes, workingDays) => {
        const week = flexibleWeek(minutes, workingDays);
        expect(total(week)).toBe(minutes);
        const worked = workingDays.toSorted().map((weekday) => week[weekday]!);
        expect(worked).toEqual(worked.toSorted((a, b) => b - a));
        expect(worked[0]! - worked.at(-1)!).toBeLessThanOrEqual(1);
      }),
    );
  });
});
