import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';

const CREATE = 'mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id } }';

describe('the change log', async () => {
  const api = await startApi();
  const { database } = api;
  const admin = api.as('admin');
  let accountId: string;
  const create = (code: string) =>
    admin.run(CREATE, { input: { code, name: `Department ${code}`, timeZone: 'UTC' } });
  const events = () =>
    database.rows<{ id: number; sequence: number | null; subject_id: string }>(
      'test.events',
      'select id, sequence, subject_id from change_event order by id',
    );
  const published = async () => {
    for (let tries = 0; tries < 500 && (await events()).some(({ sequence }) => sequence === null); tries++)
      await sleep(20);
    return events();
  };

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    const [admins] = await database.rows<{ id: string }>(
      'test.admin',
      `select id from account where subject = 'admin'`,
    );
    accountId = admins!.id;
    await create('FIRST');
    await published();
  });

  it('tells who, when, what, before and after, and no name', async () => {
    const [event] = await database.rows<Record<string, unknown>>('test.event', 'select * from change_event');
    expect(event).toMatchObject({
      kind: 'DEPARTMENT_CREATED',
      subject_type: 'Department',
      actor_id: accountId,
      before: null,
      after: { code: 'FIRST', version: 1 },
      occurred_at: expect.any(Date),
    });
    expect(JSON.stringify(event)).not.toContain('Department FIRST');
  });

  it.each([
    ['DELETE', 'delete from change_event'],
    ['TRUNCATE', 'truncate change_event'],
    ['UPDATE', `update change_event set kind = 'OTHER'`],
    ['UPDATE', 'update change_event set actor_id = null'],
    ['UPDATE', 'update change_event set sequence = null'],
    ['UPDATE', 'update change_event set sequence = sequence + 1'],
  ])('refuses %s by %s', async (operation, statement) => {
    const before = await database.rows('test.all', 'select * from change_event');
    await expect(database.rows(`test.${statement}`, statement)).rejects.toThrow(
      `${operation} of change_event is refused`,
    );
    expect(await database.rows('test.all', 'select * from change_event')).toEqual(before);
  });

  it('refuses to number an event and change it on the way', async () => {
    // Rolled back, so that the publisher does not see it.
    const attempt = database.orm.em.fork().transactional(async (em) => {
      await em.execute(
        `insert into change_event (kind, subject_type, subject_id) values ('A', 'B', gen_random_uuid())`,
      );
      await em.execute(`update change_event set sequence = 1000000, kind = 'OTHER' where sequence is null`);
    });
    await expect(attempt).rejects.toThrow('UPDATE of change_event is refused');
    expect(await events()).toHaveLength(1);
  });

  it('numbers what 16 writers write at once without a gap, each once', async () => {
    const before = await published();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let count = 0; count < 5; count++) {
        const { errors } = await create(`W${writer}-${count}`);
        expect(errors).toBeUndefined();
      }
    });
    await Promise.all(writers);
    const after = await published();
    expect(after).toHaveLength(before.length + 80);
    const sequences = after.map(({ sequence }) => sequence!).sort((one, other) => one - other);
    expect(sequences).toEqual(Array.from(after, (_, index) => index + 1));
  });

  it('numbers what commits late later, and loses nothing of it', async () => {
    const before = await published();
    if (database.isEmbedded) {
      // One connection: nobody can commit while another one's transaction is open. The order of ids is that of commits.
      expect(before.map(({ sequence }) => sequence)).toEqual(before.map((_, index) => index + 1));
      return;
    }
    const follower = api.feed.follow(before.length);
    let finish = () => {};
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let hasWritten = () => {};
    const written = new Promise<void>((resolve) => {
      hasWritten = resolve;
    });
    const slow = database.orm.em.fork().transactional(async (em) => {
      await em.execute(
        `insert into change_event (kind, subject_type, subject_id) values ('SLOW', 'Test', gen_random_uuid())`,
      );
      hasWritten();
      await mayFinish;
    });
    await written;
    await create('QUICK');
    await expect.poll(async () => (await events()).at(-1)!.sequence).toBe(before.length + 1);
    finish();
    await slow;
    const after = await published();
    // In the order of ids the slow one comes first, in that of publication last.
    expect(after.slice(-2).map(({ sequence }) => sequence)).toEqual([before.length + 2, before.length + 1]);
    const received: string[] = [];
    while (received.length < 2)
      received.push(...(await follower.next()).value.map(({ kind }: { kind: string }) => kind));
    expect(received).toEqual(['DEPARTMENT_CREATED', 'SLOW']);
    await follower.return?.();
  });
});
