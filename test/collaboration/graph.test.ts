import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentDays, type WorkerFacts, workerDays } from '../../src/capacity/calendar.js';
import { GroupSums } from '../../src/capacity/calendar-sums.js';
import { strategicShares } from '../../src/collaboration/graph-evidence.js';
import { effortsOf, ObjectiveMinutes, withShares } from '../../src/collaboration/graph-minutes.js';
import { pairsOf } from '../../src/collaboration/graph-pairs.js';
import { WorkCollection } from '../../src/collaboration/graph-work.js';
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

/** Of efforts of one person each: [objective, department, minutes]. */
function pairsIn(
  people: readonly (readonly (readonly [string, string | null, number])[])[],
  owners: ReadonlyMap<string, string> = OWNERS,
  minimumPeople = 1,
) {
  const collection = new WorkCollection(DEPARTMENTS, (id) => id);
  for (const efforts of people)
    collection.addWorker(
      efforts.map(([objectiveId, departmentId, minutes]) => ({ objectiveId, departmentId, minutes })),
    );
  return pairsOf({ work: collection.work(), owners, minimumPeople });
}

function pairsOfCompany(workers: readonly WorkerFacts[]) {
  const efforts = [...minutesOf(workers).byWorker().values()];
  return pairsIn(
    efforts.map((own) =>
      own.map(({ objectiveId, departmentId, minutes }) => [objectiveId, departmentId, minutes] as const),
    ),
  ).pairs;
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
        expect(pairsOfCompany(turned)).toEqual(pairsOfCompany(workers));
      }),
    );
  });
});

describe('pairs of departments', () => {
  it('share an objective where both have minutes on it, and lend where one works for the other', () => {
    const owners = new Map([
      ['o', 'c'],
      ['p', 'a'],
    ]);
    const people = [
      [
        ['o', 'a', 10],
        ['p', 'a', 1],
      ],
      [
        ['o', 'b', 20],
        ['p', 'b', 2],
      ],
      [['o', null, 500]],
    ] as const;
    expect(pairsIn(people, owners)).toEqual({
      pairs: [
        { firstId: 'a', secondId: 'b', sharedObjectiveIds: ['o', 'p'], lentByFirst: 0, lentBySecond: 2 },
        { firstId: 'b', secondId: 'c', sharedObjectiveIds: [], lentByFirst: 20, lentBySecond: 0 },
        { firstId: 'a', secondId: 'c', sharedObjectiveIds: [], lentByFirst: 10, lentBySecond: 0 },
      ],
      withheldPairs: 0,
    });
    // Two people stand behind a and b, but only one behind what b lends to a.
    expect(pairsIn(people, owners, 2)).toEqual({
      pairs: [
        { firstId: 'a', secondId: 'b', sharedObjectiveIds: ['o', 'p'], lentByFirst: 0, lentBySecond: null },
      ],
      withheldPairs: 2,
    });
  });

  it('have each person behind them once, whatever they work on and for whom', () => {
    const owners = new Map([['o', 'a']]);
    const both = [
      [
        ['o', 'a', 5],
        ['o', 'b', 5],
      ],
    ] as const;
    expect(pairsIn(both, owners, 2)).toEqual({ pairs: [], withheldPairs: 1 });
    expect(pairsIn([...both, [['o', 'b', 1]]], owners, 2)).toEqual({
      pairs: [{ firstId: 'a', secondId: 'b', sharedObjectiveIds: ['o'], lentByFirst: 0, lentBySecond: 6 }],
      withheldPairs: 0,
    });
  });

  it('are none for a department alone, and for people without one', () => {
    const found = pairsIn([[['o', 'a', 10]], [['o', null, 20]]], new Map([['o', 'a']]));
    expect(found).toEqual({ pairs: [], withheldPairs: 0 });
  });
});

describe('the shares of a strategy', () => {
  const worker = fc.integer({ min: 0, max: 9 });
  const departments = fc.uniqueArray(
    fc.record({
      departmentId: fc.constantFrom(...DEPARTMENTS),
      minutes: fc.constant(1),
      weighed: fc.integer({ min: 1, max: 1_000 }),
      parts: fc.constant([]),
      workers: fc.uniqueArray(worker, { minLength: 1, maxLength: 5 }).map((ids) => new Set(ids)),
    }),
    { selector: ({ departmentId }) => departmentId, minLength: 1 },
  );
  const works = fc.array(
    fc.record({
      objectiveId: fc.uuid(),
      weight: fc.constantFrom(1, 2),
      minutes: fc.constant(0),
      parts: fc.constant([]),
      departments,
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );

  it('add up to 1', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 6 }), (works, minimumPeople) => {
        const shares = [...strategicShares(works, minimumPeople).values()];
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are the same however what is withheld is divided among those who are too few', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 2, max: 6 }), (works, minimumPeople) => {
        const few = ({ workers }: { workers: ReadonlySet<number> }) => workers.size < minimumPeople;
        const divided = works.map((work) => {
          const withheld = work.departments.filter(few).map(({ weighed }) => weighed);
          return {
            ...work,
            departments: work.departments.map((each) =>
              few(each) ? { ...each, weighed: withheld.pop()! } : each,
            ),
          };
        });
        expect(strategicShares(divided, minimumPeople)).toEqual(strategicShares(works, minimumPeople));
      }),
    );
  });
});
