import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from '../../src/events/change-event.js';
import { inOneTransaction } from '../../src/server/database.js';
import { startApi, type TestApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate, recordedBy } from '../support/workforce.js';

const INSERT = `insert into change_event (kind, subject_type, subject_id, after) values ('TESTED', 'Test', $1, $2) returning id`;

/** How each transaction of a writer goes: how many events, how long it stays open, and whether it is undone. */
interface Attempt {
  events: number;
  openMs: number;
  isUndone: boolean;
}

/** Runs `work` in a transaction on a connection of its own, where the database has several. */
type Writer = (work: (write: (subjectId: string) => Promise<number>) => Promise<void>) => Promise<void>;

const UNDONE = new Error('Undone.');

async function writers(api: TestApi, count: number): Promise<{ writers: Writer[]; close(): Promise<void> }> {
  const { url, database } = api;
  if (url === null) {
    const embedded: Writer = (work) =>
      inOneTransaction(database, () =>
        work(
          async (id) => (await database.rows<{ id: number }>('test.write', INSERT, [id, '{}']))[0]?.id ?? 0,
        ),
      );
    return { writers: Array.from({ length: count }, () => embedded), close: async () => {} };
  }
  const clients = Array.from({ length: count }, () => new pg.Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  return {
    writers: clients.map(
      (client): Writer =>
        async (work) => {
          await client.query('begin');
          try {
            await work(async (id) => Number((await client.query(INSERT, [id, '{}'])).rows[0].id));
            await client.query('commit');
          } catch (error) {
            await client.query('rollback');
            throw error;
          }
        },
    ),
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

const numbers = (to: number) => Array.from({ length: to }, (_, index) => index + 1);

/** All events up to the one that `isLast` recognises, as a follower receives them. */
async function followed(
  api: TestApi,
  after: number,
  isLast: (event: ChangeEvent) => boolean,
): Promise<ChangeEvent[]> {
  const received: ChangeEvent[] = [];
  for await (const batch of api.feed.follow(after)) {
    received.push(...batch);
    if (batch.some(isLast)) break;
  }
  return received;
}

describe('the change log', async () => {
  const api = await startApi();
  const { database } = api;
  const write = async () => {
    await database.rows('test.write', INSERT, [uuidv7(), '{"code": "A"}']);
    api.publisher.wake();
  };
  const log = () =>
    database.rows<{ id: number; sequence: number | null }>(
      'test.log',
      'select * from change_event order by id',
    );
  const published = () =>
    expect
      .poll(async () => (await log()).filter(({ sequence }) => sequence === null), { timeout: 5_000 })
      .toEqual([]);
  /** A name for a statement; long ones would be cut. */
  const named = (text: string) => `test.${createHash('sha1').update(text).digest('hex')}`;

  it('tells who, when, what, before and after, and no name', async () => {
    const admin = await account(api, 'admin', 'ADMIN');
    const [event] = await recordedBy(api, () =>
      mutate(api, admin, 'departmentCreate', { code: 'FIRST', name: 'The first one', timeZone: 'UTC' }),
    );
    const [{ id }] = (await database.rows('test.admin', 'select id from account')) as [{ id: string }];
    expect(event).toMatchObject({
      kind: 'DEPARTMENT_CREATED',
      subject_type: 'Department',
      actor_id: id,
      before: null,
      after: { code: 'FIRST', version: 1 },
      occurred_at: expect.any(Date),
    });
    expect(JSON.stringify(event)).not.toContain('The first one');
  });

  it.each([
    'delete from change_event',
    'truncate change_event',
    `update change_event set kind = 'FORGED'`,
    'update change_event set before = null, after = null',
    'update change_event set actor_id = null',
    `update change_event set occurred_at = now() - interval '1 day'`,
    'update change_event set id = default',
    'update change_event set sequence = null',
    'update change_event set sequence = sequence + 1',
    'update change_event set sequence = sequence',
    `update change_event set hash = '\\x00'`,
  ])('refuses: %s', async (statement) => {
    await write();
    await published();
    const before = await log();
    await expect(database.rows(named(statement), statement)).rejects.toMatchObject({
      code: '23000',
    });
    expect(await log()).toEqual(before);
  });

  it.each([
    ['does not let', 'sequence = 1000000'],
    ['lets', `sequence = 1000000, hash = '\\x00'`],
    ['does not let', `hash = '\\x00'`],
    ['does not let', `sequence = 1000000, kind = 'FORGED'`],
    ['does not let', `sequence = 1000000, after = '{}'`],
    ['does not let', 'sequence = 1000000, actor_id = subject_id'],
  ])('%s what has no number yet be changed: %s', async (whether, change) => {
    // In the transaction that writes it, so that the publisher does not come first.
    const attempt = inOneTransaction(database, async () => {
      const [row] = await database.rows<{ id: number }>('test.write', INSERT, [uuidv7(), '{"code": "A"}']);
      const statement = `update change_event set ${change} where id = $1`;
      await database.rows(named(statement), statement, [row!.id]);
      throw UNDONE;
    });
    await (whether === 'lets'
      ? expect(attempt).rejects.toBe(UNDONE)
      : expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/^23/) }));
  });
});

describe('what sixteen writers write at once', async () => {
  const api = await startApi();
  const { database } = api;
  // A writer that stays open longest has the lowest ids: a follower by id would have passed them by.
  const attempts = (writer: number): Attempt[] =>
    Array.from({ length: 12 }, (_, index) => ({
      events: 1 + ((writer + index) % 3),
      openMs: writer < 4 && index === 0 ? 700 : (writer * 7 + index * 13) % 40,
      isUndone: (writer + index) % 5 === 4,
    }));

  it('is numbered without a gap, each once, and reaches a follower in that order', async () => {
    const { writers: sixteen, close } = await writers(api, 16);
    const LAST = uuidv7();
    const following = followed(api, 0, ({ subjectId }) => subjectId === LAST);
    const committed: string[] = [];
    const undone: string[] = [];
    await Promise.all(
      sixteen.map(async (writer, index) => {
        for (const { events, openMs, isUndone } of attempts(index)) {
          const subjects = Array.from({ length: events }, () => uuidv7());
          await writer(async (add) => {
            for (const subject of subjects) await add(subject);
            // One connection for all: staying open would only make them wait for each other.
            await sleep(api.url ? openMs : Math.min(openMs, 5));
            if (isUndone) throw UNDONE;
          }).catch((error) => {
            if (error !== UNDONE) throw error;
          });
          (isUndone ? undone : committed).push(...subjects);
          api.publisher.wake();
        }
      }),
    );
    await sixteen[0]!(async (add) => {
      await add(LAST);
    });
    api.publisher.wake();
    await close();

    const received = await following;
    expect(undone.length).toBeGreaterThan(20);
    expect(received.map(({ sequence }) => sequence)).toEqual(numbers(committed.length + 1));
    expect(received.map(({ subjectId }) => subjectId).sort()).toEqual([...committed, LAST].sort());
    const rows = await database.rows<{ subject: string }>(
      'test.by-sequence',
      'select subject_id as subject from change_event order by sequence',
    );
    expect(received.map(({ subjectId }) => subjectId)).toEqual(rows.map(({ subject }) => subject));
    if (api.url) {
      // The test would prove nothing, were ids and numbers in the same order.
      const late = await database.rows(
        'test.late',
        `select id from change_event late where exists
          (select 1 from change_event early where early.id > late.id and early.sequence < late.sequence)`,
      );
      expect(late.length).toBeGreaterThan(0);
    }
  });

  it('is found whole by whoever comes later, from any number on', async () => {
    const position = await api.feed.position();
    for (const after of [0, 1, Math.floor(position / 2), position - 1]) {
      const received = await followed(api, after, ({ sequence }) => sequence === position);
      expect(received.map(({ sequence }) => sequence)).toEqual(
        numbers(position).filter((sequence) => sequence > after),
      );
    }
  });
});

describe('an event that commits late', async () => {
  const api = await startApi();

  it('is numbered after those that were drawn after it, and is not lost', async () => {
    const { url } = api;
    // The embedded database has one connection: nobody commits while another is open.
    if (url === null) return expect(api.database.isEmbedded).toBe(true);
    const [slow, fast] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([slow.connect(), fast.connect()]);
    const following = api.feed.follow(0);
    const add = async (client: pg.Client) =>
      (await client.query(INSERT, [uuidv7(), '{}'])).rows[0].id as string;
    await slow.query('begin');
    const early = await add(slow);
    const late = [await add(fast), await add(fast)];
    const received = [];
    while (received.length < 2) received.push(...((await following.next()).value as ChangeEvent[]));
    await slow.query('commit');
    received.push(...((await following.next()).value as ChangeEvent[]));
    await following.return?.();
    await Promise.all([slow.end(), fast.end()]);
    const rows = await api.database.rows<{ id: number; sequence: number }>(
      'test.order',
      'select id, sequence from change_event order by sequence',
    );
    expect(rows.map(({ id }) => String(id))).toEqual([...late, early]);
    expect(received.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});
