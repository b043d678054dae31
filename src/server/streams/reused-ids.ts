import type { ExecutionResult } from 'graphql';
import type { Results } from './member.js';

// graphql-ws knows subscriptions by their ids alone. A client may use the id of one that it has just completed again;
// then the end of that is taken for the end of the new one, which is lost, and never told to return. So graphql-ws
// hears nothing more of what was completed.

/** Of one socket: the subscriptions that are being begun. */
export class Beginnings {
  readonly #lastById = new Map<string, symbol>();

  /** Answers what ends the beginning, and says whether no other of this id was begun meanwhile. */
  begin(id: string): () => boolean {
    const own = Symbol(id);
    this.#lastById.set(id, own);
    return () => {
      const isLast = this.#lastById.get(id) === own;
      if (isLast) this.#lastById.delete(id);
      return isLast;
    };
  }
}

/** What ends only by itself; told to return, it does so, and never says that it has ended. */
export function endingAlone(
  results: Results | ExecutionResult,
  isLast: boolean,
): Promise<never> | Results | ExecutionResult {
  if (!('next' in results)) return isLast ? results : never();
  if (!isLast) {
    void results.return?.();
    return never();
  }
  let isReturned = false;
  const alone: Results = {
    async next() {
      const last = await results.next();
      return isReturned ? never() : last;
    },
    return() {
      isReturned = true;
      return results.return!();
    },
    [Symbol.asyncIterator]: () => alone,
  };
  return alone;
}

/** Whoever waits for it is forgotten, with all he holds. */
const never = () => new Promise<never>(() => {});
