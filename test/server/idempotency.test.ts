import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const CREATE = graphql(
  `mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id code name version } }`,
);
const UPDATE = graphql(
  `mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { id name version } }`,
);

const input = (code: string, more: object = {}) => ({
  input: { code, name: `Department ${code}`, timeZone: 'UTC', ...more },
});
const underKey = (key: string) => ({ 'idempotency-key': key });

describe('an idempotency key', async () => {
  const api = await startApi();
  const admin = api.as(await account(api, 'admin', 'ADMIN'));
  const other = api.as(await account(api, 'other-admin', 'ADMIN'));
  const count = async (table: string) => {
    const [row] = await api.database.rows<{ count: number }>(
      `test.count-${table}`,
      `select count(*) as count from ${table}`,
    );
    return row!.count;
  };
  const counts = async () => ({
    departments: await count('department'),
    events: await count('change_event'),
    keys: await count('idempotency_key'),
  });

  it('makes twenty twins at once one department and one event, and all of them answer the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => admin.ask(CREATE, input('TWIN'), underKey('twins'))),
    );
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ data }) => data.departmentCreate.id)).size).toBe(1);
    expect(await counts()).toEqual({ departments: 1, events: 1, keys: 1 });
  });

  it('is given in the header or in the input, which is the same key', async () => {
    const first = await admin.ask(CREATE, input('PLACE', { idempotencyKey: 'place' }));
    const before = await counts();
    const second = await admin.ask(CREATE, input('PLACE'), underKey('place'));
    const third = await admin.ask(CREATE, input('PLACE', { idempotencyKey: 'place' }), underKey('place'));
    expect(first.errors).toBeUndefined();
    expect([second.data, third.data]).toEqual([first.data, first.data]);
    expect(await counts()).toEqual(before);
  });

  it('does not depend on the order of the fields of the input', async () => {
    const first = await admin.ask(
      CREATE,
      { input: { code: 'ORDER', name: 'Order', timeZone: 'UTC' } },
      underKey('order'),
    );
    const second = await admin.ask(
      CREATE,
      { input: { timeZone: 'UTC', name: 'Order', code: 'ORDER' } },
      underKey('order'),
    );
    expect(second.data).toEqual(first.data);
  });

  it('is refused for another payload, and for another field, and nothing is written', async () => {
    const { data } = await admin.ask(CREATE, input('PAYLOAD'), underKey('payload'));
    const before = await counts();
    const reused = [
      { extensions: { code: 'IDEMPOTENCY_KEY_REUSED', reason: 'OTHER_PAYLOAD' }, path: [expect.any(String)] },
    ];
    expect((await admin.ask(CREATE, input('PAYLOAD-2'), underKey('payload'))).errors).toMatchObject(reused);
    const change = { input: { id: data.departmentCreate.id, expectedVersion: 1, name: 'Changed' } };
    expect((await admin.ask(UPDATE, change, underKey('payload'))).errors).toMatchObject(reused);
    expect(await counts()).toEqual(before);
  });

  it('belongs to its caller: the same key of another one is another key', async () => {
    await admin.ask(CREATE, input('MINE'), underKey('shared'));
    const { data, errors } = await other.ask(CREATE, input('YOURS'), underKey('shared'));
    expect(errors).toBeUndefined();
    expect(data.departmentCreate.code).toBe('YOURS');
  });

  it.each([
    ['with two mutation fields', 'one', 'two', underKey('two-fields')],
    ['with an empty key', 'one', null, underKey('')],
    ['with blanks in it', 'one', null, underKey('a key')],
    ['with more than 200 characters', 'one', null, underKey('k'.repeat(201))],
  ])('is BAD_USER_INPUT %s, and nothing is written', async (_, first, second, headers) => {
    const before = await counts();
    const field = (alias: string | null) =>
      alias
        ? `${alias}: departmentCreate(input: { code: "BAD-${alias}", name: "Bad", timeZone: "UTC" }) { id }`
        : '';
    const { errors } = await admin.run(`mutation { ${field(first)} ${field(second)} }`, {}, headers);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY' } });
    expect(await counts()).toEqual(before);
  });

  it('counts fields inside fragments, and not __typename', async () => {
    const two = `mutation { ...More a: departmentCreate(input: { code: "F1", name: "F", timeZone: "UTC" }) { id } }
      fragment More on Mutation { b: departmentCreate(input: { code: "F2", name: "F", timeZone: "UTC" }) { id } }`;
    expect((await admin.run(two, {}, underKey('fragment'))).errors?.[0]).toMatchObject({
      extensions: { reason: 'IDEMPOTENCY_KEY' },
    });
    const one = `mutation { __typename departmentCreate(input: { code: "F3", name: "F", timeZone: "UTC" }) { id } }`;
    expect((await admin.run(one, {}, underKey('typename'))).errors).toBeUndefined();
  });

  it('is BAD_USER_INPUT where the header and the input differ', async () => {
    const { errors } = await admin.ask(
      CREATE,
      input('DIFFER', { idempotencyKey: 'one' }),
      underKey('another'),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY' } }]);
  });

  it('stores nothing of an attempt that is refused: it can be mended and tried again', async () => {
    await admin.ask(CREATE, input('TAKEN'));
    const before = await counts();
    const refused = await admin.ask(CREATE, input('TAKEN'), underKey('refused'));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CODE_TAKEN' } }]);
    expect(await counts()).toEqual(before);
    const mended = await admin.ask(CREATE, input('NOT-TAKEN'), underKey('refused'));
    expect(mended.data.departmentCreate.code).toBe('NOT-TAKEN');
  });

  it('lets a waiting twin try where the first one is refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        admin.ask(CREATE, input(index % 2 ? 'RACE' : 'TAKEN'), underKey('race')),
      ),
    );
    const codes = answers.map(
      ({ data, errors }) => data?.departmentCreate.code ?? errors![0]!.extensions.code,
    );
    expect(codes.filter((code) => code === 'RACE')).toHaveLength(3);
    for (const code of codes.filter((_, index) => index % 2 === 0))
      expect(['CONFLICT', 'IDEMPOTENCY_KEY_REUSED']).toContain(code);
  });

  it('replays what is there now, in the selection of this request, and records no event', async () => {
    const created = await admin.ask(CREATE, input('REPLAY'), underKey('replay'));
    const { id } = created.data.departmentCreate;
    await admin.ask(UPDATE, { input: { id, expectedVersion: 1, name: 'Renamed since' } });
    const before = await counts();
    const replayed = await admin.ask(
      graphql(
        `mutation ($input: DepartmentCreateInput!) { again: departmentCreate(input: $input) { version name parent { id } } }`,
      ),
      input('REPLAY'),
      underKey('replay'),
    );
    expect(replayed.data).toEqual({ again: { version: 2, name: 'Renamed since', parent: null } });
    expect(await counts()).toEqual(before);
  });

  it('replays nothing to a caller who may not do it any more', async () => {
    const demoted = api.as(await account(api, 'demoted', 'ADMIN'));
    expect((await demoted.ask(CREATE, input('DEMOTED'), underKey('demoted'))).errors).toBeUndefined();
    await api.database.rows(
      'test.demote',
      `update access_grant set role = 'WORKER' where account_id = (select id from account where subject = $1)`,
      ['demoted'],
    );
    // Rights are read once a second.
    await expect
      .poll(async () => (await demoted.ask(CREATE, input('DEMOTED'), underKey('demoted'))).errors, {
        timeout: 5_000,
      })
      .toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is forgotten after 48 hours', async () => {
    await admin.ask(CREATE, input('OLD'), underKey('old'));
    const age = (hours: number) =>
      api.database.rows(
        'test.age',
        `update idempotency_key set created_at = now() - make_interval(hours => $1) where key = 'old'`,
        [hours],
      );
    await age(47);
    expect((await admin.ask(CREATE, input('NEW'), underKey('old'))).errors).toMatchObject([
      { extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    ]);
    await age(49);
    expect((await admin.ask(CREATE, input('NEW'), underKey('old'))).data.departmentCreate.code).toBe('NEW');
  });
});

describe('a version', async () => {
  const api = await startApi();
  const admin = api.as(await account(api, 'admin', 'ADMIN'));

  it('that is stale is CONFLICT with the current one, and nothing is written', async () => {
    const created = await admin.ask(CREATE, input('STALE'));
    const { id } = created.data.departmentCreate;
    const update = (name: string, expectedVersion: number) =>
      admin.ask(UPDATE, { input: { id, expectedVersion, name } });
    expect((await update('First', 1)).data.departmentUpdate.version).toBe(2);
    for (const seen of [1, 3]) {
      expect((await update('Second', seen)).errors).toMatchObject([
        { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { currentVersion: 2 } } },
      ]);
    }
    const { data } = await admin.ask(graphql(`{ departmentByCode(code: "STALE") { name version } }`));
    expect(data.departmentByCode).toEqual({ name: 'First', version: 2 });
  });

  it('lets one of twenty who have seen the same pass, and tells the others', async () => {
    const created = await admin.ask(CREATE, input('RACE'));
    const { id } = created.data.departmentCreate;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        admin.ask(UPDATE, { input: { id, expectedVersion: 1, name: `Name ${index}` } }),
      ),
    );
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const reasons = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.reason);
    expect(new Set(reasons)).toEqual(new Set(['STALE_VERSION']));
  });
});
