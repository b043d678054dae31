import { beforeAll, describe, expect, it } from 'vitest';
import { forgetDeliveries } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate } from '../support/workforce.js';
import { receiver } from './receiver.js';
import { becomes, create, happens, telling, toldOf } from './telling.js';

describe('deliveries', async () => {
  const api = await startApi({ allowsPrivateWebhooks: true });
  const program = await receiver();
  const ways = { pausesMs: [10, 10], timeoutMs: 2_000, sweepMs: 200 };
  let stop: () => Promise<void>;

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    stop = await telling(api, ways);
  });

  /** So many events at once, published. */
  const many = (count: number) =>
    api.database.rows(
      'test.many',
      `insert into change_event (kind, subject_type, subject_id, after)
       select 'THING_DONE', 'Thing', gen_random_uuid(), jsonb_build_object('number', n) from generate_series(1, $1) n`,
      [count],
    );

  it('of 500 events are each made once, in order, by whichever process of two', async () => {
    const stopOther = await telling(api, ways);
    for (const path of ['/first', '/second'])
      await create(api, { url: program.url(path), kinds: ['THING_DONE'] });
    await many(500);
    api.publisher.wake();
    for (const path of ['/first', '/second']) {
      const received = await program.received(path, 500);
      expect(received.map(({ data }) => (data.after as { number: number }).number)).toEqual(
        Array.from({ length: 500 }, (_, index) => index + 1),
      );
    }
    await stopOther();
    expect(program.at('/first')).toHaveLength(500);
    expect(program.at('/second')).toHaveLength(500);
  });

  it('that somebody died in are made by somebody else, once his time is over', async () => {
    const { id } = await create(api, { url: program.url('/left'), kinds: ['SKILL_CREATED'] });
    await api.database.rows(
      'test.lease',
      `update webhook set lease = gen_random_uuid(), leased_until = now() + interval '2 seconds' where id = $1`,
      [id],
    );
    await happens(api, 'Left');
    await becomes(async () => expect((await toldOf(api, id)).deliveries.totalCount).toBe(1));
    expect(program.at('/left')).toEqual([]);
    await program.received('/left', 1);
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([{ state: 'DELIVERED', attempts: 1 }]),
    );
  });

  it('go on where they were when a process starts again', async () => {
    const path = '/restarted';
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    await stop();
    const missed = [await happens(api, 'Missed 1'), await happens(api, 'Missed 2')];
    stop = await telling(api, ways);
    const received = await program.received(path, 2);
    expect(received.map(({ data }) => data.subjectId)).toEqual(missed);
    expect((await toldOf(api, id)).deliveries.totalCount).toBe(2);
  });

  it('that a process breaks off as it stops are made again by the next, as the same message', async () => {
    const path = '/broken-off';
    program.answers(path, (response, _, count) => {
      if (count > 1) response.writeHead(204).end();
    });
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    await happens(api, 'Broken off');
    await program.received(path, 1);
    await stop();
    expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([{ state: 'PENDING', attempts: 0 }]);
    stop = await telling(api, ways);
    const [first, second] = await program.received(path, 2);
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([{ state: 'DELIVERED', attempts: 1 }]),
    );
  });

  it('fail for good only together with their webhook, which is disabled', async () => {
    const path = '/gone';
    program.answers(path, (response) => response.writeHead(410).end());
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    await api.database.rows(
      'test.refuse',
      `create function test_refuse() returns trigger language plpgsql as $$ begin raise 'Not now.'; end $$`,
    );
    await api.database.rows(
      'test.refuse-disabling',
      `create trigger test_refuse before update on webhook for each row
       when (old.disabled_at is null and new.disabled_at is not null) execute function test_refuse()`,
    );
    await happens(api, 'Gone');
    await program.received(path, 2);
    const { disabledReason, deliveries } = await toldOf(api, id);
    expect(disabledReason).toBeNull();
    expect(deliveries.nodes).toMatchObject([{ state: 'PENDING', attempts: 0 }]);
    await api.database.rows('test.allow', 'drop function test_refuse cascade');
    await becomes(async () =>
      expect(await toldOf(api, id)).toMatchObject({
        disabledReason: 'GONE',
        deliveries: { nodes: [{ state: 'FAILED', attempts: 1 }] },
      }),
    );
  });

  it('are forgotten after 30 days, and so are secrets that sign no more', async () => {
    const { id } = await create(api, { url: program.url('/old'), kinds: ['SKILL_CREATED'] });
    await happens(api, 'Old');
    await happens(api, 'Young');
    await program.received('/old', 2);
    await mutate(api, 'admin', 'webhookSecretRotate', { id, expectedVersion: 1, keepOldForHours: 0 });
    await api.database.rows(
      'test.age',
      `update webhook_delivery set created_at = now() - interval '30 days 1 minute'
       where webhook_id = $1 and sequence = (select min(sequence) from webhook_delivery where webhook_id = $1)`,
      [id],
    );
    const [{ count }] = (await api.database.rows<{ count: number }>(
      'test.before',
      'select count(*) as count from webhook_delivery',
    )) as [{ count: number }];
    await forgetDeliveries(api.contexts);
    expect((await toldOf(api, id)).deliveries.totalCount).toBe(1);
    expect(await api.database.rows('test.after', 'select count(*) as count from webhook_delivery')).toEqual([
      { count: count - 1 },
    ]);
    const secrets = await api.database.rows(
      'test.secrets',
      'select expires_at from webhook_secret where webhook_id = $1',
      [id],
    );
    expect(secrets).toEqual([{ expires_at: null }]);
  });
});
