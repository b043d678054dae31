import type { Context } from '../graphql/context.js';
import type { ChangeEvent } from './change-event.js';

type Maybe<T> = T | null | Promise<T | null>;

/**
 * What one subscription is of the change log: a description, without a loop of its own. Whoever asks the same with the
 * same rights shares it, so it keeps nothing of who asks beyond his rights. `Message` is the root value that the
 * subscription's field is resolved with.
 */
export interface Stream<Message> {
  /**
   * Where it begins, and what it begins with: the state at that sequence, in parts that each fit a message. Read when
   * a subscriber joins; refusals belong here or before.
   */
  readonly open: (ctx: Context) => Promise<Opened<Message>>;
  /** What an event is to it; null where it is nothing. Called for each event behind the beginning, once, in order. */
  readonly select: (event: ChangeEvent, ctx: Context) => Maybe<Message>;
  /** A message that only says how far it has come. */
  readonly mark: (kind: 'CAUGHT_UP' | 'HEARTBEAT', sequence: number) => Message;
  /** Several messages as one, for a slow reader, in the order given; absent where each of them matters. */
  readonly merge?: (messages: readonly Message[]) => Message;
  /**
   * Where time alone makes it speak: when next, in milliseconds since 1970; null for not before an event. Asked after
   * the opening, each event and each `onDue`. What speaks so keeps a state, and is shared with nobody. Where rights
   * changed, or somebody reads too slowly, it is described and opened anew.
   */
  readonly due?: () => number | null;
  /** What it says then. */
  readonly onDue?: (ctx: Context) => Maybe<Message>;
}

export interface Opened<Message> {
  readonly sequence: number;
  readonly snapshot: Iterable<Message> | AsyncIterable<Message>;
}

/** A stream in the shape that GraphQL wants of what `subscribe` answers. */
export type StreamOf<Message> = Stream<Message> & AsyncIterable<never>;

/** For a subscription field's `subscribe` to answer. It is run by `server/`, not by iterating over it. */
export const streamOf = <Message>(stream: Stream<Message>): StreamOf<Message> => ({
  ...stream,
  [Symbol.asyncIterator]() {
    throw new Error('A stream describes; it has no events of its own. Run it by server/subscribe.ts.');
  },
});
