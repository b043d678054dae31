import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { issueToken } from '../../src/auth/token.js';

const ROOT = join(import.meta.dirname, '../..');
const token = { issuer: 'muster', audience: 'muster', secret: 'a secret for benches, 32 characters' };

export interface Running {
  port: number;
  stop(): Promise<void>;
}

const ended = async (child: ChildProcess) => {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
};

/** Muster as it is deployed, on this database. */
export async function startMuster(databaseUrl: string, port: number): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const child = spawn(
    process.execPath,
    [
      ...(process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []),
      'dist/src/server/main.js',
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        MUSTER_DATA: data,
        MUSTER_DEMO: 'off',
        JWT_SECRET: token.secret,
        LOG_LEVEL: 'warn',
        MUSTER_POINTS_PER_MINUTE: '0',
      },
    },
  );
  await untilReady(port, child);
  return {
    port,
    async stop() {
      await ended(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`Muster ended with ${child.exitCode} before it was ready.`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('Muster was not ready within 30 seconds.');
}

export async function startFloor(databaseUrl: string): Promise<Running> {
  const child = spawn('tsx', [join(import.meta.dirname, 'floor.ts'), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [said] = await once(child.stdout!, 'data');
  return { port: Number(/\d+/.exec(String(said))![0]), stop: () => ended(child) };
}

export const bearer = (subject: string) => ({ authorization: `Bearer ${issueToken(subject, token, 3600)}` });
