import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { ChangeEvent } from '../events/change-event.js';
import type { Opened, Stream } from '../events/stream.js';
import type { Context } from '../graphql/context.js';

type Results = AsyncIterableIterator<ExecutionResult>;

/**
 * GraphQL's `subscribe` for streams; each message is resolved in a context of its own. With the one context of the
 * subscription, loaders and rights would go on answering from what the first message saw. Where no context can be
 * made any more, because the token expired or the account was closed, the subscription ends with that error.
 */
export async function subscribeAnew(
  args: ExecutionArgs,
  renew: (context: Context) => Promise<Context>,
): Promise<Results | ExecutionResult> {
  const ctx = args.contextValue as Context;
  const described = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in described)) return described;
  const stream = described as unknown as Stream<unknown>;
  const newest = await ctx.feed.position();
  let opened: Opened<unknown>;
  try {
    opened = await stream.open(ctx);
  } catch (error) {
    return { errors: [new GraphQLError((error as Error).message, { originalError: error as Error })] };
  }
  const source = messagesOf(stream, opened, newest, ctx, () => renew(ctx));
  const results: Results = {
    async next() {
      const { done, value } = await source.next();
      if (done) return { done, value: undefined };
      const contextValue = await renew(ctx);
      return { done: false, value: await execute({ ...args, rootValue: value, contextValue }) };
    },
    // Not a generator: one that waits for its source could not be told to return.
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

/** The snapshot, what came after it until `newest`, CAUGHT_UP, then what comes. */
function messagesOf(
  stream: Stream<unknown>,
  { sequence: start, snapshot }: Opened<unknown>,
  newest: number,
  ctx: Context,
  renew: () => Promise<Context>,
): AsyncIterableIterator<unknown> {
  const source = ctx.feed.follow(start);
  const parts = partsOf(snapshot);
  let hasParts = true;
  let batch: readonly ChangeEvent[] = [];
  let index = 0;
  let caughtUpAt: number | null = start >= newest ? start : null;
  let isCaughtUp = false;
  return {
    async next() {
      while (hasParts) {
        const part = await parts.next();
        if (!part.done) return part;
        hasParts = false;
      }
      for (;;) {
        if (caughtUpAt !== null && !isCaughtUp) {
          isCaughtUp = true;
          return { done: false, value: stream.mark('CAUGHT_UP', caughtUpAt) };
        }
        const event = batch[index++];
        if (event) {
          const message = await stream.select(event, await renew());
          if (event.sequence >= newest) caughtUpAt ??= event.sequence;
          if (message !== null) return { done: false, value: message };
          // A replay of years must leave other requests their turn.
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

async function* partsOf<Message>(parts: Iterable<Message> | AsyncIterable<Message>): AsyncGenerator<Message> {
  yield* parts;
}
