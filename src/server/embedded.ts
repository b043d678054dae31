import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { typeParsers } from './type-parsers.js';

const DATABASE = 'database';
const UNFINISHED = 'database.unfinished-';

/** What stops a start: said to whoever starts it, without a stack. */
export class StartError extends Error {}

export const embeddedOptions = { extensions: { btree_gist }, parsers: { ...typeParsers } };

/**
 * Opens the embedded database of a folder, making it at first. It has no lock of its own, and two processes on it
 * would destroy it; hence the lock file. It survives a killed process, not a power cut.
 * @throws StartError where another process holds the folder
 */
export async function openEmbedded(folder: string): Promise<{ pglite: PGlite; release: () => void }> {
  makeFolder(folder);
  const release = takeLock(join(folder, 'lock'));
  try {
    const path = join(folder, DATABASE);
    if (!readdirSync(folder).includes(DATABASE)) await initialise(folder, path);
    return { pglite: await PGlite.create(path, embeddedOptions), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** @throws StartError where there can be no such folder */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartError(
      `MUSTER_DATA: ${resolve(folder)} cannot be used as a folder (${(error as NodeJS.ErrnoException).code}). Set it to one that this user may write to.`,
    );
  }
}

/** Under another name until it is whole: a process killed on the way leaves nothing that looks like a database. */
async function initialise(folder: string, path: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true });
  }
  const unfinished = join(folder, `${UNFINISHED}${process.pid}`);
  const pglite = await PGlite.create(unfinished, embeddedOptions);
  await pglite.close();
  renameSync(unfinished, path);
}

function takeLock(path: string): () => void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      const holder = takenBy(own, path);
      if (holder === null) return () => rmSync(path, { force: true });
      if (isAlive(holder)) {
        throw new StartError(
          `${resolve(path, '..')} is in use by process ${holder}. Stop that one first, or set MUSTER_DATA to another folder. ` +
            `(If process ${holder} is something else, delete ${resolve(path)}.)`,
        );
      }
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new StartError(`${resolve(path)} cannot be taken: another process is starting on it.`);
}

/** The process that holds the lock; null once it is ours. A link appears with its content, or not at all. */
function takenBy(own: string, path: string): number | null {
  try {
    linkSync(own, path);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return Number(readFileSync(path, 'utf8'));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
