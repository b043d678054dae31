import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingLinksOf } from '../../src/collaboration/graph-missing-links.js';
import { WorkCollection } from '../../src/collaboration/graph-work.js';

const DEPARTMENTS = ['a', 'b', 'c', 'd'];
const departmentIds = fc.subarray(DEPARTMENTS);
const weight = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const plan = fc.record({ objectiveId: fc.uuid(), weight, departmentIds });
const dependency = fc.record({ dependencyId: fc.uuid(), weight, departmentIds, otherIds: departmentIds });
const effort = fc.record({
  objectiveId: fc.constantFrom('o', 'p', 'q'),
  departmentId: fc.constantFrom(...DEPARTMENTS, null),
  minutes: fc.integer({ min: 1, max: 500 }),
});
const asked = fc.record({
  people: fc.array(fc.array(effort, { maxLength: 3 }), { maxLength: 4 }),
  plans: fc.uniqueArray(plan, { maxLength: 4, selector: ({ objectiveId }) => objectiveId }),
  dependencies: fc.uniqueArray(dependency, { maxLength: 4, selector: ({ dependencyId }) => dependencyId }),
});
type Given = typeof asked extends fc.Arbitrary<infer T> ? T : never;

function linksOf({ people, plans, dependencies }: Given) {
  const collection = new WorkCollection(DEPARTMENTS, (id) => id);
  for (const efforts of people) collection.addWorker(efforts);
  return missingLinksOf({ work: collection.work(), plans, dependencies, first: 1_000 });
}

describe('missing links', () => {
  it('are the pairs that a plan or a dependency asks for and that share no objective, by brute force', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { people, plans, dependencies } = given;
        const works = (id: string, on: string) =>
          people.some((efforts) =>
            efforts.some((each) => each.departmentId === id && each.objectiveId === on),
          );
        let [required, missing] = [0, 0];
        for (const one of DEPARTMENTS)
          for (const other of DEPARTMENTS.filter((id) => id > one)) {
            const isAcross = (own: string[], others: string[], x: string, y: string) =>
              own.includes(x) && !own.includes(y) && others.includes(y) && !others.includes(x);
            const isRequired =
              plans.some(({ departmentIds: ids }) => ids.includes(one) && ids.includes(other)) ||
              dependencies.some(
                ({ departmentIds: ids, otherIds }) =>
                  isAcross(ids, otherIds, one, other) || isAcross(ids, otherIds, other, one),
              );
            if (!isRequired) continue;
            required += 1;
            if (!['o', 'p', 'q'].some((on) => works(one, on) && works(other, on))) missing += 1;
          }
        const found = linksOf(given);
        expect([found.requiredPairs, found.missingPairs, found.links.length]).toEqual([
          required,
          missing,
          missing,
        ]);
      }),
    );
  });

  it('have at stake, where nobody works, what every plan of two or more and every dependency that asks for a pair weighs', () => {
    fc.assert(
      fc.property(asked, ({ plans, dependencies }) => {
        const { links } = linksOf({ people: [], plans, dependencies });
        // Of n who contribute each has the weight at stake once: n times the weight, over the two of a pair.
        const planned = plans
          .filter(({ departmentIds: ids }) => ids.length > 1)
          .reduce((sum, { weight: whole, departmentIds: ids }) => sum + (whole * ids.length) / 2, 0);
        const depending = dependencies
          .filter(
            ({ departmentIds: ids, otherIds }) =>
              ids.some((id) => !otherIds.includes(id)) && otherIds.some((id) => !ids.includes(id)),
          )
          .reduce((sum, { weight: whole }) => sum + whole, 0);
        expect(links.reduce((sum, { stake }) => sum + stake, 0)).toBeCloseTo(planned + depending, 9);
      }),
    );
  });

  it('are the same whatever the order of people, plans, dependencies and departments', () => {
    fc.assert(
      fc.property(asked, ({ people, plans, dependencies }) => {
        const reversed = {
          people: people.toReversed(),
          plans: plans
            .toReversed()
            .map((each) => ({ ...each, departmentIds: each.departmentIds.toReversed() })),
          dependencies: dependencies
            .toReversed()
            .map((each) => ({ ...each, otherIds: each.otherIds.toReversed() })),
        };
        expect(linksOf(reversed)).toEqual(linksOf({ people, plans, dependencies }));
      }),
    );
  });
});
