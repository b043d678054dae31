import { WHOLE_SHARE } from '../capacity/shares.js';

export enum UtilisationLevel {
  HIGH = 'HIGH',
  NORMAL = 'NORMAL',
}

/** When utilisation is high: from `above` on, until it is `below`, each in hundredths of a percent, for `holdMs`. */
export interface Threshold {
  readonly above: number;
  readonly below: number;
  readonly holdMs: number;
}

/** What is utilised, in minutes. */
export interface Load {
  readonly confirmed: number;
  readonly effective: number;
}

/**
 * Whether the utilisation of one subject is high. It becomes so once it has been at least `above` for as long as the
 * threshold holds, and normal once it has been at most `below` for as long. Between them it stays what it was, and so it
 * does where nothing is effective, as there is no utilisation then. Compared exactly, before any rounding.
 */
export class HeldLevel {
  readonly #threshold: Threshold;
  #level: UtilisationLevel;
  /** Since when it has been where the other level is; null where it is not. */
  #since: number | null = null;

  /** Begins where the load is: high from `above` on, else normal. */
  constructor(threshold: Threshold, load: Load) {
    this.#threshold = threshold;
    this.#level = aimOf(threshold, load) ?? UtilisationLevel.NORMAL;
  }

  get level(): UtilisationLevel {
    return this.#level;
  }

  /** When it changes if nothing else does, in milliseconds; null where it does not. */
  get dueAt(): number | null {
    return this.#since === null ? null : this.#since + this.#threshold.holdMs;
  }

  /** That the load is this one from `at` on. What was due by then ought to have been taken before. */
  move(load: Load, at: number): void {
    const aim = aimOf(this.#threshold, load);
    if (aim === null || aim === this.#level) this.#since = null;
    else this.#since ??= at;
  }

  /** Whether it changes, by what has lasted long enough at this moment. */
  takeDue(at: number): boolean {
    if (this.dueAt === null || this.dueAt > at) return false;
    this.#level = this.#level === UtilisationLevel.HIGH ? UtilisationLevel.NORMAL : UtilisationLevel.HIGH;
    this.#since = null;
    return true;
  }
}

/** The level that a load leads to in time; null where it leads nowhere. */
function aimOf({ above, below }: Threshold, { confirmed, effective }: Load): UtilisationLevel | null {
  if (effective === 0) return null;
  if (confirmed * WHOLE_SHARE >= above * effective) return UtilisationLevel.HIGH;
  if (confirmed * WHOLE_SHARE <= below * effective) return UtilisationLevel.NORMAL;
  return null;
}
