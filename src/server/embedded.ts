import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { takeFolder } from './folder-lock.js';
import { StartError } from './start-error.js';
import { typeParsers } from './type-parsers.js';

const DATABASE = 'database';
const UNFINISHED = 'database.unfinished-';

export const embeddedOptions = { extensions: { btree_gist }, parsers: { ...typeParsers } };

/**
 * Opens the embedded database of a folder, making it at first. It has no lock of its own, and two processes on it
 * would destroy it; hence the lock. It survives a killed process, not a power cut.
 * @throws StartError where another process holds the folder
 */
export async function openEmbedded(folder: string): Promise<{ pglite: PGlite; release: () => void }> {
  makeFolder(folder);
  const release = takeFolder(folder);
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
