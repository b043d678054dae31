import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Context } from '../graphql/context.js';
import { openEmbedded } from './embedded.js';
import { entities } from './entities.js';
import { migrationsOf } from './migrations.js';
import {
  embeddedPool,
  guarded,
  leftToTheEnd,
  onOneConnection,
  outsideOfMutations,
  type Pool,
  postgresPool,
} from './pool.js';
import { projectFolder } from './project.js';

export type DatabaseTarget = { url: string; connections?: number } | { folder: string } | { pglite: PGlite };

export interface Database {
  readonly orm: MikroORM;
  readonly isEmbedded: boolean;
  readonly rows: Context['rows'];
  /** A connection outside of the pool; null on the embedded database, which has none to give. */
  readonly connect: (() => Promise<pg.Client>) | null;
  /** Runs the statements of another program, one or several, as a whole; answers the rows of all. */
  readonly run: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

/** The database of an organisation: PostgreSQL by its URL, or the embedded one by its folder. */
export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  if ('url' in target) {
    const connect = async () => {
      const client = new pg.Client({
        connectionString: target.url,
        application_name: 'muster-feed',
        // It mostly waits, and would wait for ever for a database that is gone without a word.
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
        connectionTimeoutMillis: 5_000,
      });
      await client.connect();
      return client;
    };
    return assemble(
      postgresPool(target.url, target.connections ?? 10),
      outsideOfMutations(connect),
      async () => {},
    );
  }
  if ('pglite' in target) return assemble(embeddedPool(target.pglite), null, async () => {});
  const { pglite, release } = await openEmbedded(target.folder);
  return assemble(embeddedPool(pglite), null, async () => {
    await pglite.close();
    release();
  });
}

async function assemble(
  unguarded: Pool,
  connect: Database['connect'],
  afterwards: () => Promise<void>,
): Promise<Database> {
  const pool = guarded(unguarded);
  const {
    rows: [self],
  } = await pool.query({ text: 'select current_database() as name' });
  const orm = await MikroORM.init({
    dbName: (self as { name: string }).name,
    entities,
    metadataProvider: ReflectMetadataProvider,
    // One dialect for both databases: kysely's for the embedded one shares a single transaction between all callers.
    driverOptions: new PostgresDialect({ pool: pool as never }) as never,
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: {
      migrationsList: migrationsOf(join(projectFolder, 'migrations')),
      snapshot: false,
      silent: true,
      tableName: 'migration',
    },
    ignoreUndefinedInQuery: false,
  });
  const expectOneText = oneTextPerName();
  const queried = async <T>(name: string, text: string, values?: readonly unknown[]): Promise<T[]> => {
    expectOneText(name, text);
    const { rows } = await pool.query({
      ...(name && { name }),
      text,
      ...(values && { values: [...values] }),
    });
    return rows as T[];
  };
  return {
    orm,
    isEmbedded: connect === null,
    connect,
    rows: queried,
    async run(text, values) {
      const client = await pool.connect();
      try {
        return await client.query({ text, ...(values && { values }) });
      } catch (error) {
        // Where it had begun a transaction of its own, the next one would find itself in it.
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    async close() {
      await orm.close();
      await afterwards();
    },
  };
}

/** PostgreSQL would refuse a second text under a name, on some connections and some days; the embedded one never. */
function oneTextPerName(): (name: string, text: string) => void {
  const texts = new Map<string, string>();
  return (name, text) => {
    const known = texts.get(name);
    if (known === undefined) texts.set(name, text);
    else if (known !== text && name) throw new Error(`Two statements are called ${name}.`);
  };
}

/** Writes that the end of the transaction waits for. */
export const writeBy =
  (rows: Context['rows']): Context['write'] =>
  (name, text, values) =>
    leftToTheEnd(() => rows(name, text, values));

/** One transaction for `work`: all that is written by `ctx.em` and `ctx.rows` inside it is committed, or nothing. */
export const inTransaction = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  onOneConnection(() => ctx.em.transactional(work));

/** The same outside of any request: `database.rows` runs inside it. */
export const inOneTransaction = <T>({ orm }: Database, work: () => Promise<T>): Promise<T> =>
  onOneConnection(() => orm.em.fork({ useContext: true }).transactional(work));
