import { GraphQLError } from 'graphql';

type UserErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'TOO_COMPLEX'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'CURSOR_EXPIRED'
  | 'UNAVAILABLE';

const HTTP_STATUS: Partial<Record<UserErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

interface Circumstances {
  /** Which rule refused, in a form that clients may switch on. */
  reason?: string;
  /** Path of the offending input, from the field's arguments down. */
  field?: readonly (string | number)[];
  /** Data of the refusal, such as the certificate of an overbooking. */
  details?: unknown;
}

/**
 * A refusal the caller can act on, the same over HTTP and over a socket. Whatever else is thrown is a bug: it is
 * logged, and reaches the client masked.
 */
export class UserError extends GraphQLError {
  constructor(code: UserErrorCode, message: string, circumstances: Circumstances = {}) {
    const status = HTTP_STATUS[code];
    super(message, { extensions: { ...circumstances, code, ...(status && { http: { status } }) } });
  }
}

/** The refusal of an input that lies at `path` within the input of the field, which it took for its own. */
export function refusedAt(path: readonly string[], refusal: UserError): UserError {
  const { code, field, details, ...rest } = refusal.extensions as unknown as Circumstances & {
    code: UserErrorCode;
  };
  const moved = ([input, ...inner]: readonly (string | number)[]) => [input!, ...path, ...inner];
  const faults = (details as { faults?: Fault[] } | undefined)?.faults;
  return new UserError(code, refusal.message, {
    ...rest,
    ...(field && { field: moved(field) }),
    ...(details !== undefined && {
      details: faults
        ? { faults: faults.map((fault) => ({ ...fault, field: moved(fault.field) })) }
        : details,
    }),
  });
}

/** The same text and code whether a thing does not exist or may not be seen. */
export const notFound = (noun: string, id: string) =>
  new UserError('NOT_FOUND', `${noun} ${id} does not exist.`);

/** @throws UserError FORBIDDEN */
export function authorize(allowed: boolean, what = 'You may not do this.'): void {
  if (!allowed) throw new UserError('FORBIDDEN', what);
}

interface Fault {
  readonly field: readonly (string | number)[];
  readonly reason: string;
  readonly message: string;
}

/** Collects everything that is wrong with an input, so that the caller hears of all of it at once. */
export class Faults {
  readonly #found: Fault[] = [];

  /** Notes a fault where the `condition` does not hold. */
  require(condition: boolean, field: Fault['field'], reason: string, message: string): void {
    if (!condition) this.#found.push({ field, reason, message });
  }

  /** @throws UserError BAD_USER_INPUT, with every fault in `details.faults` */
  throwIfAny(): void {
    const [first] = this.#found;
    if (!first) return;
    throw new UserError('BAD_USER_INPUT', this.#found.map(({ message }) => message).join(' '), {
      reason: first.reason,
      field: first.field,
      details: { faults: this.#found },
    });
  }
}

/** @throws UserError CONFLICT with the current version in `details`, where the caller has seen another one */
export function expectVersion(row: { version: number }, expectedVersion: number): void {
  if (row.version === expectedVersion) return;
  throw new UserError(
    'CONFLICT',
    `This was changed meanwhile: it is at version ${row.version}, not ${expectedVersion}.`,
    {
      reason: 'STALE_VERSION',
      details: { currentVersion: row.version },
    },
  );
}

/** @throws UserError CONFLICT with the allowed states in `details` */
export function expectTransition(
  noun: string,
  state: string,
  to: string,
  table: Readonly<Record<string, readonly string[]>>,
): void {
  const allowed = table[state] ?? [];
  if (allowed.includes(to)) return;
  throw new UserError('CONFLICT', `${noun} is ${state}; it cannot become ${to}.`, {
    reason: 'ILLEGAL_TRANSITION',
    details: { state, allowed },
  });
}
