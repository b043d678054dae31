import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { KeyDepartmentWeightsInput } from '../../src/collaboration/key-departments.js';
import { keyDepartments } from '../../src/collaboration/key-departments.service.js';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { addDays, mondayOf } from '../../src/time/local-date.js';
import { startPostgres } from '../postgres.js';
import { Product } from './capacity/product.js';
import { say } from './capacity/progress.js';
import { milliseconds } from './capacity/timing.js';
import { CHANGE, FLOOR, generate, type Size } from './collaboration/organisation.js';
import { median } from './load.js';
import type { Report } from './report.js';

const SIZES: readonly Size[] = [
  { departments: 200, objectives: 1_000, assignments: 60_000 },
  { departments: 1_000, objectives: 5_000, assignments: 300_000 },
];
const ROUNDS = 5;
const RESOLUTION_MS = 1;

/**
 * Key departments of a quarter, in organisations of these sizes whose name has `only`: first, again, and after one
 * change; and how long whatever else the process does had to wait. The floor is one statement for the sums alone,
 * without any measure.
 */
export async function benchCollaboration(report: Report, only: string): Promise<void> {
  for (const size of SIZES) {
    const name = `${size.departments} departments, ${size.objectives} objectives, ${size.assignments} assignments`;
    if (name.includes(only)) await benchSize(report, name, size);
  }
}

async function benchSize(report: Report, name: string, size: Size): Promise<void> {
  const monday = mondayOf(new Date().toISOString().slice(0, 10));
  const range = { from: monday, to: addDays(monday, 90) };
  const postgres = await startPostgres({ durable: true });
  const client = new Client(postgres.url);
  try {
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await database.close();
    await client.connect();
    await generate(client, size, monday);
    const product = await Product.open(postgres.url);
    try {
      const ask = async () =>
        keyDepartments(await product.contextFor('bench'), {
          range,
          level: null,
          objectiveIds: null,
          weights: new KeyDepartmentWeightsInput(),
          includeTentative: false,
          first: 10,
        });
      const floor = median(await times(ROUNDS, () => client.query(FLOOR, [range.from, range.to])));
      say(`${name}: cold`);
      const cold = await withDelay(() => milliseconds(ask));
      report.add(name, 'cold', cold.value, 'ms', floor);
      addBlocks(report, `${name}, cold`, cold);
      say(`${name}: warm`);
      const warm = await withDelay(() => times(ROUNDS, ask));
      report.add(name, 'again', median(warm.value), 'ms', floor);
      addBlocks(report, `${name}, again`, warm);
      say(`${name}: after a change`);
      const changed = await withDelay(() => afterChanges(client, ask));
      report.add(name, 'one change', median(changed.value), 'ms', floor);
      addBlocks(report, `${name}, one change`, changed);
    } finally {
      await product.close();
    }
  } finally {
    await client.end();
    postgres.stop();
  }
}

function addBlocks(report: Report, name: string, { longest, busy }: Blocked<unknown>): void {
  report.add(name, 'longest block', longest, 'ms');
  report.add(name, 'longest block, of its own', busy, 'ms');
}

async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) taken.push(await milliseconds(work));
  return taken;
}

async function afterChanges(client: Client, ask: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await client.query(CHANGE, [round * 100]);
    taken.push(await milliseconds(ask));
  }
  return taken;
}

interface Blocked<T> {
  readonly value: T;
  /** For how long, in milliseconds, nothing else had its turn: for whatever reason, */
  readonly longest: number;
  /** and as far as this thread was busy then. The rest is what others on the machine took. */
  readonly busy: number;
}

async function withDelay<T>(work: () => Promise<T>): Promise<Blocked<T>> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What came before is over.
  await sleep(50);
  delay.reset();
  let busy = 0;
  let last = cpuMilliseconds();
  const timer = setInterval(() => {
    const now = cpuMilliseconds();
    busy = Math.max(busy, now - last);
    last = now;
  }, RESOLUTION_MS);
  const value = await work();
  await sleep(50);
  clearInterval(timer);
  delay.disable();
  return { value, longest: delay.max / 1e6 - RESOLUTION_MS, busy };
}

function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e3;
}
