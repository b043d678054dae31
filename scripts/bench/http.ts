import type http from 'node:http';
import { Client } from 'pg';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { startPostgres } from '../postgres.js';
import { ANSWER } from './floor.js';
import { connections, type Measured, median, pressure, send } from './load.js';
import { fillOrganisation } from './organisation.js';
import type { Report } from './report.js';
import { bearer, startFloor, startMuster } from './server.js';

const WORKERS = 2_000;
const ROUNDS = 3;
const WARM_UP_MS = 1_500;
const ROUND_MS = 2_500;
const PORT = 4_477;

interface Case {
  name: string;
  /** Whether both give the same answer to the letter. */
  isComparable: boolean;
  muster: (agent: http.Agent, turn: number) => Promise<unknown>;
  floor: (agent: http.Agent, turn: number) => Promise<unknown>;
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
    try {
      const cases = (await casesOf(client, muster.port, floor.port)).filter(({ name }) =>
        name.includes(only),
      );
      await compare(cases.filter(({ isComparable }) => isComparable));
      for (const each of cases) await measure(report, each);
    } finally {
      await floor.stop();
      await muster.stop();
      await client.end();
    }
  } finally {
    postgres.stop();
  }
}

async function measure(report: Report, { name, muster, floor }: Case): Promise<void> {
  await pressure(WARM_UP_MS, floor);
  await pressure(WARM_UP_MS, muster);
  const rounds: { floor: Measured; muster: Measured }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ floor: await pressure(ROUND_MS, floor), muster: await pressure(ROUND_MS, muster) });
  }
  const middle = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  report.add(
    name,
    'requests',
    middle((round) => round.muster.perSecond),
    '/s',
    middle((round) => round.floor.perSecond),
  );
  report.add(
    name,
    'p99',
    middle((round) => round.muster.p99Ms),
    'ms',
    middle((round) => round.floor.p99Ms),
  );
}

async function casesOf(client: Client, musterPort: number, floorPort: number): Promise<Case[]> {
  const ids = async (table: string) =>
    (await client.query<{ id: string }>(`select id from ${table} order by id`)).rows.map(({ id }) => id);
  const [workers, objectives] = [await ids('worker'), await ids('objective')];
  const ask = (query: string, variables: (turn: number) => object = () => ({}), subject = 'bench') => {
    const headers = bearer(subject);
    return (agent: http.Agent, turn: number) =>
      send(agent, musterPort, {
        path: '/graphql',
        headers,
        body: JSON.stringify({ query, variables: variables(turn) }),
      });
  };
  const read =
    (statement: string, values: (turn: number) => unknown[] = () => []) =>
    (agent: http.Agent, turn: number) =>
      send(agent, floorPort, { path: `/${statement}`, body: JSON.stringify(values(turn)) });

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
    assigning({ ask, read, workers, objectives, day }),
  ];
}

interface Tools {
  ask: (query: string, variables: (turn: number) => object, subject: string) => Case['muster'];
  read: (statement: string, values: (turn: number) => unknown[]) => Case['floor'];
  workers: string[];
  objectives: string[];
  day: (offset: number) => string;
}

/** Every turn has a worker and a day of its own, so that every confirmation fits: both servers write, none refuses. */
function assigning({ ask, read, workers, objectives, day }: Tools): Case {
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
  return {
    name: 'propose and confirm',
    isComparable: false,
    async muster(agent, turn) {
      const input = work();
      const propose = ask(
        'mutation Propose($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version state } }',
        () => ({ input: { ...input, to: input.from } }),
        'manager',
      );
      const { data } = JSON.parse((await propose(agent, turn)) as string);
      const confirm = ask(
        'mutation Confirm($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { id version state } }',
        () => ({ input: { id: data.assignmentPropose.id, expectedVersion: data.assignmentPropose.version } }),
        'manager',
      );
      expectConfirmed(JSON.parse((await confirm(agent, turn)) as string));
    },
    async floor(agent, turn) {
      const { workerId, objectiveId, from, minutesPerDay } = work();
      const { data } = JSON.parse(
        (await read('propose', () => [workerId, objectiveId, from, minutesPerDay])(agent, turn)) as string,
      );
      expectConfirmed(
        JSON.parse((await read('confirm', () => [data.assignmentPropose.id])(agent, turn)) as string),
      );
    },
  };
}

function expectConfirmed(answer: { data?: { assignmentConfirm?: { state: string } } } | null): void {
  if (answer?.data?.assignmentConfirm?.state !== 'CONFIRMED')
    throw new Error(`Not confirmed: ${JSON.stringify(answer)}`);
}

/** A ratio says something only if both gave the same answer. */
async function compare(cases: Case[]): Promise<void> {
  const agent = connections();
  for (const { name, muster, floor } of cases) {
    const [own, bare] = [
      JSON.parse((await muster(agent, 0)) as string),
      JSON.parse((await floor(agent, 0)) as string),
    ];
    if (JSON.stringify(own.data) !== JSON.stringify(bare.data)) {
      throw new Error(
        `${name}: Muster and the floor answer differently.\n${JSON.stringify(own).slice(0, 600)}\n${JSON.stringify(bare).slice(0, 600)}`,
      );
    }
  }
  agent.destroy();
}
