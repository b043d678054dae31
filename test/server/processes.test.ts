import { pino } from 'pino';
import { describe, expect, inject, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { openDatabase } from '../../src/server/database.js';
import { type Api, createApi } from '../../src/server/server.js';
import { startApi, type TestApi, tokenSettings } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { cloneDatabase } from '../support/database.js';
import { dataFolder, run, start } from './process.js';
import { signIn } from './streams/socket.js';

const TAKES_OVER_WITHIN_MS = 2_000;
const PUBLISHER_LOCK = 7_285_301;

const FOLLOW = `subscription ($after: String) { capacityChanged(after: $after, snapshot: false) { kind cursor lines { worker { name } week } } }`;
const PROPOSE = `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`;

const VERIFY = '{ changeLogVerification { events fault { sequence kind } } }';

interface Delta {
  sequence: number;
  worker: string;
  week: string;
}

/** A subscriber over a socket, who receives changes one by one. */
async function follow(address: string, authorization: string, after?: string) {
  const { send, next } = await signIn(`${address}/graphql`, authorization);
  send({ type: 'subscribe', id: '1', payload: { query: FOLLOW, variables: { after } } });
  let cursor = after;
  const change = async () => {
    for (;;) {
      const { type, payload } = await next();
      if (type === 'ping') {
        send({ type: 'pong' });
        continue;
      }
      if (type !== 'next') throw new Error(`Got ${type}: ${JSON.stringify(payload)}`);
      ({ cursor } = payload.data.capacityChanged);
      return payload.data.capacityChanged;
    }
  };
  return {
    change,
    async deltas(count: number): Promise<Delta[]> {
      const deltas: Delta[] = [];
      while (deltas.length < count) {
        const { kind, cursor, lines } = await change();
        if (kind !== 'DELTA') continue;
        const [{ worker, week }] = lines;
        deltas.push({ sequence: Number(cursor.split('.')[1]), worker: worker.name, week });
      }
      return deltas;
    },
    async weeks(count: number): Promise<string[]> {
      return (await this.deltas(count)).map(({ week }) => week);
    },
    cursor: () => cursor!,
  };
}

/** As `follow`, once it has caught up. */
async function caughtUp(address: string, authorization: string) {
  const follower = await follow(address, authorization);
  expect(await follower.change()).toMatchObject({ kind: 'CAUGHT_UP', lines: [] });
  return follower;
}

interface Work {
  workerId: string;
  objectiveId: string;
  week: string;
}

async function propose(address: string, authorization: string, { workerId, objectiveId, week }: Work) {
  const input = { workerId, objectiveId, from: week, to: week, minutesPerDay: 30 };
  const reply = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: PROPOSE, variables: { input } }),
  });
  expect(await reply.json()).not.toHaveProperty('errors');
}

/** The Monday of the week so many weeks from now. */
function monday(weeks: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 7 * weeks);
  return day.toISOString().slice(0, 10);
}

/** Another server on the same database, as another process would be. */
async function another(url: string) {
  const database = await openDatabase({ url, connections: 3 });
  const settings = { token: tokenSettings, allowsIntrospection: true, isDemo: false };
  const api = await createApi(database, settings, pino({ level: 'silent' }));
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await api.close();
    await database.close();
  };
  return { api, address, close };
}

const isEmbedded = 'file' in inject('template');

describe.skipIf(isEmbedded)('several servers on one PostgreSQL', async () => {
  // Writes, and leaves publishing to the others.
  const writer = await startApi();
  await writer.publisher.close();
  const url = writer.url!;
  const { department, ada } = await staffed(writer, 'Design', ['Ada']);
  const objective = await objectiveOf(writer, department, 'Move');
  const manager = writer.as(await account(writer, 'manager', 'RESOURCE_MANAGER'));
  let weeks = 0;

  /** Changes something in a week that it answers. */
  const change = async (address = writer.address) => {
    const week = monday(++weeks);
    await propose(address, manager.authorization, { workerId: ada.id, objectiveId: objective.id, week });
    return week;
  };
  const leads = ({ publisher }: Api) => expect.poll(() => publisher.leads, { timeout: 5_000 }).toBe(true);

  it('see each other’s events, in the same order, each once', async () => {
    const [one, other] = [await another(url), await another(url)];
    await leads(one.api);
    expect(other.api.publisher.leads).toBe(false);
    const followers = await Promise.all(
      [one, other].map(({ address }) => caughtUp(address, manager.authorization)),
    );
    const weeks: string[] = [];
    for (const { address } of [one, other, writer, other, one, writer]) weeks.push(await change(address));
    const received = await Promise.all(followers.map(({ deltas }) => deltas(6)));
    expect(received[0]!.map(({ week }) => week)).toEqual(weeks);
    expect(received[1]).toEqual(received[0]);
    const [{ sequence }] = received[0] as [Delta];
    expect(received[0]!.map((delta) => delta.sequence - sequence)).toEqual([0, 1, 2, 3, 4, 5]);
    await Promise.all([one.close(), other.close()]);
  });

  it('take over: when the one that publishes is stopped, another one publishes within two seconds', async () => {
    const leaving = await another(url);
    await leads(leaving.api);
    const staying = await another(url);
    const follower = await caughtUp(staying.address, manager.authorization);
    const weeks = [await change()];
    await leaving.close();
    const since = performance.now();
    weeks.push(await change());
    expect(await follower.weeks(2)).toEqual(weeks);
    expect(performance.now() - since).toBeLessThan(TAKES_OVER_WITHIN_MS);
    expect(staying.api.publisher.leads).toBe(true);
    await staying.close();
  });

  it('take over: when it is cut off in the middle of its work, nothing is lost, nothing comes twice, and the chain is one', async () => {
    const servers = [await another(url), await another(url)];
    await leads(servers[0]!.api);
    const follower = await caughtUp(servers[1]!.address, manager.authorization);
    const weeks: string[] = [];
    for (let round = 0; round < 3; round++) {
      weeks.push(await change());
      // What the server does to the connections of a process that died.
      await writer.database.rows(
        'test.cut-off',
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${PUBLISHER_LOCK}
           and database = (select oid from pg_database where datname = current_database())`,
      );
      const since = performance.now();
      weeks.push(await change());
      const received = await follower.weeks(2);
      expect(performance.now() - since).toBeLessThan(TAKES_OVER_WITHIN_MS);
      expect(received).toEqual(weeks.slice(-2));
      expect(servers.filter(({ api }) => api.publisher.leads)).toHaveLength(1);
    }
    const { data } = await writer.as(await account(writer, 'admin', 'ADMIN')).run(VERIFY);
    expect(data.changeLogVerification).toEqual({ events: await writer.feed.position(), fault: null });
    await Promise.all(servers.map(({ close }) => close()));
  });
});

const JWT_SECRET = 'a secret for tests, of 32 characters and more';
const authorization = `Bearer ${issueToken('manager', { issuer: 'muster', audience: 'muster', secret: JWT_SECRET }, 3_600)}`;

interface Process {
  readonly url: string;
}

async function leads({ url }: Process): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^muster_publisher_leads 1$/m.test(metrics);
}

const isLeader = (process: Process) => expect.poll(() => leads(process), { timeout: 15_000 }).toBe(true);

describe('two processes of one organisation', () => {
  it('see each other’s events on PostgreSQL; when the one that publishes is killed, the other goes on', async () => {
    const { database, url, drop } = await cloneDatabase();
    if (!url) return drop();
    const company = { database } as TestApi;
    const { department, ada } = await staffed(company, 'Design', ['Ada']);
    const objective = await objectiveOf(company, department, 'Relaunch');
    // An organisation with an account is not seeded.
    await account(company, 'manager', 'RESOURCE_MANAGER');
    const environment = { DATABASE_URL: url, MUSTER_DEMO: 'on', JWT_SECRET };
    const change = ({ url }: Process, week: string) =>
      propose(url, authorization, { workerId: ada.id, objectiveId: objective.id, week });

    const first = await start(environment);
    await isLeader(first);
    const second = await start(environment);
    expect(await leads(second)).toBe(false);

    const [atFirst, atSecond] = [
      await caughtUp(first.url, authorization),
      await caughtUp(second.url, authorization),
    ];
    await change(first, monday(1));
    expect(await atSecond.weeks(1)).toEqual([monday(1)]);
    expect(await atFirst.weeks(1)).toEqual([monday(1)]);
    await change(second, monday(2));
    expect(await atFirst.weeks(1)).toEqual([monday(2)]);
    expect(await atSecond.weeks(1)).toEqual([monday(2)]);

    first.child.kill('SIGKILL');
    expect(await first.exit).toBe('SIGKILL');
    await change(second, monday(3));
    await isLeader(second);
    expect(await atSecond.weeks(1)).toEqual([monday(3)]);
    await change(second, monday(4));
    expect(await atSecond.weeks(1)).toEqual([monday(4)]);

    // Whoever followed the one that was killed goes on at the other one, behind what he has.
    const resumed = await follow(second.url, authorization, atFirst.cursor());
    expect(await resumed.weeks(2)).toEqual([monday(3), monday(4)]);
    const sequences = await database.rows<{ sequence: number }>(
      'test.sequences',
      'select sequence from change_event order by sequence',
    );
    // The horizon moves on as well: more than was proposed, and nothing missing.
    expect(sequences.length).toBeGreaterThanOrEqual(4);
    expect(sequences.map(({ sequence }) => sequence)).toEqual(sequences.map((_, index) => index + 1));

    // The next one to come waits for its turn like the second did.
    const third = await start(environment);
    expect([await leads(second), await leads(third)]).toEqual([true, false]);
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    await isLeader(third);
    third.child.kill('SIGTERM');
    expect(await third.exit).toBe(0);
    await drop();
  }, 240_000);

  it('are one on a data folder: of two that start in one moment, one says so and stops', async () => {
    const environment = { MUSTER_DATA: dataFolder(), MUSTER_DEMO: 'off', JWT_SECRET };
    const both = [run(environment), run(environment)] as const;
    const refused = await Promise.race(both.map(async (attempt) => attempt.exit.then(() => attempt)));
    const other = both.find((attempt) => attempt !== refused)!;
    expect(await refused.exit).toBe(78);
    expect(refused.output().stderr).toMatch(
      new RegExp(`is in use by process ${other.child.pid}|other processes are starting on it`),
    );
    await expect
      .poll(() => other.output().stdout, { timeout: 120_000, interval: 100 })
      .toContain('"msg":"listening"');
    other.child.kill('SIGTERM');
    expect(await other.exit).toBe(0);
  }, 240_000);
});
