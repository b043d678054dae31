import type { Results } from '../../src/server/streams/member.js';
import type { Sink } from '../../src/server/streams/sink.js';

/** A subscription's own place in memory, from which a test takes one answer after the other. */
export class Inbox<Answer> implements Sink {
  isOpen = true;
  unsentBytes = 0;
  readonly #received: Buffer[] = [];
  #wake = () => {};

  send(result: Buffer): void {
    this.#received.push(result);
    this.#wake();
  }

  cut(): void {
    this.isOpen = false;
    this.#wake();
  }

  forbid(): void {
    this.cut();
  }

  /** What it receives of `results`; throws what ended them. */
  answersOf(results: Results): AsyncIterableIterator<Answer> {
    let ending: IteratorResult<Answer> | undefined;
    let thrown: unknown;
    results.next().then(
      (last) => {
        ending = last;
        this.#wake();
      },
      (error) => {
        thrown = error;
        this.#wake();
      },
    );
    const answers: AsyncIterableIterator<Answer> = {
      next: async () => {
        for (;;) {
          const result = this.#received.shift();
          if (result !== undefined) return { done: false, value: JSON.parse(String(result)) };
          if (thrown !== undefined) throw thrown;
          if (ending) return ending;
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      },
      return: async () => {
        await results.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }
}
