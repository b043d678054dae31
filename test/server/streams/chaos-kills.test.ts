import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { issueToken } from '../../../src/auth/token.js';
import type { TestApi } from '../../support/api.js';
import { account } from '../../support/company.js';
import { cloneDatabase } from '../../support/database.js';
import { start } from '../process.js';
import { seeded, Wanderer, Writer } from './wandering.js';

const SEED = 41;
const KILLS = 3;
const TAKES_OVER_WITHIN_MS = 2_000;
const JWT_SECRET = 'a secret for tests, of 32 characters and more';
const authorization = `Bearer ${issueToken('admin', { issuer: 'muster', audience: 'muster', secret: JWT_SECRET }, 3_600)}`;
const VERIFY = '{ changeLogVerification { events fault { sequence kind } } }';

const isEmbedded = 'file' in inject('template');

describe.skipIf(isEmbedded)('three times kill -9 of the server that publishes, under load', () => {
  it('lose nothing that was acknowledged, leave no gap, and bring nothing twice', async () => {
    const { database, url, drop } = await cloneDatabase();
    await account({ database } as TestApi, 'admin', 'ADMIN');
    const [log] = await database.rows<{ id: string }>('test.log', 'select id from change_log');
    const environment = { DATABASE_URL: url!, MUSTER_DEMO: 'on', JWT_SECRET, MUSTER_POINTS_PER_MINUTE: '0' };
    const random = seeded(SEED);
    let [serving, spare] = await Promise.all([start(environment), start(environment)]);
    const address = () => serving.url;
    const wanderers = Array.from(
      { length: 8 },
      () => new Wanderer({ address, authorization, after: `${log!.id}.0` }),
    );
    const writers = ['A', 'B', 'C'].map((name) => new Writer(name, address, authorization, 10));
    const position = async () => {
      const [row] = await database.rows<{ position: number }>(
        'test.position',
        'select coalesce(max(sequence), 0) as position from change_event',
      );
      return row!.position;
    };

    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(500 + random() * 1_000);
      const before = await position();
      serving.child.kill('SIGKILL');
      const since = performance.now();
      serving = spare;
      // What is written is published again: by the other one, which was waiting, or was publishing all along.
      await expect.poll(position, { interval: 20, timeout: 20_000 }).toBeGreaterThan(before + 3);
      expect(performance.now() - since).toBeLessThan(TAKES_OVER_WITHIN_MS);
      if (kill < KILLS - 1) spare = await start(environment);
    }
    await Promise.all(writers.map((writer) => writer.end()));

    const written = writers.flatMap((writer) => writer.written);
    const unpublished = () =>
      database.rows('test.unpublished', 'select id from change_event where sequence is null');
    await expect.poll(unpublished, { timeout: 10_000 }).toEqual([]);
    const events = await database.rows<{ sequence: number; kind: string; code: string }>(
      'test.events',
      `select sequence, kind, after ->> 'code' as code from change_event order by sequence`,
    );
    const last = events.length;
    await expect
      .poll(() => wanderers.map((wanderer) => wanderer.position), { timeout: 20_000 })
      .toEqual(wanderers.map(() => last));
    await Promise.all(wanderers.map((wanderer) => wanderer.end()));
    const sequences = events.map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    for (const { received } of wanderers) expect(received).toEqual(sequences);
    const created = events.filter(({ kind }) => kind === 'DEPARTMENT_CREATED').map(({ code }) => code);
    expect(created.sort()).toEqual(written.sort());
    expect(written.length).toBeGreaterThan(30);
    for (const { losses } of wanderers) expect(losses).toBeGreaterThanOrEqual(KILLS);

    const reply = await fetch(`${address()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: VERIFY }),
    });
    expect(await reply.json()).toMatchObject({
      data: { changeLogVerification: { events: last, fault: null } },
    });
    serving.child.kill('SIGTERM');
    expect(await serving.exit).toBe(0);
    await drop();
  }, 240_000);
});
