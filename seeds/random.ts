import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const FOUNDED = Date.UTC(2026, 0, 1);

/** The id of something that has a name: the same whenever it is seeded, so that it can be quoted. */
export const idOf = (name: string): string =>
  uuidv7({ random: createHash('sha256').update(name).digest().subarray(0, 16), msecs: FOUNDED });

/**
 * Chance that repeats itself: the same seed and instant give the same sequence of numbers and ids. Mulberry32
 * (T. Ettinger, 2017): 32 bits of state, enough to tell a story by.
 */
export class Chance {
  #state: number;
  #ids = 0;

  constructor(
    seed: number,
    /** Ids say that they were made at this instant. */
    readonly instant: Date,
  ) {
    this.#state = seed;
  }

  /** From 0 up to 1. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.number() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.number() < probability;
  }

  oneOf<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }

  /** So many different ones, in any order. */
  several<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(this.between(0, left.length - 1), 1)[0]!,
    );
  }

  /** UUIDv7s that ascend in the order they are made in. */
  id(): string {
    const random = Uint8Array.from({ length: 16 }, () => this.between(0, 255));
    this.#ids += 1;
    return uuidv7({ random, msecs: this.instant.getTime(), seq: this.#ids });
  }
}
