import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { issueToken } from '../../src/auth/token.js';
import { type Database, openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { type Api, createApi } from '../../src/server/server.js';
import { startPostgres } from '../postgres.js';
import { median } from './load.js';
import type { Report } from './report.js';
import { Other, token } from './stream/wire.js';

type Kind = 'muster' | 'stock' | 'bare';

const WARM_UP = 3;
/** The stock server takes seconds for each. */
const ROUNDS: Readonly<Record<Kind, number>> = { muster: 40, bare: 40, stock: 5 };
const MANY_WRITES = 1_000;
const DEPARTMENTS = 200;
const department = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const WORKER = '00000000-0000-7000-9000-000000000000';
const FOLLOW = `subscription ($scope: ChangeScopeInput) { capacityChanged(scope: $scope, snapshot: false) { kind cursor cause
  lines { worker { name } department { code } week before { confirmedMinutes } after { confirmedMinutes freeMinutes } } } }`;

/** What one change costs the server for each who follows it, and how long it takes to reach the last of them. */
interface Measured {
  cpuMicroseconds: number;
  milliseconds: number;
  bytes: number;
}

/**
 * A crowd that follows changes: Muster beside graphql-ws as its manual has it (the same schema, each subscriber
 * executed for himself) and a bare broadcast of a ready string of the same size, each in a process of its own. Another
 * process of the organisation writes and publishes.
 */
export async function benchStream(report: Report, only: string): Promise<void> {
  const postgres = await startPostgres();
  const database = await openDatabase({ url: postgres.url });
  await migrate(database);
  await fill(database);
  const settings = { token, allowsIntrospection: false, isDemo: false };
  const writer = await createApi(database, settings, pino({ level: 'warn' }));
  const bench = new StreamBench(report, { url: postgres.url, database, writer });
  try {
    for (const count of [1_000, 5_000])
      if (`one topic, ${count} subscribers`.includes(only)) await bench.compare(count);
    if ('200 scopes'.includes(only)) await bench.measureScopes();
    if ('writes'.includes(only)) await bench.measureWrites();
    if ('memory'.includes(only)) await bench.measureMemory();
  } finally {
    await writer.close();
    await database.close();
    postgres.stop();
  }
}

interface Place {
  url: string;
  database: Database;
  writer: Api;
}

class StreamBench {
  constructor(
    readonly report: Report,
    readonly place: Place,
  ) {}

  async compare(count: number): Promise<void> {
    const name = `one topic, ${count} subscribers`;
    const muster = await this.#measure('muster', count);
    const bare = await this.#measure('bare', count, muster.bytes);
    const stock = await this.#measure('stock', count);
    this.report.add(name, 'CPU', muster.cpuMicroseconds, 'us/msg', bare.cpuMicroseconds);
    this.report.add(
      `${name}, stock graphql-ws`,
      'CPU',
      stock.cpuMicroseconds,
      'us/msg',
      bare.cpuMicroseconds,
    );
    this.report.add(name, 'to the last', muster.milliseconds, 'ms', bare.milliseconds);
    this.report.add(`${name}, stock graphql-ws`, 'to the last', stock.milliseconds, 'ms', bare.milliseconds);
  }

  async measureScopes(): Promise<void> {
    const variables = { scope: { departmentId: department(0).slice(0, -3) } };
    // The last three digits are the department's.
    const scoped = JSON.stringify(variables).replace(/"}}$/, '%"}}');
    await this.#with('muster', 1_000, scoped, async (server, clients) => {
      await clients.ask({ expect: 1_000 });
      const before = await cpuOf(server);
      for (let index = 0; index < DEPARTMENTS; index++) await this.#write(1, index);
      await clients.next();
      const perChange = ((await cpuOf(server)) - before) / DEPARTMENTS;
      this.report.add('1000 subscribers over 200 scopes', 'CPU', perChange / 1_000, 'ms/chg');
    });
  }

  async measureWrites(): Promise<void> {
    await this.#with('muster', 1_000, '{}', async (_server, clients) => {
      await clients.ask({ expect: 1_000 * MANY_WRITES });
      const since = process.hrtime.bigint();
      await this.#write(MANY_WRITES, 0);
      const { at } = await clients.next<{ at: string }>();
      const seconds = Number(BigInt(at) - since) / 1e9;
      this.report.add('writes with 1000 subscribers', 'delivered', MANY_WRITES / seconds, '1/s');
    });
  }

  async measureMemory(): Promise<void> {
    const count = 5_000;
    const server = new Other('serving.ts', ['muster', this.place.url]);
    const clients = new Other('clients.ts', []);
    try {
      const { port } = await server.next<{ port: number }>();
      // What the first subscribers cost once, is not theirs.
      await clients.ask({ crowd: crowdOf('muster', port, 100, '{}') });
      const before = await server.ask<{ bytes: number }>({ ask: 'memory' });
      await clients.ask({ crowd: crowdOf('muster', port, count, '{}') });
      await sleep(1_000);
      const after = await server.ask<{ bytes: number }>({ ask: 'memory' });
      const kilobytes = (after.bytes - before.bytes) / count / 1_024;
      this.report.add('an idle subscription of 5000, socket included', 'memory', kilobytes, 'KB');
    } finally {
      await clients.stop();
      await server.stop();
    }
  }

  #measure(kind: Kind, count: number, bytes = 0): Promise<Measured> {
    return this.#with(kind, count, '{}', async (server, clients) => {
      const say = 'x'.repeat(bytes);
      const times: number[] = [];
      const rounds = ROUNDS[kind];
      let [before, size] = [0, 0];
      for (let round = 0; round < WARM_UP + rounds; round++) {
        if (round === WARM_UP) before = await cpuOf(server);
        await clients.ask({ expect: count });
        const since = process.hrtime.bigint();
        if (kind === 'bare') server.tell({ say });
        else await this.#write(1, round % DEPARTMENTS);
        const arrived = await clients.next<{ at: string; size: number }>();
        if (round >= WARM_UP) times.push(Number(BigInt(arrived.at) - since) / 1e6);
        size = arrived.size;
      }
      const cpu = (await cpuOf(server)) - before;
      return { cpuMicroseconds: cpu / rounds / count, milliseconds: median(times), bytes: size };
    });
  }

  async #with<T>(
    kind: Kind,
    count: number,
    variables: string,
    work: (server: Other, clients: Other) => Promise<T>,
  ): Promise<T> {
    const server = new Other('serving.ts', [kind, this.place.url]);
    const clients = new Other('clients.ts', []);
    try {
      const { port } = await server.next<{ port: number }>();
      await clients.ask({ crowd: crowdOf(kind, port, count, variables) });
      return await work(server, clients);
    } finally {
      await clients.stop();
      await server.stop();
    }
  }

  async #write(count: number, index: number): Promise<void> {
    await this.place.database.rows('bench.change', CHANGE, [WORKER, department(index), count]);
    this.place.writer.publisher.wake();
  }
}

const CHANGE = `insert into change_event (kind, subject_type, subject_id, worker_id, capacity)
  select 'ASSIGNMENT_CONFIRMED', 'Assignment', gen_random_uuid(), $1::uuid, jsonb_build_array(jsonb_build_object(
    'departmentId', $2::uuid, 'from', date_trunc('week', now())::date, 'weeks', 1, 'before', null,
    'after', jsonb_build_object('confirmed', jsonb_build_array(jsonb_build_array(1, jsonb_build_array(n, 0, 0, 0, 0, 0, 0))))))
  from generate_series(1, $3::int) n order by n`;

const cpuOf = async (server: Other) =>
  (await server.ask<{ cpuMicroseconds: number }>({ ask: 'cpu' })).cpuMicroseconds;

function crowdOf(kind: Kind, port: number, count: number, variables: string) {
  const url = `ws://127.0.0.1:${port}/graphql`;
  if (kind === 'bare') return { url, count, hello: ['hello'], greetings: 1 };
  const authorization = `Bearer ${issueToken('bench', token, 3_600)}`;
  const subscribe = JSON.stringify({ id: 'b9d1c3e0-#', type: 'subscribe', payload: { query: FOLLOW } });
  const hello = [
    JSON.stringify({ type: 'connection_init', payload: { authorization } }),
    subscribe.replace('"payload":{', () => `"payload":{"variables":${variables},`),
  ];
  // The acknowledgement, and having caught up.
  return { url, count, hello, greetings: 2 };
}

async function fill({ run }: Database): Promise<void> {
  await run(`insert into department (id, code, name, time_zone)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'D' || n, 'Department ' || n, 'UTC'
    from generate_series(0, ${DEPARTMENTS - 1}) n`);
  await run(`insert into worker (id, kind, name, time_zone, work_mode)
    values ('${WORKER}', 'STAFF', 'Ada', 'UTC', 'HYBRID')`);
  await run(
    `insert into account (id, subject, name, kind) values (gen_random_uuid(), 'bench', 'Bench', 'PERSON')`,
  );
  await run(
    `insert into access_grant (id, account_id, role) select gen_random_uuid(), id, 'HR' from account`,
  );
}
