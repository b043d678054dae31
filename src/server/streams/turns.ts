import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Lets some of what one caller asks at once begin, and the rest when these are done, each in a turn of the event loop of
 * its own: whoever sends a hundred operations in one moment holds up himself, and nobody else.
 */
export class Turns {
  readonly #lanes: Promise<unknown>[];
  #next = 0;

  constructor(atOnce: number) {
    this.#lanes = Array.from({ length: atOnce }, () => Promise.resolve());
  }

  take<T>(work: () => T | Promise<T>): Promise<T> {
    const lane = this.#next;
    this.#next = (lane + 1) % this.#lanes.length;
    const done = this.#lanes[lane]!.then(() => nextTurn()).then(work);
    this.#lanes[lane] = done.catch(() => {});
    return done;
  }
}
