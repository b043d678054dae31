import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes where the server is, so that the command line finds it; answers how to take that away again. */
export function publishAddress(folder: string, url: string): () => void {
  const file = join(folder, 'server.json');
  writeFileSync(file, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
