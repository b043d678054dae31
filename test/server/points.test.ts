import { beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { startApi, tokenSettings } from '../support/api.js';
import { account } from '../support/company.js';
import { signIn } from './streams/socket.js';

const ofCost = (points: number) => `{ departments(first: ${points}) { nodes { id } } }`;
const bearer = (subject: string) => `Bearer ${issueToken(subject, tokenSettings, 60)}`;

// A point comes back every 10 seconds: none within a test.
describe('the points of a minute', async () => {
  const api = await startApi({ pointsPerMinute: 6 });
  beforeAll(async () => {
    for (const name of ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']) await account(api, name, 'HR', 'ADMIN');
  });
  const ask = (subject: string | null, query: string) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: subject ? { authorization: bearer(subject) } : {},
      payload: { query },
    });
  const refusal = (remaining: number) => ({
    code: 'RATE_LIMITED',
    reason: 'POINTS',
    details: { limit: 6, remaining, retryAfterSeconds: expect.any(Number) },
  });
  const expectRefused = (reply: Awaited<ReturnType<typeof ask>>, remaining: number) => {
    expect(reply.statusCode).toBe(429);
    const { errors, data } = reply.json();
    expect(errors).toMatchObject([{ extensions: refusal(remaining) }]);
    expect(data).toBeUndefined();
    const { retryAfterSeconds } = errors[0].extensions.details;
    expect(reply.headers['retry-after']).toBe(String(retryAfterSeconds));
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(10);
  };

  it('are spent by what is asked for; what they do not reach for is answered with 429', async () => {
    expect((await ask('ada', ofCost(4))).statusCode).toBe(200);
    // One is spent by asking, so two more are needed, of which one is there.
    expectRefused(await ask('ada', ofCost(3)), 1);
    expect((await ask('ada', ofCost(1))).statusCode).toBe(200);
    expect((await ask('ada', ofCost(1))).statusCode).toBe(429);
  });

  it('are spent by answers that were kept, too', async () => {
    const asked = async () => (await ask('bob', ofCost(2))).statusCode;
    expect([await asked(), await asked(), await asked(), await asked()]).toEqual([200, 200, 200, 429]);
  });

  it('are spent, one each, by what is refused or asks for nothing', async () => {
    for (const query of ['{ nothing }', '{ departments {', '{ __typename }', ofCost(10_001)])
      await ask('cyd', query);
    expect((await ask('cyd', ofCost(2))).statusCode).toBe(200);
    expect((await ask('cyd', '{ __typename }')).statusCode).toBe(429);
  });

  it('that are missing write nothing', async () => {
    await ask('dan', ofCost(6));
    const query = 'mutation { departmentCreate(input: { code: "X", name: "X", timeZone: "UTC" }) { id } }';
    expect((await ask('dan', query)).statusCode).toBe(429);
    expect(await api.database.rows('test.departments', 'select 1 from department')).toEqual([]);
  });

  it('are the same over a socket, which stays open', async () => {
    const { ask: askOver, send, next } = await signIn(`${api.address}/graphql`, bearer('eve'));
    expect(await askOver({ query: ofCost(5) })).toMatchObject([{ type: 'next' }, { type: 'complete' }]);
    expect((await ask('eve', ofCost(2))).statusCode).toBe(429);
    const refused = [{ type: 'error', payload: [{ extensions: refusal(0) }] }];
    expect(await askOver({ query: ofCost(1) })).toMatchObject(refused);
    send({ type: 'subscribe', id: 's', payload: { query: 'subscription { capacityChanged { kind } }' } });
    expect(await next()).toMatchObject(refused[0]!);
  });

  it("are the address's own where nobody is signed in, and take none of those who are", async () => {
    const attempts = [];
    for (let count = 0; count < 7; count++) attempts.push(await ask(null, ofCost(1)));
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 401, 429]);
    expectRefused(attempts[6]!, 0);
    expect((await ask('fay', ofCost(1))).statusCode).toBe(200);
  });

  it('are counted where they were missing', async () => {
    const counted = async () => {
      const { body } = await api.app.inject('/metrics');
      return Number(/^muster_points_refused_total (\d+)$/m.exec(body)![1]);
    };
    const before = await counted();
    await ask(null, ofCost(1));
    expect(await counted()).toBe(before + 1);
  });
});

describe('an API without a limit', async () => {
  const api = await startApi();
  beforeAll(() => account(api, 'ada', 'HR'));

  it('answers however much is asked', async () => {
    const { run } = api.as('ada');
    for (let count = 0; count < 50; count++) expect((await run(ofCost(100))).errors).toBeUndefined();
  });
});
