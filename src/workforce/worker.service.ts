import { canManageWorkforce } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, UserError } from '../graphql/errors.js';
import { shareRegions } from './holiday-region.js';
import { moveIntervals } from './time-off-days.js';
import { standingInReach, Worker, type WorkMode, workerFacts } from './worker.js';
import { addWorkers, checkWorker, type NewWorker } from './worker-adding.js';

/** @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (EXTERNAL_ID_TAKEN, EMAIL_TAKEN, SHARES_EXCEED_WHOLE, ...) */
export async function workerCreate(ctx: Context, facts: NewWorker): Promise<Worker> {
  const faults = new Faults();
  checkWorker(faults, facts, ['input']);
  faults.throwIfAny();
  authorize(canManageWorkforce(ctx.viewer));
  const [worker] = await addWorkers(ctx, [facts]);
  return worker!;
}

export interface WorkerChanges {
  id: string;
  expectedVersion: number;
  name?: string;
  email?: string | null;
  title?: string | null;
  timeZone?: string;
  region?: string | null;
  workMode?: WorkMode;
  externalId?: string | null;
}

const ALWAYS_STATED = ['name', 'timeZone', 'workMode'] as const;

/**
 * Changes what is given, and leaves the rest.
 * @throws UserError BAD_USER_INPUT (UNKNOWN_REGION, REQUIRED), FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, EXTERNAL_ID_TAKEN, EMAIL_TAKEN)
 */
export async function workerUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: WorkerChanges,
): Promise<Worker> {
  const faults = new Faults();
  for (const field of ALWAYS_STATED) {
    faults.require(
      changes[field] !== null,
      ['input', field],
      'REQUIRED',
      `${field} cannot be left out of a worker.`,
    );
  }
  faults.throwIfAny();
  await standingInReach(ctx, id);
  authorize(canManageWorkforce(ctx.viewer));
  await shareRegions(ctx, [changes.region]);
  return changeWorker(ctx, id, expectedVersion, 'WORKER_UPDATED', async (worker) => {
    const { timeZone } = worker;
    ctx.em.assign(worker, changes);
    if (worker.timeZone !== timeZone) await moveIntervals(ctx, [worker]);
  });
}

/**
 * Takes a worker out of use; the past stays.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, WORKER_ENGAGED)
 */
export async function workerArchive(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Worker> {
  await standingInReach(ctx, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeWorker(ctx, id, expectedVersion, 'WORKER_ARCHIVED', async (worker) => {
    if (worker.archivedAt) return;
    await expectNotEngaged(ctx, id);
    worker.archivedAt = ctx.now();
  });
}

/** @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function workerRestore(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Worker> {
  await standingInReach(ctx, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeWorker(ctx, id, expectedVersion, 'WORKER_RESTORED', (worker) => {
    worker.archivedAt = null;
  });
}

async function expectNotEngaged(ctx: Context, id: string): Promise<void> {
  const [engaged] = await ctx.rows<{ to: string | null }>(
    'worker.engaged',
    `select "to" from engagement where worker_id = $1::uuid and state in ('READY', 'ACTIVE')
       and ("to" is null or "to" >= $2::date) limit 1`,
    [id, ctx.now().toISOString().slice(0, 10)],
  );
  if (!engaged) return;
  throw new UserError('CONFLICT', 'The worker is still engaged: end the engagement first.', {
    reason: 'WORKER_ENGAGED',
  });
}

/** A worker's region and zone are part of what capacity rests on, so every change goes the way of capacity. */
function changeWorker(
  ctx: Context,
  id: string,
  expectedVersion: number,
  event: string,
  change: (worker: Worker) => void | Promise<void>,
) {
  return changingCapacity(ctx, {
    workerIds: [id],
    change: async () => {
      const worker = await ctx.em.findOneOrFail(Worker, { id }, { refresh: true });
      expectVersion(worker, expectedVersion);
      const before = workerFacts(worker);
      await change(worker);
      await ctx.em.flush();
      return { worker, before };
    },
    event: ({ worker, before }) =>
      before.version === worker.version
        ? null
        : { kind: event, subjectType: 'Worker', subjectId: id, before, after: workerFacts(worker) },
  }).then(({ worker }) => worker);
}
