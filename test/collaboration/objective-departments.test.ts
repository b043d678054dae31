import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, department, holidays, membership, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };

describe('the departments of an objective', async () => {
  const api = await startApi({ minimumPeople: 1 });

  const departmentsOf = async (id: string, args: Record<string, unknown> = {}) => {
    const { data, errors } = await api.as('anna').ask(
      graphql(`query ($id: ID!, $range: DateRangeInput!, $includeTentative: Boolean = false) { objective(id: $id) {
        departments(range: $range, includeTentative: $includeTentative) { department { code } minutes sharePercent people } } }`),
      { id, range: WEEK, ...args },
    );
    return data?.objective?.departments ?? errors;
  };

  let owner: { id: string };

  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    owner = await department(api, 'Board');
  });

  it('are those whose people work on it, with minutes, share and people, most first', async () => {
    const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
    const { bob } = await staffed(api, 'Sales', ['Bob']);
    const kay = await worker(api, 'Kay');
    await membership(api, kay, design, { share: 5_000 });
    const { id } = await objective(api, 'Brand', { owner });
    await work(api, ada, { id }, { ...WEEK, minutesPerDay: 100 });
    await work(api, ada, { id }, { ...WEEK, minutesPerDay: 20, state: 'COMPLETED' });
    await work(api, grace, { id }, { from: '2027-03-05', minutesPerDay: 30 });
    await work(
      api,
      bob,
      { id },
      { ...WEEK, state: 'RELEASED', releasedOn: '2027-03-02', minutesPerDay: 200 },
    );
    await work(api, kay, { id }, { ...WEEK, minutesPerDay: 61 });
    // Kay's 61 minutes of a day are 31 of Design, whose id precedes "no department", and 30 of none.
    expect(await departmentsOf(id)).toEqual([
      { department: { code: 'Design' }, minutes: 600 + 30 + 5 * 31, sharePercent: '58.80', people: 3 },
      { department: { code: 'Sales' }, minutes: 400, sharePercent: '29.96', people: 1 },
      { department: null, minutes: 5 * 30, sharePercent: '11.24', people: 1 },
    ]);
  });

  it('have shares that add up to exactly 100.00', async () => {
    const { id } = await objective(api, 'Thirds', { owner });
    for (const name of ['One', 'Two', 'Three']) {
      const { ada } = await staffed(api, name, ['Ada']);
      await work(api, ada, { id }, WEEK);
    }
    const thirds = await departmentsOf(id);
    expect(thirds.map(({ sharePercent }: { sharePercent: string }) => sharePercent)).toEqual([
      '33.34',
      '33.33',
      '33.33',
    ]);
    expect(thirds[0]).toEqual({
      department: { code: 'One' },
      minutes: 2_400,
      sharePercent: '33.34',
      people: 1,
    });
  });

  it('share a person by the membership of each day', async () => {
    const mia = await worker(api, 'Mia');
    const before = await department(api, 'Before');
    const after = await department(api, 'After');
    await membership(api, mia, before, { to: '2027-03-02' });
    await membership(api, mia, after, { from: '2027-03-03', share: 2_500 });
    const { id } = await objective(api, 'Moved', { owner });
    await work(api, mia, { id }, { ...WEEK, minutesPerDay: 400 });
    expect(await departmentsOf(id)).toEqual([
      { department: null, minutes: 900, sharePercent: '45.00', people: 1 },
      { department: { code: 'Before' }, minutes: 800, sharePercent: '40.00', people: 1 },
      { department: { code: 'After' }, minutes: 300, sharePercent: '15.00', people: 1 },
    ]);
  });

  it('are the same whatever else a person works on', async () => {
    const eve = await worker(api, 'Eve');
    for (const name of ['Half', 'Rest'])
      await membership(api, eve, await department(api, name), { share: 5_000 });
    const earlier = await objective(api, 'Earlier', { owner });
    const { id } = await objective(api, 'Later', { owner });
    await work(api, eve, earlier, { from: '2027-02-01', minutesPerDay: 1 });
    await work(api, eve, { id }, { ...WEEK, minutesPerDay: 1 });
    // The first odd minute of a day went to Half, for the objective that began earlier; this one goes to Rest.
    expect(await departmentsOf(id)).toEqual([
      { department: { code: 'Rest' }, minutes: 5, sharePercent: '100.00', people: 1 },
    ]);
    expect(await departmentsOf(earlier.id)).toEqual([
      { department: { code: 'Half' }, minutes: 5, sharePercent: '100.00', people: 1 },
    ]);
  });

  it('do not count holidays, nor days on which nobody knows the capacity', async () => {
    await holidays(api, 'CH-XX', '2027-03-01');
    const { zoe } = await staffed(api, 'Region', ['Zoe'], { region: 'CH-XX' });
    const { nil } = await staffed(api, 'Patternless', ['Nil'], { minutes: null });
    const { id } = await objective(api, 'Rested', { owner });
    await work(api, zoe, { id }, WEEK);
    await work(api, nil, { id }, WEEK);
    expect(await departmentsOf(id)).toEqual([
      { department: { code: 'Region' }, minutes: 4 * 480, sharePercent: '100.00', people: 1 },
    ]);
  });

  it('count proposed work only if asked to', async () => {
    const { ida } = await staffed(api, 'Proposed', ['Ida']);
    const { id } = await objective(api, 'Maybe', { owner });
    await work(api, ida, { id }, { ...WEEK, state: 'PROPOSED' });
    expect(await departmentsOf(id)).toEqual([]);
    expect(await departmentsOf(id, { includeTentative: true })).toEqual([
      { department: { code: 'Proposed' }, minutes: 2_400, sharePercent: '100.00', people: 1 },
    ]);
  });

  it('are none where nobody works, and refused for a reversed range', async () => {
    const { id } = await objective(api, 'Alone', { owner });
    expect(await departmentsOf(id)).toEqual([]);
    expect(await departmentsOf(id, { range: { from: WEEK.to, to: WEEK.from } })).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'REVERSED_RANGE' } },
    ]);
  });

  it('are read for many objectives at once', async () => {
    const { data, queries } = await api
      .as('anna')
      .ask(
        graphql(
          `query ($range: DateRangeInput!) { objectives(first: 100) { nodes { title departments(range: $range) { minutes } } } }`,
        ),
        { range: WEEK },
      );
    expect(data.objectives.nodes).toHaveLength(8);
    // The page, who is assigned, their facts, and the holidays of their regions.
    expect(queries).toBe(4);
  });
});

describe('departments of few people on an objective', async () => {
  const api = await startApi({ minimumPeople: 3 });
  const many = await staffed(api, 'Many', ['Ada', 'Bob', 'Cleo']);
  const two = await staffed(api, 'Two', ['Dan', 'Eve']);
  const one = await staffed(api, 'One', ['Fay']);
  const none = await worker(api, 'Gus');
  const { id } = await objective(api, 'Brand', { owner: many.department });
  const under = await objective(api, 'Under', { owner: one.department, parent: { id } });
  for (const person of [many.ada, many.bob, many.cleo, two.dan, two.eve])
    await work(api, person, { id }, { ...WEEK, minutesPerDay: 100 });
  await work(api, one.fay, { id }, { ...WEEK, minutesPerDay: 300 });
  await work(api, none, { id }, { ...WEEK, minutesPerDay: 10 });

  await accountOf(api, one.fay, 'fay', 'WORKER');
  await account(api, 'anna', 'WORKER');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: two.department.id });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: id });
  await account(api, 'otherLead', { role: 'PROJECT_LEAD', objectiveId: under.id });
  await account(api, 'manager', 'RESOURCE_MANAGER');
  await account(api, 'finance', 'FINANCE');

  const seenBy = async (as: string) => {
    const { data } = await api.as(as).ask(
      graphql(`query ($id: ID!, $range: DateRangeInput!) { objective(id: $id) {
        departments(range: $range) { department { code } minutes sharePercent people isWithheld } } }`),
      { id, range: WEEK },
    );
    return data.objective.departments.map(({ department, minutes, sharePercent, people, isWithheld }) =>
      isWithheld
        ? [department?.code, minutes, sharePercent, people, 'withheld']
        : [department?.code, minutes, sharePercent, people],
    );
  };
  const WITHHELD = [0, '0.00', 0, 'withheld'];

  it('say no more than that they take part, after the others', async () => {
    for (const as of ['anna', 'fay', 'otherLead'])
      expect(await seenBy(as)).toEqual([
        ['Many', 1_500, '100.00', 3],
        ['Two', ...WITHHELD],
        ['One', ...WITHHELD],
        [undefined, ...WITHHELD],
      ]);
  });

  it('are told of to their head, whose shares are of what is shown', async () => {
    expect(await seenBy('head')).toEqual([
      ['Many', 1_500, '60.00', 3],
      ['Two', 1_000, '40.00', 2],
      ['One', ...WITHHELD],
      [undefined, ...WITHHELD],
    ]);
  });

  it('are told of to who sees the assignments', async () => {
    for (const as of ['lead', 'manager', 'finance'])
      expect(await seenBy(as)).toEqual([
        ['Many', 1_500, '37.04', 3],
        ['One', 1_500, '37.04', 1],
        ['Two', 1_000, '24.69', 2],
        [undefined, 50, '1.23', 1],
      ]);
  });
});
