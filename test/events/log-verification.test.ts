import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../scripts/muster/failure.js';
import { contentOf, tipOf } from '../../src/events/chain.js';
import { commandLine } from '../exchange/muster.js';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';

const VERIFY = `query ($after: String) { changeLogVerification(after: $after) { events fault { sequence kind } end next } }`;
const STEP = 5_000;

interface Row {
  sequence: number;
  hash: string;
  lines: (string | null)[];
}

/** What an auditor reads: every column as text. */
const ROWS = `select sequence, encode(hash, 'hex') as hash, array[
    sequence::text, id::text, (extract(epoch from occurred_at) * 1000000)::bigint::text, '"' || kind || '"',
    '"' || subject_type || '"', subject_id::text, worker_id::text, actor_id::text, cause_id::text,
    before::text, after::text, capacity::text, totals::text, overbookings::text] as lines
  from change_event where sequence is not null order by sequence`;

describe('the hash chain of the log', async () => {
  const api = await startApi();
  const { database } = api;
  const admin = api.as(await account(api, 'admin', 'ADMIN'));
  const rows = () => database.rows<Row>('test.chain', ROWS);
  const write = async (count: number, facts: object = {}) => {
    await database.rows(
      'test.write',
      `insert into change_event (kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity)
       select 'TESTED', 'Test', gen_random_uuid(), gen_random_uuid(), $3::uuid, null, $2::jsonb, '{"n": 1.50}', '[{"week": 1}]'
       from generate_series(1, $1::int)`,
      [count, JSON.stringify(facts), uuidv7()],
    );
    api.publisher.wake();
    await expect
      .poll(() => database.rows('test.left', 'select from change_event where sequence is null'), {
        timeout: 20_000,
      })
      .toEqual([]);
  };
  const verify = async (after?: string) => {
    const { data, errors } = await admin.run(VERIFY, { after });
    expect(errors).toBeUndefined();
    return data.changeLogVerification;
  };
  /** Does past the triggers and constraints what somebody with all rights in the database can, for a moment. */
  const tampering = async (change: string, check: () => Promise<void>) => {
    await database.run(`begin; lock table change_event in access exclusive mode; create table change_event_copy as table change_event;
      alter table change_event disable trigger user; alter table change_event drop constraint change_event_is_chained; ${change};
      alter table change_event enable trigger user; commit`);
    await check().finally(() =>
      database.run(`begin; lock table change_event in access exclusive mode; alter table change_event disable trigger user; delete from change_event;
      insert into change_event overriding system value select * from change_event_copy; drop table change_event_copy;
      alter table change_event enable trigger user;
      alter table change_event add constraint change_event_is_chained check ((sequence is null) = (hash is null)); commit`),
    );
  };

  it('is what its description says, as an auditor recomputes it', async () => {
    await write(20, { name: 'Zoë\n', quoted: '"\\' });
    await write(3);
    const [log] = await database.rows<{ id: string }>('test.log', 'select id from change_log');
    let hash: Buffer = Buffer.from(log!.id.replaceAll('-', ''), 'hex');
    const chained = await rows();
    expect(chained).toHaveLength(23);
    for (const row of chained) {
      const content = row.lines.map((line) => line ?? '').join('\n');
      hash = createHash('sha256').update(hash).update(content).digest();
      expect(row.hash).toBe(hash.toString('hex'));
    }
    expect(await verify()).toEqual({
      events: 23,
      fault: null,
      end: `23.${hash.toString('hex')}`,
      next: null,
    });
  });

  it('takes in every column of the log', async () => {
    const columns = await database.rows<{ name: string }>(
      'test.columns',
      `select column_name as name from information_schema.columns where table_name = 'change_event'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(
      [
        'id sequence hash kind subject_type subject_id worker_id actor_id cause_id occurred_at',
        'before after capacity totals overbookings',
      ]
        .flatMap((names) => names.split(' '))
        .sort(),
    );
  });

  it.each([
    [`update change_event set kind = 'FORGED' where sequence = 7`, 7, 'CHANGED'],
    [`update change_event set after = '{"n": 1.5}' where sequence = 7`, 7, 'CHANGED'],
    [
      `update change_event set occurred_at = occurred_at - interval '1 microsecond' where sequence = 9`,
      9,
      'CHANGED',
    ],
    ['update change_event set actor_id = null where sequence = 1', 1, 'CHANGED'],
    [`update change_event set totals = '[]' where sequence = 23`, 23, 'CHANGED'],
    [`update change_event set overbookings = 'null' where sequence = 22`, 22, 'CHANGED'],
    ['update change_event set worker_id = actor_id, actor_id = worker_id where sequence = 4', 4, 'CHANGED'],
    [`update change_event set hash = sha256(hash) where sequence = 12`, 12, 'CHANGED'],
    ['update change_event set hash = null where sequence = 12', 12, 'UNHASHED'],
    ['delete from change_event where sequence = 5', 5, 'MISSING'],
    ['delete from change_event where sequence between 5 and 8', 5, 'MISSING'],
    ['delete from change_event where sequence = 1', 1, 'MISSING'],
    ['update change_event set sequence = 24 where sequence = 3', 3, 'MISSING'],
    [
      `update change_event set sequence = case sequence when 10 then 1011 else 1010 end where sequence in (10, 11);
      update change_event set sequence = sequence - 1000 where sequence > 1000`,
      10,
      'CHANGED',
    ],
  ])('breaks where somebody did, past the triggers: %s', async (change, sequence, kind) => {
    await tampering(change, async () => {
      expect(await verify()).toMatchObject({ events: sequence - 1, fault: { sequence, kind }, next: null });
    });
    expect(await verify()).toMatchObject({ events: 23, fault: null });
  });

  it('does not tell that its end was cut off, but an end that was kept does', async () => {
    const { end } = await verify();
    await tampering('delete from change_event where sequence > 20', async () => {
      expect(await verify()).toMatchObject({ events: 20, fault: null });
      expect(await verify(end)).toMatchObject({ events: 0, fault: { sequence: 23, kind: 'MISSING' } });
    });
    expect(await verify(end)).toEqual({ events: 0, fault: null, end, next: null });
  });

  it('does not tell that all of it was written anew, but an end that was kept does', async () => {
    const { end } = await verify();
    const rewrite = `update change_event set kind = 'FORGED' where sequence = 7;
      update change_event event set hash = chained.hash from (
        select id, change_event_chain((select uuid_send(id) from change_log), ${contentOf('old', 'sequence')}) over (order by sequence) as hash
        from change_event old) chained
      where event.id = chained.id`;
    await tampering(rewrite, async () => {
      expect(await verify()).toMatchObject({ events: 23, fault: null });
      expect(await verify(end)).toMatchObject({ events: 0, fault: { sequence: 23, kind: 'CHANGED' } });
    });
  });

  it('goes on behind an end that has lost its hash', async () => {
    await tampering('update change_event set hash = null where sequence = 23', async () => {
      // Of another process, which takes over.
      expect(await tipOf(database.rows)).toEqual({ sequence: 23, hash: '' });
    });
  });

  it('is verified in steps, and not with what is no step of it', async () => {
    await write(STEP);
    const first = await verify();
    expect(first).toMatchObject({ fault: null, next: first.end });
    const second = await verify(first.next);
    expect(second).toMatchObject({ fault: null, next: null });
    expect(first.events + second.events).toBe(23 + STEP);
    const { errors } = await admin.run(VERIFY, { after: 'nonsense' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'CURSOR' } }]);
  });

  it('is verified from the command line, against an end that was kept as well', async () => {
    const { run } = commandLine(api, 'admin');
    const { end } = await verify((await verify()).next);
    const cut = `delete from change_event where sequence > ${STEP + 22}`;
    await tampering(cut, async () => {
      expect(await run(['verify', '--kept', end])).toMatchObject({
        code: EXIT.FAILED,
        stdout: `Event ${STEP + 23} of the log is missing.\n`,
      });
    });
  });

  it('was begun for what had been published before there was one', async () => {
    const chained = await rows();
    await database.run(`begin; lock table change_event in access exclusive mode; alter table change_event disable trigger user;
      alter table change_event drop constraint change_event_is_chained; update change_event set hash = null;
      alter table change_event enable trigger user;
      drop aggregate change_event_chain(bytea, text); drop function change_event_link; commit`);
    await database.run(readFileSync('migrations/0021-hash-chain.sql', 'utf8'));
    expect(await rows()).toEqual(chained);
  });
});
