import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Constructor, MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import type { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';

const MIGRATION_LOCK = 7_285_300;

/** The SQL files of `folder`, in the order of their names. Forward only; each in a transaction of its own. */
export function migrationsOf(folder: string): MigrationObject[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return files
    .sort()
    .map((name) => ({ name: name.replace(/\.sql$/, ''), class: migrationOf(join(folder, name)) }));
}

function migrationOf(file: string): Constructor<Migration> {
  return class extends Migration {
    override up(): void {
      this.addSql(readFileSync(file, 'utf8'));
    }
  };
}

/** Brings the database up to date, and says what it applied. Processes that start together take turns. */
export async function migrate({
  orm,
  connect,
}: {
  orm: MikroORM;
  connect: (() => Promise<pg.Client>) | null;
}): Promise<string[]> {
  const turn = await connect?.();
  try {
    await turn?.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await orm.migrator.up()).map(({ name }) => name);
  } finally {
    await turn?.end();
  }
}
