import { resolve } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from './database.js';
import { migrate } from './migrations.js';
import type { Settings } from './settings.js';
import { StartError } from './start-error.js';

const OLDEST_POSTGRES = 15;
const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens the organisation's database and brings it up to date.
 * @throws StartError where it cannot be reached, is too old, or is in use
 */
export async function openOrganisation(settings: Settings): Promise<Database> {
  const { databaseUrl, databaseConnections, dataFolder } = settings;
  if (databaseUrl) await expectPostgres(databaseUrl);
  const database = databaseUrl
    ? await openDatabase({ url: databaseUrl, connections: databaseConnections })
    : await openDatabase({ folder: dataFolder }).catch((error) => {
        throw explainFolder(error, dataFolder);
      });
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    if (codeOf(error) === '42501') {
      throw new StartError(
        `The user of DATABASE_URL may not set the database up: ${(error as Error).message.split(' - ').at(-1)}.`,
      );
    }
    throw error;
  }
}

async function expectPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  const { hostname, port, pathname } = new URL(url);
  // Never the URL itself: it holds the password.
  const place = `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
  let version: number;
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    version = Math.floor(Number(rows[0].server_version_num) / 10_000);
  } catch (error) {
    const why = (error as Error).message || codeOf(error) || 'no answer';
    throw new StartError(
      `DATABASE_URL: PostgreSQL at ${place} cannot be used: ${why}. Check the address, the user and the password.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
  if (version < OLDEST_POSTGRES) {
    throw new StartError(
      `DATABASE_URL: PostgreSQL at ${place} is version ${version}; Muster needs ${OLDEST_POSTGRES} or newer.`,
    );
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code;

function explainFolder(error: unknown, folder: string): unknown {
  const code = codeOf(error) ?? '';
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) return error;
  return new StartError(
    `MUSTER_DATA: ${resolve(folder)} cannot be used as data folder (${code}). Set it to a folder that can be written to.`,
  );
}
