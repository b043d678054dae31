import type { LogAccess } from './log-access.js';

/**
 * How many events there are. None is ever taken away, and who looks later sees all that was seen before: two looks
 * that count the same saw the same. Publishing only numbers what is counted already.
 */
const VERSION = `select (select coalesce(max(sequence), 0) from change_event)
  + (select count(*) from change_event where sequence is null) as version`;

/** The version of everything that is kept here: whatever is written is in the change log, and raises it. */
export class StateVersion {
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | undefined;
  #latest: number | undefined;

  constructor(readonly log: Pick<LogAccess, 'rows'>) {}

  /** A version that was current once: what is read from now on is at least as new. Undefined before the first. */
  get latest(): number | undefined {
    return this.#latest;
  }

  /** The version at a moment after the call. One statement answers all who wait for it to begin. */
  current(): Promise<number> {
    this.#next ??= this.#read();
    return this.#next;
  }

  async #read(): Promise<number> {
    await this.#running;
    this.#next = undefined;
    const reading = this.log.rows<{ version: number }>('state.version', VERSION);
    this.#running = reading.catch(() => {});
    const [row] = await reading;
    this.#latest = Math.max(this.#latest ?? 0, row!.version);
    return row!.version;
  }
}
