import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../../src/auth/token.js';
import { createApi } from '../../../src/server/server.js';
import { startApi, tokenSettings } from '../../support/api.js';
import { account, staffed } from '../../support/company.js';
import { cloneDatabase } from '../../support/database.js';
import { type Events, openEvents } from './events.js';
import { FOLLOW as CHANGES, changed } from './following.js';

const FOLLOW = 'subscription { capacityChanged(snapshot: false) { kind } }';
const CREATE =
  'mutation { departmentCreate(input: { code: "SSE", name: "Live", timeZone: "UTC" }) { code } }';
const departments = '{ departments(first: 3) { totalCount } }';
const bearer = (subject: string, seconds = 60) => `Bearer ${issueToken(subject, tokenSettings, seconds)}`;
const caughtUp = { data: { capacityChanged: { kind: 'CAUGHT_UP' } }, extensions: { cost: 1 } };

/** What the events of a stream hold. */
async function* dataOf(body: AsyncIterable<Buffer>) {
  let unread = '';
  for await (const chunk of body) {
    const lines = (unread + chunk.toString('latin1')).split('\n');
    unread = lines.pop()!;
    for (const line of lines) if (line.startsWith('data: {')) yield JSON.parse(line.slice(6));
  }
}

/** How a client of one server asks. */
function asking(base: string) {
  const url = `${base}/graphql`;
  const as = (subject: string | null) => (subject ? { authorization: bearer(subject) } : {});
  const post = (payload: object, headers: Record<string, string | undefined>) =>
    openEvents(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers } as never,
      body: JSON.stringify(payload),
    });
  return {
    url,
    /** One operation on a connection of its own. */
    ask: (payload: object, headers: Record<string, string> = {}) =>
      post(payload, { ...as('anna'), ...headers }),
    get: (query: string, headers: Record<string, string> = as('anna') as never) =>
      openEvents(`${url}?query=${encodeURIComponent(query)}`, { headers }),
    reserve: (subject: string | null = 'anna', headers = {}) =>
      openEvents(url, { method: 'PUT', headers: { accept: '*/*', ...as(subject), ...headers } as never }),
    open: (token: string) => openEvents(`${url}?token=${token}`),
    begin: (token: string, operationId: unknown, query: string, subject = 'anna') =>
      post(
        { query, extensions: { operationId } },
        { ...as(subject), accept: '*/*', 'x-graphql-event-stream-token': token },
      ),
    end: (token: string, operationId: string, subject = 'anna') =>
      openEvents(`${url}?token=${token}&operationId=${operationId}`, {
        method: 'DELETE',
        headers: { accept: '*/*', ...as(subject) } as never,
      }),
  };
}

const refusal = ({ status, body }: Events) => [
  status,
  body.errors[0].extensions.code,
  body.errors[0].extensions.reason,
];

describe('an operation on a stream of its own', async () => {
  const api = await startApi();
  const { url, ask, get } = asking(api.address);
  const gauge = async (name: string) => {
    const { body } = await api.app.inject('/metrics');
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(body)![1]);
  };
  const until = async (condition: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200 && !(await condition()); tries++) await sleep(20);
    expect(await condition()).toBe(true);
  };
  beforeAll(async () => {
    await account(api, 'anna', 'HR', 'ADMIN');
    await account(api, 'worker', 'WORKER');
  });

  it('answers a query with its cost, and ends', async () => {
    const answered = await ask({ query: '{ departments(first: 3) { nodes { id } } }' });
    expect(answered.status).toBe(200);
    expect(Object.fromEntries(answered.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await answered.rest()).toEqual([
      { event: 'next', data: { data: { departments: { nodes: [] } }, extensions: { cost: 3 } } },
      { event: 'complete', data: null },
    ]);
  });

  it('takes variables, the name of one of several operations, and GET', async () => {
    const query = 'query A { __typename } query B($first: Int) { departments(first: $first) { totalCount } }';
    const answered = await ask({ query, operationName: 'B', variables: { first: 2 } });
    expect((await answered.next())!.data.data).toEqual({ departments: { totalCount: 0 } });
    const [first] = await (await get(departments)).rest();
    expect(first!.data.data).toEqual({ departments: { totalCount: 0 } });
  });

  it('writes by a mutation, once, and never by GET', async () => {
    const written = () => api.database.rows('test.departments', 'select code from department');
    expect(refusal(await get(CREATE))).toEqual([405, 'BAD_USER_INPUT', 'METHOD']);
    expect(await written()).toEqual([]);
    const key = { 'idempotency-key': 'once-and-never-again' };
    for (const answered of [await ask({ query: CREATE }, key), await ask({ query: CREATE }, key)])
      expect((await answered.next())!.data.data).toEqual({ departmentCreate: { code: 'SSE' } });
    expect(await written()).toEqual([{ code: 'SSE' }]);
  });

  it.each([
    ['what is not GraphQL', '{ departments {', 'BAD_USER_INPUT'],
    ['what the schema does not know', '{ nothing }', 'BAD_USER_INPUT'],
    ['an operation that it does not name', 'query A { __typename } query B { __typename }', 'BAD_USER_INPUT'],
    [
      'what is too much',
      `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
      'TOO_COMPLEX',
    ],
  ])('refuses %s on the stream, as the protocol has it', async (_, query, code) => {
    const answered = await ask({ query });
    expect(answered.status).toBe(200);
    expect(await answered.rest()).toMatchObject([
      { event: 'next', data: { errors: [{ extensions: { code } }] } },
      { event: 'complete' },
    ]);
  });

  it('refuses variables that are no object', async () => {
    const [first] = await (await ask({ query: departments, variables: [1] })).rest();
    expect(first!.data.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', reason: 'VARIABLES' });
  });

  it('refuses what the viewer may not do, with the code of HTTP', async () => {
    const [first] = await (await ask({ query: CREATE }, { authorization: bearer('worker') })).rest();
    expect(first!.data).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('masks a bug, with the request id', async () => {
    const { rows } = api.contexts;
    api.contexts.rows = async () => {
      throw new Error('secret');
    };
    const answered = await ask({ query: departments }, { 'x-request-id': 'trace-0815' });
    const [first] = await answered.rest();
    api.contexts.rows = rows;
    expect(first!.data.errors).toMatchObject([
      {
        message: expect.not.stringContaining('secret'),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'trace-0815' },
      },
    ]);
  });

  it.each([
    ['no token', {}],
    ['a forged token', { authorization: `${bearer('anna')}x` }],
    ['an expired token', { authorization: bearer('anna', -1) }],
    ['the token of someone unknown', { authorization: bearer('nobody') }],
  ])('is refused with 401 where it brings %s', async (_, headers) => {
    const answered = await get(departments, headers as Record<string, string>);
    expect(refusal(answered)).toEqual([401, 'UNAUTHENTICATED', undefined]);
    expect(answered.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is refused where its body is none', async () => {
    expect((await ask({}, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask({ query: 'x'.repeat(1_048_577) })).status).toBe(413);
  });

  it('is one only where events are preferred to JSON', async () => {
    const answered = await ask({ query: departments }, { accept: 'application/json, text/event-stream' });
    expect(answered.body.data).toEqual({ departments: { totalCount: 1 } });
  });

  it('carries a subscription until its client leaves', async () => {
    const followed = await ask({ query: FOLLOW });
    expect(await followed.next()).toEqual({ event: 'next', data: caughtUp });
    expect([await gauge('muster_event_streams'), await gauge('muster_subscriptions')]).toEqual([1, 1]);
    followed.leave();
    await until(async () => (await gauge('muster_event_streams')) === 0);
    expect(await gauge('muster_subscriptions')).toBe(0);
  });

  it('says why a subscription is refused, and ends', async () => {
    const query = 'subscription { capacityChanged(after: "yesterday") { kind } }';
    expect(await (await ask({ query })).rest()).toMatchObject([
      { event: 'next', data: { errors: [{ extensions: { code: 'BAD_USER_INPUT', reason: 'CURSOR' } }] } },
      { event: 'complete' },
    ]);
  });

  it('is understood by the client of graphql-sse', async () => {
    const client = createClient({ url, headers: { authorization: bearer('anna') }, retryAttempts: 0 });
    for await (const result of client.iterate({ query: departments }))
      expect(result.data).toEqual({ departments: { totalCount: 1 } });
    for await (const result of client.iterate({ query: FOLLOW })) {
      expect(result.data).toEqual(caughtUp.data);
      break;
    }
    client.dispose();
    await until(async () => (await gauge('muster_event_streams')) === 0);
  });
});

describe('a stream that was reserved', async () => {
  const api = await startApi();
  const { url, reserve, open, begin, end } = asking(api.address);
  beforeAll(async () => {
    await account(api, 'anna', 'HR');
    await account(api, 'bob', 'HR');
  });
  /** Reserved and opened. */
  const opened = async () => {
    const { status, body: token } = await reserve();
    expect(status).toBe(201);
    return { token: token as string, events: await open(token) };
  };

  it('carries many operations, each under its id, until they are ended', async () => {
    const { token, events } = await opened();
    expect(events.status).toBe(200);
    expect((await begin(token, 'a', FOLLOW)).status).toBe(202);
    expect(await events.next()).toEqual({ event: 'next', data: { id: 'a', payload: caughtUp } });
    expect((await begin(token, 'b', departments)).status).toBe(202);
    expect(await events.next()).toMatchObject({ event: 'next', data: { id: 'b' } });
    expect(await events.next()).toEqual({ event: 'complete', data: { id: 'b' } });
    expect((await end(token, 'a')).status).toBe(200);
    expect(await events.next()).toEqual({ event: 'complete', data: { id: 'a' } });
    expect((await begin(token, 'a', departments)).status).toBe(202);
    expect(await events.next()).toMatchObject({ event: 'next', data: { id: 'a' } });
  });

  it('keeps what is said before it is opened', async () => {
    const { body: token } = await reserve();
    expect((await begin(token, 'early', departments)).status).toBe(202);
    await sleep(50);
    const events = await open(token);
    expect(await events.next()).toMatchObject({ event: 'next', data: { id: 'early' } });
    expect(await events.next()).toEqual({ event: 'complete', data: { id: 'early' } });
  });

  it('is reserved by whoever is signed in only', async () => {
    expect(refusal(await reserve(null))).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });

  it('is opened once, while it is open; and by no other name', async () => {
    const { token } = await opened();
    expect(refusal(await open(token))).toEqual([409, 'CONFLICT', 'STREAM_OPEN']);
    expect(refusal(await open('of-nobody'))).toEqual([404, 'NOT_FOUND', 'STREAM']);
    expect(refusal(await open('__proto__'))).toEqual([404, 'NOT_FOUND', 'STREAM']);
  });

  it("is nobody's but its owner's", async () => {
    const { token } = await opened();
    expect(refusal(await begin(token, 'a', departments, 'bob'))).toEqual([404, 'NOT_FOUND', 'STREAM']);
    expect(refusal(await end(token, 'a', 'bob'))).toEqual([404, 'NOT_FOUND', 'STREAM']);
    const headers = { authorization: bearer('bob') };
    expect(refusal(await openEvents(`${url}?token=${token}`, { headers }))).toEqual([
      404,
      'NOT_FOUND',
      'STREAM',
    ]);
  });

  it('is gone when its client is', async () => {
    const { token, events } = await opened();
    events.leave();
    let status = 202;
    for (let tries = 0; tries < 100 && status === 202; tries++) {
      status = (await begin(token, `try ${tries}`, departments)).status;
      await sleep(20);
    }
    expect(status).toBe(404);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a number', 7],
    ['one of 201 characters', 'x'.repeat(201)],
  ])('refuses %s as the id of an operation', async (_, id) => {
    const { token } = await opened();
    expect(refusal(await begin(token, id, departments))).toEqual([400, 'BAD_USER_INPUT', 'OPERATION_ID']);
  });

  it('refuses a second operation of one id while the first runs', async () => {
    const { token } = await opened();
    await begin(token, 'a', FOLLOW);
    expect(refusal(await begin(token, 'a', FOLLOW))).toEqual([409, 'CONFLICT', 'OPERATION_EXISTS']);
  });

  it('refuses what is no operation, and keeps its id free', async () => {
    const { token, events } = await opened();
    expect(refusal(await begin(token, 'a', '{ nothing }')).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
    expect((await begin(token, 'a', departments)).status).toBe(202);
    expect(await events.next()).toMatchObject({ data: { id: 'a', payload: { data: { departments: {} } } } });
  });

  it('carries 100 operations at a time, and refuses one more', async () => {
    const { token } = await opened();
    for (let id = 0; id < 100; id++) expect((await begin(token, `${id}`, FOLLOW)).status).toBe(202);
    const refused = await begin(token, 'more', FOLLOW);
    expect(refusal(refused)).toEqual([400, 'TOO_COMPLEX', 'SUBSCRIPTIONS']);
    expect(refused.body.errors[0].extensions.details).toEqual({ limit: 100, actual: 101 });
  });

  it('is understood by the client of graphql-sse', async () => {
    const client = createClient({
      url,
      singleConnection: true,
      headers: { authorization: bearer('anna') },
      retryAttempts: 0,
    });
    for (let round = 0; round < 2; round++) {
      for await (const result of client.iterate({ query: FOLLOW })) {
        expect(result.data).toEqual(caughtUp.data);
        break;
      }
      for await (const result of client.iterate({ query: departments }))
        expect(result.data).toEqual({ departments: { totalCount: 0 } });
    }
    client.dispose();
  });

  it('is one of at most 100 that an account has not opened', async () => {
    let last = await reserve('bob');
    for (let count = 1; count < 101 && last.status === 201; count++) last = await reserve('bob');
    expect(refusal(last)).toEqual([400, 'TOO_COMPLEX', 'RESERVATIONS']);
    expect((await reserve('anna')).status).toBe(201);
  });

  it('tells a slow reader together what he has not read, and leaves out nothing', async () => {
    const { department, ada } = await staffed(api, 'Design', ['Ada']);
    const { body: token } = await reserve();
    const [before, ids] = [api.streams.size, Array.from({ length: 100 }, (_, index) => `${index}`)];
    // Nothing is read before it is iterated over.
    const unread = await new Promise<IncomingMessage>((resolve) =>
      get(`${url}?token=${token}`, { headers: { accept: 'text/event-stream' } }, resolve),
    );
    for (const id of ids) expect((await begin(token, id, CHANGES)).status).toBe(202);
    await expect.poll(() => api.streams.size - before, { timeout: 20_000 }).toBe(100);
    await changed(api, { worker: ada, department, count: 600 });
    await expect.poll(() => api.feed.position(), { timeout: 20_000 }).toBeGreaterThanOrEqual(600);
    await sleep(500);

    const told = new Map(ids.map((id) => [id, 0]));
    let messages = 0;
    for await (const { id, payload } of dataOf(unread)) {
      const { kind, changes, lines } = payload.data.capacityChanged;
      if (kind !== 'DELTA') continue;
      messages += 1;
      told.set(id, told.get(id)! + changes);
      // Each change is of one minute more on the same day.
      expect(lines.at(-1).after.confirmedMinutes[0]).toBe(told.get(id));
      if (Array.from(told.values()).every((all) => all === 600)) break;
    }
    // One by one they would be 60,000.
    expect(messages).toBeLessThan(50_000);
  });
});

describe('a stream is ended', async () => {
  const api = await startApi();
  const { ask, reserve, open, begin } = asking(api.address);
  const since = Date.now;

  it('with an error when its token expires, though nothing is sent', async () => {
    await account(api, 'anna', 'HR');
    const authorization = bearer('anna', 2);
    const followed = await ask({ query: FOLLOW }, { authorization });
    const { body: token } = await reserve('anna', { authorization });
    const many = await open(token);
    await begin(token, 'a', FOLLOW);
    expect(await followed.next()).toEqual({ event: 'next', data: caughtUp });
    expect(await many.next()).toEqual({ event: 'next', data: { id: 'a', payload: caughtUp } });
    const begun = since();
    const expired = {
      errors: [{ message: 'The token has expired.', extensions: { code: 'UNAUTHENTICATED' } }],
    };
    expect(await followed.rest()).toEqual([
      { event: 'next', data: expired },
      { event: 'complete', data: null },
    ]);
    expect(await many.rest()).toEqual([
      { event: 'next', data: { id: 'a', payload: expired } },
      { event: 'complete', data: { id: 'a' } },
    ]);
    expect(since() - begun).toBeLessThan(3_500);
  });

  it.each([
    ['its account is disabled', `update account set disabled_at = now() where subject = $1`],
    [
      'its last right is revoked',
      `delete from access_grant where account_id = (select id from account where subject = $1)`,
    ],
  ])('with an error when %s', async (name, statement) => {
    await account(api, name, 'HR');
    const followed = await ask({ query: FOLLOW }, { authorization: bearer(name) });
    expect(await followed.next()).toEqual({ event: 'next', data: caughtUp });
    const begun = since();
    await api.database.rows(`test.revoke.${name}`, statement, [name]);
    expect(await followed.rest()).toMatchObject([
      { event: 'next', data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
      { event: 'complete' },
    ]);
    expect(since() - begun).toBeLessThan(2_500);
  });
});

describe('a stream whose reader becomes another role', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { ask } = asking(api.address);
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);

  it('tells the very next change by the new rights', async () => {
    await account(api, 'moving', 'WORKER', 'HR');
    const query = 'subscription { capacityChanged(snapshot: false) { kind lines { worker { name } week } } }';
    const followed = await ask({ query }, { authorization: bearer('moving') });
    expect((await followed.next())!.data.data.capacityChanged.kind).toBe('CAUGHT_UP');
    const lines = async () => {
      for (;;) {
        const { capacityChanged } = (await followed.next())!.data.data;
        if (capacityChanged.kind === 'DELTA') return capacityChanged.lines;
      }
    };
    await changed(api, { worker: ada, department: design, week: '2027-03-01' });
    expect(await lines()).toEqual([{ worker: { name: 'Ada' }, week: '2027-03-01' }]);
    const [right] = await api.database.rows<{ id: string }>(
      'test.right',
      `select g.id from access_grant g join account a on a.id = account_id where subject = 'moving' and role = 'HR'`,
    );
    await account(api, 'admin', 'ADMIN');
    await api.as('admin').run('mutation ($input: GrantRevokeInput!) { grantRevoke(input: $input) { id } }', {
      input: { id: right!.id },
    });
    await changed(api, { worker: ada, department: design, week: '2027-03-08' });
    expect(await lines()).toEqual([{ worker: null, week: '2027-03-08' }]);
  });
});

describe('points, over events', async () => {
  const api = await startApi({ pointsPerMinute: 106 });
  const { ask, reserve, open, begin } = asking(api.address);
  beforeAll(() => account(api, 'anna', 'HR'));

  it('are spent as over HTTP, and what they do not reach for is answered with 429', async () => {
    expect((await ask({ query: departments })).status).toBe(200);
    const { body: token } = await reserve();
    await open(token);
    expect((await begin(token, 'a', FOLLOW)).status).toBe(202);
    for (const refused of [
      await ask({ query: '{ departments(first: 5) { nodes { id } } }' }),
      await begin(token, 'b', '{ departments(first: 5) { nodes { id } } }'),
    ]) {
      expect(refusal(refused)).toEqual([429, 'RATE_LIMITED', 'POINTS']);
      const { retryAfterSeconds } = refused.body.errors[0].extensions.details;
      expect(refused.headers.get('retry-after')).toBe(String(retryAfterSeconds));
    }
  });
});

describe('a server that stops', async () => {
  const { database, drop } = await cloneDatabase();
  const settings = { token: tokenSettings, allowsIntrospection: true, isDemo: true };
  const api = await createApi(database, settings, pino({ level: 'silent' }));
  const { ask, reserve, open, begin } = asking(await api.app.listen({ host: '127.0.0.1', port: 0 }));
  afterAll(drop);

  it('opens, in demo mode, no stream under a foreign name', async () => {
    const headers = { host: 'muster.example', accept: 'text/event-stream' };
    for (const method of ['GET', 'PUT', 'POST'] as const) {
      const { statusCode } = await api.app.inject({ method, url: '/graphql?query={__typename}', headers });
      expect([method, statusCode]).toEqual([method, 403]);
    }
  });

  it('ends its streams one after the other without a word, so that clients come back, and takes no new ones', async () => {
    await account({ database } as never, 'anna', 'HR');
    const followed = [];
    for (let count = 0; count < 10; count++) followed.push(await ask({ query: FOLLOW }));
    const { body: token } = await reserve();
    const many = await open(token);
    await begin(token, 'a', FOLLOW);
    await reserve();
    const times: number[] = [];
    const ends = [...followed, many].map(async (stream) => {
      await stream.next();
      expect(await stream.next()).toBeNull();
      times.push(performance.now());
    });
    const stopped = api.close();
    expect(refusal(await ask({ query: departments }))).toEqual([503, 'UNAVAILABLE', 'STOPPING']);
    expect(refusal(await reserve())).toEqual([503, 'UNAVAILABLE', 'STOPPING']);
    await Promise.all(ends);
    await stopped;
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(20);
  });
});
