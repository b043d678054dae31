import { type Standing, standingById, standingColumns } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { notFound, UserError } from '../graphql/errors.js';

const LOCK_WORKER = `select ${standingColumns('$2')} from worker w where w.id = $1::uuid for no key update`;

const LOCK_WORKER_OF = `select ${standingColumns('$2')} from worker w
  where w.id = (select worker_id from assignment where id = $1::uuid) for no key update`;

const civilDay = (ctx: Context) => ctx.now().toISOString().slice(0, 10);

/** Locks a worker, and says what the rules ask of him, in one statement. @throws UserError NOT_FOUND */
export async function lockWorker(ctx: Context, workerId: string): Promise<Standing> {
  const [standing] = await ctx.rows<Standing>('assignment.lock-worker', LOCK_WORKER, [
    workerId,
    civilDay(ctx),
  ]);
  if (!standing) throw notFound('Worker', workerId);
  return standing;
}

/** Locks the worker of an assignment. @throws UserError NOT_FOUND, of the assignment */
export async function lockWorkerOf(ctx: Context, assignmentId: string): Promise<Standing> {
  const [standing] = await ctx.rows<Standing>('assignment.lock-worker-of', LOCK_WORKER_OF, [
    assignmentId,
    civilDay(ctx),
  ]);
  if (!standing) throw notFound('Assignment', assignmentId);
  return standing;
}

/** @throws UserError NOT_FOUND where there is no such worker in reach, CONFLICT (WORKER_ARCHIVED) */
export async function assignableWorker(ctx: Context, workerId: string): Promise<Standing> {
  const standing = await standingById.load(ctx, workerId.toLowerCase());
  if (!standing) throw notFound('Worker', workerId);
  expectAssignable(ctx, standing);
  return standing;
}

/** @throws UserError NOT_FOUND where he is out of reach, CONFLICT (WORKER_ARCHIVED) */
export function expectAssignable(ctx: Context, standing: Standing): void {
  if (!canSeeWorker(ctx.viewer, standing)) throw notFound('Worker', standing.id);
  if (!standing.isArchived) return;
  throw new UserError('CONFLICT', 'This worker is archived.', {
    reason: 'WORKER_ARCHIVED',
    field: ['input', 'workerId'],
  });
}

const CLOSED = ['ACHIEVED', 'MISSED', 'CANCELLED'];

/** @throws UserError NOT_FOUND, CONFLICT (OBJECTIVE_CLOSED) */
export async function expectOpenObjective(ctx: Context, objectiveId: string): Promise<void> {
  expectOpen(objectiveId, await holdStatus(ctx, objectiveId));
}

/** The status of an objective, which it keeps until the transaction ends; null where there is none. */
export async function holdStatus(ctx: Context, objectiveId: string): Promise<string | null> {
  const [objective] = await ctx.rows<{ status: string }>(
    'assignment.objective-status',
    'select status from objective where id = $1::uuid for share',
    [objectiveId],
  );
  return objective?.status ?? null;
}

/** @throws UserError NOT_FOUND where the status is null, CONFLICT (OBJECTIVE_CLOSED) */
export function expectOpen(objectiveId: string, status: string | null): void {
  if (status === null) throw notFound('Objective', objectiveId);
  if (!CLOSED.includes(status)) return;
  throw new UserError('CONFLICT', `The objective is ${status}: nobody is assigned to it any more.`, {
    reason: 'OBJECTIVE_CLOSED',
    field: ['input', 'objectiveId'],
  });
}
