import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from './database.js';
import { moveDueStates } from './due-states.js';

interface Job {
  readonly name: string;
  /** When, in UTC, as cron has it; and once at the start, for what became due while nobody looked. */
  readonly cron: string;
  readonly work: (now: Date) => Promise<unknown>;
}

const POLL_SECONDS = 30;

/** Every job there is. `committed` is told of what was written, so that it is published at once. */
export const jobsOf = (database: Database, committed: () => void): readonly Job[] => [
  {
    name: 'move-due-states',
    cron: '1 * * * *',
    async work(now) {
      const moved = await moveDueStates(database, now.toISOString().slice(0, 10));
      if (moved > 0) committed();
      return moved;
    },
  },
  {
    name: 'forget-idempotency-keys',
    cron: '31 * * * *',
    work: () =>
      database.rows(
        'jobs.forget-keys',
        `delete from idempotency_key where created_at < now() - interval '48 hours'`,
      ),
  },
];

interface Parts {
  database: Database;
  /** Of PostgreSQL; absent on the embedded database. */
  databaseUrl?: string | undefined;
  jobs: readonly Job[];
  logger: Logger;
}

/** Runs the jobs in this process; where there are several, in one of them at a time. Answers how to stop. */
export async function startJobs({
  database,
  databaseUrl,
  jobs,
  logger,
}: Parts): Promise<() => Promise<void>> {
  const boss = new PgBoss({
    ...(databaseUrl
      ? { connectionString: databaseUrl, max: 2, application_name: 'muster-jobs' }
      : {
          backend: 'pglite',
          db: { executeSql: (text: string, values?: unknown[]) => database.run(text, values) },
        }),
    schema: 'jobs',
    persistWarnings: false,
  });
  boss.on('error', (error) => logger.warn({ err: error }, 'The job queue stumbled, and goes on.'));
  await boss.start();
  for (const { name, cron, work } of jobs) {
    await boss.createQueue(name, {
      policy: 'singleton',
      retryLimit: 2,
      expireInSeconds: 600,
      deleteAfterSeconds: 3_600,
    });
    await boss.schedule(name, cron, null, { tz: 'UTC' });
    await boss.send(name, null, { singletonKey: 'start', singletonSeconds: 60 });
    await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, () => work(new Date()));
  }
  return () => boss.stop({ graceful: true, timeout: 5_000 });
}
