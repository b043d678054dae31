import { createHash } from 'node:crypto';
import type { StateVersion } from '../events/state-version.js';

/** An answer as it is sent. */
export class Answer {
  #etag: string | undefined;

  constructor(
    readonly body: Buffer,
    readonly contentType: string,
  ) {}

  /** Of the body, so that every process and every release gives the same answer the same one. */
  get etag(): string {
    this.#etag ??= `"${createHash('sha256').update(this.body).digest('base64url')}"`;
    return this.#etag;
  }
}

interface Kept {
  readonly answer: Answer;
  /** Of the state when, or before, the answer was begun. */
  readonly version: number;
  readonly bytes: number;
  /** Since it was kept, or last spared. */
  isUsed: boolean;
}

/** What an entry takes besides its texts. */
const OVERHEAD_BYTES = 300;

/**
 * Answers that hold while nothing is written. Each is kept under its question, which names all that it depends on
 * besides the state; those that are not used go first.
 */
export class Answers {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(
    readonly state: StateVersion,
    readonly mostBytes: number,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Answers given from what was kept. */
  get hits(): number {
    return this.#hits;
  }

  /** Answers that had to be made, though they might have been kept. */
  get misses(): number {
    return this.#misses;
  }

  /**
   * The answer to a question, if nothing was written since; judged by a look at the state that begins after this call.
   * Null where it is to be made.
   */
  async find(question: string): Promise<Answer | null> {
    // What was never asked need not wait for a look.
    const found = this.#kept.has(question) ? await this.#findCurrent(question) : null;
    if (found) this.#hits += 1;
    else this.#misses += 1;
    return found;
  }

  async #findCurrent(question: string): Promise<Answer | null> {
    // Where the database does not answer, whoever makes the answer will say so.
    const version = await this.state.current().catch(() => null);
    const kept = this.#kept.get(question);
    if (kept?.version !== version) return null;
    kept.isUsed = true;
    return kept.answer;
  }

  /** Keeps an answer that was begun when the state had at least this version; undefined: nobody knows, it is not kept. */
  keep(question: string, answer: Answer, version: number | undefined): void {
    const bytes = answer.body.length + 2 * question.length + OVERHEAD_BYTES;
    const before = this.#kept.get(question);
    if (version === undefined || bytes > this.mostBytes / 4 || (before && before.version > version)) return;
    this.#drop(question);
    this.#kept.set(question, { answer, version, bytes, isUsed: false });
    this.#bytes += bytes;
    this.#makeRoom();
  }

  /** The oldest go first; those that were used since get a second chance, which costs less than to sort them at each use. */
  #makeRoom(): void {
    for (const [question, kept] of this.#kept) {
      if (this.#bytes <= this.mostBytes) return;
      this.#kept.delete(question);
      if (kept.isUsed) this.#kept.set(question, Object.assign(kept, { isUsed: false }));
      else this.#bytes -= kept.bytes;
    }
  }

  /** Forgets everything: for those who write past the change log. */
  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  #drop(question: string): void {
    this.#bytes -= this.#kept.get(question)?.bytes ?? 0;
    this.#kept.delete(question);
  }
}
