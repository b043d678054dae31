import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';

// tsx scripts/postgres.ts -- <command> ...   runs the command with TEST_DATABASE_URL set to a server of its own

const exec = promisify(execFile);

export interface ThrowAwayPostgres {
  url: string;
  /** Ends the server, with the signal of a `fast` shutdown or as a crash, and starts it again `pausedMs` later. */
  restart(how: 'fast' | 'crash', pausedMs: number): Promise<void>;
  stop(): void;
}

interface Owner {
  uid: number;
  gid: number;
}

/**
 * Starts a PostgreSQL of its own from the installed binaries, in a temporary folder, on a free port of 127.0.0.1,
 * with room for 200 connections. `durable` keeps the safety of the disk on, for measuring what users would get;
 * without it a commit is as fast as memory. `stop()` ends the server and removes the folder.
 */
export async function startPostgres({ durable = false } = {}): Promise<ThrowAwayPostgres> {
  const binaries = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'muster-postgres-'));
  const cluster = join(folder, 'cluster');
  let server: ChildProcess | undefined;
  const discard = () => {
    // SIGQUIT is PostgreSQL's immediate shutdown: nothing in here is worth a checkpoint.
    server?.kill('SIGQUIT');
    // It still writes until it takes its pid file away; an exit handler cannot wait for an event.
    for (let tries = 0; existsSync(join(cluster, 'postmaster.pid')) && tries < 500; tries++) pause(10);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also for whoever exits without stop(), by a crash for instance.
  process.once('exit', discard);
  const stop = () => {
    process.off('exit', discard);
    discard();
  };
  try {
    const owner = await unprivilegedUser();
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const password = await initialise(binaries, cluster, owner);
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 200,
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    const log = join(folder, 'log');
    const output = openSync(log, 'a');
    const url = `postgres://muster:${password}@127.0.0.1:${port}/postgres`;
    const launch = async () => {
      server = spawn(
        join(binaries, 'postgres'),
        ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
        // A group of its own: Ctrl-C must reach the command first, and the server only through stop().
        { cwd: folder, detached: true, stdio: ['ignore', output, output], ...owner },
      );
      await untilItAnswers(url, server, log);
    };
    const restart: ThrowAwayPostgres['restart'] = async (how, pausedMs) => {
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server?.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await ended;
      await wait(pausedMs);
      await launch();
    };
    await launch();
    return { url, restart, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Makes the cluster, beside it a file with the password of its one user, and answers the password. */
async function initialise(binaries: string, cluster: string, owner: Owner | undefined): Promise<string> {
  const password = randomBytes(16).toString('hex');
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, password);
  const options = {
    pgdata: cluster,
    username: 'muster',
    pwfile: passwordFile,
    auth: 'scram-sha-256',
    encoding: 'UTF8',
    'lc-collate': 'C',
    'lc-ctype': process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8',
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  await exec(join(binaries, 'initdb'), [...args, '--no-sync'], { cwd: dirname(cluster), ...owner });
  return password;
}

function findBinaries(): string {
  const newestFirst = (pattern: string) =>
    globSync(pattern).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  const places = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...newestFirst('/usr/lib/postgresql/*/bin'),
    ...newestFirst('/usr/pgsql-*/bin'),
    ...newestFirst('/{opt/homebrew,usr/local,home/linuxbrew/.linuxbrew}/opt/postgresql*/bin'),
    ...newestFirst('/Applications/Postgres.app/Contents/Versions/*/bin'),
  ];
  const found = places.find((place) => ['initdb', 'postgres'].every((name) => existsSync(join(place, name))));
  if (!found)
    throw new Error(
      'No PostgreSQL server is installed here (initdb and postgres were not found). Install it, ' +
        'on Debian and Ubuntu with `apt-get install postgresql`, on macOS with `brew install postgresql@17`, ' +
        'or set TEST_DATABASE_URL to a server that may be filled with test databases.',
    );
  return found;
}

/** PostgreSQL refuses to run as root; undefined where we are somebody else already. */
async function unprivilegedUser(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([exec('id', ['-u', name]), exec('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {}
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody` to run it as.',
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

async function untilItAnswers(url: string, server: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (hasEnded(server)) break;
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await wait(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not start. Its log says:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Runs a command to its end and answers its exit code; signals that reach us are handed on to it. */
async function run(command: string[], url: string): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
    shell: process.platform === 'win32',
  });
  onSignal = (signal) => {
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

let onSignal: (signal: NodeJS.Signals) => void = () => undefined;

async function main(): Promise<number> {
  const command = process.argv.slice(process.argv.indexOf('--') + 1);
  if (!process.argv.includes('--') || command.length === 0) {
    console.error('Usage: tsx scripts/postgres.ts -- <command> [argument ...]');
    return 2;
  }
  const given = process.env.TEST_DATABASE_URL;
  if (given) return run(command, given);

  let interrupted: NodeJS.Signals | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      interrupted = signal;
      onSignal(signal);
    });
  const postgres = await startPostgres();
  try {
    return interrupted ? 128 + constants.signals[interrupted] : await run(command, postgres.url);
  } finally {
    postgres.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await main().catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
}
