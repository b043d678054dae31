import { readEntitlements } from '../../auth/grants.js';
import type { Contexts } from '../contexts.js';

/** A connection that stays, and on whose behalf it was opened. */
export interface Signed {
  readonly subject: string;
  readonly expiresAt: Date;
  /** Closes it: its subject may not use it any more. */
  readonly forbid: (reason: string) => void;
}

const LOOK_EVERY_MS = 500;

/**
 * Looks after the connections that stay, by whichever transport: closes those whose token has expired, or whose account
 * was disabled or lost its last right, within a second, whether or not anything is sent on them; and tells whose grants
 * have changed. One statement asks for all of them.
 */
export class RightsWatch {
  readonly #signed = new Set<Signed>();
  #grants: ReadonlyMap<string, string> = new Map();
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;

  constructor(
    readonly contexts: Contexts,
    readonly onChange: (subjects: readonly string[]) => Promise<void>,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  add(signed: Signed): void {
    this.#signed.add(signed);
  }

  remove(signed: Signed): void {
    this.#signed.delete(signed);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const now = Date.now();
    for (const { expiresAt, forbid } of this.#signed)
      if (expiresAt.getTime() <= now) forbid('The token has expired');
    if (this.#isLooking || this.#signed.size === 0) return;
    this.#isLooking = true;
    try {
      await this.#compare();
    } catch {
      // The database is away: whoever asks it for anything will hear of that. The next look tells.
    } finally {
      this.#isLooking = false;
    }
  }

  async #compare(): Promise<void> {
    const subjects = new Set([...this.#signed].map(({ subject }) => subject));
    const grants = await readEntitlements(this.contexts.database.rows, [...subjects]);
    for (const { subject, forbid } of this.#signed)
      if (subjects.has(subject) && !grants.has(subject)) forbid('The account has no rights any more');
    // Of those who are new here nobody knows by which grants their rights were read.
    const changed = [...subjects].filter((subject) => this.#grants.get(subject) !== grants.get(subject));
    if (changed.length > 0) await this.onChange(changed);
    this.#grants = grants;
  }
}
