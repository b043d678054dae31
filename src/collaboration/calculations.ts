import { Worker } from 'node:worker_threads';
import { UserError } from '../graphql/errors.js';
import type { Asked, Found, Kind, Measure, Question } from './calculation.js';
import type { KeptWork } from './kept-work.js';

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

  /** Whatever it was asked to keep is kept by this thread, and by no other. */
  get thread(): object {
    this.#thread ??= this.#begun();
    return this.#thread;
  }

  calculated<K extends Kind>(question: Question<K>): Promise<Found[K]> {
    // What it is to keep is asked for by whoever was let in already.
    if (question.kind !== 'take' && question.kind !== 'forget' && this.#waiting.size >= this.mostWaiting)
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
      thread.postMessage({ id, question });
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

/** Whatever `measures` was asked to take is kept by this thread: another one has nothing of it. */
export const keeper = (): object => measures.thread;

/**
 * Calculates in a thread of its own, so that whoever asks for something else does not wait for it.
 * @throws UserError UNAVAILABLE (BUSY) where too many wait already
 */
export const calculated = <K extends Exclude<Kind, Measure>>(kind: K, asked: Asked[K]): Promise<Found[K]> =>
  (kind === 'cover' ? solver : measures).calculated({ kind, asked, work: null });

/** The same about work that is kept. @throws UserError as `calculated` */
export const measured = <K extends Measure>(kind: K, asked: Asked[K], work: KeptWork): Promise<Found[K]> =>
  measures.calculated({ kind, asked, work });
