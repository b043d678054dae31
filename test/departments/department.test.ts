import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { graphql } from '../support/graphql.js';

describe('the department tree', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  const create = (code: string, parentId?: string) =>
    admin.ask(
      graphql(
        `mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id code version parent { code } } }`,
      ),
      { input: { code, name: `Department ${code}`, timeZone: 'Europe/Zurich', parentId } },
    );
  const kinds = async () =>
    (
      await api.database.rows<{ kind: string }>('test.kinds', 'select kind from change_event order by id')
    ).map(({ kind }) => kind);

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'anna', 'WORKER');
  });

  it('grows by departments under departments', async () => {
    const top = await create('TOP');
    expect(top.errors).toBeUndefined();
    const below = await create('SUB', top.data.departmentCreate.id);
    expect(below.data).toEqual({
      departmentCreate: { id: expect.any(String), code: 'SUB', version: 1, parent: { code: 'TOP' } },
    });
    expect(await kinds()).toEqual(['DEPARTMENT_CREATED', 'DEPARTMENT_CREATED']);
  });

  it('refuses a second department of the same code, and records nothing', async () => {
    const recorded = (await kinds()).length;
    const { errors } = await create('TOP');
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CODE_TAKEN' } }]);
    expect(await kinds()).toHaveLength(recorded);
  });

  it('is changed by an ADMIN only', async () => {
    const { errors } = await api
      .as('anna')
      .ask(graphql(`mutation { departmentCreate(input: { code: "X", name: "X", timeZone: "UTC" }) { id } }`));
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('refuses a move below itself', async () => {
    const { data } = await admin.ask(
      graphql(
        `{ top: departmentByCode(code: "TOP") { id version } sub: departmentByCode(code: "SUB") { id } }`,
      ),
    );
    const { errors } = await admin.ask(
      graphql(`mutation ($input: DepartmentMoveInput!) { departmentMove(input: $input) { id } }`),
      { input: { id: data.top.id, parentId: data.sub.id, expectedVersion: data.top.version } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CYCLE' } }]);
  });

  it('refuses a stale version and says the current one', async () => {
    const { data } = await admin.ask(graphql(`{ departmentByCode(code: "SUB") { id version } }`));
    const update = (name: string, expectedVersion: number) =>
      admin.ask(
        graphql(
          `mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { name version } }`,
        ),
        {
          input: { id: data.departmentByCode.id, name, expectedVersion },
        },
      );
    expect((await update('Renamed', 1)).data).toEqual({ departmentUpdate: { name: 'Renamed', version: 2 } });
    const { errors } = await update('Again', 1);
    expect(errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { currentVersion: 2 } } },
    ]);
  });

  it('cannot lose its code or its name', async () => {
    const { data } = await admin.ask(graphql(`{ departmentByCode(code: "SUB") { id version } }`));
    const { errors } = await admin.ask(
      graphql(`mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { id } }`),
      {
        input: {
          id: data.departmentByCode.id,
          expectedVersion: data.departmentByCode.version,
          code: null,
          name: null,
        },
      },
    );
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'REQUIRED' }, { reason: 'REQUIRED' }] },
        },
      },
    ]);
  });

  it('changes nothing, and records nothing, where nothing is new', async () => {
    const recorded = (await kinds()).length;
    const { data } = await admin.ask(graphql(`{ departmentByCode(code: "SUB") { id version name } }`));
    const { id, version, name } = data.departmentByCode;
    await admin.ask(
      graphql(`mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { version } }`),
      {
        input: { id, expectedVersion: version, name },
      },
    );
    expect(await kinds()).toHaveLength(recorded);
  });

  it('is listed page by page', async () => {
    await create('AAA');
    const query = graphql(
      `query ($after: String) { departments(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { code } } }`,
    );
    const first = await admin.ask(query);
    expect(first.data.departments).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [{ code: 'AAA' }, { code: 'TOP' }],
    });
    const second = await admin.ask(query, { after: first.data.departments.pageInfo.endCursor });
    expect(second.data.departments).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ code: 'SUB' }],
    });
  });
});
