import { UserError } from '../graphql/errors.js';

/** A place in a log: just behind one of its events. */
export interface Cursor {
  readonly logId: string;
  /** Of the event; 0 before the first. */
  readonly sequence: number;
  /** See `PROOF`; null in cursors from before there were any, and before the first event. */
  readonly proof: string | null;
}

/**
 * The beginning of an event's hash, as SQL. All events before it are in that hash, so where another event has the same
 * number, as in a log that was restored from a backup and written on, the proof is another one.
 */
export const PROOF = `left(encode(hash, 'hex'), 8)`;

export const textOf = ({ logId, sequence, proof }: Cursor): string =>
  proof ? `${logId}.${sequence}.${proof}` : `${logId}.${sequence}`;

/** @throws UserError BAD_USER_INPUT (CURSOR) */
export function cursorIn(text: string): Cursor {
  const [, logId, sequence, proof] = /^([0-9a-f-]{36})\.(\d{1,15})(?:\.([0-9a-f]{8}))?$/.exec(text) ?? [];
  if (logId) return { logId, sequence: Number(sequence), proof: proof ?? null };
  throw new UserError('BAD_USER_INPUT', '`after` is not a cursor of a stream.', {
    reason: 'CURSOR',
    field: ['after'],
  });
}

const EXPIRED = {
  OTHER_LOG: 'is of another log',
  FUTURE_CURSOR: 'lies in the future of the log, as after a backup was restored',
  RESTORED_LOG: 'is of a log that was restored from a backup since: other events have come where it had been',
  OLD_CURSOR: 'is older than 30 days',
} as const;

/** Why nothing can be said of what follows a cursor. */
export const expired = (reason: keyof typeof EXPIRED): UserError =>
  new UserError(
    'CURSOR_EXPIRED',
    `This cursor ${EXPIRED[reason]}. Read the state anew, then follow from now.`,
    { reason },
  );
