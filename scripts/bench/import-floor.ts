import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Client } from 'pg';

// The floor of an import: the same rows, read from the same files, through bare inserts into tables of the same columns,
// indexes and constraints, a transaction for each thousand. Nothing is looked up, judged or logged.

const BATCH = 1_000;

interface Taken {
  readonly rows: number;
  readonly seconds: number;
}

export type Floor = Readonly<Record<'departments' | 'workers' | 'memberships', () => Promise<Taken>>>;

type Line = Readonly<Record<string, string>>;

const TABLES = ['department', 'worker', 'engagement', 'work_pattern', 'membership'];

export async function openFloor(client: Client, folder: string): Promise<Floor> {
  for (const table of TABLES) await client.query(`create table floor_${table} (like ${table} including all)`);
  const read = (file: string): Line[] => parse(readFileSync(join(folder, file)), { columns: true });
  const departments = new Map<string, string>();
  const workers = new Map<string, string>();
  return {
    departments: () =>
      timed(async () => {
        const lines = read('departments.csv');
        const rows = lines.map((line) => {
          departments.set(line.dept_no!, randomUUID());
          return {
            id: departments.get(line.dept_no!),
            external_id: line.dept_no,
            code: line.dept_no,
            name: line.dept_name,
            time_zone: 'UTC',
          };
        });
        await inserting(client, rows, { department: (row) => row });
        return lines.length;
      }),
    workers: () =>
      timed(async () => {
        const lines = read('employees.csv');
        const rows = lines.map((line) => {
          workers.set(line.emp_no!, randomUUID());
          return { id: workers.get(line.emp_no!)!, engagement_id: randomUUID(), line };
        });
        await inserting(client, rows, {
          worker: ({ id, line }) => ({
            id,
            external_id: line.emp_no,
            kind: 'STAFF',
            name: `${line.first_name} ${line.last_name}`,
            time_zone: 'Europe/Zurich',
            region: 'CH-GE',
            work_mode: 'HYBRID',
          }),
          engagement: ({ id, engagement_id, line }) => ({
            id: engagement_id,
            worker_id: id,
            from: line.hire_date,
            state: 'ACTIVE',
          }),
          work_pattern: ({ engagement_id, line }) => ({
            id: randomUUID(),
            engagement_id,
            from: line.hire_date,
            anchor: '1985-01-07',
            minutes: [480, 480, 480, 480, 480, 0, 0],
          }),
        });
        return lines.length;
      }),
    memberships: () =>
      timed(async () => {
        const lines = read('dept_emp.csv');
        const rows = lines.flatMap((line) => {
          const to = line.to_date === '9999-01-01' ? null : dayBefore(line.to_date!);
          return to !== null && to < line.from_date! ? [] : [{ line, to }];
        });
        await inserting(client, rows, {
          membership: ({ line, to }) => ({
            id: randomUUID(),
            worker_id: workers.get(line.emp_no!),
            department_id: departments.get(line.dept_no!),
            from: line.from_date,
            to,
            share: 10_000,
          }),
        });
        return lines.length;
      }),
  };
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

async function timed(work: () => Promise<number>): Promise<Taken> {
  const began = performance.now();
  const rows = await work();
  return { rows, seconds: (performance.now() - began) / 1_000 };
}

/** A thousand of them at a time, into each of the tables. */
async function inserting<Row>(
  client: Client,
  rows: readonly Row[],
  tables: Readonly<Record<string, (row: Row) => object>>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await client.query('begin');
    for (const [table, recordOf] of Object.entries(tables)) {
      const records = batch.map((row) => ({ version: 1, created_at: new Date(), ...recordOf(row) }));
      const columns = Object.keys(records[0]!).map((column) => `"${column}"`);
      const statement = `insert into floor_${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::floor_${table}, $1::jsonb)`;
      await client.query({ name: `floor.${table}`, text: statement, values: [JSON.stringify(records)] });
    }
    await client.query('commit');
  }
}

/** A table that holds ready what the capacity of 13 weeks is summed from: a row for each membership and week. */
export async function fillFloorCapacity(client: Client, monday: string): Promise<void> {
  await client.query(`
    create table floor_week as
      select m.worker_id, m.department_id, week::date as week, 2400 as effective, 0 as confirmed, 2400 as free
      from membership m cross join generate_series(date '${monday}', date '${monday}' + 84, interval '7 days') week
      where m."from" <= week::date and (m."to" is null or m."to" >= week::date)`);
  await client.query('vacuum analyze floor_week');
}

export const sumFloorCapacity = (client: Client) =>
  client.query({
    name: 'floor.capacity',
    text: `select department_id, week, sum(effective) as effective, sum(confirmed) as confirmed, sum(free) as free
      from floor_week group by department_id, week order by department_id, week`,
  });
