import { pino } from 'pino';
import { type Database, openDatabase } from '../../../src/server/database.js';
import { migrate } from '../../../src/server/migrations.js';
import { type Api, createApi } from '../../../src/server/server.js';
import { startPostgres } from '../../postgres.js';
import { token } from './wire.js';

/** Each of a scope of its own, and where changes happen by turns. */
export const DEPARTMENTS = 200;
const WORKER = '00000000-0000-7000-9000-000000000000';

export const department = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** The organisation whose changes are followed, and the process of it that writes and publishes them. */
export class Place {
  private constructor(
    readonly url: string,
    readonly database: Database,
    readonly writer: Api,
    readonly stop: () => Promise<void>,
  ) {}

  static async open(): Promise<Place> {
    const postgres = await startPostgres();
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await fill(database);
    const settings = { token, allowsIntrospection: false, isDemo: false };
    const writer = await createApi(database, settings, pino({ level: 'warn' }));
    return new Place(postgres.url, database, writer, async () => {
      await writer.close();
      await database.close();
      postgres.stop();
    });
  }

  /** So many changes of one department. */
  async change(count: number, index: number): Promise<void> {
    await this.database.rows('bench.change', CHANGE, [WORKER, department(index), count]);
    this.writer.publisher.wake();
  }
}

const CHANGE = `insert into change_event (kind, subject_type, subject_id, worker_id, capacity)
  select 'ASSIGNMENT_CONFIRMED', 'Assignment', gen_random_uuid(), $1::uuid, jsonb_build_array(jsonb_build_object(
    'departmentId', $2::uuid, 'from', date_trunc('week', now())::date, 'weeks', 1, 'before', null,
    'after', jsonb_build_object('confirmed', jsonb_build_array(jsonb_build_array(1, jsonb_build_array(n, 0, 0, 0, 0, 0, 0))))))
  from generate_series(1, $3::int) n order by n`;

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
