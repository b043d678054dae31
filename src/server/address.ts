import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './embedded.js';

/**
 * Writes where the server is, so that the command line finds it; answers how to take that away again.
 * @throws StartError where there can be no such folder
 */
export function publishAddress(folder: string, url: string): () => void {
  // On PostgreSQL with a secret of its own nothing else has made it.
  makeFolder(folder);
  const file = join(folder, 'server.json');
  // Moved into its place, so that nobody reads half of it.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
  renameSync(written, file);
  return () => rmSync(file, { force: true });
}
