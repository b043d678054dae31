import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { Context } from '../graphql/context.js';

type Results = AsyncIterableIterator<ExecutionResult>;

/**
 * GraphQL's `subscribe`, but each event is resolved in a context of its own. With the one context of the
 * subscription, loaders and rights would go on answering from what the first event saw. Where no context can be
 * made any more, because the token expired or the account was closed, the subscription ends with that error.
 */
export async function subscribeAnew(
  args: ExecutionArgs,
  renew: (context: Context) => Promise<Context>,
): Promise<Results | ExecutionResult> {
  const events = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in events)) return events;
  const source = events[Symbol.asyncIterator]();
  const results: Results = {
    async next() {
      const { done, value } = await source.next();
      if (done) return { done, value: undefined };
      const contextValue = await renew(args.contextValue as Context);
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
