import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type { Context } from './context.js';

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * A statement whose text is the caller's to shape, by filter and order: prepared ones are kept for ever, and these would
 * have no end.
 */
export const UNNAMED = '';

/** Runs a statement composed with kysely's `sql`. Its text must not vary with its values. */
export function rowsOf<T>(ctx: Context, name: string, statement: RawBuilder<T>): Promise<T[]> {
  const { sql: text, parameters } = statement.compile(compiler);
  if (name === UNNAMED) return ctx.rows<T>(UNNAMED, text, parameters);
  // One text per name: a prepared statement is known by its name alone.
  const hash = createHash('sha1').update(text).digest('base64url').slice(0, 12);
  return ctx.rows<T>(`${name}.${hash}`, text, parameters);
}
