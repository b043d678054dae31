import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN, workerDays } from '../../src/capacity/calendar.js';
import { minutesUnplaced } from '../../src/capacity/calendar-fits.js';
import { overbookings } from '../../src/capacity/calendar-overbookings.js';
import { lengthInDays } from '../../src/time/date-range.js';
import { ada, day, employed, forced, hard, MONDAY, percent, soft, total, WEEK } from './ada.js';
import { ALL_DAYS, anyFacts, anyRange, factsWithoutTotals } from './any-facts.js';

describe('overbookings', () => {
  it('are the runs of days that are over, with who is to blame', () => {
    const facts = ada({
      assignments: [
        hard('b', 240, { from: '2026-11-24', to: '2026-11-25' }),
        hard('a', 300, { from: '2026-11-24', to: '2026-12-01' }),
        hard('c', 200, { from: '2026-11-30', to: '2026-11-30' }),
        hard('free', 480, { from: '2026-11-23', to: '2026-11-23' }),
        soft(hard('soft', 480, WEEK)),
        percent('nothing', 1, WEEK),
      ],
    });
    expect(overbookings(facts, { from: '2026-11-01', to: '2026-12-31' })).toEqual([
      {
        from: '2026-11-24',
        to: '2026-11-25',
        forced: forced({ a: 600, b: 480 }),
        minutesOver: 120,
        availableMinutes: 960,
      },
      {
        from: '2026-11-30',
        to: '2026-11-30',
        forced: forced({ a: 300, c: 200 }),
        minutesOver: 20,
        availableMinutes: 480,
      },
    ]);
    expect(minutesUnplaced(facts, '2026-11-30')).toBe(140);
  });

  it('are shown whole where they reach beyond the range, and not where they do not meet it', () => {
    const facts = ada({
      engagements: [employed([480, 480, 480, 480, 480, 480, 480])],
      assignments: [
        hard('before', 500, { from: '2026-08-01', to: '2026-08-02' }),
        hard('a', 500, { from: '2026-09-01', to: '2026-12-31' }),
        hard('after', 500, { from: '2027-01-02', to: null }),
      ],
    });
    const whole = [
      {
        from: '2026-09-01',
        to: '2026-12-31',
        forced: forced({ a: 122 * 500 }),
        minutesOver: 122 * 20,
        availableMinutes: 122 * 480,
      },
    ];
    expect(overbookings(facts, day(MONDAY))).toEqual(whole);
    expect(overbookings(facts, { from: '2026-09-01', to: '2027-01-01' })).toEqual(whole);
    expect(overbookings(facts, day('2027-01-01'))).toEqual([]);
  });

  it('judge an assignment without an end to the horizon', () => {
    const facts = ada({
      engagements: [employed([480, 480, 480, 480, 480, 480, 480])],
      assignments: [hard('a', 500, { from: MONDAY, to: null })],
    });
    expect(overbookings(facts, day(MONDAY), '2026-11-25')).toMatchObject([
      { from: MONDAY, to: '2026-11-25' },
    ]);
    expect(overbookings(facts, WEEK, '2026-11-25')).toMatchObject([WEEK]);
    expect(minutesUnplaced(facts, '2026-11-25')).toBe(60);
    expect(minutesUnplaced(facts, '2026-11-22')).toBe(0);
    expect(minutesUnplaced(ada(), '2026-11-25')).toBe(0);
  });
});

describe('always', () => {
  it('the minutes over of the overbookings are those that cannot be placed, and those over-allocated', () => {
    fc.assert(
      fc.property(factsWithoutTotals, (facts) => {
        const minutesOver = total(overbookings(facts, ALL_DAYS).map((window) => window.minutesOver));
        expect(minutesOver).toBe(minutesUnplaced(facts, ALL_DAYS.to));
        expect(minutesOver).toBe(total(workerDays(facts, ALL_DAYS).overAllocated));
      }),
    );
  });

  it('the overbookings are the windows of most excess, then fewest days, then fewest windows', () => {
    fc.assert(
      fc.property(factsWithoutTotals, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        const excess = [...days.effective.keys()].map((i) =>
          days.states[i] === KNOWN ? days.confirmed[i]! - days.effective[i]! : 0,
        );
        const found = overbookings(facts, ALL_DAYS);
        expect([
          total(found.map((window) => window.minutesOver)),
          0 - total(found.map(lengthInDays)),
          0 - found.length,
        ]).toEqual(bestWindows(excess));
      }),
      { numRuns: 50 },
    );
  });

  it('an overbooking is the same from wherever it is seen', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const seen = overbookings(facts, range, ALL_DAYS.to);
        const all = overbookings(facts, ALL_DAYS);
        expect(seen).toEqual(all.filter(({ from, to }) => from <= range.to && to >= range.from));
      }),
    );
  });
});

/** The best of all families of disjoint windows: the excess, and less the days and the number of windows. */
function bestWindows(excess: readonly number[]): number[] {
  const best: number[][] = [[0, 0, 0]];
  for (let end = 0; end < excess.length; end++) {
    let candidate = best[end]!;
    let sum = 0;
    for (let start = end; start >= 0; start--) {
      sum += excess[start]!;
      const [minutes, days, windows] = best[start]!;
      const taken = [minutes! + sum, days! - (end - start + 1), windows! - 1];
      const difference = taken.map((value, i) => value - candidate[i]!).find((value) => value !== 0) ?? 0;
      if (difference > 0) candidate = taken;
    }
    best.push(candidate);
  }
  return best.at(-1)!;
}
