import { UserError } from './errors.js';

interface Refusal {
  reason: string;
  message: string;
  field: readonly string[];
}

const refusals = new Map<string, Refusal>();

/**
 * What breaking a constraint of the database means to the caller. The database is the one that knows, whatever was
 * written at the same time; the message names nothing that the caller may not see.
 */
export function defineConstraint(name: string, refusal: Refusal): void {
  refusals.set(name, refusal);
}

/** The refusal that an error of the database stands for; other errors as they are. */
export function asRefusal(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const refusal = refusals.get((cause as { constraint?: string }).constraint ?? '');
    if (refusal)
      return new UserError('CONFLICT', refusal.message, { reason: refusal.reason, field: refusal.field });
  }
  return error;
}
