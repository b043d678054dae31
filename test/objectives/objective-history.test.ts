import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate } from '../support/workforce.js';

const DAY = { created: '2027-01-04', reweighed: '2027-02-01', moved: '2027-03-01', later: '2027-04-01' };
const at = (day: string, time = '12:00:00.000') => `${day}T${time}Z`;

describe('the history of an objective', async () => {
  let now = new Date(at(DAY.created));
  const api = await startApi({ now: () => now });
  const on = (day: string) => {
    now = new Date(at(day));
  };
  interface Seen {
    id: string;
    version: number;
  }
  let design: { id: string };
  let sales: { id: string };
  let growth: Seen;
  let brand: Seen;
  let launch: Seen;

  const change = (field: string, input: object, type?: string): Promise<Seen> =>
    mutate(api, 'admin', field, input, undefined, type);
  const create = (title: string, facts: object = {}) =>
    change('objectiveCreate', { title, ownerId: design.id, weight: 1, ...facts });

  // Growth and Brand at the top, Launch below Growth, with Sales to contribute. Then Launch weighs more, is renamed and
  // begun; then it is moved below Brand, goes to Sales, and Design takes the place of Sales.
  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'anyone', 'WORKER');
    design = await department(api, 'Design');
    sales = await department(api, 'Sales');
    growth = await create('Growth');
    brand = await create('Brand', { weight: 3 });
    launch = await create('Launch', { parentId: growth.id });
    await create('Other', { parentId: growth.id });
    const place = { objectiveId: launch.id, departmentId: sales.id };
    await change('contributionSet', { ...place, role: 'CONTRIBUTOR', plannedMinutes: 600 });
    on(DAY.reweighed);
    launch = await change('objectiveUpdate', {
      ...{ id: launch.id, expectedVersion: launch.version, title: 'Launch in Japan', weight: 3 },
    });
    launch = await change(
      'objectiveActivate',
      { id: launch.id, expectedVersion: launch.version },
      'ObjectiveTransitionInput',
    );
    on(DAY.moved);
    launch = await change('objectiveMove', {
      ...{ id: launch.id, expectedVersion: launch.version, parentId: brand.id },
    });
    launch = await change('objectiveUpdate', {
      ...{ id: launch.id, expectedVersion: launch.version, ownerId: sales.id, to: '2027-12-31' },
    });
    await mutate(api, 'admin', 'contributionRemove', place, '{ id }');
    await change('contributionSet', { ...place, departmentId: design.id, role: 'RESPONSIBLE' });
    on(DAY.later);
  });

  const asOf = async (instant: string, { id }: { id: string } = launch) => {
    const { data, errors } = await api.as('anyone').ask(
      graphql(`query ($id: ID!, $asOf: DateTime!) { objective(id: $id) { asOf(asOf: $asOf) {
        version title weight normalisedWeight from to status progressMode manualPercent externalId changedAt
        objective { title } owner { code } parent { title normalisedWeight }
        contributions { role plannedMinutes changedAt department { code } } } } }`),
      { id, asOf: instant },
    );
    expect(errors).toBeUndefined();
    return data.objective.asOf;
  };

  it('answers it as it stood at an instant, with what was above it and who contributed', async () => {
    expect(await asOf(at(DAY.created))).toEqual({
      version: 1,
      title: 'Launch',
      weight: 1,
      normalisedWeight: '0.500000',
      from: null,
      to: null,
      status: 'PLANNED',
      progressMode: 'ROLLUP',
      manualPercent: null,
      externalId: null,
      changedAt: at(DAY.created),
      objective: { title: 'Launch in Japan' },
      owner: { code: 'Design' },
      parent: { title: 'Growth', normalisedWeight: '0.250000' },
      contributions: [
        {
          role: 'CONTRIBUTOR',
          plannedMinutes: 600,
          changedAt: at(DAY.created),
          department: { code: 'Sales' },
        },
      ],
    });
    expect(await asOf(at('2027-02-20'))).toMatchObject({
      version: 3,
      title: 'Launch in Japan',
      weight: 3,
      normalisedWeight: '0.750000',
      status: 'ACTIVE',
      owner: { code: 'Design' },
      parent: { title: 'Growth' },
      contributions: [{ department: { code: 'Sales' } }],
    });
    expect(await asOf(at(DAY.later))).toMatchObject({
      version: 5,
      // Alone below Brand.
      normalisedWeight: '1.000000',
      to: '2027-12-31',
      owner: { code: 'Sales' },
      parent: { title: 'Brand', normalisedWeight: '0.750000' },
      contributions: [{ role: 'RESPONSIBLE', plannedMinutes: null, department: { code: 'Design' } }],
    });
  });

  it('begins at the instant at which it was recorded', async () => {
    expect(await asOf(at(DAY.created, '11:59:59.999'))).toBeNull();
    expect(await asOf(at(DAY.reweighed, '11:59:59.999'))).toMatchObject({ version: 1 });
  });

  it('lists every state it was in, the newest first', async () => {
    const { data } = await api.as('anyone').ask(
      graphql(`query ($id: ID!) { objective(id: $id) { changedAt revisions(first: 3) {
        totalCount nodes { version changedAt weight parent { title } contributions { department { code } } } } } }`),
      { id: launch.id },
    );
    expect(data.objective).toEqual({
      changedAt: at(DAY.moved),
      revisions: {
        totalCount: 5,
        nodes: [
          {
            version: 5,
            changedAt: at(DAY.moved),
            weight: 3,
            parent: { title: 'Brand' },
            contributions: [{ department: { code: 'Design' } }],
          },
          {
            version: 4,
            changedAt: at(DAY.moved),
            weight: 3,
            parent: { title: 'Brand' },
            contributions: [{ department: { code: 'Design' } }],
          },
          {
            version: 3,
            changedAt: at(DAY.reweighed),
            weight: 3,
            parent: { title: 'Growth' },
            contributions: [{ department: { code: 'Sales' } }],
          },
        ],
      },
    });
  });

  it('is not touched by what changes nothing, nor changed by anybody', async () => {
    const before = await api.database.rows('', 'select count(*) as count from objective_revision');
    await change('objectiveUpdate', { id: launch.id, expectedVersion: launch.version, weight: 3 });
    expect(await asOf(at(DAY.later))).toMatchObject({ version: 5, changedAt: at(DAY.moved) });
    for (const statement of [
      'update objective_revision set weight = 7',
      'delete from objective_revision',
      `update contribution_revision set role = 'CONSULTED'`,
      'delete from contribution_revision',
    ])
      await expect(api.database.rows('', statement)).rejects.toThrow('kept for good');
    expect(await api.database.rows('', 'select count(*) as count from objective_revision')).toEqual(before);
  });

  it('keeps whatever an objective states but its description', async () => {
    const columns = (table: string) =>
      api.database.rows<{ name: string }>(
        '',
        'select column_name as name from information_schema.columns where table_name = $1 order by 1',
        [table],
      );
    const [stated, kept] = [await columns('objective'), await columns('objective_revision')];
    expect(kept.map(({ name }) => name).filter((name) => name !== 'number')).toEqual(
      stated.map(({ name }) => name).filter((name) => name !== 'description'),
    );
  });

  it('is taken from the change log where it was decided before histories were kept', async () => {
    const structure = () =>
      api.database.rows(
        '',
        `select id, version, parent_id, owner_id, weight, "from", "to", status, progress_mode, manual_percent
         from objective_revision order by number`,
      );
    const contributors = () =>
      api.database.rows(
        '',
        `select id, objective_id, department_id, role, planned_minutes, is_removed from contribution_revision
         where not is_removed order by number`,
      );
    const [before, contributed] = [await structure(), await contributors()];
    const connection = api.database.orm.em.getConnection();
    await connection.executeDump(`
      drop table objective_revision, contribution_revision;
      alter table objective drop changed_at;
      alter table contribution drop changed_at;
      drop function keep_objective cascade;
      drop function keep_contribution cascade;
      drop function refuse_change_of_strategy cascade;`);
    for (const name of ['0053-objective-revisions', '0054-contribution-revisions'])
      await connection.executeDump(readFileSync(`migrations/${name}.sql`, 'utf8'));
    expect(await structure()).toEqual(before);
    // On its way out, a contribution is kept once more as it was.
    expect(await contributors()).toEqual(contributed.filter((_, i) => i !== 1));
  });
});
