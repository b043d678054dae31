import { pino } from 'pino';
import { describe, expect, inject, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { StateVersion } from '../../src/events/state-version.js';
import { Answer, Answers } from '../../src/server/answers.js';
import { openDatabase } from '../../src/server/database.js';
import { createApi } from '../../src/server/server.js';
import { startApi, tokenSettings } from '../support/api.js';
import { account, accountOf, department, membership, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate } from '../support/workforce.js';

const DEPARTMENTS = '{ departments { nodes { code name } } }';
const RIGHTS_LIVE_MS = 1_000;

describe('an answer that is kept', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const admin = api.as(await account(api, 'admin', 'ADMIN'));
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const hr = api.as(await account(api, 'anna', 'HR'));
  const otherHr = api.as(await account(api, 'bert', 'HR'));

  const rename = (name: string, version: number) =>
    mutate(api, 'admin', 'departmentUpdate', { id: design.id, expectedVersion: version, name });
  /** Asks as someone, and says whether the answer had to be made. */
  const asked = async (someone: typeof hr, query: string, variables = {}) => {
    const { hits } = api.answers;
    const { data, errors } = await someone.run(query, variables);
    expect(errors).toBeUndefined();
    return { data, isKept: api.answers.hits > hits };
  };
  const get = (headers: Record<string, string> = {}, query = DEPARTMENTS) =>
    fetch(`${api.address}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: admin.authorization, ...headers },
    });

  it('is given again without a statement, and to all who have the same rights', async () => {
    const made = await hr.run(DEPARTMENTS);
    expect(made.queries).toBe(1);
    const [again, theirs] = [await hr.run(DEPARTMENTS), await otherHr.run(DEPARTMENTS)];
    expect(again).toEqual({ ...made, queries: 0 });
    expect(theirs).toEqual(again);
    expect(made.data.departments.nodes).toEqual([{ code: 'Design', name: 'Design' }]);
    expect(made.extensions).toEqual({ cost: expect.any(Number) });
  });

  it('is given no more once anything was written: whoever wrote, whatever it was', async () => {
    await asked(hr, DEPARTMENTS);
    expect((await asked(hr, DEPARTMENTS)).isKept).toBe(true);
    await rename('Drawing', 1);
    const answer = await asked(hr, DEPARTMENTS);
    expect(answer).toEqual({
      data: { departments: { nodes: [{ code: 'Design', name: 'Drawing' }] } },
      isKept: false,
    });
    expect((await asked(hr, DEPARTMENTS)).isKept).toBe(true);
    await mutate(api, 'anna', 'skillCreate', { name: 'Japanese' });
    expect((await asked(hr, DEPARTMENTS)).isKept).toBe(false);
  });

  it('is given again though what was written is published meanwhile', async () => {
    await rename('Design', 2);
    await asked(hr, DEPARTMENTS);
    await expect
      .poll(() => api.database.rows('test.open', 'select id from change_event where sequence is null'))
      .toEqual([]);
    expect((await asked(hr, DEPARTMENTS)).isKept).toBe(true);
  });

  it('is not what was read before a write that came in between', async () => {
    const { rows } = api.contexts;
    const pause = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const question = '{ departments { nodes { name } } }';
    api.contexts.rows = async (name, sql, values) => {
      const found = await rows<never>(name, sql, values);
      if (name.startsWith('department.list')) {
        reached.resolve();
        await pause.promise;
      }
      return found;
    };
    const slow = hr.run(question);
    await reached.promise;
    api.contexts.rows = rows;
    await rename('Drawing', 3);
    pause.resolve();
    expect((await slow).data.departments.nodes).toEqual([{ name: 'Design' }]);
    expect((await asked(hr, question)).data.departments.nodes).toEqual([{ name: 'Drawing' }]);
  });

  it('is of the rights it was made with: nobody is given what others may see', async () => {
    const workers = '{ workers { nodes { name email } } }';
    const own = api.as(await accountOf(api, ada, 'ada', 'WORKER'));
    const theirs = api.as(await accountOf(api, grace, 'grace', 'WORKER'));
    await worker(api, 'Linus');
    await api.database.rows('test.email', `update worker set email = lower(name) || '@example.org'`);
    const emails = async (someone: typeof hr) =>
      (await someone.run(workers)).data.workers.nodes.map(({ email }: { email: string | null }) => email);
    for (const _ of ['made', 'kept']) {
      expect(await emails(hr)).toEqual(['ada@example.org', 'grace@example.org', 'linus@example.org']);
      expect(await emails(own)).toEqual(['ada@example.org', null]);
      expect(await emails(theirs)).toEqual([null, 'grace@example.org']);
    }
  });

  it('is nobody else’s where it says who asks', async () => {
    for (const [someone, subject] of [
      [hr, 'anna'],
      [otherHr, 'bert'],
      [hr, 'anna'],
    ] as const) {
      expect(await asked(someone, '{ viewer { subject name } }')).toEqual({
        data: { viewer: { subject, name: subject } },
        isKept: false,
      });
    }
  });

  it('is given to no token that has expired, and no account that was disabled', async () => {
    const query = { query: DEPARTMENTS };
    await account(api, 'carl', 'HR');
    const ask = async (authorization: string) => {
      const reply = await fetch(`${api.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(query),
      });
      return reply.status;
    };
    const short = `Bearer ${issueToken('carl', tokenSettings, 2)}`;
    const long = `Bearer ${issueToken('carl', tokenSettings, 60)}`;
    expect([await ask(short), await ask(short)]).toEqual([200, 200]);
    await expect.poll(() => ask(short), { timeout: 5_000 }).toBe(401);
    expect(await ask(long)).toBe(200);
    await api.database.rows('test.disable', `update account set disabled_at = now() where subject = 'carl'`);
    await expect.poll(() => ask(long), { timeout: 2 * RIGHTS_LIVE_MS }).toBe(401);
  });

  it('holds on its civil day only', async () => {
    const people = '{ departments { nodes { members { totalCount } } } }';
    const leaving = await worker(api, 'Tim');
    await membership(api, leaving, await department(api, 'Art'), { to: '2027-02-01' });
    const counts = async () => {
      const { data, isKept } = await asked(hr, people);
      return [
        ...data.departments.nodes.map(({ members }: never) => (members as { totalCount: number }).totalCount),
        isKept,
      ];
    };
    expect([await counts(), await counts()]).toEqual([
      [1, 2, false],
      [1, 2, true],
    ]);
    now = new Date('2027-02-02T00:00:00Z');
    expect(await counts()).toEqual([0, 2, false]);
  });

  it('is not kept where it holds an error', async () => {
    const tooFar = graphql(`{ workers(first: 1000) { nodes { name } } }`);
    const codes = [await hr.ask(tooFar), await hr.ask(tooFar)].map(
      ({ errors }) => errors?.[0]?.extensions.reason,
    );
    expect(codes).toEqual(['PAGE_SIZE', 'PAGE_SIZE']);
  });

  it.each([
    ['variables as text', { variables: '{}' }],
    ['a name that is none', { operationName: 5 }],
    ['extensions as text', { extensions: 'none' }],
  ])('is not given for a malformed request: %s', async (_, parameters) => {
    const post = (body: object) =>
      api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: admin.authorization },
        payload: { query: DEPARTMENTS, ...body },
      });
    expect((await post({})).statusCode).toBe(200);
    expect((await post(parameters)).statusCode).toBe(400);
  });

  describe('by GET', () => {
    it('is not sent again to who has it, until it is another', async () => {
      const first = await get();
      const etag = first.headers.get('etag')!;
      expect(etag).toMatch(/^"[\w-]{43}"$/);
      expect(first.headers.get('cache-control')).toBe('private, no-cache');
      expect(first.headers.get('vary')).toBe('authorization, accept');
      for (const known of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
        const reply = await get({ 'if-none-match': known });
        expect([reply.status, await reply.text(), reply.headers.get('etag')]).toEqual([304, '', etag]);
      }
      const [{ version }] = (await api.database.rows<{ version: number }>(
        'test.version',
        'select version from department where id = $1',
        [design.id],
      )) as [{ version: number }];
      await rename('Sketching', version);
      const changed = await get({ 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(etag);
      expect(await changed.text()).toContain('Sketching');
    });

    it('has the same tag whether it was made or kept, and another one in another form', async () => {
      const tags = [];
      for (let turn = 0; turn < 2; turn++)
        tags.push((await get({}, '{ skills { nodes { name } } }')).headers.get('etag'));
      expect(tags[1]).toBe(tags[0]);
      const accept = 'application/graphql-response+json';
      expect((await get({ accept })).headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect((await get()).headers.get('content-type')).toBe('application/json; charset=utf-8');
    });

    it('has none where it is refused', async () => {
      const reply = await get({}, '{ nothing }');
      expect([reply.headers.get('etag'), reply.headers.get('cache-control')]).toEqual([null, null]);
    });
  });

  it('is counted, with the memory it takes', async () => {
    await asked(hr, DEPARTMENTS);
    await asked(hr, DEPARTMENTS);
    const { body } = await api.app.inject('/metrics');
    const figure = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(body)?.[1]);
    expect(figure('muster_kept_answers_hits_total')).toBe(api.answers.hits);
    expect(figure('muster_kept_answers_misses_total')).toBe(api.answers.misses);
    expect(figure('muster_kept_answers_bytes')).toBe(api.answers.bytes);
    expect(api.answers.bytes).toBeGreaterThan(0);
  });
});

describe.skipIf('file' in inject('template'))('answers of two servers on one PostgreSQL', async () => {
  it('are never older than what the other one has written, published or not', async () => {
    const writer = await startApi();
    // What it writes is numbered by the other one, sooner or later.
    await writer.publisher.close();
    await account(writer, 'admin', 'ADMIN');
    const { id } = await department(writer, 'Design');
    const database = await openDatabase({ url: writer.url!, connections: 3 });
    const reader = await createApi(
      database,
      { token: tokenSettings, allowsIntrospection: false, isDemo: false },
      pino({ level: 'silent' }),
    );
    const read = async () => {
      const reply = await reader.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: writer.as('admin').authorization },
        payload: { query: '{ departments { nodes { name version } } }' },
      });
      return reply.json().data.departments.nodes;
    };
    for (let version = 1; version <= 30; version++) {
      await read();
      await mutate(writer, 'admin', 'departmentUpdate', {
        id,
        expectedVersion: version,
        name: `Design ${version}`,
      });
      expect(await read()).toEqual([{ name: `Design ${version}`, version: version + 1 }]);
      expect(await read()).toEqual([{ name: `Design ${version}`, version: version + 1 }]);
    }
    expect(reader.answers.hits).toBeGreaterThanOrEqual(30);
    await reader.close();
    await database.close();
  });
});

describe('the version of the state', () => {
  it('is looked up after the question, by one look for all who wait', async () => {
    let version = 0;
    let looks = 0;
    const gates: PromiseWithResolvers<void>[] = [];
    const rows = (async () => {
      looks += 1;
      const seen = version;
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      return [{ version: seen }];
    }) as never;
    const state = new StateVersion({ rows });
    const [first, second] = [state.current(), state.current()];
    await expect.poll(() => looks).toBe(1);
    // Written while the first look is on its way: whoever asks from now on must see it.
    version = 1;
    const [third, fourth] = [state.current(), state.current()];
    gates[0]!.resolve();
    expect(await Promise.all([first, second])).toEqual([0, 0]);
    await expect.poll(() => looks).toBe(2);
    gates[1]!.resolve();
    expect(await Promise.all([third, fourth])).toEqual([1, 1]);
    expect([looks, state.latest]).toEqual([2, 1]);
  });

  it('is looked up again after a look that failed', async () => {
    let isBroken = true;
    const rows = (async () => {
      if (isBroken) throw new Error('Out of order.');
      return [{ version: 7 }];
    }) as never;
    const state = new StateVersion({ rows });
    await expect(state.current()).rejects.toThrow('Out of order.');
    isBroken = false;
    expect(await state.current()).toBe(7);
  });
});

describe('the memory for answers', () => {
  const state = { latest: 1, current: async () => 1 } as StateVersion;
  const answer = (size: number) => new Answer(Buffer.alloc(size), 'application/json');

  it('is bounded: what was not used for longest goes first', async () => {
    const answers = new Answers(state, 10_000);
    for (const question of ['a', 'b', 'c']) answers.keep(question, answer(2_000), 1);
    expect(await answers.find('a')).not.toBeNull();
    for (const question of ['d', 'e']) answers.keep(question, answer(2_000), 1);
    expect(answers.bytes).toBeLessThanOrEqual(10_000);
    const kept = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((question) => answers.find(question)));
    expect(kept.map(Boolean)).toEqual([true, false, true, true, true]);
  });

  it('takes none that would fill a quarter of it, and none at all where there is none', async () => {
    const answers = new Answers(state, 10_000);
    answers.keep('large', answer(2_500), 1);
    expect([answers.bytes, await answers.find('large')]).toEqual([0, null]);
    const none = new Answers(state, 0);
    none.keep('small', answer(1), 1);
    expect([none.bytes, await none.find('small')]).toEqual([0, null]);
  });

  it('keeps the newer of two answers, whichever was made first', async () => {
    const answers = new Answers(state, 10_000);
    answers.keep('a', answer(1), 1);
    answers.keep('a', answer(2), 0);
    expect((await answers.find('a'))?.body.length).toBe(1);
    const { bytes } = answers;
    answers.keep('a', answer(3), 1);
    expect(answers.bytes).toBe(bytes + 2);
  });
});
