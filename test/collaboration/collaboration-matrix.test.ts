import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, membership, staffed, timeOff, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };

describe('the collaboration matrix', async () => {
  const api = await startApi({ minimumPeople: 1 });

  const matrix = (args: Record<string, unknown> = {}, who = 'anna') =>
    api.as(who).ask(
      graphql(`query ($range: DateRangeInput!, $includeTentative: Boolean = false, $first: Int = 100, $departmentId: ID) {
        collaborationMatrix(range: $range, includeTentative: $includeTentative) {
          pairCount withheldPairs minimumPeople
          pairs(first: $first, departmentId: $departmentId) {
            first { code } second { code } sharedObjectiveCount sharedObjectives { title } lentByFirstMinutes lentBySecondMinutes
          }
        }
      }`),
      { range: WEEK, ...args },
    );
  const pairsIn = async (args: Record<string, unknown> = {}) =>
    (await matrix(args)).data.collaborationMatrix.pairs;

  let design: { id: string };

  // Design works on Brand, its own, and lends Ada's mornings to Growth, which Sales owns. Mia is 60 % Design and 40 %
  // Legal, and works on Growth as well. Legal's Lin is proposed for Brand. Kay belongs to no department.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const team = await staffed(api, 'Design', ['Ada', 'Grace']);
    design = team.department;
    const sales = await staffed(api, 'Sales', ['Bob']);
    const legal = await staffed(api, 'Legal', ['Lin']);
    await department(api, 'Idle');
    const mia = await worker(api, 'Mia');
    await membership(api, mia, design, { share: 6_000 });
    await membership(api, mia, legal.department, { share: 4_000 });
    const kay = await worker(api, 'Kay');

    const brand = await objective(api, 'Brand', { owner: design });
    const growth = await objective(api, 'Growth', { owner: sales.department });
    const fair = await objective(api, 'Fair', { owner: sales.department });
    await work(api, team.ada, growth, { ...WEEK, minutesPerDay: 240 });
    await work(api, team.grace, brand, { from: '2027-02-01' });
    await work(api, sales.bob, growth, { from: '2027-03-03', to: '2027-03-05' });
    await work(api, sales.bob, fair, { from: '2027-03-01', to: '2027-03-01' });
    await work(api, team.ada, fair, {
      from: '2027-03-01',
      to: '2027-03-31',
      percent: 2_500,
      state: 'ACTIVE',
    });
    await timeOff(api, team.ada, '2027-03-05', '2027-03-05');
    await work(api, mia, growth, { ...WEEK, minutesPerDay: 100 });
    await work(api, legal.lin, brand, { ...WEEK, state: 'PROPOSED' });
    await work(api, legal.lin, brand, { ...WEEK, state: 'CANCELLED' });
    await work(api, kay, brand, WEEK);
  });

  it('has, for each pair, the objectives both work on and the minutes lent each way', async () => {
    const { data, errors } = await matrix();
    expect(errors).toBeUndefined();
    expect(data.collaborationMatrix).toEqual({
      pairCount: 3,
      withheldPairs: 0,
      minimumPeople: 1,
      pairs: [
        {
          first: { code: 'Design' },
          second: { code: 'Sales' },
          sharedObjectiveCount: 2,
          sharedObjectives: [{ title: 'Growth' }, { title: 'Fair' }],
          // Ada, away on Friday, 4 days of 240 and of 25 % of 480; Mia 5 days of 60.
          lentByFirstMinutes: 4 * 240 + 4 * 120 + 5 * 60,
          lentBySecondMinutes: 0,
        },
        {
          first: { code: 'Sales' },
          second: { code: 'Legal' },
          sharedObjectiveCount: 1,
          sharedObjectives: [{ title: 'Growth' }],
          lentByFirstMinutes: 0,
          lentBySecondMinutes: 5 * 40,
        },
        {
          first: { code: 'Design' },
          second: { code: 'Legal' },
          sharedObjectiveCount: 1,
          sharedObjectives: [{ title: 'Growth' }],
          lentByFirstMinutes: 0,
          lentBySecondMinutes: 0,
        },
      ],
    });
  });

  it('counts proposed work only if asked to', async () => {
    const [pair] = await pairsIn({ includeTentative: true });
    expect(pair).toEqual({
      first: { code: 'Design' },
      second: { code: 'Legal' },
      sharedObjectiveCount: 2,
      sharedObjectives: [{ title: 'Brand' }, { title: 'Growth' }],
      lentByFirstMinutes: 0,
      lentBySecondMinutes: 5 * 480,
    });
  });

  it('counts the days of the range only', async () => {
    expect(await pairsIn({ range: { from: '2027-03-01', to: '2027-03-01' } })).toMatchObject([
      {
        first: { code: 'Design' },
        second: { code: 'Sales' },
        sharedObjectives: [{ title: 'Fair' }],
        lentByFirstMinutes: 240 + 120 + 60,
      },
      { first: { code: 'Design' }, second: { code: 'Legal' }, sharedObjectives: [{ title: 'Growth' }] },
      {
        first: { code: 'Sales' },
        second: { code: 'Legal' },
        sharedObjectiveCount: 0,
        sharedObjectives: [],
        lentBySecondMinutes: 40,
      },
    ]);
    expect(await pairsIn({ range: { from: '2026-01-01', to: '2026-12-31' } })).toEqual([]);
    expect(await pairsIn({ range: { from: '2027-03-06', to: '2027-03-07' } })).toEqual([]);
  });

  it('can be cut to the strongest pairs, and to those of one department', async () => {
    const { data } = await matrix({ first: 1 });
    expect(data.collaborationMatrix).toMatchObject({ pairCount: 3, pairs: [{ second: { code: 'Sales' } }] });
    expect(await pairsIn({ departmentId: design.id })).toMatchObject([
      { second: { code: 'Sales' } },
      { second: { code: 'Legal' } },
    ]);
    const refused = await api
      .as('anna')
      .ask(
        graphql(
          `{ collaborationMatrix(range: { from: "2027-03-01", to: "2027-03-31" }) { pairs(first: 1001) { sharedObjectiveCount } } }`,
        ),
      );
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'PAGE_SIZE' } }]);
  });

  it('is not answered for a range that is reversed or longer than ten years', async () => {
    expect((await matrix({ range: { from: '2027-03-07', to: '2027-03-06' } })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'REVERSED_RANGE', field: ['range'] } },
    ]);
    expect((await matrix({ range: { from: '2027-01-01', to: '2037-01-01' } })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'RANGE_TOO_LONG', field: ['range'] } },
    ]);
    expect((await matrix({ range: { from: '2027-01-01', to: '2036-12-31' } })).errors).toBeUndefined();
  });

  it('is seen by people of every role, and by client applications that read capacity', async () => {
    const expected = (await matrix()).data;
    for (const role of ['ADMIN', 'HR', 'RESOURCE_MANAGER', 'FINANCE', 'RISK_OFFICER'] as const) {
      await account(api, role, role);
      expect((await matrix({}, role)).data).toEqual(expected);
    }
    const scopes = { reader: '{capacity:read}', writer: '{assignments:write}' };
    for (const [client, granted] of Object.entries(scopes)) {
      await account(api, client);
      await api.database.rows('test.client', `update account set kind = 'CLIENT' where subject = $1`, [
        client,
      ]);
      await api.database.rows(
        'test.scopes',
        `insert into access_grant (id, account_id, scopes) select gen_random_uuid(), id, $2::text[] from account where subject = $1`,
        [client, granted],
      );
    }
    expect((await matrix({}, 'reader')).data).toEqual(expected);
    expect((await matrix({}, 'writer')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { errors } = await api
      .as('writer')
      .ask(
        graphql(
          `{ objectives { nodes { departments(range: { from: "2027-03-01", to: "2027-03-07" }) { minutes } } } }`,
        ),
      );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the collaboration matrix of few people', async () => {
  const api = await startApi({ minimumPeople: 3 });

  it('withholds, and says so, what fewer people than the minimum stand behind', async () => {
    await account(api, 'anna', 'WORKER');
    const design = await staffed(api, 'Design', ['Ada', 'Grace']);
    const sales = await staffed(api, 'Sales', ['Bob']);
    const legal = await staffed(api, 'Legal', ['Lin']);
    const brand = await objective(api, 'Brand', { owner: design.department });
    const fair = await objective(api, 'Fair', { owner: sales.department });
    for (const person of [design.ada, design.grace, sales.bob]) await work(api, person, brand, WEEK);
    for (const person of [design.ada, legal.lin]) await work(api, person, fair, WEEK);
    const { data } = await api.as('anna').ask(
      graphql(
        `query ($range: DateRangeInput!) { collaborationMatrix(range: $range) { pairCount withheldPairs minimumPeople
            pairs { first { code } second { code } sharedObjectiveCount lentByFirstMinutes isLentByFirstWithheld lentBySecondMinutes isLentBySecondWithheld } } }`,
      ),
      { range: WEEK },
    );
    expect(data.collaborationMatrix).toEqual({
      pairCount: 1,
      // Design and Legal, and Sales and Legal: two people, and one.
      withheldPairs: 2,
      minimumPeople: 3,
      pairs: [
        {
          first: { code: 'Design' },
          second: { code: 'Sales' },
          sharedObjectiveCount: 1,
          // Of Ada alone, and of Bob alone.
          lentByFirstMinutes: 0,
          isLentByFirstWithheld: true,
          lentBySecondMinutes: 0,
          isLentBySecondWithheld: true,
        },
      ],
    });
  });
});

describe('the collaboration matrix of an organisation without any work', async () => {
  const api = await startApi();

  it('is empty', async () => {
    await account(api, 'anna', 'WORKER');
    const { data } = await api
      .as('anna')
      .ask(
        graphql(
          `{ collaborationMatrix(range: { from: "2027-01-01", to: "2027-12-31" }) { pairCount pairs { sharedObjectiveCount } } }`,
        ),
      );
    expect(data).toEqual({ collaborationMatrix: { pairCount: 0, pairs: [] } });
  });
});
