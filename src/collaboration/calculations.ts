import { Worker } from 'node:worker_threads';
import { UserError } from '../graphql/errors.js';
import type { Asked, Found, Kind } from './calculation.js';

const isSource = import.meta.url.endsWith('.ts');

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/** A thread that calculates one after the other, begun when it is first asked; at most so many wait for it. */
class Calculator {
  #thread: Worker | undefined;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(readonly mostWaiting: number) {}

  calculated<K extends Kind>(kind: K, asked: Asked[K], transfer: readonly ArrayBuffer[]): Promise<Found[K]> {
    if (this.#waiting.size >= this.mostWaiting)
      throw new UserError('UNAVAILABLE', 'Too much is being calculated. Try again in a moment.', {
        reason: 'BUSY',
      });
    this.#thread ??= this.#begun();
    const thread = this.#thread;
    // What does not wait for an answer does not keep the process alive.
    thread.ref();
    const id = ++this.#last;
    return new Promise<Found[K]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.postMessage({ id, question: { kind, asked } }, transfer);
    });
  }

  #begun(): Worker {
    // Run from its source, it is TypeScript there as well.
    const worker = isSource
      ? new Worker(new URL('./calculation-worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
      : new Worker(new URL('./calculation-worker.js', import.meta.url));
    worker.on('message', ({ id, answer, error }: { id: number; answer: never; error?: unknown }) => {
      const { resolve, reject } = this.#waiting.get(id)!;
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) worker.unref();
      if (error) reject(error);
      else resolve(answer);
    });
    worker.on('error', (error) => {
      if (this.#thread === worker) this.#thread = undefined;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
    return worker;
  }
}

const measures = new Calculator(50);
/** Each may take seconds: whoever measures does not wait for it. */
const solver = new Calculator(4);

/**
 * Calculates in a thread of its own, so that whoever asks for something else does not wait for it.
 * @throws UserError UNAVAILABLE (BUSY) where too many wait already
 */
export const calculated = <K extends Kind>(
  kind: K,
  asked: Asked[K],
  transfer: readonly ArrayBuffer[] = [],
): Promise<Found[K]> => (kind === 'cover' ? solver : measures).calculated(kind, asked, transfer);
