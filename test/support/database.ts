import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/server/database.js';
import { embeddedOptions } from '../../src/server/embedded.js';

let cloned = 0;

export interface Clone {
  database: Database;
  /** Null on the embedded database. */
  url: string | null;
  drop(): Promise<void>;
}

/** An empty, migrated database of its own. */
export async function cloneDatabase(): Promise<Clone> {
  const template = inject('template');
  if ('file' in template) {
    const loadDataDir = new Blob([readFileSync(template.file)]);
    const pglite = await PGlite.create({ ...embeddedOptions, loadDataDir });
    const database = await openDatabase({ pglite });
    return {
      database,
      url: null,
      async drop() {
        await database.close();
        await pglite.close();
        // What a test file refers to lives as long as the process, which goes on to other files: its memory shall not.
        Object.assign(pglite, { mod: undefined, fs: undefined });
      },
    };
  }
  const name = `muster_test_${process.pid}_${++cloned}`;
  await onServer(template.server, `create database ${name} template ${template.name}`);
  const url = new URL(template.server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  return {
    database,
    url: url.href,
    async drop() {
      await database.close();
      await onServer(template.server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
