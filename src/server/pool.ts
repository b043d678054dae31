import { AsyncLocalStorage } from 'node:async_hooks';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { UserError } from '../graphql/errors.js';
import { gathering } from './gathering.js';
import type { Client, Result, Statement } from './statement.js';
import { typeParsers } from './type-parsers.js';

/** What kysely, and hence the ORM, asks of a pool; `pg` has it, and the embedded database is given it. */
export interface Pool {
  connect(): Promise<Client>;
  query(statement: Statement): Promise<Result>;
  end(): Promise<void>;
  /** How a transaction uses the connection that it has. */
  forTransaction?(client: Client): Client;
}

export function postgresPool(url: string, max: number): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'muster',
    // Compiling takes longer than running whatever is asked for here: 80 ms of 230 to find somebody among 10,000. And no
    // disk turns any more: taken for one, it has all weeks of all departments read where an index knows the few.
    onConnect: (client: pg.ClientBase) =>
      client.query('set jit = off; set random_page_cost = 1.1').then(() => {}),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        typeParsers[oid] ?? pg.types.getTypeParser(oid, format),
    } as never,
  });
  // A connection that breaks is replaced, idle or in use; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return Object.assign(pool as unknown as Pool, { forTransaction: gathering });
}

/** The embedded database has one connection: whoever has it, has it alone, until it is released. */
export function embeddedPool(pglite: PGlite): Pool {
  let last: Promise<void> = Promise.resolve();
  const query = async (statement: string | Statement, values?: unknown[]): Promise<Result> => {
    const text = typeof statement === 'string' ? statement : statement.text;
    const parameters = typeof statement === 'string' ? values : statement.values;
    // Without parameters a text may hold several statements, as it may on PostgreSQL.
    const results = parameters?.length ? [await pglite.query(text, parameters)] : await pglite.exec(text);
    const rows = results.flatMap((result) => result.rows);
    return { command: 'UPDATE', rowCount: results.at(-1)?.affectedRows ?? 0, rows };
  };
  const connect = async (): Promise<Client> => {
    const before = last;
    let release!: () => void;
    last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return { query, release };
  };
  return {
    connect,
    async query(statement) {
      const client = await connect();
      try {
        return await client.query(statement);
      } finally {
        client.release();
      }
    },
    async end() {},
  };
}

interface Holder {
  client?: Client | undefined;
  isOver: boolean;
  /** Writes that nobody waits for. */
  readonly writes: Promise<unknown>[];
}

/** The one connection that a mutation field has, from when its transaction begins until it ends. */
const scope = new AsyncLocalStorage<Holder>();

const holderNow = () => {
  const holder = scope.getStore();
  return holder?.isOver ? undefined : holder;
};

/**
 * Within `work`, which is a transaction, the first connection taken is the only one, and `pool.query` runs on it. A
 * second one would wait for the first for ever on the embedded database, and silently read outside of the transaction
 * on PostgreSQL. What was left to the end of it (`leftToTheEnd`) and failed, fails it.
 */
export async function onOneConnection<T>(work: () => Promise<T>): Promise<T> {
  const holder: Holder = { isOver: false, writes: [] };
  try {
    const result = await scope.run(holder, work);
    await Promise.all(holder.writes);
    return result;
  } catch (error) {
    // Everything after a write that failed fails because of it.
    if (!(error instanceof UserError)) await Promise.all(holder.writes);
    throw error;
  } finally {
    // What was started in there and not waited for must not run on what is another one's connection by now.
    holder.isOver = true;
  }
}

/** A write that the end of the transaction waits for. Whatever fails within one undoes it as a whole. */
export function leftToTheEnd(write: () => Promise<unknown>): void {
  const holder = holderNow();
  if (!holder) throw new Error('Only a mutation field writes.');
  const writing = write();
  writing.catch(() => {});
  holder.writes.push(writing);
}

export function guarded(pool: Pool): Pool {
  return {
    async connect() {
      const holder = holderNow();
      if (!holder) return pool.connect();
      if (holder.client) throw secondConnection();
      const client = await pool.connect();
      holder.client = pool.forTransaction?.(client) ?? client;
      return holder.client;
    },
    query(statement) {
      const client = holderNow()?.client;
      return client ? client.query(statement) : pool.query(statement);
    },
    end: () => pool.end(),
  };
}

/** The same of connections that are not the pool's. */
export const outsideOfMutations =
  <T>(connect: () => Promise<T>) =>
  async (): Promise<T> => {
    if (holderNow()) throw secondConnection();
    return connect();
  };

const secondConnection = () =>
  new Error('A mutation field has one connection: inside it use ctx.em and ctx.rows only.');
