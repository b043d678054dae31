import { pino } from 'pino';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/server/database.js';
import { type Api, createApi } from '../../src/server/server.js';
import { startApi, tokenSettings } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { dataFolder, run } from './process.js';
import { signIn } from './socket.js';

const TAKES_OVER_WITHIN_MS = 2_000;
const PUBLISHER_LOCK = 7_285_301;

const FOLLOW = `subscription { capacityChanged { kind cursor lines { worker { name } week } } }`;
const PROPOSE = `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`;

interface Delta {
  sequence: number;
  worker: string;
  week: string;
}

/** What a subscriber receives after having caught up, one by one. */
async function follow(address: string, authorization: string): Promise<() => Promise<Delta>> {
  const socket = await signIn(`${address}/graphql`, authorization);
  socket.send({ type: 'subscribe', id: '1', payload: { query: FOLLOW } });
  const next = async () => {
    for (;;) {
      const { type, payload } = await socket.next();
      if (type === 'ping') continue;
      if (type !== 'next') throw new Error(`Got ${type}: ${JSON.stringify(payload)}`);
      return payload.data.capacityChanged;
    }
  };
  expect(await next()).toMatchObject({ kind: 'CAUGHT_UP' });
  return async () => {
    const { cursor, lines } = await next();
    return {
      sequence: Number(cursor.split('.')[1]),
      worker: lines[0].worker.name,
      week: lines[0].week,
    };
  };
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
  const nextMonday = mondays();

  /** Changes something in a week that it answers. */
  const propose = async (address = writer.address) => {
    const from = nextMonday();
    const input = { workerId: ada.id, objectiveId: objective.id, from, to: from, minutesPerDay: 60 };
    const reply = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: manager.authorization },
      body: JSON.stringify({ query: PROPOSE, variables: { input } }),
    });
    expect(await reply.json()).not.toHaveProperty('errors');
    return from;
  };
  const leads = ({ publisher }: Api) => expect.poll(() => publisher.leads, { timeout: 5_000 }).toBe(true);

  it('see each other’s events, in the same order, each once', async () => {
    const [one, other] = [await another(url), await another(url)];
    await leads(one.api);
    expect(other.api.publisher.leads).toBe(false);
    const followers = await Promise.all(
      [one, other].map(({ address }) => follow(address, manager.authorization)),
    );
    const weeks: string[] = [];
    for (const { address } of [one, other, writer, other, one, writer]) weeks.push(await propose(address));
    const received = await Promise.all(followers.map((next) => take(next, 6)));
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
    const next = await follow(staying.address, manager.authorization);
    const weeks = [await propose()];
    await leaving.close();
    const since = performance.now();
    weeks.push(await propose());
    expect((await take(next, 2)).map(({ week }) => week)).toEqual(weeks);
    expect(performance.now() - since).toBeLessThan(TAKES_OVER_WITHIN_MS);
    expect(staying.api.publisher.leads).toBe(true);
    await staying.close();
  });

  it('take over: when it is cut off in the middle of its work, nothing is lost and nothing comes twice', async () => {
    const servers = [await another(url), await another(url)];
    await leads(servers[0]!.api);
    const next = await follow(servers[1]!.address, manager.authorization);
    const weeks: string[] = [];
    for (let round = 0; round < 3; round++) {
      weeks.push(await propose());
      // What the server does to the connections of a process that died.
      await writer.database.rows(
        'test.cut-off',
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${PUBLISHER_LOCK}
           and database = (select oid from pg_database where datname = current_database())`,
      );
      const since = performance.now();
      weeks.push(await propose());
      const received = await take(next, 2);
      expect(performance.now() - since).toBeLessThan(TAKES_OVER_WITHIN_MS);
      expect(received.map(({ week }) => week)).toEqual(weeks.slice(-2));
      expect(servers.filter(({ api }) => api.publisher.leads)).toHaveLength(1);
    }
    await Promise.all(servers.map(({ close }) => close()));
  });
});

describe.runIf(isEmbedded)('two processes on one embedded database', () => {
  it('cannot be: the second one says who has it, and stops', async () => {
    const folder = dataFolder();
    const database = await openDatabase({ folder });
    const second = run({ MUSTER_DATA: folder });
    expect(await second.exit).toBe(78);
    expect(second.output().stderr).toContain(`is in use by process ${process.pid}`);
    // The first one has it still.
    expect(await database.rows('test.alive', 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });
});

/** Mondays of the coming year, one by one. */
function mondays(): () => string {
  let next = Date.now();
  while (new Date(next).getUTCDay() !== 1) next += 86_400_000;
  return () => {
    next += 7 * 86_400_000;
    return new Date(next).toISOString().slice(0, 10);
  };
}

async function take<T>(next: () => Promise<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) taken.push(await next());
  return taken;
}
