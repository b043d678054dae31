import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/server/database.js';
import { embeddedOptions } from '../../src/server/embedded.js';
import { migrate } from '../../src/server/migrations.js';
import { noteWrites } from './recording.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of an empty, migrated database: a file to load it from, or a PostgreSQL server and the name to clone. */
    template: { file: string } | { server: string; name: string };
  }
}

/** Makes the database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? onServer(project, server) : embedded(project);
}

async function embedded(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  const pglite = await PGlite.create(embeddedOptions);
  const database = await openDatabase({ pglite });
  await migrate(database);
  await noteWrites(database);
  await database.close();
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const file = join(folder, 'template.tar');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  project.provide('template', { file });
  return async () => rmSync(folder, { recursive: true });
}

async function onServer(project: TestProject, server: string) {
  const name = `muster_template_${process.pid}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrate(database);
  await noteWrites(database);
  await database.close();
  project.provide('template', { server, name });
  return async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
}
