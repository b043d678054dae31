import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentDays, type WorkerFacts, workerDays } from '../../src/capacity/calendar.js';
import { GroupSums } from '../../src/capacity/calendar-sums.js';
import { effortsOf, ObjectiveMinutes, withShares } from '../../src/collaboration/graph-minutes.js';
import { DepartmentPairs } from '../../src/collaboration/graph-pairs.js';
import { addDays } from '../../src/time/local-date.js';

const RANGE = { from: '2027-03-01', to: '2027-03-28' };
const DEPARTMENTS = ['a', 'b', 'c', 'd'];
const OBJECTIVES = ['o', 'p', 'q'];
const OWNERS = new Map([
  ['o', 'a'],
  ['p', 'b'],
  ['q', 'd'],
]);

const day = fc.integer({ min: -20, max: 40 }).map((days) => addDays(RANGE.from, days));
const openRange = fc
  .record({ from: day, length: fc.integer({ min: 0, max: 40 }), isOpen: fc.boolean() })
  .map(({ from, length, isOpen }) => ({
    from,
    to: isOpen ? null : addDays(from, length),
  }));
const assignment = fc
  .record({
    range: openRange,
    id: fc.uuid(),
    objectiveId: fc.constantFrom(...OBJECTIVES),
    firmness: fc.constantFrom('HARD' as const, 'SOFT' as const),
    load: fc.oneof(
      fc.record({ mode: fc.constant('RATE' as const), minutesPerDay: fc.integer({ min: 1, max: 600 }) }),
      fc.record({ mode: fc.constant('PERCENT' as const), percent: fc.integer({ min: 1, max: 10_000 }) }),
    ),
  })
  .map(({ range, ...rest }) => ({ ...range, ...rest }));
const membership = fc
  .record({
    range: openRange,
    departmentId: fc.constantFrom(...DEPARTMENTS),
    share: fc.integer({ min: 1, max: 3_333 }),
  })
  .map(({ range, ...rest }) => ({ ...range, ...rest }));
const engagement = fc
  .record({ range: openRange, hasPattern: fc.integer({ min: 0, max: 9 }).map((digit) => digit > 0) })
  .map(({ range, hasPattern }) => ({
    ...range,
    patterns: hasPattern
      ? [{ from: '2020-01-06', anchor: '2020-01-06', minutes: [480, 480, 480, 240, 450, 0, 0] }]
      : [],
  }));
const worker: fc.Arbitrary<WorkerFacts> = fc.record({
  workerId: fc.uuid(),
  timeZone: fc.constant('Europe/Zurich'),
  engagements: fc.array(engagement, { maxLength: 1 }),
  memberships: fc.array(membership, { maxLength: 3 }),
  timeOff: fc.constant([]),
  holidays: fc.constant(null),
  assignments: fc.uniqueArray(assignment, { maxLength: 6, selector: ({ id }) => id }),
});
const company = fc.array(worker, { maxLength: 6 });

function minutesOf(
  workers: readonly WorkerFacts[],
  includeTentative = false,
  objectiveIds: Set<string> | null = null,
) {
  const minutes = new ObjectiveMinutes();
  const question = { range: RANGE, includeTentative, objectiveIds };
  for (const each of workers) minutes.put(each.workerId, effortsOf(each, question));
  return minutes;
}

function pairsOf(workers: readonly WorkerFacts[], objectives: readonly string[] = OBJECTIVES) {
  const minutes = minutesOf(workers);
  const pairs = new DepartmentPairs();
  for (const id of objectives) pairs.addObjective(id, OWNERS.get(id)!, minutes.effortsOn(id));
  return pairs.ordered();
}

describe('minutes by objective and department', () => {
  it('are, over all objectives, what the calendar says each department has confirmed and tentative', () => {
    fc.assert(
      fc.property(company, fc.boolean(), (workers, includeTentative) => {
        const minutes = minutesOf(workers, includeTentative);
        const efforts = OBJECTIVES.flatMap((id) => minutes.effortsOn(id));
        for (const departmentId of [...DEPARTMENTS, null]) {
          const sums = new GroupSums([RANGE]);
          for (const each of workers) {
            const parts = departmentDays(each, workerDays(each, RANGE));
            sums.addWorker(parts.filter((part) => part.departmentId === departmentId));
          }
          const [expected] = sums.sums();
          const actual = efforts.filter((effort) => effort.departmentId === departmentId);
          expect(actual.reduce((sum, effort) => sum + effort.minutes, 0)).toBe(
            (expected!.confirmed ?? 0) + (includeTentative ? (expected!.tentative ?? 0) : 0),
          );
        }
      }),
    );
  });

  it('are the same whatever a person put in before', () => {
    fc.assert(
      fc.property(company, company, (before, after) => {
        const question = { range: RANGE, includeTentative: true, objectiveIds: null };
        const minutes = new ObjectiveMinutes();
        for (const [i, each] of before.entries()) minutes.put(`${i}`, effortsOf(each, question));
        for (let i = 0; i < Math.max(before.length, after.length); i++)
          minutes.put(`${i}`, after[i] ? effortsOf(after[i]!, question) : []);
        for (const id of OBJECTIVES)
          expect(minutes.effortsOn(id)).toEqual(minutesOf(after, true).effortsOn(id));
        expect(minutes.objectiveIds().toSorted()).toEqual(minutesOf(after, true).objectiveIds().toSorted());
      }),
    );
  });

  it('of one objective are the same whether others are asked for or not', () => {
    fc.assert(
      fc.property(company, fc.boolean(), (workers, includeTentative) => {
        const all = minutesOf(workers, includeTentative);
        for (const id of OBJECTIVES) {
          expect(minutesOf(workers, includeTentative, new Set([id])).effortsOn(id)).toEqual(
            all.effortsOn(id),
          );
        }
      }),
    );
  });

  it('have shares of exactly 100.00 % for each objective that has any', () => {
    fc.assert(
      fc.property(company, (workers) => {
        const minutes = minutesOf(workers);
        for (const id of OBJECTIVES) {
          const shared = withShares(minutes.effortsOn(id));
          expect(shared.reduce((sum, { share }) => sum + share, 0)).toBe(shared.length > 0 ? 10_000 : 0);
          expect(shared.every((effort) => effort.minutes > 0 && effort.people > 0)).toBe(true);
        }
      }),
    );
  });

  it('and the pairs made of them do not depend on any order', () => {
    fc.assert(
      fc.property(company, (workers) => {
        const turned = workers.toReversed().map((each) => ({
          ...each,
          assignments: each.assignments.toReversed(),
          memberships: each.memberships.toReversed(),
        }));
        for (const id of OBJECTIVES)
          expect(minutesOf(turned).effortsOn(id)).toEqual(minutesOf(workers).effortsOn(id));
        expect(pairsOf(turned, OBJECTIVES.toReversed())).toEqual(pairsOf(workers));
      }),
    );
  });
});

describe('pairs of departments', () => {
  const effort = (departmentId: string | null, minutes: number) => ({ departmentId, minutes, people: 1 });

  it('share an objective where both have minutes on it, and lend where one works for the other', () => {
    const pairs = new DepartmentPairs();
    pairs.addObjective('o', 'c', [effort('a', 10), effort('b', 20), effort(null, 500)]);
    pairs.addObjective('p', 'a', [effort('a', 1), effort('b', 2)]);
    expect(pairs.ordered()).toEqual([
      { firstId: 'a', secondId: 'b', sharedObjectiveIds: ['o', 'p'], lentByFirst: 0, lentBySecond: 2 },
      { firstId: 'b', secondId: 'c', sharedObjectiveIds: [], lentByFirst: 20, lentBySecond: 0 },
      { firstId: 'a', secondId: 'c', sharedObjectiveIds: [], lentByFirst: 10, lentBySecond: 0 },
    ]);
  });

  it('are none for a department alone, and for people without one', () => {
    const pairs = new DepartmentPairs();
    pairs.addObjective('o', 'a', [effort('a', 10), effort(null, 20)]);
    expect(pairs.ordered()).toEqual([]);
  });
});
