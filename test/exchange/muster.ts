import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { TestApi } from '../support/api.js';

export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line beside an API on 127.0.0.1, in a folder of its own, speaking for one subject. */
export function commandLine(api: TestApi, subject: string) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-command-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const url = api.app.listeningOrigin;
  const token = api.as(subject).authorization.replace('Bearer ', '');
  const script = join(import.meta.dirname, '../../scripts/muster.ts');
  const tsx = import.meta.resolve('tsx');
  return {
    folder,
    url,
    file(name: string, content: string | Buffer): string {
      writeFileSync(join(folder, name), content);
      return name;
    },
    read: (name: string): string => readFileSync(join(folder, name), 'utf8'),
    run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
      const {
        MUSTER_URL: _url,
        MUSTER_TOKEN: _token,
        MUSTER_DATA: _data,
        JWT_SECRET: _secret,
        ...clean
      } = process.env;
      const env = { ...clean, MUSTER_URL: url, MUSTER_TOKEN: token, ...environment };
      const child = spawn(process.execPath, ['--import', tsx, script, ...args], { cwd: folder, env });
      const ending: Ending = { code: null, stdout: '', stderr: '' };
      child.stdout.on('data', (chunk) => {
        ending.stdout += chunk;
      });
      child.stderr.on('data', (chunk) => {
        ending.stderr += chunk;
      });
      return new Promise((resolve) => child.on('close', (code) => resolve({ ...ending, code })));
    },
  };
}
