import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { publishAddress } from '../../src/server/address.js';

describe('where the server is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-address-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is written into a folder that is not there yet, and taken away again', () => {
    const nowhere = join(folder, 'data', 'of', 'muster');
    const withdraw = publishAddress(nowhere, 'http://127.0.0.1:4000');
    const file = join(nowhere, 'server.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      url: 'http://127.0.0.1:4000',
      pid: process.pid,
    });
    withdraw();
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});
