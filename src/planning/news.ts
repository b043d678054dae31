import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { MessageKind } from './capacity-change.js';

/** A message that tells of one event, or only how far the stream has come. */
export interface News {
  readonly kind: MessageKind;
  readonly sequence: number;
  /** Null if not a DELTA. */
  readonly event: ChangeEvent | null;
}

type Tells = (event: ChangeEvent, ctx: Context) => boolean | Promise<boolean>;

/**
 * The events that `tells` holds for, one by one, from just behind the cursor `after`, or from now on. There is no
 * snapshot, and nothing is merged: each of them matters.
 * @throws UserError BAD_USER_INPUT (CURSOR), CURSOR_EXPIRED
 */
export async function newsStream(ctx: Context, after: string | null, tells: Tells): Promise<StreamOf<News>> {
  const start = after === null ? null : await ctx.feed.sequenceOf(after);
  return streamOf<News>({
    open: async ({ feed }) => ({ sequence: start ?? (await feed.position()), snapshot: [] }),
    select: async (event, ctx) =>
      (await tells(event, ctx)) ? { kind: MessageKind.DELTA, sequence: event.sequence, event } : null,
    mark: (kind, sequence) => ({ kind: MessageKind[kind], sequence, event: null }),
  });
}

/** For the descriptions of streams. */
export const AFTER = {
  nullable: true,
  description: 'Resume behind this cursor; from now on by default.',
} as const;
export const KIND = 'What this message is.';
export const CURSOR = 'Where it stands in the stream: pass it as `after` to resume behind it.';
