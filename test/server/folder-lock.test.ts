import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { takeFolder } from '../../src/server/folder-lock.js';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'muster-lock-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};
const locksOf = (path: string) => readdirSync(path).sort();

/** No process of this machine has such a number. */
const GONE = 2 ** 31 - 1;
const stale = (path: string, holder: object = { pid: GONE, startedAt: null }) =>
  writeFileSync(join(path, 'lock.3'), JSON.stringify(holder));

describe('the lock of a data folder', () => {
  it('is taken once, and again when it was given back', () => {
    const path = folder();
    const release = takeFolder(path);
    expect(locksOf(path)).toEqual(['lock.1']);
    expect(() => takeFolder(path)).toThrow(`is in use by process ${process.pid}. Stop that one first`);
    expect(locksOf(path)).toEqual(['lock.1']);
    release();
    expect(locksOf(path)).toEqual([]);
    takeFolder(path)();
  });

  it('passes on from a process that is gone, and from one that only has the number of it', () => {
    for (const holder of [
      { pid: GONE, startedAt: null },
      { pid: process.ppid, startedAt: 'another boot 1' },
      { pid: process.pid, startedAt: null },
    ]) {
      const path = folder();
      stale(path, holder);
      takeFolder(path);
      expect(locksOf(path)).toEqual(['lock.4']);
    }
    const path = folder();
    writeFileSync(join(path, 'lock.1'), '');
    takeFolder(path);
    expect(locksOf(path)).toEqual(['lock.2']);
  });

  describe('left by a process that is gone, when eight processes start at once', () => {
    const starters: ChildProcess[] = [];
    const answers: (() => Promise<string>)[] = [];

    beforeAll(async () => {
      const script = join(import.meta.dirname, 'lock-taker.ts');
      for (let number = 0; number < 8; number++) {
        const child = spawn(process.execPath, ['--import', 'tsx', script], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        const lines = createInterface(child.stdout!)[Symbol.asyncIterator]();
        starters.push(child);
        answers.push(async () => (await lines.next()).value as string);
      }
      await Promise.all(answers.map((answer) => answer()));
    }, 120_000);
    afterAll(() => {
      for (const starter of starters) starter.kill();
    });

    it('goes to exactly one of them, every time', async () => {
      for (let round = 0; round < 50; round++) {
        const path = folder();
        stale(path);
        for (const { stdin } of starters) stdin!.write(`${path}\n`);
        const said = await Promise.all(answers.map((answer) => answer()));
        const holder = starters[said.indexOf('taken')]!.pid;
        const refused = said.filter((line) => line !== 'taken');
        expect(new Set(refused)).toEqual(new Set([`${path} is in use by process ${holder}`]));
        expect(refused).toHaveLength(7);
        expect(locksOf(path)).toEqual(['lock.4']);
      }
    });
  });
});
