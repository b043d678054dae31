import type { Viewer } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { Allowance } from './allowance.js';

/**
 * What callers may ask of this process in a minute: as many points as an operation costs, at least one for each.
 * Several processes do not know of each other's: behind a balancer, an account has the points of each.
 */
export class Points {
  /** Apart, so that no crowd of strangers makes an account's be forgotten. */
  readonly #accounts: Allowance;
  readonly #addresses: Allowance;
  #refused = 0;

  /** 0: as many as they like. */
  constructor(
    readonly perMinute: number,
    clock?: () => number,
  ) {
    this.#accounts = new Allowance(perMinute, clock);
    this.#addresses = new Allowance(perMinute, clock);
  }

  /** Requests that were refused for want of points. */
  get refused(): number {
    return this.#refused;
  }

  /** @throws UserError RATE_LIMITED */
  spend({ accountId, subject }: Viewer, points: number): void {
    this.#spend(this.#accounts, accountId ?? subject, points, 'This account');
  }

  /** An attempt by someone whose token is not good. @throws UserError RATE_LIMITED */
  spendOfStranger(address: string): void {
    this.#spend(this.#addresses, address, 1, 'Whoever asks from this address without a valid token');
  }

  #spend(allowance: Allowance, spender: string, points: number, name: string): void {
    if (this.perMinute === 0) return;
    const { isGranted, remaining, retryAfterMs } = allowance.spend(spender, points);
    if (isGranted) return;
    this.#refused += 1;
    throw rateLimited(name, { limit: this.perMinute, remaining, retryAfterMs });
  }
}

function rateLimited(
  name: string,
  { limit, remaining, retryAfterMs }: { limit: number; remaining: number; retryAfterMs: number },
): UserError {
  const retryAfterSeconds = Math.ceil(retryAfterMs / 1_000);
  return new UserError(
    'RATE_LIMITED',
    `${name} has ${limit} points a minute, and ${remaining} left, which is less than this costs. Try again in ${retryAfterSeconds} s.`,
    { reason: 'POINTS', details: { limit, remaining, retryAfterSeconds } },
  );
}

/** For the header `Retry-After`; null where something else was thrown. */
export function retryAfterOf(thrown: unknown): number | null {
  if (!(thrown instanceof UserError) || thrown.extensions.reason !== 'POINTS') return null;
  return (thrown.extensions.details as { retryAfterSeconds: number }).retryAfterSeconds;
}
