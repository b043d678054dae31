import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, type Person, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { refusal } from '../support/workforce.js';

const NOBODY = '0198c0de-0000-7000-8000-000000000000';
const NODES = graphql(
  `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Department { code } ... on Worker { name } } }`,
);

describe('whatever has an id', async () => {
  const api = await startApi();
  let design: { department: { id: string }; ada: Person };
  let sales: { department: { id: string }; max: Person };

  beforeAll(async () => {
    design = await staffed(api, 'Design', ['Ada']);
    sales = await staffed(api, 'Sales', ['Max'], { kind: 'FREELANCER' });
    await account(api, 'admin', 'ADMIN');
    await accountOf(api, design.ada, 'ada', 'WORKER');
  });

  it('is found by it, in capital letters too', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { __typename id version } }';
    for (const id of [design.ada.id, design.ada.id.toUpperCase()]) {
      const { data } = await api.as('admin').run(query, { id });
      expect(data).toEqual({ node: { __typename: 'Staff', id: design.ada.id, version: 1 } });
    }
    expect((await api.as('admin').run(query, { id: NOBODY })).data).toEqual({ node: null });
  });

  it('is found in the order of the ids, with null for what is not there or not to be seen', async () => {
    const ids = [sales.max.id, design.department.id, NOBODY, design.ada.id, design.department.id];
    const [department, ada, max] = [
      { __typename: 'Department', id: design.department.id, code: 'Design' },
      { __typename: 'Staff', id: design.ada.id, name: 'Ada' },
      { __typename: 'Freelancer', id: sales.max.id, name: 'Max' },
    ];
    const seen = await api.as('admin').ask(NODES, { ids });
    expect(seen.data.nodes).toEqual([max, department, null, ada, department]);
    const seenByAda = await api.as('ada').ask(NODES, { ids });
    expect(seenByAda.data.nodes).toEqual([null, department, null, ada, department]);
  });

  it('is looked up together: a statement for the types, and one for each of them', async () => {
    const ids = [sales.max.id, design.ada.id, design.department.id, sales.department.id];
    expect((await api.as('admin').ask(NODES, { ids })).queries).toBe(3);
  });

  it('is not an account or a grant, but for an ADMIN', async () => {
    const { data } = await api.as('admin').ask(graphql(`{ accounts { nodes { id grants { id } } } }`));
    const ids = data.accounts.nodes.flatMap((found: { id: string; grants: { id: string }[] }) => [
      found.id,
      ...found.grants.map(({ id }) => id),
    ]);
    expect(ids).toHaveLength(4);
    const types = async (subject: string) => {
      const answer = await api.as(subject).ask(NODES, { ids });
      return answer.data.nodes.map((node: { __typename: string } | null) => node?.__typename ?? null);
    };
    expect(await types('admin')).toEqual(['Account', 'Grant', 'Account', 'Grant']);
    expect(await types('ada')).toEqual([null, null, null, null]);
  });

  it('is looked up for at most 100 ids, each of which is one', async () => {
    const hundred = Array.from({ length: 100 }, () => NOBODY);
    expect((await api.as('admin').ask(NODES, { ids: hundred })).data.nodes).toHaveLength(100);
    const { errors } = await api.as('admin').ask(NODES, { ids: [...hundred, NOBODY] });
    expect(errors).toMatchObject(refusal('BAD_USER_INPUT', 'TOO_MANY_IDS', { field: ['ids'] }));
    const neither = await api.as('admin').ask(NODES, { ids: Array.from({ length: 101 }, () => 'x') });
    expect(neither.errors).toMatchObject(refusal('BAD_USER_INPUT', 'TOO_MANY_IDS', { field: ['ids'] }));
    expect(neither.errors![0]!.extensions.details.faults).toHaveLength(102);
    const unreadable = await api.as('admin').ask(NODES, { ids: ['x', NOBODY, "'"] });
    expect(unreadable.errors).toMatchObject(
      refusal('BAD_USER_INPUT', 'NOT_AN_ID', {
        details: { faults: [{ field: ['ids', 0] }, { field: ['ids', 2] }] },
      }),
    );
  });
});

describe('the viewer', async () => {
  const api = await startApi();
  const VIEWER = graphql(`{ viewer { subject name kind roles scopes worker { name } } }`);

  it('is the person of the token, with roles and worker', async () => {
    const { ada } = await staffed(api, 'Design', ['Ada']);
    await accountOf(api, ada, 'ada', 'WORKER', 'HR');
    expect((await api.as('ada').ask(VIEWER)).data).toEqual({
      viewer: {
        subject: 'ada',
        name: 'ada',
        kind: 'PERSON',
        roles: ['HR', 'WORKER'],
        scopes: [],
        worker: { name: 'Ada' },
      },
    });
  });

  it('is somebody without any right as well', async () => {
    await account(api, 'new');
    const { queries, data } = await api.as('new').ask(VIEWER);
    expect(data.viewer).toMatchObject({ subject: 'new', roles: [], scopes: [], worker: null });
    expect(queries).toBe(1);
  });
});
