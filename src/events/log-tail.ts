import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeEvent } from './change-event.js';
import type { ChangeFeed } from './change-feed.js';

const RETRY_MS = 500;

/**
 * The end of the log, followed once for a whole process. Each batch is delivered as a whole before the next one is
 * read. It survives a database that goes away: it goes on where it was, without a gap.
 */
export class LogTail {
  #position = 0;
  #taken = 0;
  #events: AsyncIterator<readonly ChangeEvent[]> | null = null;
  #starting: Promise<void> | null = null;
  readonly #arrived = new Set<{ sequence: number; resolve: () => void }>();

  constructor(
    readonly feed: ChangeFeed,
    readonly deliver: (events: readonly ChangeEvent[]) => Promise<void>,
    readonly warn: (message: string, error: unknown) => void,
  ) {}

  /** The last event that is delivered. */
  get position(): number {
    return this.#position;
  }

  /** The last event that is delivered, or being delivered. */
  get taken(): number {
    return this.#taken;
  }

  /** Follows from now on, if it does not yet. */
  start(): Promise<void> {
    this.#starting ??= this.#start().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  /** Resolved once everything up to `sequence`, which is published, is delivered. */
  async reached(sequence: number): Promise<void> {
    await this.start();
    if (this.#position >= sequence) return;
    await new Promise<void>((resolve) => this.#arrived.add({ sequence, resolve }));
  }

  /** Follows no longer, until it is started again. */
  rest(): void {
    void this.#events?.return?.();
    this.#events = null;
    this.#starting = null;
    for (const { resolve } of this.#arrived) resolve();
    this.#arrived.clear();
  }

  async #start(): Promise<void> {
    const position = await this.feed.position();
    this.#position = this.#taken = position;
    const events = this.feed.follow(position);
    this.#events = events;
    void this.#follow(events);
  }

  async #follow(events: AsyncIterator<readonly ChangeEvent[]>): Promise<void> {
    let source = events;
    while (this.#events === source) {
      try {
        const { done, value } = await source.next();
        if (done || this.#events !== source) return;
        this.#taken = value.at(-1)!.sequence;
        await this.deliver(value);
        if (this.#events !== source) return;
        this.#arrive(this.#taken);
      } catch (error) {
        this.warn('The log could not be read: streams wait, and go on where they were.', error);
        await source.return?.();
        await sleep(RETRY_MS);
        if (this.#events !== source) return;
        source = this.feed.follow(this.#position);
        this.#events = source;
      }
    }
  }

  #arrive(position: number): void {
    this.#position = position;
    for (const waiting of this.#arrived) {
      if (waiting.sequence > position) continue;
      this.#arrived.delete(waiting);
      waiting.resolve();
    }
  }
}
