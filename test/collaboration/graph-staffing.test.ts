import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Staffing,
  type StaffingParts,
  staffingByDepartment,
  staffingBySkill,
} from '../../src/collaboration/graph-staffing.js';

const departmentId = fc.constantFrom('a', 'b', 'c', null);
const minutes = fc.integer({ min: 1, max: 10_000 });
const skillIds = fc.uniqueArray(fc.constantFrom('cobol', 'go', 'sql'), { maxLength: 3 });
const efforts = fc.uniqueArray(fc.record({ objectiveId: fc.constantFrom('o', 'p'), departmentId, minutes }), {
  maxLength: 4,
  selector: (effort) => `${effort.objectiveId} ${effort.departmentId}`,
});
const parts: fc.Arbitrary<StaffingParts> = fc.record({
  people: fc.array(fc.record({ confirmed: efforts, tentative: efforts, skillIds }), { maxLength: 6 }),
  planned: fc.array(
    fc.record({
      departmentId: fc.constantFrom('a', 'b', 'c'),
      scheduled: fc.nat(500),
      unscheduled: fc.nat(500),
    }),
    { maxLength: 5 },
  ),
  missing: fc.array(fc.record({ departmentId, skillIds, minutes: fc.nat(500) }), { maxLength: 5 }),
});
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const put = (people: readonly Staffing[], firmness: 'confirmed' | 'tentative') =>
  people.flatMap((person) => person[firmness]);

describe('the staffing of departments', () => {
  it('adds up to all that is planned, put in and missing, each minute and person where they belong', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const found = staffingByDepartment(given);
        expect(sum(found.map(({ planned }) => planned))).toBe(
          sum(given.planned.map((each) => each.scheduled)),
        );
        expect(sum(found.map(({ unscheduled }) => unscheduled))).toBe(
          sum(given.planned.map((each) => each.unscheduled)),
        );
        expect(sum(found.map(({ missing }) => missing))).toBe(sum(given.missing.map((each) => each.minutes)));
        for (const firmness of ['confirmed', 'tentative'] as const)
          for (const id of ['a', 'b', 'c', null]) {
            const own = put(given.people, firmness).filter((effort) => effort.departmentId === id);
            const line = found.find((each) => each.departmentId === id)?.[firmness];
            expect(line?.minutes ?? 0).toBe(sum(own.map((effort) => effort.minutes)));
            expect(line?.people ?? 0).toBe(
              given.people.filter((person) => person[firmness].some((effort) => effort.departmentId === id))
                .length,
            );
          }
      }),
    );
  });

  it('is the same whatever the order of people, plans and needs', () => {
    fc.assert(
      fc.property(parts, ({ people, planned, missing }) => {
        const reversed = {
          people: people.toReversed(),
          planned: planned.toReversed(),
          missing: missing.toReversed(),
        };
        expect(staffingByDepartment(reversed)).toEqual(staffingByDepartment({ people, planned, missing }));
        expect(staffingBySkill(reversed)).toEqual(staffingBySkill({ people, missing }));
      }),
    );
  });
});

describe('the staffing of skills', () => {
  it('counts the minutes of whoever has a skill, and of what asks for it, once for each', () => {
    fc.assert(
      fc.property(parts, ({ people, missing }) => {
        const found = staffingBySkill({ people, missing });
        for (const id of ['cobol', 'go', 'sql', null]) {
          const has = ({ skillIds: ids }: { skillIds: readonly string[] }) =>
            id === null ? ids.length === 0 : ids.includes(id);
          const line = found.find(({ skillId }) => skillId === id);
          for (const firmness of ['confirmed', 'tentative'] as const)
            expect(line?.[firmness] ?? 0).toBe(
              sum(put(people.filter(has), firmness).map((effort) => effort.minutes)),
            );
          expect(line?.missing ?? 0).toBe(sum(missing.filter(has).map((each) => each.minutes)));
        }
      }),
    );
  });
});
