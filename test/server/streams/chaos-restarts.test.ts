import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { describe, expect, inject, it } from 'vitest';
import { startPostgres } from '../../../scripts/postgres.js';
import { issueToken } from '../../../src/auth/token.js';
import { openDatabase } from '../../../src/server/database.js';
import { startJobs } from '../../../src/server/jobs.js';
import { migrate } from '../../../src/server/migrations.js';
import { createApi } from '../../../src/server/server.js';
import { type TestApi, tokenSettings } from '../../support/api.js';
import { account } from '../../support/company.js';
import { seeded, Wanderer, Writer } from './wandering.js';

const SEED = 43;
const RESTARTS = ['fast', 'crash', 'fast'] as const;

const isEmbedded = 'file' in inject('template');

describe.skipIf(isEmbedded)('a database that is restarted three times under load, once by a crash', () => {
  it('takes nothing that was acknowledged with it: no gap, nothing twice, and all goes on by itself', async () => {
    // A crash keeps what is on the disk.
    const postgres = await startPostgres({ durable: true });
    const logger = pino({ level: 'silent' });
    const database = await openDatabase({ url: postgres.url, connections: 5 });
    await migrate(database);
    await account({ database } as TestApi, 'admin', 'ADMIN');
    const settings = { token: tokenSettings, allowsIntrospection: true, isDemo: false };
    const api = await createApi(database, settings, logger);
    const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
    let queue: PgBoss | undefined;
    let worked = 0;
    const stopJobs = await startJobs({
      database,
      databaseUrl: postgres.url,
      jobs: [],
      logger,
      async alongside(boss) {
        queue = boss;
        await boss.createQueue('test');
        await boss.work('test', { pollingIntervalSeconds: 0.5 }, async () => {
          worked += 1;
        });
        return async () => {};
      },
    });
    const authorization = `Bearer ${issueToken('admin', tokenSettings, 3_600)}`;
    const random = seeded(SEED);
    const after = await api.feed.cursorOf(0);
    const wanderers = Array.from(
      { length: 8 },
      () => new Wanderer({ address: () => address, authorization, after }),
    );
    const writers = ['A', 'B', 'C'].map((name) => new Writer(name, () => address, authorization, 10));
    const position = () => api.feed.position().catch(() => 0);

    for (const [index, how] of RESTARTS.entries()) {
      await sleep(500 + random() * 1_000);
      const before = await api.feed.position();
      await postgres.restart(how, random() * 1_500);
      await expect.poll(position, { interval: 50, timeout: 10_000 }).toBeGreaterThan(before + 3);
      await queue!.send('test', {});
      await expect.poll(() => worked, { timeout: 20_000 }).toBe(index + 1);
    }
    await Promise.all(writers.map((writer) => writer.end()));

    const written = writers.flatMap((writer) => writer.written);
    const last = written.length;
    await expect.poll(position, { timeout: 10_000 }).toBe(last);
    await expect
      .poll(() => wanderers.map((wanderer) => wanderer.position), { timeout: 20_000 })
      .toEqual(wanderers.map(() => last));
    await Promise.all(wanderers.map((wanderer) => wanderer.end()));
    const events = await database.rows<{ code: string }>(
      'test.codes',
      `select after ->> 'code' as code from change_event order by sequence`,
    );
    expect(events.map(({ code }) => code).sort()).toEqual(written.sort());
    const log = Array.from({ length: last }, (_, index) => index + 1);
    for (const { received } of wanderers) expect(received).toEqual(log);
    expect(written.length).toBeGreaterThan(30);
    // 1006: by themselves, where a subscription was refused; 1013: try again later. Never what tells a client to give up.
    for (const { codes } of wanderers) expect([1006, 1013]).toEqual(expect.arrayContaining([...codes]));

    // One that publishes, one that listens: each loss was made good once.
    const connections = () =>
      database.rows(
        'test.connections',
        `select pid from pg_stat_activity where application_name = 'muster-feed'`,
      );
    await expect.poll(connections, { timeout: 10_000 }).toHaveLength(2);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await stopJobs();
    await api.close();
    await database.close();
    postgres.stop();
  }, 120_000);
});
