import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { type Fold, Publisher } from '../../src/events/publisher.js';
import { cloneDatabase } from '../support/database.js';

describe('a publisher', async () => {
  const { database, drop } = await cloneDatabase();
  const write = () =>
    database.rows(
      'test.write',
      `insert into change_event (kind, subject_type, subject_id) values ('TESTED', 'Test', $1)`,
      [uuidv7()],
    );
  const nothingToAdd: Fold = async () => {};
  const sequences = async () => {
    const rows = await database.rows<{ sequence: number | null }>(
      'test.sequences',
      'select sequence from change_event order by id',
    );
    return rows.map(({ sequence }) => sequence);
  };

  it('goes on after the database refused it, and loses nothing', async () => {
    const told: unknown[] = [];
    let rings = 0;
    let isBroken = true;
    const rows: typeof database.rows = (name, sql, values) =>
      isBroken ? Promise.reject(new Error('Out of order.')) : database.rows(name, sql, values);
    const publisher = new Publisher(
      {
        rows,
        transaction: (work) => work(rows),
        connect: null,
        gathering: () => expect.fail('The embedded database has no connections.'),
        warn: () => {},
        error: (_, error) => told.push(error),
      },
      () => {
        rings += 1;
      },
      nothingToAdd,
    );
    await write();
    publisher.wake();
    await expect.poll(() => told.length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(publisher.isFailing).toBe(true);
    expect(await sequences()).toEqual([null]);
    isBroken = false;
    await expect.poll(sequences, { timeout: 5_000 }).toEqual([1]);
    expect(rings).toBe(1);
    expect(publisher.isFailing).toBe(false);
    await publisher.close();
  });

  it('publishes nothing when it is closed while another one holds the lock', async () => {
    const asked: string[] = [];
    const follower = {
      on: () => {},
      query: async (text: string) => {
        asked.push(text);
        return { rows: [{ held: false }] };
      },
      end: async () => {},
    } as unknown as pg.Client;
    const publisher = new Publisher(
      {
        rows: database.rows,
        transaction: () => expect.fail('It has a connection of its own.'),
        connect: async () => follower,
        gathering: (client) => client,
        warn: () => {},
        error: () => {},
      },
      () => {},
      nothingToAdd,
    );
    await expect.poll(() => asked.at(-1)).toContain('pg_try_advisory_lock');
    await publisher.close();
    expect(asked.at(-1)).toContain('pg_try_advisory_lock');
    expect(publisher.leads).toBe(false);
  });

  it('publishes what is left when it is closed, more than one batch of it as well', async () => {
    const publisher = new Publisher(
      {
        rows: database.rows,
        transaction: (work) => work(database.rows),
        connect: null,
        gathering: () => expect.fail('The embedded database has no connections.'),
        warn: () => {},
        error: () => {},
      },
      () => {},
      nothingToAdd,
    );
    await database.rows(
      'test.many',
      `insert into change_event (kind, subject_type, subject_id)
       select 'TESTED', 'Test', gen_random_uuid() from generate_series(1, 2500)`,
    );
    await publisher.close();
    expect(await sequences()).toEqual(Array.from({ length: 2_501 }, (_, index) => index + 1));
    await drop();
  });
});
