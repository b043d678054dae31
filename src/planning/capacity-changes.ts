import { setImmediate as nextTurn } from 'node:timers/promises';
import { horizonOf } from '../capacity/horizon.js';
import { type CapacityLine, type CapacitySpan, linesOfSpan } from '../capacity/spans.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { mondayOf } from '../time/local-date.js';
import { type ChangeScopeInput, departmentsOf, expectInReach, requireOneSubject } from './scope.js';

/** A message on its way to one subscriber; lines are those of the scope, whoever may see them. */
export interface Message {
  readonly sequence: number;
  /** Null: all that had happened before the subscription was sent. */
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
): Promise<AsyncIterableIterator<Message>> {
  expectWithinHorizon(range, horizonOf(ctx.now()), scope);
  if (scope.workerIds) await expectInReach(ctx, scope.workerIds);
  const isInScope = await scopeOf(ctx, scope);
  const newest = await ctx.feed.position();
  const start = after === null ? newest : await ctx.feed.sequenceOf(after);
  const weeks = { from: mondayOf(range.from), to: range.to };
  return messages(ctx.feed.follow(start), newest, start, async (event) => {
    // The tree may have changed: who belongs to the scope is asked anew.
    if (event.subjectType === 'Department') await isInScope.refresh();
    return linesOf(event, weeks).filter(isInScope.test);
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
  refresh: () => Promise<void>;
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
  const read = () => departmentsOf(ctx, departmentId, includeSubtree ?? true);
  let departments = await read();
  return {
    test: (line) => line.departmentId !== null && departments.has(line.departmentId),
    async refresh() {
      departments = await read();
    },
  };
}

function linesOf({ workerId, capacity }: ChangeEvent, weeks: DateRange): CapacityLine[] {
  const spans = (capacity ?? []) as CapacitySpan[];
  return spans
    .flatMap((span) => linesOfSpan(workerId!, span))
    .filter(({ week }) => week >= weeks.from && week <= weeks.to);
}

/**
 * One event at a time: a replay of years must leave other requests their turn. Not a generator: one that waits for its
 * source could not be told to return.
 */
function messages(
  source: AsyncIterableIterator<readonly ChangeEvent[]>,
  newest: number,
  start: number,
  select: (event: ChangeEvent) => Promise<CapacityLine[]>,
): AsyncIterableIterator<Message> {
  let batch: readonly ChangeEvent[] = [];
  let index = 0;
  let caughtUpAt: number | null = start >= newest ? start : null;
  let isCaughtUp = false;
  return {
    async next() {
      for (;;) {
        if (caughtUpAt !== null && !isCaughtUp) {
          isCaughtUp = true;
          return { done: false, value: { sequence: caughtUpAt, event: null, lines: [] } };
        }
        const event = batch[index++];
        if (event) {
          const lines = await select(event);
          if (event.sequence >= newest) caughtUpAt ??= event.sequence;
          if (lines.length > 0) return { done: false, value: { sequence: event.sequence, event, lines } };
          await nextTurn();
          continue;
        }
        const { done, value } = await source.next();
        if (done) return { done, value: undefined };
        [batch, index] = [value, 0];
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
