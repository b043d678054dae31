import { changingCapacity } from '../capacity/changing-capacity.js';
import type { Context } from '../graphql/context.js';
import { expectVersion, notFound, UserError } from '../graphql/errors.js';
import type { Node } from '../graphql/node.js';
import { standingInReach } from './worker.js';

/** Something dated that belongs to a worker, and that his capacity rests on. */
type WorkerFact = Node & { workerId: string };

type Facts = Readonly<Record<string, unknown>>;

interface FactKind<T extends WorkerFact> {
  /** Its GraphQL type. */
  readonly noun: string;
  /** As people call it, such as `Time off`. */
  readonly title: string;
  readonly entity: new () => T;
  /** What the log keeps of it. */
  readonly factsOf: (row: T) => Facts;
}

/** Names a kind of fact once, for all that is done with it. */
export const defineFact = <T extends WorkerFact>(kind: FactKind<T>): FactKind<T> => kind;

/**
 * The row and the standing of its worker, before any lock: to see who may do what.
 * @throws UserError NOT_FOUND, the same whether there is none or its worker is out of reach
 */
export async function factInReach<T extends WorkerFact>(
  ctx: Context,
  { entity, title }: FactKind<T>,
  id: string,
) {
  const row = (await ctx.em.findOne(entity, { id } as never)) as T | null;
  if (!row) throw notFound(title, id);
  const standing = await standingInReach(ctx, row.workerId).catch((error: unknown) => {
    throw error instanceof UserError ? notFound(title, id) : error;
  });
  return { row, standing };
}

interface FactChange<T> {
  row: T;
  expectedVersion: number;
  /** What is recorded to have happened, such as `ENGAGEMENT_ENDED`. */
  event: string;
  /** Decides and writes; the row is as it is under the lock of its worker. */
  change: (row: T) => void | Promise<void>;
}

/** Changes a fact under the lock of its worker. Where nothing changes, nothing is recorded. */
export async function changeFact<T extends WorkerFact>(
  ctx: Context,
  kind: FactKind<T>,
  { row: { id, workerId }, expectedVersion, event, change }: FactChange<T>,
): Promise<T> {
  const { row } = await changingCapacity(ctx, {
    workerIds: [workerId],
    change: async () => {
      const row = await lockedFact(ctx, kind, id, expectedVersion);
      const before = kind.factsOf(row);
      await change(row);
      await ctx.em.flush();
      return { row, before, after: kind.factsOf(row) };
    },
    event: ({ before, after }) =>
      before.version === after.version
        ? null
        : { kind: event, subjectType: kind.noun, subjectId: id, before, after },
  });
  return row;
}

/** Asked again under the lock: the worker may have been archived since it was asked first. @throws UserError CONFLICT */
export async function expectStillInUse(ctx: Context, workerId: string): Promise<void> {
  const [worker] = await ctx.rows<{ isArchived: boolean }>(
    'worker-fact.in-use',
    'select archived_at is not null as "isArchived" from worker where id = $1::uuid',
    [workerId],
  );
  if (!worker?.isArchived) return;
  throw new UserError('CONFLICT', 'The worker is archived: restore them first.', {
    reason: 'WORKER_ARCHIVED',
  });
}

/** Adds a fact to a worker, under his lock. */
export async function addFact<T extends WorkerFact>(
  ctx: Context,
  kind: FactKind<T>,
  { workerId, event, create }: { workerId: string; event: string; create: () => T | Promise<T> },
): Promise<T> {
  return changingCapacity(ctx, {
    workerIds: [workerId],
    change: async () => {
      await expectStillInUse(ctx, workerId);
      const row = await create();
      await ctx.em.flush();
      return row;
    },
    event: (row) => ({
      kind: event,
      subjectType: kind.noun,
      subjectId: row.id,
      before: null,
      after: kind.factsOf(row),
    }),
  });
}

/** Takes a fact away, as though it had never been. */
export async function removeFact<T extends WorkerFact>(
  ctx: Context,
  kind: FactKind<T>,
  { row: { id, workerId }, expectedVersion, event }: Omit<FactChange<T>, 'change'>,
): Promise<void> {
  await changingCapacity(ctx, {
    workerIds: [workerId],
    change: async () => {
      const row = await lockedFact(ctx, kind, id, expectedVersion);
      const before = kind.factsOf(row);
      await ctx.em.remove(row).flush();
      return before;
    },
    event: (before) => ({ kind: event, subjectType: kind.noun, subjectId: id, before, after: null }),
  });
}

async function lockedFact<T extends WorkerFact>(
  ctx: Context,
  { entity, title }: FactKind<T>,
  id: string,
  expectedVersion: number,
): Promise<T> {
  // What was read before the lock may have been changed, or removed, since.
  const row = (await ctx.em.findOne(entity, { id } as never, { refresh: true })) as T | null;
  if (!row) throw notFound(title, id);
  expectVersion(row, expectedVersion);
  return row;
}
