import { horizonOf } from '../capacity/horizon.js';
import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import type { DateRange } from '../time/date-range.js';
import { addDays, mondayOf } from '../time/local-date.js';
import { MessageKind } from './capacity-change.js';
import { ChangeScope } from './capacity-change-scope.js';
import { mergedChanges } from './capacity-merge.js';
import { isPartial, type Message } from './capacity-message.js';
import { capacitySnapshot } from './capacity-snapshot.js';
import { linesOf, requireFollowable } from './change-lines.js';
import { type ChangeScopeInput, expectInReach, requireOneSubject } from './scope.js';

export interface Followed {
  scope: ChangeScopeInput;
  range: DateRange;
  /** From just behind this cursor; null: from now on. */
  after: string | null;
  /** Whether it begins, from now on, with what there is. */
  snapshot: boolean;
}

/** What may take departments into a scope, or out of it. */
const TREE = new Set(['DEPARTMENT_CREATED', 'DEPARTMENT_MOVED']);

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
  const deltaOf = (event: ChangeEvent, isScopeChanged: boolean): Message | null => {
    const lines = linesOf(event).filter(
      (line) => line.week >= weeks.from && line.week <= weeks.to && scope.includes(line),
    );
    if (lines.length === 0 && !isScopeChanged) return null;
    const { sequence } = event;
    return { kind: MessageKind.DELTA, sequence, event, changes: 1, lines, isComplete: true, isScopeChanged };
  };
  return streamOf<Message>({
    async open(ctx) {
      if (start !== null) return { sequence: start, snapshot: [] };
      if (snapshot || isCutOff) return capacitySnapshot(ctx, scope, weeks);
      return { sequence: await ctx.feed.position(), snapshot: [] };
    },
    select(event, ctx) {
      if (!scope.isOfTree || !TREE.has(event.kind)) return deltaOf(event, false);
      // A department that is new has nothing in it yet: only a move changes what is known of the scope.
      return scope.refresh(ctx).then(() => deltaOf(event, event.kind === 'DEPARTMENT_MOVED'));
    },
    merge: mergedChanges,
    mark: (kind, sequence) => ({
      ...{ kind: MessageKind[kind], sequence, event: null, changes: 0, lines: [] },
      ...{ isComplete: true, isScopeChanged: false },
    }),
  });
}

function expectWithinHorizon(range: DateRange, horizon: DateRange, scope: ChangeScopeInput): void {
  const faults = new Faults();
  requireFollowable(faults, range, horizon);
  requireOneSubject(faults, scope);
  faults.throwIfAny();
}
