import { setImmediate as nextTurn } from 'node:timers/promises';
import { departmentWeeksNow } from '../capacity/department-weeks-now.js';
import type { Standing } from '../capacity/undisturbed.js';
import { NO_TOTALS, type WeekLine } from '../capacity/week-totals.js';
import { workerWeeksNow } from '../capacity/worker-weeks-now.js';
import type { Opened } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { MessageKind } from './capacity-change.js';
import type { ChangeScope } from './capacity-change-scope.js';
import type { Message } from './capacity-message.js';

const LINES_PER_MESSAGE = 200;

/**
 * What there is in scope in these whole weeks, as of the newest published event, in messages of bounded size, of which
 * there is at least one. Made as they are asked for, with turns for others in between.
 * @throws UserError UNAVAILABLE where it is not stored yet, and cannot be computed either
 */
export async function capacitySnapshot(
  ctx: Context,
  scope: ChangeScope,
  weeks: DateRange,
): Promise<Opened<Message>> {
  const { sequence, state } = await linesNow(ctx, scope, weeks);
  return { sequence, snapshot: messagesOf(state, sequence) };
}

async function linesNow(
  ctx: Context,
  scope: ChangeScope,
  weeks: DateRange,
): Promise<Standing<Iterable<WeekLine>>> {
  if (scope.workerIds) return workerWeeksNow(ctx, [...scope.workerIds], weeks);
  for (;;) {
    const lines = await departmentWeeksNow(ctx, scope.departmentIds, weeks);
    // A department that was moved meanwhile may have been so before these lines: nothing would tell of it later.
    if (!(await scope.refresh(ctx))) return lines;
  }
}

async function* messagesOf(lines: Iterable<WeekLine>, sequence: number): AsyncGenerator<Message> {
  let part: WeekLine[] = [];
  const message = (isComplete: boolean): Message => ({
    kind: MessageKind.SNAPSHOT,
    sequence,
    event: null,
    changes: 0,
    isComplete,
    isScopeChanged: false,
    lines: part.map(({ totals, ...cell }) => ({ ...cell, before: NO_TOTALS, after: totals })),
  });
  for (const line of lines) {
    if (part.length === LINES_PER_MESSAGE) {
      yield message(false);
      part = [];
      await nextTurn();
    }
    part.push(line);
  }
  yield message(true);
}
