import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { startPostgres } from '../postgres.js';
import { ANSWER } from './floor.js';
import { Connection, type Measured, median, pressure, type Work } from './load.js';
import { fillOrganisation } from './organisation.js';
import type { Report } from './report.js';
import { bearer, startFloor, startMuster } from './server.js';

const WORKERS = 2_000;
const ROUNDS = 3;
const WARM_UP_MS = 1_500;
const ROUND_MS = 2_500;
const PORT = 4_477;

export interface Case {
  name: string;
  /** Whether both give the same answer to the letter. */
  isComparable: boolean;
  /** Of Muster: what is measured, such as a question never asked before, and one asked again. */
  muster: Readonly<Record<string, Work>>;
  floor: Work;
}

/** Requests per second and p99 of Muster and of the floor, in turns, on the same PostgreSQL; cases whose name has `only`. */
export async function benchHttp(report: Report, only: string): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  try {
    const client = new Client(postgres.url);
    await client.connect();
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await database.close();
    await fillOrganisation(client, WORKERS);
    await client.query(ANSWER);
    const muster = await startMuster(postgres.url, PORT);
    const floor = await startFloor(postgres.url);
    await untilStored(client);
    try {
      const ports = { muster: muster.port, floor: floor.port };
      const cases = (await casesOf(client)).filter(({ name }) => name.includes(only));
      await compare(
        cases.filter(({ isComparable }) => isComparable),
        ports,
      );
      for (const each of cases) await measure(report, each, ports);
    } finally {
      await floor.stop();
      await muster.stop();
      await client.end();
    }
  } finally {
    postgres.stop();
  }
}

/** Muster stores the capacity of an organisation that it meets for the first time: before that it has other work to do. */
async function untilStored(client: Client): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const { rows } = await client.query('select from kept_horizon where first_day is not null');
    if (rows.length > 0) {
      await client.query('vacuum analyze');
      return;
    }
    await wait(100);
  }
  throw new Error('The capacity was not stored within two minutes.');
}

export interface Ports {
  muster: number;
  floor: number;
}

export async function measure(report: Report, { name, muster, floor }: Case, ports: Ports): Promise<void> {
  await pressure(WARM_UP_MS, ports.floor, floor);
  for (const [metric, work] of Object.entries(muster)) {
    await pressure(WARM_UP_MS, ports.muster, work);
    const rounds: { floor: Measured; muster: Measured }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        floor: await pressure(ROUND_MS, ports.floor, floor),
        muster: await pressure(ROUND_MS, ports.muster, work),
      });
    }
    const middle = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
    report.add(
      name,
      metric,
      middle((round) => round.muster.perSecond),
      '/s',
      middle((round) => round.floor.perSecond),
    );
    report.add(
      name,
      `${metric} p99`,
      middle((round) => round.muster.p99Ms),
      'ms',
      middle((round) => round.floor.p99Ms),
    );
  }
}

let asked = 0;

/** Asked for the first time, always: no two requests are the same; and the same one again and again. */
export function ask(query: string, variables: (turn: number) => object = () => ({})) {
  const headers = bearer('bench');
  const again = JSON.stringify({ query, variables: variables(0) });
  return {
    first: (connection: Connection, turn: number) =>
      connection.send({
        path: '/graphql',
        headers,
        body: JSON.stringify({ query, variables: variables(turn), extensions: { asked: asked++ } }),
      }),
    repeated: (connection: Connection) => connection.send({ path: '/graphql', headers, body: again }),
  };
}

async function casesOf(client: Client): Promise<Case[]> {
  const ids = async (table: string) =>
    (await client.query<{ id: string }>(`select id from ${table} order by id`)).rows.map(({ id }) => id);
  const [workers, objectives] = [await ids('worker'), await ids('objective')];

  const monday = new Date(Date.now() - ((new Date().getUTCDay() + 6) % 7) * 86_400_000);
  const day = (offset: number) => new Date(monday.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const worker = (turn: number) => workers[turn % workers.length]!;
  return [
    {
      name: 'worker by id',
      isComparable: true,
      muster: ask(
        'query Worker($id: ID!) { worker(id: $id) { id name title timeZone workMode } }',
        (turn) => ({ id: worker(turn) }),
      ),
      floor: read('worker', (turn) => [worker(turn)]),
    },
    {
      name: 'page of 50 workers, skills, departments',
      isComparable: true,
      muster: ask(
        `query Page { workers(first: 50) { nodes { id name title skills { level skill { name } } departments { code name } } } }`,
      ),
      floor: read('page'),
    },
    {
      name: '20 departments > 10 > 10 > worker',
      isComparable: true,
      muster:
        ask(`query Tree { departments(first: 20) { nodes { id name objectives(first: 10) { nodes { id title
        assignments(first: 10) { nodes { id from to worker { id name } } } } } } } }`),
      floor: read('tree'),
    },
    {
      name: 'capacity of all departments, 13 weeks',
      isComparable: false,
      muster: ask(
        `query Capacity($range: DateRangeInput!) { capacity(scope: { allDepartments: true }, range: $range, bucket: WEEK) {
          lines { department { code } buckets { from effectiveMinutes confirmedMinutes freeMinutes } } } }`,
        () => ({ range: { from: day(0), to: day(13 * 7 - 1) } }),
      ),
      floor: read('capacity'),
    },
    assigning(workers, objectives, day),
  ];
}

export const read =
  (statement: string, values: (turn: number) => unknown[] = () => []): Work =>
  (connection, turn) =>
    connection.send({ path: `/${statement}`, body: JSON.stringify(values(turn)) });

const PROPOSE =
  'mutation Propose($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version state } }';
const CONFIRM =
  'mutation Confirm($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { id version state } }';

/** Every turn has a worker and a day of its own, so that every confirmation fits: both servers write, none refuses. */
function assigning(workers: string[], objectives: string[], day: (offset: number) => string): Case {
  let next = 0;
  const work = () => {
    const unit = next++;
    return {
      workerId: workers[unit % workers.length]!,
      objectiveId: objectives[unit % objectives.length]!,
      from: day(200 + 7 * Math.floor(unit / workers.length)),
      minutesPerDay: 60,
    };
  };
  const headers = bearer('manager');
  const mutate = async (connection: Connection, query: string, input: object) =>
    answerOf(
      await connection.send({
        path: '/graphql',
        headers,
        body: JSON.stringify({ query, variables: { input } }),
      }),
    );
  return {
    name: 'propose and confirm',
    isComparable: false,
    muster: {
      async requests(connection) {
        const input = work();
        const { data } = await mutate(connection, PROPOSE, { ...input, to: input.from });
        const { id, version } = data.assignmentPropose;
        expectConfirmed(await mutate(connection, CONFIRM, { id, expectedVersion: version }));
      },
    },
    async floor(connection, turn) {
      const { workerId, objectiveId, from, minutesPerDay } = work();
      const propose = read('propose', () => [workerId, objectiveId, from, minutesPerDay]);
      const { data } = answerOf(await propose(connection, turn));
      const confirm = read('confirm', () => [data.assignmentPropose.id]);
      expectConfirmed(answerOf(await confirm(connection, turn)));
    },
  };
}

const answerOf = (body: unknown) => JSON.parse(String(body));

function expectConfirmed(answer: { data?: { assignmentConfirm?: { state: string } } } | null): void {
  if (answer?.data?.assignmentConfirm?.state !== 'CONFIRMED')
    throw new Error(`Not confirmed: ${JSON.stringify(answer)}`);
}

/** A ratio says something only if both gave the same answer. */
export async function compare(cases: Case[], ports: Ports): Promise<void> {
  const [toMuster, toFloor] = [new Connection(ports.muster), new Connection(ports.floor)];
  for (const { name, muster, floor } of cases) {
    const bare = answerOf(await floor(toFloor, 0));
    // Twice: what is kept is compared as well.
    for (const work of Object.values(muster).flatMap((work) => [work, work])) {
      const own = answerOf(await work(toMuster, 0));
      if (JSON.stringify(own.data) === JSON.stringify(bare.data)) continue;
      throw new Error(
        `${name}: Muster and the floor answer differently.\n${JSON.stringify(own).slice(0, 600)}\n${JSON.stringify(bare).slice(0, 600)}`,
      );
    }
  }
  toMuster.close();
  toFloor.close();
}
