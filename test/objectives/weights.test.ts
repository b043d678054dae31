import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisedWeights } from '../../src/objectives/weights.js';

const sibling = fc.record({
  id: fc.uuid(),
  weight: fc.integer({ min: 0, max: 1_000 }),
  status: fc.constantFrom('PLANNED' as const, 'ACTIVE' as const, 'ACHIEVED' as const, 'CANCELLED' as const),
});
const siblings = fc.uniqueArray(sibling, { selector: ({ id }) => id, maxLength: 40 });
const millionths = (share: string) => Math.round(Number(share) * 1_000_000);

describe('normalised weights', () => {
  it('add up to exactly 1 wherever anything weighs something', () => {
    fc.assert(
      fc.property(siblings, (all) => {
        const sum = [...normalisedWeights(all).values()].reduce(
          (total, share) => total + millionths(share),
          0,
        );
        expect(sum).toBe(
          all.some(({ weight, status }) => weight > 0 && status !== 'CANCELLED') ? 1_000_000 : 0,
        );
      }),
    );
  });

  it('do not depend on the order of the siblings', () => {
    fc.assert(
      fc.property(siblings, (all) => {
        expect(new Map([...normalisedWeights(all.toReversed())].sort())).toEqual(
          new Map([...normalisedWeights(all)].sort()),
        );
      }),
    );
  });
});
