import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const STARTS_WITHIN_MS = 120_000;

/** A data folder of its own, removed when the test is over. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Run {
  readonly child: ChildProcess;
  readonly folder: string;
  /** What it wrote so far. */
  output(): { stdout: string; stderr: string };
  /** Its exit code, or the signal that ended it. */
  readonly exit: Promise<number | string | null>;
}

/** Muster as a process of its own, ended with the test at the latest. */
export function run(environment: Record<string, string>): Run {
  const folder = environment.MUSTER_DATA ?? dataFolder();
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    env: { PATH, PORT: '0', MUSTER_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exit = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return { child, folder, output: () => ({ stdout, stderr }), exit };
}

/** As `run`, once it listens: where. */
export async function start(environment: Record<string, string> = {}): Promise<Run & { url: string }> {
  const started = run(environment);
  const address = join(started.folder, 'server.json');
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && started.child.exitCode === null) {
    if (existsSync(address)) {
      const { url, pid } = JSON.parse(readFileSync(address, 'utf8'));
      if (pid === started.child.pid) return { ...started, url };
    }
    await sleep(50);
  }
  throw new Error(`Muster did not start:\n${started.output().stderr}`);
}
