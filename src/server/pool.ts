import { AsyncLocalStorage } from 'node:async_hooks';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { typeParsers } from './type-parsers.js';

interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}

interface Result {
  command: string;
  rowCount: number;
  rows: unknown[];
}

export interface Client {
  query(text: string | Statement, values?: unknown[]): Promise<Result>;
  release(): void;
}

/** What kysely, and hence the ORM, asks of a pool; `pg` has it, and the embedded database is given it. */
export interface Pool {
  connect(): Promise<Client>;
  query(statement: Statement): Promise<Result>;
  end(): Promise<void>;
}

export function postgresPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'muster',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        typeParsers[oid] ?? pg.types.getTypeParser(oid, format),
    } as never,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
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

/** The one connection that a mutation field has, from when its transaction begins until it ends. */
const scope = new AsyncLocalStorage<{ client?: Client | undefined; isOver: boolean }>();

const holderNow = () => {
  const holder = scope.getStore();
  return holder?.isOver ? undefined : holder;
};

/**
 * Within `work`, the first connection taken is the only one, and `pool.query` runs on it. A second one would wait for
 * the first for ever on the embedded database, and silently read outside of the transaction on PostgreSQL.
 */
export async function onOneConnection<T>(work: () => Promise<T>): Promise<T> {
  const holder: { client?: Client | undefined; isOver: boolean } = { isOver: false };
  try {
    return await scope.run(holder, work);
  } finally {
    // What was started in there and not waited for must not run on what is another one's connection by now.
    holder.isOver = true;
  }
}

export function guarded(pool: Pool): Pool {
  return {
    async connect() {
      const holder = holderNow();
      if (!holder) return pool.connect();
      if (holder.client) throw secondConnection();
      const client = await pool.connect();
      holder.client = client;
      return client;
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
