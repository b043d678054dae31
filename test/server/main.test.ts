import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import WebSocket from 'ws';
import { cloneDatabase } from '../support/database.js';
import { dataFolder, run, start } from './process.js';

// Every test starts processes, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

const untilItSays = async (text: string, { output }: ReturnType<typeof run>) => {
  for (let tries = 0; tries < 400 && !output().stdout.includes(text); tries++) await sleep(50);
  return output().stdout;
};

const firstAnswer = async (muster: Awaited<ReturnType<typeof start>>) => {
  const printed = await untilItSays('-d ', muster);
  expect(printed).toContain(`${muster.url}/graphiql`);
  return JSON.parse(
    execFileSync('sh', ['-c', printed.slice(printed.indexOf('curl '))], { encoding: 'utf8' }),
  );
};

/** A client that, unless told otherwise, answers when it is told to go. */
async function connected(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

describe('the server as a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-data-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('starts on nothing: makes its database, seeds it, and prints a question that works', async () => {
    const muster = await start({ MUSTER_DATA: folder });
    const answer = await firstAnswer(muster);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.capacity.lines).toHaveLength(13);
    expect(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))).toEqual({
      url: muster.url,
      pid: muster.child.pid,
    });
    muster.child.kill('SIGKILL');
    expect(await muster.exit).toBe('SIGKILL');
  });

  it('finds everything again after a kill, lets nobody else at it, and ends on SIGTERM', async () => {
    const muster = await start({ MUSTER_DATA: folder });
    expect((await firstAnswer(muster)).errors).toBeUndefined();

    const other = run({ MUSTER_DATA: folder });
    expect(await other.exit).toBe(78);
    expect(other.output().stderr).toContain(`is in use by process ${muster.child.pid}`);

    const socket = await connected(muster.url);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    muster.child.kill('SIGTERM');
    expect(await closed).toBe(1001);
    expect(await muster.exit).toBe(0);
    expect(existsSync(join(folder, 'server.json'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('ends at once on a second signal', async () => {
    const muster = await start({ MUSTER_DATA: folder });
    const socket = await connected(muster.url);
    // It does not answer: the first signal waits for it.
    socket.pause();
    muster.child.kill('SIGINT');
    await sleep(300);
    muster.child.kill('SIGINT');
    expect(await muster.exit).toBe(130);
    socket.terminate();
  });
});

describe('a start that cannot be', () => {
  const refused = async (environment: Record<string, string>) => {
    const attempt = run(environment);
    expect(await attempt.exit).toBe(78);
    const { stdout, stderr } = attempt.output();
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  };

  it('tells every wrong setting at once', async () => {
    const said = await refused({
      PORT: 'http',
      DATABASE_URL: 'mysql://here',
      JWT_SECRET: 'short',
      MUSTER_DEMO: 'maybe',
    });
    expect(said).toContain('PORT is not a whole number from 0 to 65535.');
    expect(said).toContain('DATABASE_URL is not a URL that begins with postgres:// or postgresql://.');
    expect(said).toContain('JWT_SECRET is shorter than 32 characters.');
    expect(said).toContain('MUSTER_DEMO is neither on nor off.');
  });

  it('tells of a taken port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    expect(await refused({ PORT: String(port) })).toMatch(new RegExp(`^PORT: ${port} on 127.0.0.1 is taken`));
    other.close();
  });

  it('tells of a data folder that is none', async () => {
    const file = join(dataFolder(), 'file');
    writeFileSync(file, '');
    expect(await refused({ MUSTER_DATA: file, JWT_SECRET: 'a secret of more than 32 characters' })).toContain(
      'MUSTER_DATA',
    );
  });

  it('tells of a database that cannot be reached, without its password', async () => {
    const said = await refused({
      DATABASE_URL: 'postgres://someone:a-password@127.0.0.1:1/nowhere',
      JWT_SECRET: 'a secret of more than 32 characters',
    });
    expect(said).toContain('PostgreSQL at 127.0.0.1:1/nowhere cannot be used');
    expect(said).not.toContain('a-password');
  });
});

describe('on PostgreSQL', () => {
  it('starts on a URL, and tells of a wrong password', async () => {
    const { url, drop } = await cloneDatabase();
    if (!url) {
      // The embedded database is what the other tests here run on.
      expect(inject('template')).toHaveProperty('file');
      return drop();
    }
    const muster = await start({ DATABASE_URL: url, MUSTER_DEMO: 'on' });
    expect(await (await fetch(`${muster.url}/readyz`)).json()).toEqual({
      status: 'ready',
      database: { kind: 'PostgreSQL', version: expect.stringMatching(/^\d+\.\d+$/) },
    });
    muster.child.kill('SIGTERM');
    expect(await muster.exit).toBe(0);

    const wrong = new URL(url);
    wrong.password = 'wrong';
    const attempt = run({ DATABASE_URL: wrong.href, MUSTER_DEMO: 'on' });
    expect(await attempt.exit).toBe(78);
    expect(attempt.output().stderr).toContain('password authentication failed');
    await drop();
  });
});
