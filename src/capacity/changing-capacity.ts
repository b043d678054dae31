import { v7 as uuidv7 } from 'uuid';
import { type Change, recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { WorkerFacts } from './calendar.js';
import { readFacts } from './facts.js';
import { ALL_TIME } from './horizon.js';
import { Keeping } from './keeping.js';
import type { TotalsChange } from './totals.js';
import { readKept } from './worker-weeks.js';

interface CapacityChange<T> {
  /** All workers whose capacity it may touch; or what locks them (`for no key update`, in id order) and says who they are. */
  workerIds: readonly string[] | (() => Promise<readonly string[]>);
  /** Locks `workerIds` (`for no key update`, in id order) in the place of `lockWorkers`: its first statement does. */
  lock?: () => Promise<void>;
  /** Does the writing. The workers are locked: what it reads of them stays so until the transaction ends. */
  change: () => Promise<T>;
  /** What is recorded for a worker; null where nothing was changed for him. */
  event: (
    result: T,
    workerId: string,
  ) => Omit<Change, 'workerId' | 'capacity' | 'overbookings' | 'totals' | 'causeId'> | null;
  /**
   * A worker's facts after the change, where they follow from those before without reading them again: must equal what
   * would be read.
   */
  after?: (before: WorkerFacts, result: T) => WorkerFacts;
  /** Refuses, by throwing, what must not become true of a worker. Answers what it found out. */
  judge?: (before: WorkerFacts, after: WorkerFacts, result: T) => Judged;
  /** Workers who were added in this transaction, and on whom nothing rests yet: there is nothing to read before. */
  newWorkerIds?: ReadonlySet<string>;
  /** Where the change is part of a larger one that has a cause already. */
  causeId?: string;
}

interface Judged {
  /** Whether all his confirmed work is known to find a place, up to the end of the horizon. */
  readonly fits: boolean;
}
const NOT_JUDGED: Judged = { fits: false };

/** The weeks of that many workers are held in memory, and sent to the log, at a time. */
const BATCH = 200;

/**
 * The one way to touch what capacity rests on: locks the workers, lets `change` write, lets `judge` refuse, and
 * stores and records, in one event per worker, what became of his contribution to each department, week by week, and
 * of his overbookings.
 * Events of one call share a cause where there are several.
 * @throws UserError NOT_FOUND where a worker does not exist, and what `change` and `judge` throw
 */
export async function changingCapacity<T>(ctx: Context, capacityChange: CapacityChange<T>): Promise<T> {
  const { change, event, judge } = capacityChange;
  const [workerIds, before, kept] = await readLocked(ctx, capacityChange);
  const causeId = capacityChange.causeId ?? (workerIds.length > 1 ? uuidv7() : undefined);
  const keeping = await Keeping.of(ctx, before, kept);
  const result = await change();
  await ctx.em.flush();
  const after = await factsAfter(
    ctx,
    workerIds,
    before,
    capacityChange.after && ((was) => capacityChange.after!(was, result)),
  );
  for (let start = 0; start < workerIds.length; start += BATCH) {
    const stored = keeping.begin();
    const changes = workerIds.slice(start, start + BATCH).flatMap((workerId): Change[] => {
      const [was, is] = [before.get(workerId)!, after.get(workerId)!];
      const judged = judge?.(was, is, result) ?? NOT_JUDGED;
      const recorded = event(result, workerId);
      if (!recorded) return [];
      return [
        {
          ...recorded,
          workerId,
          ...(causeId && { causeId }),
          capacity: keeping.change(was, is, stored),
          overbookings: keeping.overbookings(was, is, stored, judged),
        },
      ];
    });
    stored.weeks.write(ctx);
    stored.overbooked.write(ctx);
    await recordChanges(ctx, withTotals(changes, stored.totals.changes()));
  }
  return result;
}

/** They become visible together, so one of them carries what all add up to: of many people that is as short as of one. */
function withTotals([first, ...others]: readonly Change[], totals: readonly TotalsChange[]): Change[] {
  if (!first) return [];
  return [totals.length > 0 ? { ...first, totals } : first, ...others];
}

/** What is asked for here together is done in this order: first they are locked, then they are read. */
async function readLocked(
  ctx: Context,
  {
    workerIds: given,
    lock,
    newWorkerIds = new Set(),
  }: Pick<CapacityChange<unknown>, 'workerIds' | 'lock' | 'newWorkerIds'>,
) {
  const isKnown = typeof given !== 'function';
  const workerIds = isKnown ? [...new Set(given.map((id) => id.toLowerCase()))] : await given();
  const locking = isKnown ? (lock?.() ?? lockWorkers(ctx, workerIds)) : undefined;
  const reading = Promise.all([factsBefore(ctx, workerIds, newWorkerIds), readKept(ctx, workerIds)]);
  await Promise.all([locking, reading]);
  const [before, kept] = await reading;
  return [workerIds, before, kept] as const;
}

async function factsBefore(
  ctx: Context,
  workerIds: readonly string[],
  newWorkerIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, WorkerFacts>> {
  const facts = workerIds.filter((workerId) => newWorkerIds.has(workerId)).map(noFacts);
  const others = workerIds.filter((workerId) => !newWorkerIds.has(workerId));
  if (others.length === 0) return new Map(facts);
  return new Map([...facts, ...(await readFacts(ctx, others, ALL_TIME))]);
}

// Whatever his zone: nothing of his falls on a day.
const noFacts = (workerId: string): [string, WorkerFacts] => [
  workerId,
  {
    workerId,
    timeZone: 'UTC',
    engagements: [],
    memberships: [],
    timeOff: [],
    holidays: null,
    assignments: [],
  },
];

async function factsAfter(
  ctx: Context,
  workerIds: readonly string[],
  before: ReadonlyMap<string, WorkerFacts>,
  derive: ((was: WorkerFacts) => WorkerFacts) | undefined,
): Promise<ReadonlyMap<string, WorkerFacts>> {
  if (!derive) return readFacts(ctx, workerIds, ALL_TIME);
  return new Map(Array.from(before, ([workerId, was]) => [workerId, derive(was)]));
}

/**
 * Locks workers in the order of their ids, so that two who lock several never wait for each other. Not `for update`,
 * which would also block every insert that refers to a worker.
 * @throws UserError NOT_FOUND
 */
export async function lockWorkers(ctx: Context, workerIds: readonly string[]): Promise<void> {
  const found = await ctx.rows<{ id: string }>(
    'capacity.lock-workers',
    'select id from worker where id = any($1::uuid[]) order by id for no key update',
    [workerIds],
  );
  if (found.length === workerIds.length) return;
  const missing = workerIds.find((id) => !found.some((worker) => worker.id === id))!;
  throw new UserError('NOT_FOUND', `Worker ${missing} does not exist.`);
}
