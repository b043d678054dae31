import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { StoryChangesDocument, type StoryChangesSubscription } from '../../schema/generated/operations.js';
import { Failure } from '../muster/failure.js';

export type Change = StoryChangesSubscription['capacityChanged'];

interface Wanted {
  departmentId: string;
  range: { from: string; to: string };
}

const ARRIVES_WITHIN_MS = 10_000;

/** A client application on a socket, that follows the capacity of a department. */
export class Subscriber {
  readonly #received: Change[] = [];
  #failure: Failure | null = null;
  #look: () => void = () => {};
  readonly #leave: () => void;

  constructor(url: string, token: string, variables: Wanted) {
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: (error) => this.#fail(error),
    });
    client.subscribe<StoryChangesSubscription>(
      { query: print(StoryChangesDocument), variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (!data) return this.#fail(errors);
          this.#received.push(data.capacityChanged);
          this.#look();
        },
        error: (error) => this.#fail(error),
        complete: () => {},
      },
    );
    this.#leave = () => void client.dispose();
  }

  /** The next message that is meant; those before it are let go. @throws Failure where none arrives in time */
  async next(isMeant: (change: Change) => boolean): Promise<Change> {
    const { promise, resolve, reject } = Promise.withResolvers<Change>();
    const late = () => reject(new Failure('The subscriber was not told of the change within ten seconds.'));
    const timer = setTimeout(late, ARRIVES_WITHIN_MS);
    this.#look = () => {
      if (this.#failure) return reject(this.#failure);
      for (let change = this.#received.shift(); change; change = this.#received.shift())
        if (isMeant(change)) {
          // What arrives from now on is kept for the next who asks.
          this.#look = () => {};
          return resolve(change);
        }
    };
    this.#look();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  leave(): void {
    this.#leave();
  }

  #fail(why: unknown): void {
    this.#failure ??= new Failure(`The subscription ended: ${JSON.stringify(why)}`);
    this.#look();
  }
}
