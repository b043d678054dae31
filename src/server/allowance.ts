const MINUTE_MS = 60_000;
const MOST_SPENDERS = 50_000;

/** What came of asking for points. */
export interface Spending {
  readonly isGranted: boolean;
  /** Whole points left. */
  readonly remaining: number;
  /** When the same would be granted; 0 where it is. */
  readonly retryAfterMs: number;
}

/**
 * Points that each spender has for a minute, coming back continuously: a full minute's may be spent at once. Kept as one
 * number for each, the moment at which all of his would be back (generic cell rate algorithm, ITU-T I.371, 1996), and
 * only while some are missing.
 */
export class Allowance {
  readonly #fullAgainAt = new Map<string, number>();

  /** `clock` is in milliseconds, and never goes back. */
  constructor(
    readonly perMinute: number,
    readonly clock: () => number = () => performance.now(),
  ) {}

  /** Spenders of whom something is kept. */
  get size(): number {
    return this.#fullAgainAt.size;
  }

  /** Takes the points if there are so many; otherwise none. What costs more than a minute has takes a full one. */
  spend(spender: string, points: number): Spending {
    const now = this.clock();
    const msPerPoint = MINUTE_MS / this.perMinute;
    const before = Math.max(now, this.#fullAgainAt.get(spender) ?? now);
    const after = before + Math.min(points, this.perMinute) * msPerPoint;
    const left = (fullAt: number) => Math.floor((now + MINUTE_MS - fullAt) / msPerPoint + 1e-6);
    // What rounding leaves of a point is none.
    const retryAfterMs = after - now - MINUTE_MS;
    if (retryAfterMs > 1e-6) return { isGranted: false, remaining: left(before), retryAfterMs };
    this.#fullAgainAt.set(spender, after);
    if (this.#fullAgainAt.size > MOST_SPENDERS) this.#makeRoom(now);
    return { isGranted: true, remaining: left(after), retryAfterMs: 0 };
  }

  /** Half of it at least, so that it is seldom done. Whoever is forgotten has all his points again. */
  #makeRoom(now: number): void {
    for (const [spender, fullAt] of this.#fullAgainAt) {
      if (fullAt <= now) this.#fullAgainAt.delete(spender);
    }
    for (const spender of this.#fullAgainAt.keys()) {
      if (this.#fullAgainAt.size <= MOST_SPENDERS / 2) return;
      this.#fullAgainAt.delete(spender);
    }
  }
}
