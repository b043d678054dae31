import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapOf } from '../../src/planning/gap.js';

const balance = (demand: number, supply: number, pipeline = 0) => ({ demand, supply, pipeline });

describe('the gap of a group', () => {
  it.each([
    [
      'as much as there is',
      [balance(2_400, 2_400)],
      10_000,
      { requiredMinutes: 2_400, gapMinutes: 0, gapFte: 0, heads: 0 },
    ],
    [
      'the same at 80 %',
      [balance(2_400, 2_400)],
      8_000,
      { requiredMinutes: 3_000, gapMinutes: 600, gapFte: 25, heads: 1 },
    ],
    [
      'what is being hired counts',
      [balance(2_400, 2_400, 600)],
      8_000,
      { requiredMinutes: 3_000, gapMinutes: 0, gapFte: 0, heads: 0 },
    ],
    [
      'more than enough',
      [balance(0, 2_400)],
      8_000,
      { requiredMinutes: 0, gapMinutes: -2_400, gapFte: -100, heads: 0 },
    ],
    [
      'a minute too much is one more person',
      [balance(2_401, 2_400)],
      10_000,
      { requiredMinutes: 2_401, gapMinutes: 1, gapFte: 0, heads: 1 },
    ],
    [
      'exactly one more',
      [balance(4_800, 2_400)],
      10_000,
      { requiredMinutes: 4_800, gapMinutes: 2_400, gapFte: 100, heads: 1 },
    ],
    [
      'each role is rounded up by itself',
      [balance(600, 0), balance(600, 0), balance(0, 9_600)],
      10_000,
      { requiredMinutes: 1_200, gapMinutes: -8_400, gapFte: -350, heads: 2 },
    ],
  ])('%s', (_, roles, target, expected) => {
    expect(gapOf(roles, 7, { target, weekMinutes: 2_400 })).toMatchObject(expected);
  });

  it('measures by the standard week of the organisation', () => {
    const { requiredFte, supplyFte, gapFte, heads } = gapOf([balance(4_500, 2_250)], 7, {
      target: 10_000,
      weekMinutes: 2_250,
    });
    expect({ requiredFte, supplyFte, gapFte, heads }).toEqual({
      requiredFte: 200,
      supplyFte: 100,
      gapFte: 100,
      heads: 1,
    });
  });

  it('is closed by so many heads, and not by one fewer', () => {
    const minutes = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        minutes,
        minutes,
        fc.integer({ min: 1, max: 3_653 }),
        fc.integer({ min: 1, max: 10_000 }),
        (demand, supply, days, target) => {
          const { heads, gapMinutes } = gapOf([balance(demand, supply)], days, {
            target,
            weekMinutes: 2_400,
          });
          const of = (people: number) => (people * 2_400 * days) / 7;
          expect(of(heads)).toBeGreaterThanOrEqual(gapMinutes);
          if (heads > 0) expect(of(heads - 1)).toBeLessThan(gapMinutes);
        },
      ),
    );
  });
});
