import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { startPostgres } from '../postgres.js';
import { type Floor, fillFloorCapacity, openFloor, sumFloorCapacity } from './import-floor.js';
import { median } from './load.js';
import type { Report } from './report.js';
import { bearer, startMuster } from './server.js';

const ROOT = join(import.meta.dirname, '../..');
const DATA = join(ROOT, '../shared/data/organisation/employees-10k');
const PORT = 4_478;
const TIMES = 7;
/** What employees.csv does not say. */
const WORKERS_LACK = ['--default', 'pattern=8,8,8,8,8,0,0', 'region=CH-GE'];

interface Import {
  readonly kind: 'departments' | 'workers' | 'memberships';
  readonly file: string;
  readonly options: readonly string[];
}

const imports: readonly Import[] = [
  { kind: 'departments', file: 'departments.csv', options: [] },
  { kind: 'workers', file: 'employees.csv', options: WORKERS_LACK },
  { kind: 'memberships', file: 'dept_emp.csv', options: ['--to', 'exclusive'] },
];

/**
 * An organisation of 10,000 people, imported by the command line as its user does, process start and reading included;
 * then the capacity of all its departments. Beside it the same rows through bare inserts, and a sum of a ready table.
 */
export async function benchImport(report: Report, only: string): Promise<void> {
  if (!existsSync(DATA)) {
    console.log(`Skipped: ${DATA} is not there.`);
    return;
  }
  const postgres = await startPostgres({ durable: true });
  const client = new Client(postgres.url);
  const rejects = mkdtempSync(join(tmpdir(), 'muster-rejects-'));
  try {
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await database.close();
    await client.connect();
    await addAccount(client);
    const floor = await openFloor(client, DATA);
    const muster = await startMuster(postgres.url, PORT);
    try {
      for (const each of imports) await measure(report, each, { floor, rejects });
      if ('capacity'.includes(only)) await measureCapacity(report, client);
    } finally {
      await muster.stop();
    }
  } finally {
    await client.end();
    rmSync(rejects, { recursive: true, force: true });
    postgres.stop();
  }
}

/** Who may add departments and people, and load holidays. */
const addAccount = (client: Client) =>
  client.query(`
    insert into account (id, subject, name, kind) values (gen_random_uuid(), 'bench', 'Bench', 'PERSON');
    insert into access_grant (id, account_id, role)
      select gen_random_uuid(), id, role from account cross join unnest('{ADMIN,HR}'::text[]) role`);

async function measure(
  report: Report,
  { kind, file, options }: Import,
  { floor, rejects }: { floor: Floor; rejects: string },
): Promise<void> {
  const began = performance.now();
  const said = await muster(
    'import',
    kind,
    join(DATA, file),
    '--on-error',
    'skip',
    '--rejects',
    join(rejects, file),
    ...options,
  );
  const seconds = (performance.now() - began) / 1_000;
  const [created = 0, failed = 0] = /([\d,]+) created, [\d,]+ updated, ([\d,]+) failed/
    .exec(said)!
    .slice(1)
    .map((figure) => Number(figure.replaceAll(',', '')));
  const name = `import of ${kind}`;
  const bare = await floor[kind]();
  report.add(name, 'rows', (created + failed) / seconds, '/s', bare.rows / bare.seconds);
  report.add(name, 'created', created, 'rows');
  report.add(name, 'rejected', failed, 'rows');
}

/** What the command line writes to its output. It ends with 1 where it rejects a row. */
function muster(...args: string[]): Promise<string> {
  const { authorization } = bearer('bench');
  const connection = ['--url', `http://127.0.0.1:${PORT}`, '--token', authorization.replace('Bearer ', '')];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['dist/scripts/muster.js', ...args, ...connection],
      { cwd: ROOT },
      (error, stdout, stderr) => {
        if (error && error.code !== 1) reject(new Error(stderr || error.message));
        else resolve(stdout);
      },
    );
  });
}

const CAPACITY = `query Capacity($range: DateRangeInput!) {
  capacity(scope: { allDepartments: true }, range: $range, bucket: WEEK) {
    lines { department { code } buckets { from effectiveMinutes confirmedMinutes freeMinutes } } } }`;

async function measureCapacity(report: Report, client: Client): Promise<void> {
  const monday = new Date(Date.now() - ((new Date().getUTCDay() + 6) % 7) * 86_400_000);
  const day = (offset: number) => new Date(monday.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const body = JSON.stringify({
    query: CAPACITY,
    variables: { range: { from: day(0), to: day(13 * 7 - 1) } },
  });
  const headers = { 'content-type': 'application/json', ...bearer('bench') };
  const ask = async () => {
    const reply = await fetch(`http://127.0.0.1:${PORT}/graphql`, { method: 'POST', headers, body });
    const answer = (await reply.json()) as { errors?: unknown };
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  };
  await fillFloorCapacity(client, day(0));
  const own = await medianOf(ask);
  report.add(
    'capacity of all departments, 13 weeks',
    'time',
    own,
    'ms',
    await medianOf(() => sumFloorCapacity(client)),
  );
}

/** In milliseconds; the first time does not count. */
async function medianOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return median(took);
}
