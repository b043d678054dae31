import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strategicShares } from '../../src/collaboration/graph-evidence.js';
import {
  type StrategyNode,
  strategyWeights,
  weightsOfParts,
} from '../../src/collaboration/graph-strategy.js';
import { tiedBy } from '../../src/collaboration/graph-ties.js';
import { WorkCollection } from '../../src/collaboration/graph-work.js';

const DEPARTMENTS = ['a', 'b', 'c'];
const OBJECTIVES = ['o', 'p', 'q'];
const PARTS = 3;

const effort = fc.record({
  objectiveId: fc.constantFrom(...OBJECTIVES),
  departmentId: fc.constantFrom(...DEPARTMENTS),
  part: fc.nat(PARTS - 1),
  minutes: fc.integer({ min: 1, max: 500 }),
});
const people = fc.array(fc.array(effort, { maxLength: 5 }), { maxLength: 4 });
const weights = fc
  .tuple(...OBJECTIVES.map(() => fc.integer({ min: 0, max: 10 })))
  .map((numbers) => new Map(OBJECTIVES.map((id, i) => [id, numbers[i]! / 10])));
const strategy = fc.array(weights, { minLength: PARTS, maxLength: PARTS });

type People = typeof people extends fc.Arbitrary<infer T> ? T : never;

function worksOf(given: People, strategyWeights: Map<string, number>[]) {
  const collection = new WorkCollection(DEPARTMENTS, (id) => id);
  for (const efforts of given) collection.addWorker(efforts);
  return tiedBy({ work: collection.work(), strategyWeights, minimumPeople: 1 }).works;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

describe('strategic shares over a strategy that changes', () => {
  it('are the minutes, each by what its objective weighed when it was put in, by brute force', () => {
    fc.assert(
      fc.property(people, strategy, (given, changing) => {
        const all = given.flat();
        const put = (objectiveId: string, departmentId: string | null) =>
          all.filter(
            (each) =>
              each.objectiveId === objectiveId &&
              (departmentId === null || each.departmentId === departmentId),
          );
        const standing = (departmentId: string | null) =>
          sum(
            OBJECTIVES.filter((id) => put(id, null).length > 0).map(
              (id) =>
                sum(put(id, departmentId).map(({ part, minutes }) => minutes * changing[part]!.get(id)!)) /
                sum(put(id, null).map(({ minutes }) => minutes)),
            ),
          );
        const shares = strategicShares(worksOf(given, changing), 1);
        const whole = standing(null);
        for (const id of DEPARTMENTS)
          expect(shares.get(id) ?? 0).toBeCloseTo(whole === 0 ? 0 : standing(id) / whole, 9);
        if (whole > 0) expect(sum([...shares.values()])).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are exactly those of one strategy where it never changes, and the same whatever the order of people', () => {
    fc.assert(
      fc.property(people, weights, strategy, (given, constant, changing) => {
        const undivided = given.map((efforts) => efforts.map((each) => ({ ...each, part: 0 })));
        expect(strategicShares(worksOf(given, [constant, constant, constant]), 1)).toEqual(
          strategicShares(worksOf(undivided, [constant]), 1),
        );
        expect(strategicShares(worksOf(given.toReversed(), changing), 1)).toEqual(
          strategicShares(worksOf(given, changing), 1),
        );
      }),
    );
  });
});

describe('the weights of the parts of a history', () => {
  it('are those of what there was in each of them', () => {
    const node = (
      id: string,
      parentId: string | null,
      weight: number,
      isCancelled = false,
    ): StrategyNode => ({
      ...{ id, parentId, weight, isCancelled },
    });
    const [top, low, other] = [node('top', null, 1), node('low', 'top', 2), node('other', null, 3)];
    const moved = node('low', null, 4);
    const given = { first: [top, low], changes: [[other], [moved], [{ ...moved, isCancelled: true }]] };
    expect(weightsOfParts(given)).toEqual([
      strategyWeights([top, low]),
      strategyWeights([top, low, other]),
      strategyWeights([top, moved, other]),
      strategyWeights([top, node('low', null, 4, true), other]),
    ]);
    expect(weightsOfParts({ first: [], changes: [] })).toEqual([new Map()]);
  });
});
