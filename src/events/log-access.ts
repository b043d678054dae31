import type pg from 'pg';
import type { Context } from '../graphql/context.js';

interface Connection {
  query(statement: string | { name: string; text: string; values?: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** How the publisher and the feed reach the log, outside of any request. */
export interface LogAccess {
  readonly rows: Context['rows'];
  /** One transaction: what `work` does by its `rows` is committed, or nothing. */
  readonly transaction: <T>(work: (rows: Context['rows']) => Promise<T>) => Promise<T>;
  /** A connection of its own, for locks and notifications; null on the embedded database, which has one process. */
  readonly connect: (() => Promise<pg.Client>) | null;
  /** Such a connection during one transaction: what is asked of it before anybody waits is sent in one go. */
  readonly gathering: (client: pg.Client) => Connection;
  /** Told of what the process survives, such as a lost connection. */
  readonly warn: (message: string, error: unknown) => void;
  /** Told of what somebody has to mend. */
  readonly error: (message: string, error: unknown) => void;
}
