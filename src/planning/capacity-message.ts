import type { ChangeEvent } from '../events/change-event.js';
import type { Context } from '../graphql/context.js';
import type { ChangeLine, MessageKind } from './capacity-change.js';

/** A message on its way; lines are those of the scope, whoever may see them. */
export interface Message {
  readonly kind: MessageKind;
  readonly sequence: number;
  /** What happened; null if not a DELTA, or if several things did. */
  readonly event: ChangeEvent | null;
  /** Of how many changes it tells. */
  readonly changes: number;
  readonly lines: readonly ChangeLine[];
  /** False for a part of a snapshot that others follow. */
  readonly isComplete: boolean;
  /** Whether other departments may belong to the scope from now on. */
  readonly isScopeChanged: boolean;
}

/** Of the parts of a snapshot that others follow: nothing can be resumed behind them. */
const PARTIAL = '.partial';

export async function cursorOf(
  ctx: Context,
  { sequence, event, isComplete }: Pick<Message, 'sequence' | 'event' | 'isComplete'>,
): Promise<string> {
  const cursor = await ctx.feed.cursorOf(event ?? sequence);
  return isComplete ? cursor : `${cursor}${PARTIAL}`;
}

export const isPartial = (cursor: string): boolean => cursor.endsWith(PARTIAL);
