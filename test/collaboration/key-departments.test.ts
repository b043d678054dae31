import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };

describe('key departments', async () => {
  const api = await startApi({ minimumPeople: 2 });

  const ranking = (args: Record<string, unknown> = {}, who = 'anna') =>
    api.as(who).ask(
      graphql(`query ($range: DateRangeInput!, $level: Int, $objectiveIds: [ID!], $weights: KeyDepartmentWeightsInput, $first: Int = 10) {
        keyDepartments(range: $range, level: $level, objectiveIds: $objectiveIds, weights: $weights, first: $first) {
          ties withheldTies minimumPeople fragmentation
          departments {
            rank score department { code } strategicSharePercent betweenness constraint effectiveSize fragmentation isArticulationPoint
            externalInternalIndex community minutes people soleSkills { name }
            evidence { objective { title } minutes people sharePercent isWithheld }
          }
        }
      }`),
      { range: WEEK, ...args },
    );
  const onlyShare = { strategicShare: 1, betweenness: 0, brokerage: 0, fragmentation: 0, soleProvider: 0 };

  let growth: { id: string };

  // Hub works with Left on Growth (weight 3 of 4) and with Right on Fair (1 of 4); Left and Right do not meet. Alone has
  // a thing of its own, which weighs nothing. Idle does nothing.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const hub = await staffed(api, 'Hub', ['Ada', 'Grace']);
    const left = await staffed(api, 'Left', ['Bob', 'Ben'], { parentId: hub.department.id });
    const right = await staffed(api, 'Right', ['Lin']);
    const alone = await staffed(api, 'Alone', ['Kay']);
    await department(api, 'Idle');
    growth = await objective(api, 'Growth', { owner: hub.department, weight: 3 });
    const fair = await objective(api, 'Fair', { owner: hub.department, weight: 1 });
    const own = await objective(api, 'Own', { owner: alone.department, weight: 0 });
    const day = { from: '2027-03-01', to: '2027-03-01' };
    await work(api, hub.ada, growth, { ...day, minutesPerDay: 100 });
    await work(api, hub.grace, growth, { ...day, minutesPerDay: 200 });
    await work(api, left.bob, growth, { ...day, minutesPerDay: 100 });
    await work(api, left.ben, growth, { ...day, minutesPerDay: 200 });
    await work(api, hub.ada, fair, { ...day, minutesPerDay: 60 });
    await work(api, right.lin, fair, { ...day, minutesPerDay: 180 });
    await work(api, alone.kay, own, day);
  });

  it('are those the strategy rests on, with every part of the judgement and its evidence', async () => {
    const { data, errors } = await ranking();
    expect(errors).toBeUndefined();
    const { departments, ...network } = data.keyDepartments;
    expect(network).toEqual({ ties: 2, withheldTies: 0, minimumPeople: 2, fragmentation: 0.7 });
    expect(departments.map(({ department: { code } }: { department: { code: string } }) => code)).toEqual([
      'Hub',
      'Left',
      'Right',
      'Alone',
      'Idle',
    ]);
    expect(departments[0]).toEqual({
      rank: 1,
      score: expect.closeTo(0.4 * 0.5 + 0.2 * (1 / 6) + 0.1 * (1 - 0.625) + 0.15 * (1 / 6), 9),
      department: { code: 'Hub' },
      // Half of 3/4, and of 1/4: what one person of each put into Fair is told of neither.
      strategicSharePercent: '50.00',
      betweenness: expect.closeTo(1 / 6, 9),
      constraint: expect.closeTo(0.75 ** 2 + 0.25 ** 2, 9),
      effectiveSize: 2,
      // Of six pairs of others it alone connects Left and Right.
      fragmentation: expect.closeTo(1 / 6, 9),
      isArticulationPoint: true,
      externalInternalIndex: expect.any(Number),
      community: expect.any(Number),
      minutes: 300,
      people: 2,
      soleSkills: [],
      evidence: [
        { objective: { title: 'Growth' }, minutes: 300, people: 2, sharePercent: '50.00', isWithheld: false },
        { objective: { title: 'Fair' }, minutes: null, people: null, sharePercent: null, isWithheld: true },
      ],
    });
    expect(departments[4]).toMatchObject({
      rank: 5,
      score: 0,
      strategicSharePercent: '0.00',
      constraint: null,
      effectiveSize: 0,
      isArticulationPoint: false,
      externalInternalIndex: null,
      evidence: [],
    });
  });

  it('are ranked by what the caller finds important', async () => {
    const { data } = await ranking({
      weights: { ...onlyShare, strategicShare: 0, betweenness: 7 },
      first: 2,
    });
    expect(data.keyDepartments.departments).toMatchObject([
      { department: { code: 'Hub' }, score: expect.closeTo(1 / 6, 9) },
      { score: 0 },
    ]);
  });

  it('are those of a level of the tree, or of some objectives, if asked for', async () => {
    const top = await ranking({ level: 1, weights: onlyShare });
    expect(top.data.keyDepartments).toMatchObject({
      ties: 1,
      departments: [
        { department: { code: 'Hub' }, strategicSharePercent: '87.50' },
        { department: { code: 'Right' }, strategicSharePercent: '12.50' },
        {},
        {},
      ],
    });
    const one = await ranking({ objectiveIds: [growth.id], weights: onlyShare });
    expect(one.data.keyDepartments).toMatchObject({
      ties: 1,
      departments: [
        { department: { code: 'Hub' }, score: 0.5, strategicSharePercent: '50.00' },
        { department: { code: 'Left' }, strategicSharePercent: '50.00' },
        {},
        {},
        {},
      ],
    });
  });

  it('follow what happens', async () => {
    const before = await ranking({ weights: onlyShare });
    await api.database.rows(
      'test.cancel',
      `update assignment set state = 'CANCELLED' where minutes_per_day = 180`,
    );
    const after = await ranking({ weights: onlyShare });
    expect(before.data.keyDepartments.ties).toBe(2);
    expect(after.data.keyDepartments.ties).toBe(1);
    await api.database.rows(
      'test.confirm',
      `update assignment set state = 'CONFIRMED' where minutes_per_day = 180`,
    );
  });

  it('are refused with all that is wrong with the question', async () => {
    const zero = { strategicShare: 0, betweenness: 0, brokerage: 0, fragmentation: 0, soleProvider: 0 };
    const { errors } = await ranking({
      range: { from: '2027-03-07', to: '2027-03-01' },
      level: 0,
      weights: zero,
      first: 101,
    });
    expect(errors![0]!.extensions.details.faults.map(({ reason }: { reason: string }) => reason)).toEqual([
      'REVERSED_RANGE',
      'LEVEL',
      'WEIGHTS',
      'PAGE_SIZE',
    ]);
    const unknown = await ranking({ objectiveIds: ['019b76da-a800-7472-a445-89b0c7be5e88'] });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('an organisation without a strategy', async () => {
  const api = await startApi();

  it('has no key departments, and with one department has one', async () => {
    await account(api, 'anna', 'WORKER');
    const ask = () =>
      api
        .as('anna')
        .ask(
          graphql(
            `query ($range: DateRangeInput!) { keyDepartments(range: $range) { ties departments { score department { code } } } }`,
          ),
          { range: WEEK },
        );
    expect((await ask()).data.keyDepartments).toEqual({ ties: 0, departments: [] });
    await staffed(api, 'Only', ['Ada']);
    expect((await ask()).data.keyDepartments).toEqual({
      ties: 0,
      departments: [{ score: 0, department: { code: 'Only' } }],
    });
  });
});
