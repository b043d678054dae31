import { describe, expect, it, vi } from 'vitest';
import { startApi, type TestApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW =
  'subscription ($after: String) { changes(after: $after) { kind cursor change { kind sequence } } }';
const PAGE = 'query ($after: String) { changes(after: $after) { edges { cursor } nodes { sequence } } }';
const CAPACITY = 'subscription ($after: String) { capacityChanged(after: $after) { kind cursor } }';
/** In the log when the backup was taken. */
const KEPT = `insert into change_event (kind, subject_type, subject_id, occurred_at)
  select 'TESTED', 'Test', '00000000-0000-7000-8000-000000000000', date_trunc('day', now()) from generate_series(1, 2)`;

describe('a log that was restored from a backup and written on', async () => {
  // All databases of tests are copies of one, as two are of a backup: what it was before, and restored.
  const [lost, restored] = [await startApi(), await startApi()];
  const cursors = new Map<TestApi, string[]>();
  for (const [api, codes] of [
    [lost, ['A', 'B', 'C']],
    [restored, ['X', 'Y']],
  ] as const) {
    await account(api, 'admin', 'ADMIN');
    await api.database.rows('test.kept', KEPT);
    api.publisher.wake();
    await vi.waitFor(async () => expect(await api.feed.position()).toBe(2));
    for (const [index, code] of codes.entries()) {
      await mutate(api, 'admin', 'departmentCreate', { code, name: code, timeZone: 'UTC' });
      await vi.waitFor(async () => expect(await api.feed.position()).toBe(3 + index));
    }
    const { data } = await api.as('admin').run(PAGE);
    cursors.set(
      api,
      data.changes.edges.map(({ cursor }: { cursor: string }) => cursor),
    );
  }
  const [before, after] = [cursors.get(lost)!, cursors.get(restored)!];
  const admin = restored.as('admin');
  const refused = (after: string, reason: string) =>
    Promise.all([
      expect(admin.follow(FOLLOW, { after })).rejects.toMatchObject({
        errors: refusal('CURSOR_EXPIRED', reason),
      }),
      expect(admin.follow(CAPACITY, { after })).rejects.toMatchObject({
        errors: refusal('CURSOR_EXPIRED', reason),
      }),
      expect(admin.run(PAGE, { after })).resolves.toMatchObject({
        errors: refusal('CURSOR_EXPIRED', reason),
      }),
    ]);

  it('gives its events other cursors than those that were lost, and the same where nothing was', () => {
    expect(before.map((cursor) => cursor.split('.').slice(0, 2))).toEqual([
      ...after.map((cursor) => cursor.split('.').slice(0, 2)),
      [before[0]!.split('.')[0], '5'],
    ]);
    expect([...before.slice(0, 2)]).toEqual(after.slice(0, 2));
    expect(new Set([...before, ...after]).size).toBe(7);
  });

  it('refuses a cursor of what was lost, by that reason, in streams and pages', async () => {
    await refused(before[2]!, 'RESTORED_LOG');
    await refused(before[3]!, 'RESTORED_LOG');
    await refused(before[4]!, 'FUTURE_CURSOR');
  });

  it('refuses it for a webhook, which is neither made nor moved', async () => {
    const { id } = await mutate(
      restored,
      'admin',
      'webhookCreate',
      { url: 'https://example.org/' },
      '{ id }',
    );
    const webhook = () => restored.database.rows('test.webhook', 'select id, position, version from webhook');
    const unchanged = await webhook();
    for (const [field, input, type] of [
      ['webhookReplay', { id, after: before[3] }, 'WebhookReplayInput'],
      ['webhookCreate', { url: 'https://example.org/', after: before[3] }, 'WebhookCreateInput'],
    ] as const) {
      const { errors } = await admin.run(`mutation ($input: ${type}!) { ${field}(input: $input) { id } }`, {
        input,
      });
      expect(errors).toMatchObject(refusal('CURSOR_EXPIRED', 'RESTORED_LOG'));
    }
    expect(await webhook()).toEqual(unchanged);
  });

  it('is resumed behind what it still has, and by cursors from before they had a proof', async () => {
    for (const cursor of [before[1]!, after[1]!, after[1]!.replace(/\.[0-9a-f]{8}$/, '')]) {
      const stream = await admin.follow(FOLLOW, { after: cursor });
      const next = async () => (await stream.next()).value.data.changes;
      expect(await next()).toEqual({
        kind: 'DELTA',
        cursor: after[2],
        change: { kind: 'DEPARTMENT_CREATED', sequence: 3 },
      });
      await stream.return?.();
    }
  });

  it('gives every message that cursor: of a snapshot, of having caught up, of a change', async () => {
    const stream = await admin.follow(CAPACITY);
    const next = async () => (await stream.next()).value.data.capacityChanged;
    const position = await restored.feed.position();
    const cursor = await restored.feed.cursorOf(position);
    expect(cursor).toMatch(/^[0-9a-f-]{36}\.\d+\.[0-9a-f]{8}$/);
    expect([await next(), await next()]).toEqual([
      { kind: 'SNAPSHOT', cursor },
      { kind: 'CAUGHT_UP', cursor },
    ]);
    await stream.return?.();
  });
});
