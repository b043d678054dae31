import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverOf } from '../../src/collaboration/cover-solver.js';
import type { Offer } from '../../src/collaboration/graph-cover.js';
import { startApi } from '../support/api.js';
import { account, skill, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };
type Thing = { id: string };

describe('the smallest set of departments for what objectives need', async () => {
  const api = await startApi({ minimumPeople: 2 });
  const things: Record<string, Thing> = {};

  const cover = async (objectives: readonly string[], args: Record<string, unknown> = {}) => {
    const { data, errors } = await api.as('anna').ask(
      graphql(`query ($objectiveIds: [ID!]!, $range: DateRangeInput!, $level: Int) {
        minimalCover(objectiveIds: $objectiveIds, range: $range, level: $level) {
          status lowerBound neededMinutes missingMinutes minimumPeople lacks { skills { name } neededMinutes missingMinutes }
          departments { department { code } minutes people isWithheld }
        }
      }`),
      { objectiveIds: objectives.map((name) => things[name]?.id ?? name), range: WEEK, ...args },
    );
    return { ...data?.minimalCover, errors };
  };

  const need = (on: Thing, skillIds: readonly string[], minutesPerDay: number, state = 'OPEN') =>
    api.database.rows(
      'test.need',
      `insert into staffing_need (id, objective_id, role, skills, "from", "to", minutes_per_day, state, changed_at)
       values ($1, $2, 'Developer', $3::jsonb, '2027-03-01', '2027-03-05', $4, $5, now())`,
      [
        uuidv7(),
        on.id,
        JSON.stringify(skillIds.map((skillId) => ({ skillId, minLevel: 3 }))),
        minutesPerDay,
        state,
      ],
    );

  // Both has two people who can do either; Java and Rust have one each for one of them, and Lab, below Java, another.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const both = await staffed(api, 'Both', ['Ada', 'Grace']);
    const java = await staffed(api, 'Java', ['Bob']);
    const lab = await staffed(api, 'Lab', ['Ben'], { parentId: java.department.id });
    const rust = await staffed(api, 'Rust', ['Lin']);
    const inJava = await skill(api, 'Java', [both.ada, 3], [both.grace, 5], [java.bob, 4], [lab.ben, 2]);
    const inRust = await skill(api, 'Rust', [both.ada, 3], [both.grace, 3], [rust.lin, 3], [lab.ben, 3]);
    const owner = java.department;
    const small = await objective(api, 'Small', { owner });
    const large = await objective(api, 'Large', { owner });
    const part = await objective(api, 'Part', { owner, parent: large });
    const huge = await objective(api, 'Huge', { owner });
    const none = await objective(api, 'None', { owner });
    const rare = await objective(api, 'Rare', { owner });
    Object.assign(things, { small, large, huge, none, rare });
    const inCobol = await skill(api, 'COBOL', [java.bob, 4]);
    await need(rare, [inCobol.id], 1_000);
    await need(small, [inJava.id], 480);
    await need(small, [inRust.id], 480);
    await need(small, [inRust.id], 480, 'CLOSED');
    await need(part, [inJava.id], 600);
    await need(part, [inRust.id], 600);
    await need(huge, [inJava.id, inRust.id], 1_000);
  });

  it('is one department where one has all the skills and the time', async () => {
    expect(await cover(['small'])).toEqual({
      errors: undefined,
      status: 'OPTIMAL',
      lowerBound: 1,
      neededMinutes: 2 * 5 * 480,
      missingMinutes: 0,
      lacks: [],
      minimumPeople: 2,
      departments: [{ department: { code: 'Both' }, minutes: 2 * 5 * 480, people: 2, isWithheld: false }],
    });
  });

  it('is larger where the time of one is not enough, since nobody works twice in the same minute', async () => {
    const found = await cover(['large']);
    expect(found).toMatchObject({ status: 'OPTIMAL', lowerBound: 2, neededMinutes: 6_000 });
    expect(found.departments).toHaveLength(2);
    expect(found.departments[0]).toMatchObject({ department: { code: 'Both' }, people: 2 });
    // Of one person each.
    expect(found.departments[1]).toMatchObject({ minutes: null, people: null, isWithheld: true });
  });

  it('takes who is busy for busy', async () => {
    await work(api, { id: await idOf('Ada') }, things.none!, { ...WEEK, minutesPerDay: 480 });
    const found = await cover(['small']);
    expect(found).toMatchObject({ status: 'OPTIMAL', lowerBound: 2 });
    await api.database.rows('test.cancel', `update assignment set state = 'CANCELLED'`);
  });

  it('can be of a level of the tree', async () => {
    const { departments } = await cover(['large'], { level: 1 });
    expect(
      departments.map(({ department }: { department: { code: string } }) => department.code),
    ).not.toContain('Lab');
  });

  it('is said not to exist, by how much, where all together are not enough', async () => {
    expect(await cover(['huge'])).toMatchObject({
      status: 'INSUFFICIENT',
      neededMinutes: 5_000,
      missingMinutes: 200,
      lacks: [{ skills: [{ name: 'Java' }, { name: 'Rust' }], neededMinutes: 5_000, missingMinutes: 200 }],
      departments: [],
    });
  });

  it('does not tell how much is free of the few who can do what is missing', async () => {
    expect(await cover(['rare'])).toMatchObject({
      status: 'INSUFFICIENT',
      missingMinutes: 0,
      lacks: [{ skills: [{ name: 'COBOL' }], neededMinutes: 5_000, missingMinutes: null }],
    });
  });

  it('is empty where nothing is needed', async () => {
    expect(await cover(['none'])).toMatchObject({
      status: 'OPTIMAL',
      lowerBound: 0,
      neededMinutes: 0,
      departments: [],
    });
  });

  it('is refused with all that is wrong with the question', async () => {
    const { errors } = await cover([], { range: { from: '2027-03-07', to: '2027-03-01' }, level: 0 });
    expect(errors![0]!.extensions.details.faults.map(({ reason }: { reason: string }) => reason)).toEqual([
      'REVERSED_RANGE',
      'LEVEL',
      'TOO_MANY',
    ]);
    const unknown = await cover(['019b76da-a800-7472-a445-89b0c7be5e88']);
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  const idOf = async (name: string) => {
    const [row] = await api.database.rows<{ id: string }>(
      'test.id',
      'select id from worker where name = $1',
      [name],
    );
    return row!.id;
  };
});

describe('the solver', () => {
  const DEPARTMENTS = ['a', 'b', 'c', 'd'];
  const offer = fc.record({
    departmentId: fc.constantFrom(...DEPARTMENTS),
    canDo: fc.constantFrom([0], [1], [0, 1]),
    minutes: fc.integer({ min: 1, max: 100 }),
  });

  /** Two kinds of work fit if each alone fits and both together do (Hall). */
  function carries(needs: readonly number[], offers: readonly Offer[]): boolean {
    const of = (wanted: readonly number[]) =>
      offers
        .filter(({ canDo }) => canDo.some((need) => wanted.includes(need)))
        .reduce((sum, { minutes }) => sum + minutes, 0);
    return of([0]) >= needs[0]! && of([1]) >= needs[1]! && of([0, 1]) >= needs[0]! + needs[1]!;
  }

  const subsets = Array.from({ length: 2 ** DEPARTMENTS.length }, (_, bits) =>
    DEPARTMENTS.filter((_id, i) => Math.floor(bits / 2 ** i) % 2 === 1),
  ).sort((one, other) => one.length - other.length);

  it('says a bound, and a set that is enough, where time runs out before a smallest one is found', async () => {
    const offers = ['a', 'b'].map((departmentId) => ({ departmentId, canDo: [0, 1], minutes: 100 }));
    const found = await coverOf({ needs: [60, 60], offers, timeLimitSeconds: 0 });
    expect(found).toMatchObject({ status: 'TIME_LIMIT', lowerBound: 1, missing: [0, 0] });
    expect(found.departments.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(120);
  });

  it('finds a set as small as trying all of them does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 })),
        fc.array(offer, { maxLength: 10 }),
        async (needs, offers) => {
          const within = (set: readonly string[]) =>
            offers.filter(({ departmentId }) => set.includes(departmentId));
          const smallest = subsets.find((set) => carries(needs, within(set)));
          const found = await coverOf({ needs, offers, timeLimitSeconds: 5 });
          expect(found.status).toBe(smallest ? 'OPTIMAL' : 'INSUFFICIENT');
          expect(found.departments).toHaveLength(smallest?.length ?? 0);
          expect(found.lowerBound).toBe(smallest?.length ?? 0);
          expect(found.missing.some((minutes) => minutes > 0)).toBe(!smallest);
          if (smallest) {
            const chosen = found.departments.map(({ departmentId }) => departmentId);
            expect(carries(needs, within(chosen))).toBe(true);
            expect(found.departments.reduce((sum, { minutes }) => sum + minutes, 0)).toBeGreaterThanOrEqual(
              needs[0] + needs[1],
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
