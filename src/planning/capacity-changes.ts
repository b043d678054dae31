import { horizonOf } from '../capacity/horizon.js';
import { type CapacityLine, type CapacitySpan, linesOfSpan } from '../capacity/spans.js';
import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { mondayOf } from '../time/local-date.js';
import { MessageKind } from './capacity-change.js';
import { type ChangeScopeInput, departmentsOf, expectInReach, requireOneSubject } from './scope.js';

/** A message on its way; lines are those of the scope, whoever may see them. */
export interface Message {
  readonly kind: MessageKind;
  readonly sequence: number;
  /** What happened; null if not a DELTA. */
  readonly event: ChangeEvent | null;
  readonly lines: readonly CapacityLine[];
}

/**
 * Every change of capacity in scope, oldest first, from just behind the cursor `after`, or from now on. Says when it
 * has caught up with what had happened before.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, OUTSIDE_HORIZON, SCOPE, CURSOR), NOT_FOUND, CURSOR_EXPIRED
 */
export async function capacityChanges(
  ctx: Context,
  scope: ChangeScopeInput,
  range: DateRange,
  after: string | null,
): Promise<StreamOf<Message>> {
  expectWithinHorizon(range, horizonOf(ctx.now()), scope);
  if (scope.workerIds) await expectInReach(ctx, scope.workerIds);
  const isInScope = await scopeOf(ctx, scope);
  const start = after === null ? null : await ctx.feed.sequenceOf(after);
  const weeks = { from: mondayOf(range.from), to: range.to };
  return streamOf<Message>({
    open: async ({ feed }) => ({ sequence: start ?? (await feed.position()), snapshot: [] }),
    async select(event, ctx) {
      // The tree may have changed: who belongs to the scope is asked anew.
      if (event.subjectType === 'Department') await isInScope.refresh(ctx);
      if (!event.capacity) return null;
      const lines = linesOf(event, weeks).filter(isInScope.test);
      return lines.length > 0 ? { kind: MessageKind.DELTA, sequence: event.sequence, event, lines } : null;
    },
    mark: (kind, sequence) => ({ kind: MessageKind[kind], sequence, event: null, lines: [] }),
  });
}

function expectWithinHorizon(range: DateRange, horizon: DateRange, scope: ChangeScopeInput): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireOneSubject(faults, scope);
  faults.require(
    range.from >= horizon.from && range.to <= horizon.to,
    ['range'],
    'OUTSIDE_HORIZON',
    `Changes are followed from ${horizon.from} to ${horizon.to}.`,
  );
  faults.throwIfAny();
}

interface Scope {
  test: (line: CapacityLine) => boolean;
  refresh: (ctx: Context) => Promise<void>;
}

async function scopeOf(
  ctx: Context,
  { workerIds, departmentId, includeSubtree }: ChangeScopeInput,
): Promise<Scope> {
  if (workerIds) {
    const wanted = new Set(workerIds.map((id) => id.toLowerCase()));
    return { test: ({ workerId }) => wanted.has(workerId), refresh: async () => {} };
  }
  if (!departmentId) return { test: () => true, refresh: async () => {} };
  const read = (ctx: Context) => departmentsOf(ctx, departmentId, includeSubtree ?? true);
  let departments = await read(ctx);
  return {
    test: (line) => line.departmentId !== null && departments.has(line.departmentId),
    async refresh(ctx) {
      departments = await read(ctx);
    },
  };
}

function linesOf({ workerId, capacity }: ChangeEvent, weeks: DateRange): CapacityLine[] {
  const spans = (capacity ?? []) as CapacitySpan[];
  return spans
    .flatMap((span) => linesOfSpan(workerId!, span))
    .filter(({ week }) => week >= weeks.from && week <= weeks.to);
}
