import { Client } from 'pg';
import { assignmentConfirm, assignmentPropose } from '../../../src/assignments/assignment.service.js';
import type { Figures } from './figures.js';
import type { Product } from './product.js';
import { say } from './progress.js';
import type { Task, Tasks } from './tasks.js';
import { inTurns } from './timing.js';

const NAME = 'one confirm with its event';

/** A confirmation, judged, with its event, beside an insert under the same lock that is neither. */
export async function measureConfirm(
  figures: Figures,
  product: Product,
  url: string,
  tasks: Tasks,
): Promise<void> {
  if (!figures.wants(NAME)) return;
  say(`${figures.people} people: ${NAME}`);
  const client = new Client(url);
  await client.connect();
  await createBareTable(client);
  try {
    const proposed = await proposals(product, tasks);
    const { own, floor } = await inTurns(
      () => product.mutate((ctx) => assignmentConfirm(ctx, proposed.pop()!)),
      () => insertUnderLock(client, tasks.next()),
    );
    figures.addTimes(NAME, own, floor);
  } finally {
    await client.end();
  }
}

/** As many as are confirmed at most. */
const PROPOSED = 201;

async function proposals(product: Product, tasks: Tasks): Promise<{ id: string; expectedVersion: number }[]> {
  const seen = [];
  for (let turn = 0; turn < PROPOSED; turn++) {
    const { id, version } = await product.mutate((ctx) => assignmentPropose(ctx, tasks.next()));
    seen.push({ id, expectedVersion: version });
  }
  return seen;
}

/** A table of its own, so that what is kept of capacity stays true. */
const createBareTable = (client: Client) =>
  client.query(`
    create table bench_assignment (like assignment including all);
    alter table bench_assignment add foreign key (worker_id) references worker, add foreign key (objective_id) references objective`);

async function insertUnderLock(client: Client, task: Task): Promise<void> {
  await client.query('begin');
  await client.query({
    name: 'bench.lock',
    text: 'select id from worker where id = $1 for no key update',
    values: [task.workerId],
  });
  await client.query({
    name: 'bench.insert',
    text: `insert into bench_assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
      values (gen_random_uuid(), $1, $2, $3, $4, 'RATE', $5, 'CONFIRMED')`,
    values: [task.workerId, task.objectiveId, task.from, task.to, task.minutesPerDay],
  });
  await client.query('commit');
}
