import { UserError } from '../graphql/errors.js';

/** What one request may ask for at most. */
export const LIMITS = {
  BODY_SIZE: 1_048_576,
  DOCUMENT_SIZE: 20_480,
  TOKENS: 1_500,
  /** Fields inside fields. */
  DEPTH: 12,
  ALIASES: 30,
  DIRECTIVES: 20,
  FIELDS: 400,
  /** Objects asked for. */
  COST: 10_000,
  /** Brackets inside brackets, in a document or in its variables: what reads them recurses. */
  NESTING: 60,
  SUBSCRIPTIONS: 100,
  /** Of one account. */
  RESERVATIONS: 100,
} as const;

export type Limit = keyof typeof LIMITS;

const WORDS: Readonly<Record<Limit, string>> = {
  BODY_SIZE: 'bytes of body',
  DOCUMENT_SIZE: 'bytes of document',
  TOKENS: 'tokens',
  DEPTH: 'fields inside each other',
  ALIASES: 'aliases',
  DIRECTIVES: 'directives',
  FIELDS: 'fields',
  COST: 'objects',
  NESTING: 'brackets inside each other',
  SUBSCRIPTIONS: 'operations on one connection at a time',
  RESERVATIONS: 'streams that were reserved and not opened',
};

/** @throws UserError TOO_COMPLEX, with `limit` and `actual` in its details */
export function expectWithin(limit: Limit, actual: number): void {
  if (actual > LIMITS[limit]) throw tooComplex(limit, actual);
}

/** Without `actual` where counting was given up at the limit. */
export function tooComplex(limit: Limit, actual?: number): UserError {
  const most = LIMITS[limit];
  const counted = actual === undefined ? undefined : Math.min(actual, Number.MAX_SAFE_INTEGER);
  const message = `This asks for ${counted ?? `more than ${most}`} ${WORDS[limit]}; the limit is ${most}.`;
  const error = new UserError('TOO_COMPLEX', message, {
    reason: limit,
    details: { limit: most, actual: counted ?? null },
  });
  error.extensions.http = { status: limit === 'BODY_SIZE' ? 413 : 400 };
  return error;
}
