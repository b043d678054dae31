import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { moveDueStates } from '../../src/server/due-states.js';
import { jobsOf, startJobs } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { department, worker } from '../support/company.js';

const TODAY = '2027-03-01';

describe('what is due by its dates', async () => {
  const api = await startApi();
  const { database } = api;
  let workerId: string;
  let objectiveId: string;

  const assigned = async (state: string, from: string, to: string | null) => {
    const id = uuidv7();
    await database.rows(
      'test.assignment',
      `insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
       values ($1, $2, $3, $4, $5, 'RATE', 60, $6)`,
      [id, workerId, objectiveId, from, to, state],
    );
    return id;
  };
  const engaged = async (state: string, from: string, to: string | null) => {
    const id = uuidv7();
    await database.rows(
      'test.engagement.of',
      `insert into engagement (id, worker_id, "from", "to", state) values ($1, $2, $3, $4, $5)`,
      [id, workerId, from, to, state],
    );
    return id;
  };
  const stateOf = async (table: string, id: string) => {
    const [row] = await database.rows<{ state: string; version: number }>(
      `test.state.${table}`,
      `select state, version from ${table} where id = $1`,
      [id],
    );
    return `${row!.state} at version ${row!.version}`;
  };
  const eventsOf = (id: string) =>
    database.rows(
      'test.events',
      'select kind, worker_id, before, after, capacity from change_event where subject_id = $1 order by id',
      [id],
    );

  beforeEach(async () => {
    workerId = (await worker(api, 'Ada', { from: '2020-01-06', to: '2020-12-31' })).id;
    // The fixture's own engagement is none of these.
    await database.rows('test.no-engagement', `update engagement set state = 'ENDED' where worker_id = $1`, [
      workerId,
    ]);
    const { id: ownerId } = await department(api, `Department ${uuidv7()}`);
    objectiveId = uuidv7();
    await database.rows(
      'test.objective.of',
      `insert into objective (id, title, owner_id, status) values ($1, 'Goal', $2, 'ACTIVE')`,
      [objectiveId, ownerId],
    );
  });

  it.each([
    ['begins today', 'CONFIRMED', TODAY, '2027-03-31', 'ACTIVE at version 2'],
    ['begins tomorrow', 'CONFIRMED', '2027-03-02', null, 'CONFIRMED at version 1'],
    ['ends today', 'ACTIVE', '2027-02-01', TODAY, 'ACTIVE at version 1'],
    ['ended yesterday', 'ACTIVE', '2027-02-01', '2027-02-28', 'COMPLETED at version 2'],
    ['never ends', 'ACTIVE', '2027-02-01', null, 'ACTIVE at version 1'],
    ['began and ended unseen', 'CONFIRMED', '2027-02-01', '2027-02-02', 'COMPLETED at version 3'],
    ['was only proposed', 'PROPOSED', '2027-02-01', '2027-02-02', 'PROPOSED at version 1'],
  ])('moves an assignment that %s', async (_, state, from, to, moved) => {
    const id = await assigned(state, from, to);
    await moveDueStates(database, TODAY);
    expect(await stateOf('assignment', id)).toBe(moved);
  });

  it.each([
    ['begins today', 'READY', TODAY, null, 'ACTIVE at version 2'],
    ['begins tomorrow', 'READY', '2027-03-02', null, 'READY at version 1'],
    ['ended yesterday', 'ACTIVE', '2027-02-01', '2027-02-28', 'ENDED at version 2'],
    ['was only offered', 'OFFERED', '2027-02-01', null, 'OFFERED at version 1'],
  ])('moves an engagement that %s', async (_, state, from, to, moved) => {
    const id = await engaged(state, from, to);
    await moveDueStates(database, TODAY);
    expect(await stateOf('engagement', id)).toBe(moved);
  });

  it('is recorded, step by step, as what changes no capacity; a second run finds nothing', async () => {
    const id = await assigned('CONFIRMED', '2027-02-01', '2027-02-02');
    expect(await moveDueStates(database, TODAY)).toBe(2);
    const recorded = [
      {
        kind: 'ASSIGNMENT_ACTIVATED',
        worker_id: workerId,
        before: { state: 'CONFIRMED', version: 1 },
        after: { state: 'ACTIVE', version: 2 },
        capacity: null,
      },
      {
        kind: 'ASSIGNMENT_COMPLETED',
        worker_id: workerId,
        before: { state: 'ACTIVE', version: 2 },
        after: { state: 'COMPLETED', version: 3 },
        capacity: null,
      },
    ];
    expect(await eventsOf(id)).toEqual(recorded);
    expect(await moveDueStates(database, TODAY)).toBe(0);
    expect(await eventsOf(id)).toEqual(recorded);
  });

  it('is moved when a process starts, and keys older than 48 hours are forgotten', async () => {
    const id = await assigned('CONFIRMED', '2020-01-06', '2020-01-10');
    await database.rows(
      'test.keys',
      `insert into idempotency_key (account_id, key, field, request_hash, created_at)
       values (gen_random_uuid(), 'old', 'x', 'x', now() - interval '49 hours'), (gen_random_uuid(), 'new', 'x', 'x', now())`,
    );
    let published = 0;
    const stop = await startJobs({
      database,
      databaseUrl: api.url ?? undefined,
      jobs: jobsOf(database, () => {
        published += 1;
      }),
      logger: pino({ level: 'silent' }),
    });
    await expect.poll(() => stateOf('assignment', id), { timeout: 20_000 }).toBe('COMPLETED at version 3');
    const keys = () => database.rows<{ key: string }>('test.keys-left', 'select key from idempotency_key');
    await expect.poll(keys, { timeout: 20_000 }).toEqual([{ key: 'new' }]);
    await stop();
    expect(published).toBe(1);
  });
});
