import { setTimeout as sleep } from 'node:timers/promises';
import { print, type TypedQueryDocumentNode } from 'graphql';
import { Failure } from './failure.js';
import { say } from './say.js';

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: Extensions }[];
}

interface Extensions {
  readonly code?: string;
  readonly reason?: string;
  /** What the refusal rests on, such as the certificate of an overbooking. */
  readonly details?: unknown;
}

/** A refusal by the API. */
export class Refusal extends Failure {
  constructor(
    message: string,
    readonly code: string | undefined,
    readonly extensions: Extensions = {},
  ) {
    super(message);
  }
}

const MOST_ATTEMPTS = 8;
const LONGEST_WAIT_SECONDS = 60;

const sayWaiting = (seconds: number): void =>
  say.fact(`The points of this minute are spent: going on in ${seconds} s.`);

/** Asks the API over HTTP; waits where it says that it is asked too much. */
export class Api {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  /**
   * What was refused for want of points was not done, and is asked again; `onWait` is told how long that takes.
   * @throws Refusal, or Failure where the server cannot be reached
   */
  async ask<T, V>(document: TypedQueryDocumentNode<T, V>, variables: V, onWait = sayWaiting): Promise<T> {
    const body = JSON.stringify({ query: print(document), variables });
    for (let attempt = 1; ; attempt++) {
      const reply = await this.#send(body);
      if (reply.status !== 429 || attempt === MOST_ATTEMPTS) return this.#read(reply);
      const seconds = Math.min(LONGEST_WAIT_SECONDS, Number(reply.headers.get('retry-after')) || 1);
      onWait(seconds);
      await sleep(1_000 * seconds);
    }
  }

  async #send(body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    try {
      return await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    } catch (error) {
      throw new Failure(
        `The server at ${this.url} cannot be reached (${reasonOf(error)}). Is it running? \`npm start\` starts it.`,
      );
    }
  }

  async #read<T>(reply: Response): Promise<T> {
    const text = await reply.text();
    const { data, errors } = parse<T>(text) ?? {};
    const [error] = errors ?? [];
    if (error)
      throw new Refusal(
        `${error.message} (${error.extensions?.code ?? reply.status})`,
        error.extensions?.code,
        error.extensions,
      );
    if (!data)
      throw new Failure(
        `${this.url}/graphql answers ${reply.status}, and not as Muster does. Is the URL right?`,
      );
    return data;
  }
}

function parse<T>(text: string): Answer<T> | undefined {
  try {
    return JSON.parse(text) as Answer<T>;
  } catch {
    return undefined;
  }
}

const reasonOf = (error: unknown) => {
  const { cause, message } = error as Error;
  return (cause as { code?: string } | undefined)?.code ?? message;
};
