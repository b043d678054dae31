import { Field, ID, ObjectType } from 'type-graphql';
import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
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

/** What every message of such a stream says. */
@ObjectType()
export abstract class NewsMessage {
  @Field(() => MessageKind, { description: KIND })
  kind!: MessageKind;

  @Field(() => String, { description: CURSOR })
  cursor!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was written; null if not a DELTA.' })
  occurredAt!: Date | null;
}

/** The same of what may be changed in bulk. */
@ObjectType()
export abstract class BulkNewsMessage extends NewsMessage {
  @Field(() => ID, {
    nullable: true,
    description: 'Shared by all changes of one bulk change; null for a single one.',
  })
  causeId!: string | null;
}

/** That part of the message. */
export const newsMessageOf = async (
  ctx: Context,
  { kind, sequence, event }: News,
): Promise<BulkNewsMessage> => ({
  kind,
  cursor: await ctx.feed.cursorOf(event ?? sequence),
  occurredAt: event?.occurredAt ?? null,
  causeId: event?.causeId ?? null,
});
