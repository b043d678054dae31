import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import { account, accountOf, staffed } from '../../support/company.js';
import { Inbox } from '../../support/inbox.js';
import { type Change, changed, FOLLOW, following } from './following.js';

const NOW = () => new Date('2027-02-01T12:00:00Z');
const GRANT = 'mutation ($input: GrantCreateInput!) { grantCreate(input: $input) { id } }';
const REVOKE = 'mutation ($input: GrantRevokeInput!) { grantRevoke(input: $input) { id } }';

describe('subscribers', async () => {
  const api = await startApi({ now: NOW });
  const { department: design, ada } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const { linus } = await staffed(api, 'Ops', ['Linus']);
  beforeAll(async () => {
    for (const name of ['anna', 'berta']) await account(api, name, 'HR');
    await account(api, 'admin', 'ADMIN');
    await accountOf(api, ada, 'ada', 'WORKER');
    await accountOf(api, linus, 'linus', 'WORKER');
  });
  const follow = (subject: string, variables?: object) =>
    following(api, api.as(subject).authorization, variables);
  const change = (week: string) => changed(api, { worker: ada, department: design, week });
  const admin = api.as('admin');
  const grantsOf = (subject: string) =>
    api.database.rows<{ id: string; accountId: string }>(
      'test.grants',
      'select g.id, account_id as "accountId" from access_grant g join account a on a.id = account_id where subject = $1 order by g.id',
      [subject],
    );

  it('with the same rights share one execution; others have their own', async () => {
    const statements: string[] = [];
    const { rows } = api.contexts;
    const followers = [await follow('anna'), await follow('berta'), await follow('anna')];
    const worker = await follow('linus');
    expect(api.streams.groups).toBe(2);
    api.contexts.rows = (name, sql, values) => {
      statements.push(name);
      return rows(name, sql, values);
    };
    await change('2027-03-01');
    for (const { told } of followers) expect(await told()).toEqual(['Ada', '2027-03-01']);
    expect(await worker.told()).toEqual([null, '2027-03-01']);
    api.contexts.rows = rows;
    expect(statements.filter((name) => name === 'auth.standing')).toHaveLength(2);
  });

  it('who see what is their own are told apart once that matters', async () => {
    const [own, other] = [await follow('ada'), await follow('linus')];
    await change('2027-03-08');
    expect(await own.told()).toEqual(['Ada', '2027-03-08']);
    expect(await other.told()).toEqual([null, '2027-03-08']);
    await change('2027-03-15');
    expect(await own.told()).toEqual(['Ada', '2027-03-15']);
    expect(await other.told()).toEqual([null, '2027-03-15']);
  });

  it('who resume behind different cursors come together', async () => {
    const first = await follow('anna');
    await change('2027-03-22');
    const { cursor } = await first.delta();
    const groups = api.streams.groups;
    await change('2027-03-29');
    await first.delta();
    const second = await following(api, api.as('berta').authorization, { after: cursor }).catch(
      (error) => error,
    );
    expect(String(second)).toContain('Got DELTA first');
    expect(api.streams.groups).toBe(groups);
  });

  it('whose role changes are given the very next change by their new rights', async () => {
    await account(api, 'moving', 'WORKER', 'HR');
    const [, hr] = await grantsOf('moving');
    const moving = await follow('moving');
    await change('2027-04-05');
    await admin.run(REVOKE, { input: { id: hr!.id } });
    await change('2027-04-12');
    expect(await moving.told()).toEqual(['Ada', '2027-04-05']);
    expect(await moving.told()).toEqual([null, '2027-04-12']);
    await admin.run(GRANT, { input: { accountId: hr!.accountId, role: 'HR' } });
    await change('2027-04-19');
    expect(await moving.told()).toEqual(['Ada', '2027-04-19']);
  });

  it('are not looked up because of what somebody else is granted', async () => {
    const answers = await api.as('anna').follow(FOLLOW);
    const next = async () => (await answers.next()).value.data.capacityChanged as Change;
    expect(await next()).toMatchObject({ kind: 'CAUGHT_UP' });
    const [other] = await grantsOf('berta');
    const looked: unknown[] = [];
    const { rows } = api.contexts.database;
    const database = api.contexts.database as { rows: typeof rows };
    database.rows = (name, sql, values) => {
      if (name === 'auth.viewers') looked.push(values?.[0]);
      return rows(name, sql, values);
    };
    await admin.run(GRANT, { input: { accountId: other!.accountId, role: 'FINANCE' } });
    await change('2027-04-26');
    expect(await next()).toMatchObject({ kind: 'DELTA', lines: [{ week: '2027-04-26' }] });
    database.rows = rows;
    expect(looked.flat()).not.toContain('anna');
    await answers.return?.();
  });

  it('who lose their last right are told nothing of what comes after, and closed', async () => {
    await account(api, 'leaving', 'HR');
    const [hr] = await grantsOf('leaving');
    const [leaving, staying] = [await follow('leaving'), await follow('anna')];
    await change('2027-05-03');
    expect(await leaving.told()).toEqual(['Ada', '2027-05-03']);
    await admin.run(REVOKE, { input: { id: hr!.id } });
    await change('2027-05-10');
    await expect(leaving.told()).rejects.toThrow('The socket is closed');
    expect(await leaving.closed).toEqual([4403, 'The account has no rights any more']);
    expect(await staying.told()).toEqual(['Ada', '2027-05-03']);
    expect(await staying.told()).toEqual(['Ada', '2027-05-10']);
  });

  it('leave nothing behind: a group is gone with its last one', async () => {
    const { send, socket } = await follow('anna', { scope: { departmentId: design.id } });
    send({ type: 'complete', id: '1' });
    await expect.poll(() => api.streams.size, { timeout: 5_000 }).toBe(0);
    expect(api.streams.groups).toBe(0);
    socket.terminate();
  });
});

/** A reader who takes nothing while he is told to. */
class Reader extends Inbox<never> {
  wasCut = false;

  override cut(): void {
    this.wasCut = true;
    super.cut();
  }
}

/** They take a little now and then, so that they are not cut. Answers how to finish. */
function nibbling(readers: readonly { reader: Reader }[]): () => void {
  const timer = setInterval(() => {
    for (const { reader } of readers) reader.unsentBytes -= 1;
  }, 50);
  return () => clearInterval(timer);
}

describe('a stream', async () => {
  const api = await startApi({ now: NOW, pace: { heartbeatMs: 200, stalledAfterMs: 1_000 } });
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const { department: ops } = await staffed(api, 'Ops', []);
  const anna = api.as(await account(api, 'anna', 'HR'));

  const open = async () => {
    const reader = new Reader();
    const answers = await anna.follow(FOLLOW, {}, reader);
    const next = async () => (await answers.next()).value.data.capacityChanged as Change;
    const delta = async () => {
      for (;;) {
        const change = await next();
        if (change.kind === 'DELTA') return change;
      }
    };
    expect(await next()).toMatchObject({ kind: 'CAUGHT_UP', changes: 0 });
    return { reader, next, delta, answers };
  };

  it('that is silent says how far it has come, past what is nothing to it', async () => {
    const follower = await following(api, anna.authorization, { scope: { departmentId: ops.id } });
    const sequence = async () => {
      const { kind, cursor, lines } = await follower.next();
      expect({ kind, lines }).toEqual({ kind: 'HEARTBEAT', lines: [] });
      return Number(cursor.split('.')[1]);
    };
    const first = await sequence();
    await changed(api, { worker: ada, department: design, count: 3 });
    await expect.poll(sequence, { timeout: 5_000 }).toBe(first + 3);
  });

  it('merges for a slow reader what happened meanwhile, and goes on with him as before', async () => {
    const [slow, quick] = [await open(), await open()];
    slow.reader.unsentBytes = 100_000;
    const finish = nibbling([slow]);
    await changed(api, { worker: ada, department: design, count: 40 });
    for (let minutes = 1; minutes <= 40; minutes++)
      expect((await quick.delta()).lines[0]!.after.confirmedMinutes[0]).toBe(minutes);
    finish();
    slow.reader.unsentBytes = 0;
    const merged = await slow.delta();
    expect(merged).toMatchObject({
      changes: 40,
      lines: [
        { worker: { name: 'Ada' }, week: '2027-03-01', after: { confirmedMinutes: [40, 0, 0, 0, 0, 0, 0] } },
      ],
    });
    await changed(api, { worker: ada, department: design });
    expect(await slow.delta()).toMatchObject({ changes: 1, lines: [{ week: '2027-03-01' }] });
    await quick.answers.return?.();
    await slow.answers.return?.();
  });

  it('cuts who takes nothing at all, and who has more than 1 MB before him; the others miss nothing', async () => {
    const [stalled, drowned, quick] = [await open(), await open(), await open()];
    stalled.reader.unsentBytes = 100_000;
    drowned.reader.unsentBytes = 1_048_577;
    await changed(api, { worker: ada, department: design, count: 5 });
    for (let minutes = 1; minutes <= 5; minutes++)
      expect((await quick.delta()).lines[0]!.after.confirmedMinutes[0]).toBe(minutes);
    await expect
      .poll(() => [stalled.reader.wasCut, drowned.reader.wasCut], { timeout: 5_000 })
      .toEqual([true, true]);
    await quick.answers.return?.();
    await sleep(50);
    expect(quick.reader.wasCut).toBe(false);
  });

  it('keeps nothing for 800 who stand still while 3,000 changes come; who reads misses none of them', async () => {
    const quick = await open();
    const stalled = await Promise.all(Array.from({ length: 800 }, open));
    for (const { reader } of stalled) reader.unsentBytes = 100_000;
    const finish = nibbling(stalled);
    const before = process.memoryUsage().rss;
    await changed(api, { worker: ada, department: design, count: 3_000 });
    for (let minutes = 1; minutes <= 3_000; minutes++) {
      const { lines } = await quick.delta();
      expect(lines[0]!.after.confirmedMinutes[0]).toBe(minutes);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576);
    finish();
    for (const { reader } of stalled) expect(reader.wasCut).toBe(false);
    await Promise.all([quick, ...stalled].map(({ answers }) => answers.return?.()));
    await expect.poll(() => api.streams.groups, { timeout: 5_000 }).toBeLessThanOrEqual(1);
  }, 60_000);
});
