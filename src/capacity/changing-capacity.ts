import { v7 as uuidv7 } from 'uuid';
import { type Change, recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { WorkerFacts } from './calendar.js';
import { readFacts } from './facts.js';
import { horizonOf } from './horizon.js';
import { capacitySpans } from './spans.js';

/** A change is judged by a worker's whole facts, wherever they lie. */
const ALL_TIME = { from: '0001-01-01', to: '9999-12-31' };

interface CapacityChange<T> {
  /** All workers whose capacity it may touch. */
  workerIds: readonly string[];
  /** Does the writing. The workers are locked: what it reads of them stays so until the transaction ends. */
  change: () => Promise<T>;
  /** What is recorded for a worker; null where nothing was changed for him. */
  event: (result: T, workerId: string) => Omit<Change, 'workerId' | 'capacity' | 'causeId'> | null;
  /** Refuses, by throwing, what must not become true of a worker. */
  judge?: (before: WorkerFacts, after: WorkerFacts, result: T) => void;
  /** Where the change is part of a larger one that has a cause already. */
  causeId?: string;
}

/** The weeks of that many workers are held in memory, and sent to the log, at a time. */
const BATCH = 200;

/**
 * The one way to touch what capacity rests on: locks the workers, lets `change` write, lets `judge` refuse, and
 * records one event per worker that holds what became of his contribution to each department, week by week over the
 * horizon. Events of one call share a cause where there are several.
 * @throws UserError NOT_FOUND where a worker does not exist, and what `change` and `judge` throw
 */
export async function changingCapacity<T>(
  ctx: Context,
  {
    workerIds,
    change,
    event,
    judge,
    causeId = workerIds.length > 1 ? uuidv7() : undefined,
  }: CapacityChange<T>,
): Promise<T> {
  await lockWorkers(ctx, workerIds);
  const horizon = horizonOf(ctx.now());
  const before = await readFacts(ctx, workerIds, ALL_TIME);
  const result = await change();
  await ctx.em.flush();
  const after = await readFacts(ctx, workerIds, ALL_TIME);
  for (let start = 0; start < workerIds.length; start += BATCH) {
    const changes = workerIds.slice(start, start + BATCH).flatMap((workerId): Change[] => {
      const [was, is] = [before.get(workerId)!, after.get(workerId)!];
      judge?.(was, is, result);
      const recorded = event(result, workerId);
      if (!recorded) return [];
      return [
        { ...recorded, workerId, ...(causeId && { causeId }), capacity: capacitySpans(was, is, horizon) },
      ];
    });
    await recordChanges(ctx, changes);
  }
  return result;
}

/**
 * Locks workers in the order of their ids, so that two who lock several never wait for each other. Not `for update`,
 * which would also block every insert that refers to a worker.
 * @throws UserError NOT_FOUND
 */
export async function lockWorkers(ctx: Context, workerIds: readonly string[]): Promise<void> {
  const locked = await ctx.rows<{ id: string }>(
    'capacity.lock-workers',
    'select id from worker where id = any($1::uuid[]) order by id for no key update',
    [workerIds],
  );
  if (locked.length === new Set(workerIds).size) return;
  const found = new Set(locked.map(({ id }) => id));
  const missing = workerIds.find((id) => !found.has(id.toLowerCase()))!;
  throw new UserError('NOT_FOUND', `Worker ${missing} does not exist.`);
}
