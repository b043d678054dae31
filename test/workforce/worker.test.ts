import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, type Person, skill, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';

describe('listing workers', async () => {
  const api = await startApi();
  let ada: Person;
  let lin: Person;
  let typography: { id: string };
  let design: { id: string };

  beforeAll(async () => {
    const team = await staffed(api, 'Design', ['Ada', 'Grace']);
    ada = team.ada;
    design = team.department;
    const editors = await staffed(api, 'Editing', ['Olga'], { parentId: design.id });
    lin = await worker(api, 'Lin', { kind: 'FREELANCER', workMode: 'REMOTE', timeZone: 'Asia/Tokyo' });
    typography = await skill(api, 'Typography', [ada, 4], [lin, 2]);
    await api.database.rows('test.email', `update worker set email = lower(name) || '@example.org'`);
    await account(api, 'hr', 'HR');
    await account(api, 'risk', 'RISK_OFFICER');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
    await accountOf(api, editors.olga, 'olga', 'WORKER');
  });

  const names = async (as: string, filter?: object, list = 'workers') => {
    const { data, errors } = await api
      .as(as)
      .run(`query ($filter: WorkerFilter) { ${list}(filter: $filter) { totalCount nodes { name } } }`, {
        filter,
      });
    if (errors) throw errors;
    const found = data[list].nodes.map(({ name }: { name: string }) => name);
    expect(data[list].totalCount).toBe(found.length);
    return found.join(' ');
  };

  it('tells staff from freelancers', async () => {
    const { data } = await api
      .as('hr')
      .ask(graphql(`{ workers { nodes { __typename name kind workMode timeZone } } }`));
    expect(data.workers.nodes).toMatchObject([
      { __typename: 'Staff', name: 'Ada', kind: 'STAFF' },
      { name: 'Grace' },
      {
        __typename: 'Freelancer',
        name: 'Lin',
        kind: 'FREELANCER',
        workMode: 'REMOTE',
        timeZone: 'Asia/Tokyo',
      },
      { name: 'Olga' },
    ]);
    expect(await names('hr', {}, 'staff')).toBe('Ada Grace Olga');
    expect(await names('hr', {}, 'freelancers')).toBe('Lin');
  });

  it('shows a head the subtree and all freelancers, a worker the own departments', async () => {
    expect(await names('head')).toBe('Ada Grace Lin Olga');
    expect(await names('olga')).toBe('Olga');
    const { data } = await api
      .as('olga')
      .ask(graphql(`query ($id: ID!) { worker(id: $id) { name } }`), { id: ada.id });
    expect(data).toEqual({ worker: null });
  });

  it('filters by skill and level, department, kind, mode, zone and text', async () => {
    expect(await names('hr', { skill: { skillId: typography.id } })).toBe('Ada Lin');
    expect(await names('hr', { skill: { skillId: typography.id, minLevel: 3 } })).toBe('Ada');
    expect(await names('hr', { department: { departmentId: design.id } })).toBe('Ada Grace');
    expect(await names('hr', { department: { departmentId: design.id, withSubtree: true } })).toBe(
      'Ada Grace Olga',
    );
    expect(await names('hr', { department: { departmentId: design.id, at: '2019-12-31' } })).toBe('');
    expect(await names('hr', { kind: { eq: 'FREELANCER' } })).toBe('Lin');
    expect(await names('hr', { timeZone: { startsWith: 'asia' } })).toBe('Lin');
    expect(await names('hr', { not: { workMode: { in: ['REMOTE'] } }, search: 'a' })).toBe('Ada Grace Olga');
  });

  it('shows e-mail addresses, and finds by them, for those who may see personal data', async () => {
    const emailOfAda = async (as: string) => {
      const { data } = await api
        .as(as)
        .ask(graphql(`query ($id: ID!) { worker(id: $id) { email } }`), { id: ada.id });
      return data.worker.email;
    };
    expect([await emailOfAda('hr'), await emailOfAda('head'), await emailOfAda('risk')]).toEqual([
      'ada@example.org',
      'ada@example.org',
      null,
    ]);
    expect(await names('hr', { email: { eq: 'ada@example.org' } })).toBe('Ada');
    await expect(names('risk', { email: { eq: 'ada@example.org' } })).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});
