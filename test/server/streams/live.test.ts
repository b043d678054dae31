import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { issueToken } from '../../../src/auth/token.js';
import { createApi } from '../../../src/server/server.js';
import { startApi, tokenSettings } from '../../support/api.js';
import { account } from '../../support/company.js';
import { cloneDatabase } from '../../support/database.js';
import { openSocket, signIn } from './socket.js';

const FOLLOW = 'subscription { capacityChanged(snapshot: false) { kind cursor } }';
const departments = '{ departments(first: 3) { totalCount } }';
const bearer = (subject: string, seconds = 60) => `Bearer ${issueToken(subject, tokenSettings, seconds)}`;

describe('a socket', async () => {
  const api = await startApi();
  const url = `${api.address}/graphql`;
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

  it('answers queries and mutations like HTTP does, with their cost', async () => {
    const { ask } = await signIn(url, bearer('anna'));
    expect(await ask({ query: '{ departments(first: 3) { nodes { id } } }' })).toEqual([
      { type: 'next', id: '1', payload: { data: { departments: { nodes: [] } }, extensions: { cost: 3 } } },
      { type: 'complete', id: '1' },
    ]);
    const mutation =
      'mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { code version } }';
    const variables = { input: { code: 'LIVE', name: 'Live', timeZone: 'UTC' } };
    const [created] = await ask({ query: mutation, variables });
    expect(created!.payload.data).toEqual({ departmentCreate: { code: 'LIVE', version: 1 } });
    const [again] = await ask({ query: mutation, variables });
    expect(again!.payload).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'CONFLICT', reason: 'CODE_TAKEN' } }],
    });
    const events = await api.database.rows('test.events', 'select kind from change_event');
    expect(events).toEqual([{ kind: 'DEPARTMENT_CREATED' }]);
  });

  it.each([
    ['what is not GraphQL', '{ departments {', 'BAD_USER_INPUT'],
    ['what the schema does not know', '{ nothing }', 'BAD_USER_INPUT'],
    [
      'what is too much',
      `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
      'TOO_COMPLEX',
    ],
  ])('refuses %s, and stays open', async (_, query, code) => {
    const { ask } = await signIn(url, bearer('anna'));
    expect(await ask({ query })).toMatchObject([{ type: 'error', payload: [{ extensions: { code } }] }]);
    expect(await ask({ query: departments }, '2')).toHaveLength(2);
  });

  it('refuses what the viewer may not do, with the code of HTTP', async () => {
    const { ask } = await signIn(url, bearer('worker'));
    const query = 'mutation { departmentCreate(input: { code: "X", name: "X", timeZone: "UTC" }) { id } }';
    expect(await ask({ query })).toMatchObject([
      { payload: { data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] } },
      { type: 'complete' },
    ]);
  });

  it('masks a bug, with a request id', async () => {
    const { rows } = api.contexts;
    const { ask } = await signIn(url, bearer('anna'));
    api.contexts.rows = async () => {
      throw new Error('secret');
    };
    const [answer] = await ask({ query: departments });
    api.contexts.rows = rows;
    expect(answer!.payload.errors).toMatchObject([
      {
        message: expect.not.stringContaining('secret'),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  it('carries subscriptions, until they are completed or it closes', async () => {
    const { send, next, socket } = await signIn(url, bearer('anna'));
    send({ type: 'subscribe', id: 'a', payload: { query: FOLLOW } });
    send({ type: 'subscribe', id: 'b', payload: { query: FOLLOW } });
    for (let count = 0; count < 2; count++) {
      expect(await next()).toMatchObject({
        type: 'next',
        payload: { data: { capacityChanged: { kind: 'CAUGHT_UP' } } },
      });
    }
    expect(await gauge('muster_subscriptions')).toBe(2);
    send({ type: 'complete', id: 'a' });
    await until(async () => (await gauge('muster_subscriptions')) === 1);
    socket.close();
    await until(async () => (await gauge('muster_subscriptions')) === 0);
  });

  it.each([
    ['subscription { capacityChanged @skip(if: true) { kind } }', {}],
    ['subscription ($is: Boolean!) { capacityChanged @include(if: $is) { kind } }', { is: true }],
    [
      'subscription { ...F } fragment F on Subscription { ... @skip(if: true) { capacityChanged { kind } } }',
      {},
    ],
  ])('refuses to follow on a condition, and goes on: %s', async (query, variables) => {
    const { ask } = await signIn(url, bearer('anna'));
    expect(await ask({ query, variables })).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect(await ask({ query: departments }, '2')).toHaveLength(2);
  });

  it('is cut where answers are asked for and not taken', async () => {
    const { send, socket, closed } = await signIn(url, bearer('anna'));
    const query = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: __schema { types { name description fields { name description } } }`).join(' ')} }`;
    socket.pause();
    for (let id = 0; id < 100; id++) send({ type: 'subscribe', id: `${id}`, payload: { query } });
    await until(async () => (await gauge('muster_sockets')) === 0);
    socket.resume();
    expect((await closed)[0]).toBe(1006);
  });

  it('carries 100 operations at a time, and refuses one more', async () => {
    const { send, next } = await signIn(url, bearer('anna'));
    for (let id = 0; id < 101; id++) send({ type: 'subscribe', id: String(id), payload: { query: FOLLOW } });
    const types = [];
    for (let count = 0; count < 101; count++) types.push(await next());
    expect(types.filter(({ type }) => type === 'next')).toHaveLength(100);
    expect(types.filter(({ type }) => type === 'error')).toMatchObject([
      {
        id: '100',
        payload: [
          {
            extensions: {
              code: 'TOO_COMPLEX',
              reason: 'SUBSCRIPTIONS',
              details: { limit: 100, actual: 101 },
            },
          },
        ],
      },
    ]);
  });
});

describe('a socket is closed', async () => {
  const api = await startApi();
  const url = `${api.address}/graphql`;
  let pinged: Promise<unknown>;
  beforeAll(async () => {
    await account(api, 'anna', 'HR');
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: bearer('anna') } })),
    );
    pinged = new Promise((resolve) => socket.once('ping', resolve)).finally(() => socket.terminate());
  });

  it('with 4406 where it speaks no protocol, and never opened where it speaks another', async () => {
    const { closed } = await openSocket(url, { protocol: [] });
    expect((await closed)[0]).toBe(4406);
    await expect(openSocket(url, { protocol: 'graphql-ws' })).rejects.toThrow('Server sent no subprotocol');
  });

  it('with 4408 where it says nothing within five seconds', { timeout: 15_000 }, async () => {
    const since = Date.now();
    const { closed } = await openSocket(url);
    expect((await closed)[0]).toBe(4408);
    expect(Date.now() - since).toBeGreaterThan(4_900);
  });

  it('with 4401 where it asks before it is acknowledged', async () => {
    const { send, closed } = await openSocket(url);
    send({ type: 'subscribe', id: '1', payload: { query: departments } });
    expect((await closed)[0]).toBe(4401);
  });

  it.each([
    ['no token', {}],
    ['a forged token', { authorization: `${bearer('anna')}x` }],
    ['an expired token', { authorization: bearer('anna', -1) }],
    ['the token of someone unknown', { authorization: bearer('nobody') }],
  ])('with 4403 where it brings %s', async (_, payload) => {
    const { send, closed } = await openSocket(url);
    send({ type: 'connection_init', payload });
    expect((await closed)[0]).toBe(4403);
  });

  it('with 4429 where it signs in twice', async () => {
    const { send, closed } = await signIn(url, bearer('anna'));
    send({ type: 'connection_init', payload: { authorization: bearer('anna') } });
    expect((await closed)[0]).toBe(4429);
  });

  it('with 4409 where two operations have one id', async () => {
    const { send, closed } = await signIn(url, bearer('anna'));
    send({ type: 'subscribe', id: '1', payload: { query: FOLLOW } });
    send({ type: 'subscribe', id: '1', payload: { query: FOLLOW } });
    expect((await closed)[0]).toBe(4409);
  });

  it('with 4400 where it does not speak JSON', async () => {
    const { send, closed } = await signIn(url, bearer('anna'));
    send('{');
    expect((await closed)[0]).toBe(4400);
  });

  it('with 1009 where a message is over 1 MB', async () => {
    const { send, closed } = await signIn(url, bearer('anna'));
    send('x'.repeat(1_048_577));
    expect((await closed)[0]).toBe(1009);
  });

  it('with 4403 when its token expires, though nothing is sent', async () => {
    const { closed } = await signIn(url, bearer('anna', 2));
    const since = Date.now();
    expect(await closed).toEqual([4403, 'The token has expired']);
    expect(Date.now() - since).toBeLessThan(3_500);
  });

  it.each([
    ['its account is disabled', `update account set disabled_at = now() where subject = $1`],
    [
      'its last right is revoked',
      `delete from access_grant where account_id = (select id from account where subject = $1)`,
    ],
  ])('with 4403 when %s', async (name, statement) => {
    await account(api, name, 'HR');
    const { closed, send, next } = await signIn(url, bearer(name));
    send({ type: 'subscribe', id: '1', payload: { query: FOLLOW } });
    expect(await next()).toMatchObject({ type: 'next' });
    const since = Date.now();
    await api.database.rows(`test.revoke.${name}`, statement, [name]);
    expect((await closed)[0]).toBe(4403);
    expect(Date.now() - since).toBeLessThan(2_500);
  });

  it('by nobody who answers the ping of every 15 seconds', () => pinged);
});

describe('a server that stops', async () => {
  const { database, drop } = await cloneDatabase();
  const api = await createApi(
    database,
    { token: tokenSettings, allowsIntrospection: true, isDemo: true },
    pino({ level: 'silent' }),
  );
  const base = await api.app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(drop);

  it('opens, in demo mode, no socket under a foreign name', async () => {
    await expect(openSocket(`${base}/graphql`, { headers: { host: 'muster.example' } })).rejects.toThrow(
      '403',
    );
    await expect(openSocket(`${base}/elsewhere`)).rejects.toThrow('404');
  });

  it('closes its sockets one after the other with 1001, and takes no new work', async () => {
    await account({ database } as never, 'anna', 'HR');
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => signIn(`${base}/graphql`, bearer('anna'))),
    );
    const times: number[] = [];
    for (const { closed } of opened) void closed.then(() => times.push(performance.now()));
    const stopped = api.close();
    const ready = await fetch(`${base}/readyz`);
    expect(ready.status).toBe(503);
    const asked = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { authorization: bearer('anna'), 'content-type': 'application/json' },
      body: JSON.stringify({ query: departments }),
    });
    expect(asked.status).toBe(503);
    expect(await asked.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    await expect(openSocket(`${base}/graphql`)).rejects.toThrow('503');
    await stopped;
    expect(await Promise.all(opened.map(async ({ closed }) => (await closed)[0]))).toEqual(
      Array(20).fill(1001),
    );
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(40);
  });
});
