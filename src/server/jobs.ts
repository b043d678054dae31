import { setImmediate as nextTurn } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { assignmentsBegin, assignmentsComplete } from '../assignments/assignment-days.js';
import { forgetPastTotals } from '../capacity/department-week.js';
import { fillStore } from '../capacity/filling.js';
import { readKeptHorizon } from '../capacity/kept-horizon.js';
import {
  isJudged,
  judgeNextWorkers,
  keepJudgedHorizon,
  readJudgedHorizon,
} from '../capacity/overbookings-rolling.js';
import { isHorizonDue, keepHorizon, rollNextWorkers } from '../capacity/rolling.js';
import { collaborationRequestsExpire } from '../collaboration/collaboration-request-expiry.js';
import { forgetOldDeliveries } from '../exchange/webhook-forgetting.js';
import type { Context } from '../graphql/context.js';
import { engagementsBegin, engagementsEnd } from '../workforce/engagement-days.js';
import type { Contexts } from './contexts.js';
import { type Database, inTransaction } from './database.js';

interface Job {
  readonly name: string;
  /** When, in UTC, as cron has it; and once at the start, for what became due while nobody looked. */
  readonly cron: string;
  readonly work: () => Promise<unknown>;
}

const POLL_SECONDS = 30;

/** Every job there is. */
export const jobsOf = (contexts: Contexts): readonly Job[] => [
  { name: 'move-due-states', cron: '1 * * * *', work: () => moveDueStates(contexts) },
  { name: 'roll-horizon', cron: '16 * * * *', work: () => rollHorizon(contexts) },
  {
    name: 'forget-idempotency-keys',
    cron: '31 * * * *',
    work: () =>
      contexts.database.rows(
        'jobs.forget-keys',
        `delete from idempotency_key where created_at < now() - interval '48 hours'`,
      ),
  },
  { name: 'forget-webhook-deliveries', cron: '46 * * * *', work: () => forgetDeliveries(contexts) },
];

/** In this order: what began and ended while nobody looked takes both steps in one run. */
const MOVES = [
  engagementsBegin,
  engagementsEnd,
  assignmentsBegin,
  assignmentsComplete,
  collaborationRequestsExpire,
];

/** Moves on what is due by its dates, in short transactions, and answers how many steps that were. */
export async function moveDueStates(contexts: Contexts): Promise<number> {
  let steps = 0;
  for (const move of MOVES) {
    let moved: number;
    do {
      moved = await inTransactionOfItsOwn(contexts, move);
      steps += moved;
    } while (moved > 0);
  }
  return steps;
}

/** Brings what is kept of everybody to where it belongs today, many people at a time, none of whom waits for long. */
export async function rollHorizon(contexts: Contexts): Promise<void> {
  const ctx = contexts.forItself(uuidv7());
  if (await isHorizonDue(ctx)) {
    if ((await readKeptHorizon(ctx)) === null)
      await fillStore((work) => inTransactionOfItsOwn(contexts, work));
    else await rollWeeks(contexts);
    await inTransactionOfItsOwn(contexts, forgetPastTotals);
  }
  if (!isJudged(ctx, await readJudgedHorizon(ctx))) await rollOverbookings(contexts);
}

async function rollOverbookings(contexts: Contexts): Promise<void> {
  let last: string | null = null;
  do {
    const behind: string | null = last;
    last = await inTransactionOfItsOwn(contexts, (ctx) => judgeNextWorkers(ctx, behind));
    await nextTurn();
  } while (last !== null);
  await inTransactionOfItsOwn(contexts, keepJudgedHorizon);
}

async function rollWeeks(contexts: Contexts): Promise<void> {
  let isKept: boolean;
  do {
    let last: string | null = null;
    do {
      last = await rollBehind(contexts, last);
      // On the embedded database nothing before was a turn of the event loop: requests have theirs.
      await nextTurn();
    } while (last !== null);
    isKept = await inTransactionOfItsOwn(contexts, (ctx) => keepHorizon(ctx));
  } while (!isKept);
}

/** In short transactions, so that nobody waits for long. */
export async function forgetDeliveries(contexts: Contexts): Promise<void> {
  while ((await inTransactionOfItsOwn(contexts, forgetOldDeliveries)) > 0);
}

const rollBehind = (contexts: Contexts, last: string | null): Promise<string | null> =>
  inTransactionOfItsOwn(contexts, (ctx) => rollNextWorkers(ctx, last));

export async function inTransactionOfItsOwn<T>(
  contexts: Contexts,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const ctx = contexts.forItself(uuidv7());
  const result = await inTransaction(ctx, () => work(ctx));
  ctx.committed();
  return result;
}

interface Parts {
  database: Database;
  /** Of PostgreSQL; absent on the embedded database. */
  databaseUrl?: string | undefined;
  jobs: readonly Job[];
  logger: Logger;
  /** What else uses the queue, once it has started: answers how to stop. */
  alongside?: (boss: PgBoss) => Promise<() => Promise<void>>;
}

/** Runs the jobs in this process; where there are several, in one of them at a time. Answers how to stop. */
export async function startJobs({
  database,
  databaseUrl,
  jobs,
  logger,
  alongside,
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
    await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, async () => {
      try {
        await work();
      } catch (error) {
        // The queue keeps it as well, where nobody looks.
        logger.error({ err: error, job: name }, 'A job failed; it is tried again.');
        throw error;
      }
    });
  }
  const stopAlongside = await alongside?.(boss);
  return async () => {
    await stopAlongside?.();
    await boss.stop({ graceful: true, timeout: 5_000 });
  };
}
