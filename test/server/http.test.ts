import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { createLogger } from '../../src/server/logger.js';
import { createApi } from '../../src/server/server.js';
import { startApi, tokenSettings } from '../support/api.js';
import { account } from '../support/company.js';
import { cloneDatabase } from '../support/database.js';

const query = '{ departments { totalCount } }';
const bearer = (subject: string) => `Bearer ${issueToken(subject, tokenSettings, 60)}`;

describe('HTTP', async () => {
  const api = await startApi();
  beforeAll(() => account(api, 'anna', 'HR'));
  const post = (payload: unknown, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: bearer('anna'), 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  /** What is answered to these very bytes, until the connection is closed. */
  const spoken = async (text: string) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(api.address).port) });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(text);
    await once(socket, 'close');
    return answer;
  };
  const refusal = (reply: Awaited<ReturnType<typeof post>>) => {
    const { errors, data } = reply.json();
    expect(data).toBeUndefined();
    return [reply.statusCode, errors[0].extensions.code, errors[0].extensions.reason];
  };

  it('refuses malformed JSON', async () => {
    expect(refusal(await post('{ "query": '))).toEqual([400, 'BAD_USER_INPUT', 'MALFORMED_JSON']);
  });

  it('refuses a body over 1 MB', async () => {
    const reply = await post({ query, variables: { text: 'x'.repeat(1_048_576) } });
    expect(refusal(reply)).toEqual([413, 'TOO_COMPLEX', 'BODY_SIZE']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses a body of type %s',
    async (type) => {
      expect(refusal(await post('query', { 'content-type': type })).slice(0, 2)).toEqual([
        415,
        'BAD_USER_INPUT',
      ]);
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('refuses %s', async (method) => {
    const headers = { accept: 'application/json' };
    const reply = await api.app.inject({ method, url: '/graphql', headers });
    expect(refusal(reply)).toEqual([405, 'BAD_USER_INPUT', 'METHOD']);
    expect(reply.headers.allow).toBe('GET, POST');
  });

  it.each(['DELETE', 'OPTIONS'] as const)('refuses %s, whatever it says of a body', async (method) => {
    const headers = { 'content-type': 'application/json' };
    const reply = await api.app.inject({ method, url: '/graphql', headers });
    expect(refusal(reply)).toEqual([405, 'BAD_USER_INPUT', 'METHOD']);
    expect(reply.headers.allow).toBe('GET, POST');
  });

  it('refuses an address that is none', async () => {
    const reply = await api.app.inject('/%');
    expect(refusal(reply)).toEqual([400, 'BAD_USER_INPUT', 'MALFORMED_URL']);
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    [
      'headers over 16 KB',
      `GET /graphql HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_SIZE',
    ],
    ['what is not HTTP', 'Good morning\r\n\r\n', 400, 'MALFORMED_REQUEST'],
  ])('refuses %s', async (_, sent, status, reason) => {
    const answer = await spoken(sent);
    const [head, body] = answer.split('\r\n\r\n') as [string, string];
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain('content-type: application/json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', reason } }] });
  });

  it('refuses several operations in one body', async () => {
    expect(refusal(await post([{ query }, { query }])).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('refuses a mutation by GET', async () => {
    const reply = await api.app.inject({
      url: '/graphql',
      headers: { authorization: bearer('anna') },
      query: {
        query: 'mutation { departmentCreate(input: { code: "X", name: "X", timeZone: "UTC" }) { id } }',
      },
    });
    expect(refusal(reply).slice(0, 2)).toEqual([405, 'BAD_USER_INPUT']);
    expect(await api.database.rows('test.departments', 'select 1 from department')).toEqual([]);
  });

  it('refuses a subscription, and says where it is served', async () => {
    const reply = await post({
      query:
        'subscription { capacityChanged(scope: {}, range: { from: "2027-01-01", to: "2027-01-31" }) { __typename } }',
    });
    expect(refusal(reply)).toEqual([400, 'BAD_USER_INPUT', 'SUBSCRIPTION_OVER_HTTP']);
  });

  it.each([
    ['without a token', {}],
    ['with another scheme', { authorization: 'Basic YW5uYTphbm5h' }],
    ['with a forged token', { authorization: `${bearer('anna')}x` }],
    ['for someone unknown', { authorization: bearer('nobody') }],
  ])('refuses a request %s', async (_, headers) => {
    const reply = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
    expect(refusal(reply)).toEqual([401, 'UNAUTHENTICATED', undefined]);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
  });

  it("answers with a request id, its own or the caller's", async () => {
    expect((await post({ query })).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await post({ query }, { 'x-request-id': 'trace-0815' })).headers['x-request-id']).toBe(
      'trace-0815',
    );
    expect((await post({ query }, { 'x-request-id': 'not { an id' })).headers['x-request-id']).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it('lists what is served, and says where nothing is', async () => {
    expect((await api.app.inject('/')).json()).toEqual({
      graphql: '/graphql',
      graphiql: '/graphiql',
      health: '/healthz',
      readiness: '/readyz',
      metrics: '/metrics',
    });
    expect((await api.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await api.app.inject('/readyz')).json()).toEqual({
      status: 'ready',
      database: {
        kind: api.url === null ? 'embedded' : 'PostgreSQL',
        version: expect.stringMatching(/^\d+\.\d+$/),
      },
    });
    expect(refusal(await api.app.inject('/nowhere')).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
  });

  it('counts requests by operation and code', async () => {
    await post({ query });
    await post({ query: '{ nothing }' });
    const reply = await api.app.inject('/metrics');
    expect(reply.headers['content-type']).toContain('text/plain');
    expect(reply.body).toMatch(/muster_http_requests_total\{operation="query",code="OK"\} [1-9]/);
    expect(reply.body).toMatch(/muster_http_requests_total\{operation="none",code="BAD_USER_INPUT"\} [1-9]/);
    expect(reply.body).toMatch(/muster_http_requests_total\{operation="none",code="UNAUTHENTICATED"\} [1-9]/);
    expect(reply.body).toMatch(/muster_publisher_lag_seconds \d/);
    expect(reply.body).toContain('process_cpu_seconds_total');
  });
});

describe('an API with a log', async () => {
  const lines: string[] = [];
  const logger = createLogger(
    'info',
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  const { database, drop } = await cloneDatabase();
  const api = await createApi(
    database,
    { token: tokenSettings, allowsIntrospection: true, isDemo: true },
    logger,
  );
  afterAll(async () => {
    await api.close();
    await drop();
  });
  const rows = api.contexts.rows;

  it('masks a bug, and tells the request id to both sides', async () => {
    api.contexts.rows = async (name, sql, values) => {
      if (!name.startsWith('department')) return rows(name, sql, values);
      throw Object.assign(new Error('relation of ada@example.org is broken'), {
        detail: 'Key (email)=(ada@example.org)',
      });
    };
    await account({ database } as never, 'lead', 'HR');
    const authorization = bearer('lead');
    const reply = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization },
      payload: { query },
    });
    api.contexts.rows = rows;
    expect(reply.json()).toMatchObject({
      data: null,
      errors: [
        {
          message: expect.not.stringContaining('relation'),
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: reply.headers['x-request-id'] },
        },
      ],
    });
    const bug = lines.map((line) => JSON.parse(line)).find(({ level }) => level === 50);
    expect(bug).toMatchObject({
      requestId: reply.headers['x-request-id'],
      err: { message: 'relation of [e-mail] is broken' },
    });
  });

  it('writes no token and no e-mail address', async () => {
    const authorization = bearer('lead');
    logger.warn(
      { authorization, req: { headers: { authorization } }, email: 'ada@example.org' },
      `From ada@example.org with ${authorization}`,
    );
    await api.app.inject({ url: `/graphql?query=${encodeURIComponent(query)}`, headers: { authorization } });
    const written = lines.join('');
    expect(written).toContain('"path":"/graphql"');
    expect(written).not.toContain('ada@example.org');
    expect(written).not.toContain('eyJ');
  });

  it('refuses, in demo mode, every host but this machine itself', async () => {
    const ask = (host: string, url = '/healthz') => api.app.inject({ url, headers: { host } });
    for (const host of ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', 'LOCALHOST'])
      expect((await ask(host)).statusCode).toBe(200);
    for (const host of ['muster.example', '10.0.0.1:4000', 'localhost.example', '127.0.0.1.example']) {
      const reply = await ask(host, '/graphiql');
      expect([host, reply.statusCode]).toEqual([host, 403]);
      expect(reply.json()).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN', reason: 'FOREIGN_HOST' } }],
      });
    }
  });
});

describe('an API that cannot publish', async () => {
  const api = await startApi();
  const ready = async () => (await api.app.inject('/readyz')).json();
  const metrics = async () => (await api.app.inject('/metrics')).body;

  it('is ready, but says so, and goes on as soon as it can', async () => {
    const departmentId = uuidv7();
    // Sums of a department that nobody has heard of.
    await api.database.rows(
      'test.poison',
      `insert into change_event (kind, subject_type, subject_id, totals) values ('TESTED', 'Test', $1::uuid, jsonb_build_array(
         jsonb_build_object('departmentId', $1::uuid, 'kind', 'STAFF', 'from', '2027-02-01', 'added',
           jsonb_build_object('free', '[[0, 1, [1, 0, 0, 0, 0, 0, 0]]]'::jsonb))))`,
      [departmentId],
    );
    api.publisher.wake();
    await expect.poll(ready, { timeout: 5_000 }).toMatchObject({ status: 'ready', publisher: 'failing' });
    expect(await metrics()).toContain('muster_publisher_failing 1');

    await api.database.rows(
      'test.remedy',
      `insert into department (id, code, name, time_zone) values ($1, 'NEW', 'New', 'UTC')`,
      [departmentId],
    );
    await expect.poll(ready, { timeout: 5_000 }).not.toHaveProperty('publisher');
    expect(await metrics()).toContain('muster_publisher_failing 0');
  });
});
