import { describe, expect, it } from 'vitest';
import { fullTimeEquivalents, standardMinutes, utilisation } from '../../src/capacity/calendar-ratios.js';

describe('ratios', () => {
  it.each([
    [1, 3, 3_333],
    [2, 3, 6_667],
    [1, 800, 13],
    [0, 480, 0],
    [60, 0, null],
    [null, null, null],
  ])('%j of %j is %j hundredths of a percent', (confirmed, effective, expected) => {
    expect(utilisation(confirmed, effective)).toBe(expected);
  });

  it('measure full-time equivalents by a week of 40 hours, or another', () => {
    expect([7, 91, 30, 1].map((days) => standardMinutes(days))).toEqual([2_400, 31_200, 10_286, 343]);
    expect(standardMinutes(7, 2_310)).toBe(2_310);
    expect(fullTimeEquivalents(2_310, 7, 2_310)).toBe(100);
    expect(fullTimeEquivalents(31_200, 91)).toBe(100);
    expect(fullTimeEquivalents(0, 30)).toBe(0);
  });
});
