import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type Delivering, deliverDue } from '../exchange/webhook-delivering.js';
import { RETRY_PAUSES_MS } from '../exchange/webhook-schedule.js';
import { takeUpEvents } from '../exchange/webhook-taking-up.js';
import { hasWebhooks, webhooksDue } from '../exchange/webhooks-due.js';
import type { Context } from '../graphql/context.js';
import type { Contexts } from './contexts.js';
import { inTransactionOfItsOwn } from './jobs.js';

const DELIVER_QUEUE = 'deliver-webhook';
/** So many webhooks are delivered for at once in a process: what receivers are slow with is not waited for by others. */
const CONCURRENCY = 8;
const ATTEMPT_WITHIN_MS = 15_000;
/** A run ends by itself after 10 seconds and an attempt. */
const RUN_WITHIN_SECONDS = 60;
const POLL_SECONDS = 5;
/** What follows a batch closely is taken up with it. */
const GATHER_MS = 50;
/** For what nobody rang for: processes that ended, jobs that were lost. */
const SWEEP_MS = 15_000;

interface Parts {
  boss: PgBoss;
  contexts: Contexts;
  logger: Logger;
  /** Other than usual, in tests. */
  ways?: Partial<Pick<Delivering, 'pausesMs' | 'timeoutMs' | 'lookup'> & { sweepMs: number }>;
}

interface Job {
  id: string;
}

/**
 * Makes what is published into deliveries of webhooks, and delivers them, in this process and beside others. Answers how
 * to stop; what runs then is ended by another process, or the next.
 */
export async function startWebhooks({
  boss,
  contexts,
  logger,
  ways: { sweepMs = SWEEP_MS, ...ways } = {},
}: Parts): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const delivering: Delivering = {
    allowsPrivate: contexts.allowsPrivateWebhooks,
    timeoutMs: ATTEMPT_WITHIN_MS,
    pausesMs: RETRY_PAUSES_MS,
    ...ways,
    context: () => contexts.forItself(uuidv7()),
    transaction: (work) => inTransactionOfItsOwn(contexts, work),
    signal: stopping.signal,
  };

  // One job waits for each webhook at most: what a webhook has to be told is not in the jobs.
  await boss.createQueue(DELIVER_QUEUE, {
    policy: 'short',
    retryLimit: 0,
    expireInSeconds: RUN_WITHIN_SECONDS,
    deleteAfterSeconds: 3_600,
  });
  const work = async ([job]: { data: Job }[]) => {
    const { id } = job!.data;
    const dueAt = await deliverDue(delivering, id).catch((error: unknown) => {
      logger.error(
        { err: error, webhookId: id },
        'Deliveries of a webhook were cut short: they go on later.',
      );
      return null;
    });
    if (!dueAt || stopping.signal.aborted) return;
    await boss.send(DELIVER_QUEUE, { id }, { startAfter: dueAt, singletonKey: `${id} ${dueAt.getTime()}` });
    const waitMs = dueAt.getTime() - Date.now();
    // The queue is polled rarely: what is due before that is fetched at its time.
    if (waitMs < POLL_SECONDS * 1_000) setTimeout(wakeWorkers, Math.max(waitMs, 0) + 1).unref();
  };
  const wakeWorkers = () => {
    for (const worker of workers) boss.notifyWorker(worker);
  };
  const workers: string[] = [];
  for (let count = 0; count < CONCURRENCY; count += 1)
    workers.push(await boss.work<Job>(DELIVER_QUEUE, { pollingIntervalSeconds: POLL_SECONDS }, work));

  const send = async (ctx: Context, ids: readonly string[]) => {
    if (ids.length === 0) return;
    const jobs = ids.map((id) => ({ data: { id }, singletonKey: id }));
    await boss.insert(DELIVER_QUEUE, jobs, {
      // In the transaction that made the deliveries.
      db: { executeSql: async (text, values) => ({ rows: await ctx.rows('', text, values) }) },
    });
  };
  const takeUp = async () => {
    if (!(await hasWebhooks(delivering.context()))) return;
    let moved: number;
    do {
      let due: string[] = [];
      moved = await inTransactionOfItsOwn(contexts, async (ctx) => {
        const count = await takeUpEvents(ctx);
        due = await webhooksDue(ctx);
        await send(ctx, due);
        return count;
      });
      if (due.length > 0) wakeWorkers();
    } while (moved > 0 && !stopping.signal.aborted);
  };

  // Nobody else delivers from an embedded database: whoever held a lease was killed.
  if (contexts.database.isEmbedded)
    await delivering
      .context()
      .rows(
        'webhook.release-all',
        'update webhook set lease = null, leased_until = null where lease is not null',
      );

  const bell = ringing(contexts.feed, sweepMs, stopping.signal);
  const done = (async () => {
    while (!stopping.signal.aborted) {
      await takeUp().catch((error) => logger.error({ err: error }, 'Webhooks stumbled, and go on.'));
      await bell.next();
    }
  })();
  return async () => {
    stopping.abort();
    bell.close();
    await done;
    await boss.offWork(DELIVER_QUEUE);
  };
}

/** Waits for the next ring of the feed, at most so long; one that came meanwhile counts. */
function ringing(feed: Contexts['feed'], longestMs: number, signal: AbortSignal) {
  let hasRung = false;
  let wake: () => void = () => {};
  const ring = () => {
    hasRung = true;
    wake();
  };
  const close = feed.onRing(ring);
  signal.addEventListener('abort', ring);
  return {
    close,
    async next(): Promise<void> {
      if (!hasRung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, longestMs);
        });
        clearTimeout(timer);
      }
      if (!signal.aborted) await sleep(GATHER_MS);
      hasRung = false;
    },
  };
}
