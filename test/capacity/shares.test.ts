import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide, Shares } from '../../src/capacity/shares.js';
import { total } from './ada.js';
import { seatBySeat } from './read-aloud.js';

describe('dividing by Sainte-Laguë', () => {
  const anyWeights = fc.array(fc.oneof(fc.constantFrom(0, 1, 1_000, 4_500), fc.nat(10_000)), {
    minLength: 1,
    maxLength: 7,
  });

  it('gives out unit by unit', () => {
    fc.assert(
      fc.property(anyWeights, fc.nat(300), (weights, units) => {
        fc.pre(total(weights) > 0);
        expect(divide(units, weights)).toEqual(seatBySeat(units, weights));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never takes a unit away as the total grows', () => {
    fc.assert(
      fc.property(anyWeights, fc.nat(3_000), (weights, units) => {
        const fewer = divide(units, weights);
        const more = divide(units + 1, weights);
        const grown = more.map((part, i) => part - fewer[i]!).sort();
        expect(grown.slice(0, -1).every((growth) => growth === 0)).toBe(true);
        expect(grown.at(-1)).toBe(total(weights) > 0 ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives nothing where nothing has weight', () => {
    expect(divide(100, [0, 0])).toEqual([0, 0]);
    expect(divide(100, [])).toEqual([]);
  });

  it('is the same however often it is asked', () => {
    const shares = new Shares([4_500, 4_500, 1_000]);
    expect([1, 5, 6, 5].map((minutes) => shares.of(minutes))).toEqual([
      [1, 0, 0],
      [2, 2, 1],
      [3, 2, 1],
      [2, 2, 1],
    ]);
  });
});
