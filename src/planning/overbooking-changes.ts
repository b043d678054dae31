import { standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import { openOverbookings } from '../capacity/open-overbookings.js';
import type { OverbookingsChange, OverbookedWindow as Window } from '../capacity/overbooked-windows.js';
import type { ChangeEvent } from '../events/change-event.js';
import { type Opened, type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { listBy } from '../graphql/loader.js';
import { MessageKind } from './capacity-change.js';
import { isPartial } from './capacity-message.js';
import { followedDepartments } from './followed-tree.js';
import type { OverbookedWindow } from './overbooking-change.js';
import { type ChangeScopeInput, expectInReach, requireOneSubject } from './scope.js';

/** A message on its way, of what its receivers may see. */
export interface Message {
  readonly kind: MessageKind;
  readonly sequence: number;
  /** Null if not a DELTA. */
  readonly event: ChangeEvent | null;
  readonly opened: readonly OverbookedWindow[];
  readonly closed: readonly OverbookedWindow[];
  /** False for a part of a snapshot that others follow. */
  readonly isComplete: boolean;
}

const WINDOWS_AT_ONCE = 200;

/**
 * What opens and closes of the overbookings of the scope, from just behind the cursor `after`; without one, first what
 * is open.
 * @throws UserError BAD_USER_INPUT (SCOPE, CURSOR), NOT_FOUND, CURSOR_EXPIRED
 */
export async function overbookingChanges(
  ctx: Context,
  scope: ChangeScopeInput,
  after: string | null,
): Promise<StreamOf<Message>> {
  const faults = new Faults();
  requireOneSubject(faults, scope);
  faults.throwIfAny();
  if (scope.workerIds) await expectInReach(ctx, scope.workerIds);
  const workerIds = scope.workerIds && new Set(scope.workerIds.map((id) => id.toLowerCase()));
  const departments = await followedDepartments(ctx, scope.departmentId, scope.includeSubtree ?? true);
  // Who was cut off within a snapshot begins it anew.
  const start = after === null || isPartial(after) ? null : await ctx.feed.sequenceOf(after);

  /** Whether the viewer is to hear of a worker: at each event anew. */
  const isWanted = async (ctx: Context, workerId: string): Promise<boolean> => {
    if (workerIds && !workerIds.has(workerId)) return false;
    const worker = await standingById.load(ctx, workerId);
    if (worker === null || !canSeeWorker(ctx.viewer, worker)) return false;
    if (!scope.departmentId) return true;
    return (await departmentsOfWorker.load(ctx, workerId)).some(({ departmentId }) =>
      departments.has(departmentId),
    );
  };

  return streamOf<Message>({
    async open(ctx) {
      if (start !== null) return { sequence: start, snapshot: [] };
      return snapshotOf(ctx, isWanted);
    },
    async select(event, ctx) {
      await departments.follow(event, ctx);
      if (!event.overbookings || !(await isWanted(ctx, event.workerId!))) return null;
      const { opened, closed } = event.overbookings as OverbookingsChange;
      const { sequence, workerId } = event;
      const windows = (of: readonly Window[]) => of.map((window) => windowOf(workerId!, window));
      return {
        kind: MessageKind.DELTA,
        sequence,
        event,
        opened: windows(opened),
        closed: windows(closed),
        isComplete: true,
      };
    },
    mark: (kind, sequence) => ({ ...NOTHING, kind: MessageKind[kind], sequence }),
  });
}

const NOTHING = { event: null, opened: [], closed: [], isComplete: true } as const;

const windowOf = (workerId: string, { from, to, overMinutes }: Window): OverbookedWindow => ({
  workerId,
  from,
  to,
  minutesOver: overMinutes,
});

/** All that is open, by worker and day, in parts. */
async function snapshotOf(
  ctx: Context,
  isWanted: (ctx: Context, workerId: string) => Promise<boolean>,
): Promise<Opened<Message>> {
  const { sequence, byWorker } = await openOverbookings(ctx);
  const wanted = await Promise.all(
    Array.from(byWorker, async ([workerId, windows]) =>
      (await isWanted(ctx, workerId)) ? windows.map((window) => windowOf(workerId, window)) : [],
    ),
  );
  const all = wanted.flat();
  const count = Math.ceil(all.length / WINDOWS_AT_ONCE);
  const parts = Array.from({ length: count }, (_, index) => ({
    ...NOTHING,
    kind: MessageKind.SNAPSHOT,
    sequence,
    isComplete: index === count - 1,
    opened: all.slice(index * WINDOWS_AT_ONCE, (index + 1) * WINDOWS_AT_ONCE),
  }));
  return { sequence, snapshot: parts };
}

/** Departments that he is, was or will be a member of: what was opened there is closed there, though he has left. */
const departmentsOfWorker = listBy<{ workerId: string; departmentId: string }>(
  'planning.departments-of-worker',
  'workerId',
  'select distinct worker_id as "workerId", department_id as "departmentId" from membership where worker_id = any($1::uuid[])',
);
