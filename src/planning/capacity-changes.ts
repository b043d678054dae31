import { horizonOf } from '../capacity/horizon.js';
import { type CapacityLine, type CapacitySpan, linesOfSpan } from '../capacity/spans.js';
import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { addDays, mondayOf } from '../time/local-date.js';
import { MessageKind } from './capacity-change.js';
import { ChangeScope } from './capacity-change-scope.js';
import { isPartial, type Message } from './capacity-message.js';
import { capacitySnapshot } from './capacity-snapshot.js';
import { type ChangeScopeInput, expectInReach, requireOneSubject } from './scope.js';

export interface Followed {
  scope: ChangeScopeInput;
  range: DateRange;
  /** From just behind this cursor; null: from now on. */
  after: string | null;
  /** Whether it begins, from now on, with what there is. */
  snapshot: boolean;
}

/**
 * What there is in scope, then every change of it, oldest first; or, behind the cursor `after`, the changes alone. Says
 * when it has caught up with what had happened before.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, OUTSIDE_HORIZON, SCOPE, CURSOR), NOT_FOUND, CURSOR_EXPIRED, UNAVAILABLE
 */
export async function capacityChanges(
  ctx: Context,
  { scope: input, range, after, snapshot }: Followed,
): Promise<StreamOf<Message>> {
  expectWithinHorizon(range, horizonOf(ctx.now()), input);
  if (input.workerIds) await expectInReach(ctx, input.workerIds);
  const scope = await ChangeScope.of(ctx, input);
  // Who was cut off within a snapshot begins it anew.
  const isCutOff = after !== null && isPartial(after);
  const start = after === null || isCutOff ? null : await ctx.feed.sequenceOf(after);
  const weeks = { from: mondayOf(range.from), to: addDays(mondayOf(range.to), 6) };
  return streamOf<Message>({
    async open(ctx) {
      if (start !== null) return { sequence: start, snapshot: [] };
      if (snapshot || isCutOff) return capacitySnapshot(ctx, scope, weeks);
      return { sequence: await ctx.feed.position(), snapshot: [] };
    },
    async select(event, ctx) {
      const isMove = event.kind === 'DEPARTMENT_MOVED' && scope.isOfTree;
      if (isMove) await scope.refresh(ctx);
      const lines = linesOf(event, weeks).filter((line) => scope.includes(line));
      if (lines.length === 0 && !isMove) return null;
      const { sequence } = event;
      return { kind: MessageKind.DELTA, sequence, event, lines, isComplete: true, isScopeChanged: isMove };
    },
    mark: (kind, sequence) => ({
      ...{ kind: MessageKind[kind], sequence, event: null, lines: [] },
      ...{ isComplete: true, isScopeChanged: false },
    }),
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

function linesOf({ workerId, capacity }: ChangeEvent, weeks: DateRange): CapacityLine[] {
  const spans = (capacity ?? []) as CapacitySpan[];
  return spans
    .flatMap((span) => linesOfSpan(workerId!, span))
    .filter(({ week }) => week >= weeks.from && week <= weeks.to);
}
