import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { jobsOf, moveDueStates, startJobs } from '../../src/server/jobs.js';
import { startApi, type TestApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, type Person, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const states = async ({ database }: TestApi, table: 'assignment' | 'engagement', ids: string[]) => {
  const rows = await database.rows<{ id: string; state: string; version: number }>(
    `test.states.${table}`,
    `select id, state, version from ${table} where id = any($1::uuid[])`,
    [ids],
  );
  const byId = new Map(rows.map(({ id, state, version }) => [id, `${state} ${version}`]));
  return ids.map((id) => byId.get(id));
};

const log = ({ database }: TestApi) =>
  database.rows<Record<string, unknown>>(
    'test.log',
    `select kind, subject_id, worker_id, actor_id, before, after, capacity from change_event order by id`,
  );

describe('as the days go by', async () => {
  let now = new Date('2027-02-26T12:00:00Z');
  const api = await startApi({ now: () => now });
  const design = await department(api, 'Design');
  const objective = await objectiveOf(api, design, 'Move');
  const ada = await worker(api, 'Ada');
  const assignment = (from: string, to: string | null, state: 'PROPOSED' | 'CONFIRMED' = 'CONFIRMED') =>
    assigned(api, ada, objective, { from, to, state, minutesPerDay: 60 });
  const week = await assignment('2027-03-01', '2027-03-05');
  const open = await assignment('2027-03-02', null);
  const proposed = await assignment('2027-03-01', '2027-03-01', 'PROPOSED');
  const cut = await assignment('2027-03-01', null);
  await api.database.rows(
    'test.cut',
    `update assignment set released_on = '2027-03-03' where id = '${cut.id}'`,
  );
  const ids = [week.id, open.id, proposed.id, cut.id];

  it.each([
    ['2027-02-28', 'CONFIRMED 1', 'CONFIRMED 1', 'CONFIRMED 1'],
    ['2027-03-01', 'ACTIVE 2', 'CONFIRMED 1', 'ACTIVE 2'],
    ['2027-03-03', 'ACTIVE 2', 'ACTIVE 2', 'ACTIVE 2'],
    ['2027-03-04', 'ACTIVE 2', 'ACTIVE 2', 'COMPLETED 3'],
    ['2027-03-05', 'ACTIVE 2', 'ACTIVE 2', 'COMPLETED 3'],
    ['2027-03-06', 'COMPLETED 3', 'ACTIVE 2', 'COMPLETED 3'],
    ['2030-01-01', 'COMPLETED 3', 'ACTIVE 2', 'COMPLETED 3'],
  ])('assignments begin and complete: %s', async (day, ofWeek, ofOpen, ofCut) => {
    now = new Date(`${day}T12:00:00Z`);
    await moveDueStates(api.contexts);
    expect(await states(api, 'assignment', ids)).toEqual([ofWeek, ofOpen, 'PROPOSED 1', ofCut]);
  });

  it('each step is recorded once, by nobody, as what changes no capacity', async () => {
    const ofWeek = (await log(api)).filter(({ subject_id }) => subject_id === week.id);
    const facts = { workerId: ada.id, objectiveId: objective.id, from: '2027-03-01', to: '2027-03-05' };
    expect(ofWeek).toMatchObject([
      {
        kind: 'ASSIGNMENT_ACTIVATED',
        worker_id: ada.id,
        actor_id: null,
        before: { ...facts, state: 'CONFIRMED', version: 1 },
        after: { ...facts, state: 'ACTIVE', version: 2 },
        capacity: null,
      },
      {
        kind: 'ASSIGNMENT_COMPLETED',
        worker_id: ada.id,
        actor_id: null,
        before: { ...facts, state: 'ACTIVE', version: 2 },
        after: { ...facts, state: 'COMPLETED', version: 3 },
        capacity: null,
      },
    ]);
    expect(await moveDueStates(api.contexts)).toBe(0);
  });
});

describe('engagements', async () => {
  let now = new Date('2027-02-26T12:00:00Z');
  const api = await startApi({ now: () => now });
  const engaged = async (name: string, from: string, to: string | undefined, state: string) => {
    const person = await worker(api, name, { from, ...(to && { to }) });
    await api.database.rows('test.state', 'update engagement set state = $2 where id = $1', [
      person.engagementId,
      state,
    ]);
    return person.engagementId;
  };
  const ids = [
    await engaged('Ada', '2027-03-01', '2027-03-05', 'READY'),
    await engaged('Grace', '2027-03-01', undefined, 'READY'),
    await engaged('Linus', '2027-03-01', '2027-03-05', 'OFFERED'),
  ];

  it.each([
    ['2027-02-28', ['READY 1', 'READY 1', 'OFFERED 1']],
    ['2027-03-01', ['ACTIVE 2', 'ACTIVE 2', 'OFFERED 1']],
    ['2027-03-05', ['ACTIVE 2', 'ACTIVE 2', 'OFFERED 1']],
    ['2027-03-06', ['ENDED 3', 'ACTIVE 2', 'OFFERED 1']],
  ])('begin and end: %s', async (day, expected) => {
    now = new Date(`${day}T12:00:00Z`);
    await moveDueStates(api.contexts);
    expect(await states(api, 'engagement', ids)).toEqual(expected);
  });

  it('are recorded like by hand', async () => {
    expect((await log(api)).map(({ kind }) => kind)).toEqual([
      'ENGAGEMENT_ACTIVE',
      'ENGAGEMENT_ACTIVE',
      'ENGAGEMENT_ENDED',
    ]);
  });
});

describe('the day', async () => {
  const api = await startApi({ now: () => new Date('2027-03-01T10:30:00Z') });
  const objective = await objectiveOf(api, await department(api, 'Design'), 'Move');

  it('is that of where the worker lives', async () => {
    const ids: string[] = [];
    for (const timeZone of ['Pacific/Kiritimati', 'Europe/Zurich', 'Pacific/Pago_Pago']) {
      const person = await worker(api, timeZone, { timeZone });
      for (const from of ['2027-03-01', '2027-03-02'])
        ids.push((await assigned(api, person, objective, { from, to: from, minutesPerDay: 60 })).id);
    }
    await moveDueStates(api.contexts);
    expect(await states(api, 'assignment', ids)).toEqual([
      // Already the 2nd in Kiritimati, and for half an hour still the 28th in Pago Pago.
      ...['COMPLETED 3', 'ACTIVE 2'],
      ...['ACTIVE 2', 'CONFIRMED 1'],
      ...['CONFIRMED 1', 'CONFIRMED 1'],
    ]);
  });
});

describe('a run', async () => {
  const api = await startApi({ now: () => new Date('2027-03-01T12:00:00Z') });
  const objective = await objectiveOf(api, await department(api, 'Design'), 'Move');
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  let people: Person[];

  beforeAll(async () => {
    people = [];
    for (let count = 0; count < 30; count++) people.push(await worker(api, `Worker ${count}`));
  });

  it('that missed the days takes both steps, of however many, and at once with another takes each once', async () => {
    const ids: string[] = [];
    for (const person of people) {
      for (let day = 1; day <= 9; day++) {
        const date = `2027-02-0${day}`;
        ids.push(
          (await assigned(api, person, objective, { from: date, to: date, minutesPerDay: 10 + day })).id,
        );
      }
    }
    const steps = await Promise.all([moveDueStates(api.contexts), moveDueStates(api.contexts)]);
    expect(steps[0]! + steps[1]!).toBe(2 * ids.length);
    expect(new Set(await states(api, 'assignment', ids))).toEqual(new Set(['COMPLETED 3']));
    expect(await log(api)).toHaveLength(2 * ids.length);
  });

  it('and a change by hand at the same time do not undo each other', async () => {
    const person = people[0]!;
    for (let round = 0; round < 10; round++) {
      const { id } = await assigned(api, person, objective, {
        from: '2027-03-01',
        to: null,
        minutesPerDay: 1,
      });
      const [, cancelled] = await Promise.all([
        moveDueStates(api.contexts),
        manager.ask(
          graphql(
            `mutation ($input: AssignmentTransitionInput!) { assignmentCancel(input: $input) { state } }`,
          ),
          {
            input: { id, expectedVersion: 1 },
          },
        ),
      ]);
      const [state] = await states(api, 'assignment', [id]);
      if (cancelled.errors)
        expect([state, cancelled.errors[0]!.extensions.reason]).toEqual(['ACTIVE 2', 'STALE_VERSION']);
      else expect(state).toBe('CANCELLED 2');
    }
  });

  it('that fails is undone as a whole, and the next one does it', async () => {
    const { id } = await assigned(api, people[1]!, objective, {
      from: '2027-03-01',
      to: null,
      minutesPerDay: 1,
    });
    const recorded = (await log(api)).length;
    const { rows } = api.contexts;
    api.contexts.rows = (name, sql, values) => {
      if (name.startsWith('change-log.insert')) throw new Error('No room.');
      return rows(name, sql, values);
    };
    await expect(moveDueStates(api.contexts)).rejects.toThrow('No room.');
    api.contexts.rows = rows;
    expect(await states(api, 'assignment', [id])).toEqual(['CONFIRMED 1']);
    expect(await log(api)).toHaveLength(recorded);
    await moveDueStates(api.contexts);
    expect(await states(api, 'assignment', [id])).toEqual(['ACTIVE 2']);
  });
});

describe('a process that starts', async () => {
  const api = await startApi();
  const objective = await objectiveOf(api, await department(api, 'Design'), 'Move');
  const ada = await worker(api, 'Ada');

  it('moves what is due, publishes it, and forgets idempotency keys older than 48 hours; and so does the next', async () => {
    await api.database.rows(
      'test.keys',
      `insert into idempotency_key (account_id, key, field, request_hash, created_at) values
        (gen_random_uuid(), 'old', 'x', 'x', now() - interval '49 hours'),
        (gen_random_uuid(), 'young', 'x', 'x', now() - interval '47 hours')`,
    );
    const { id } = await assigned(api, ada, objective, { from: '2020-01-06', to: '2020-01-10' });
    const parts = {
      database: api.database,
      databaseUrl: api.url ?? undefined,
      jobs: jobsOf(api.contexts),
      logger: pino({ level: 'silent' }),
    };
    const stop = await startJobs(parts);
    const state = async () => (await states(api, 'assignment', [id]))[0];
    await expect.poll(state, { timeout: 20_000 }).toBe('COMPLETED 3');
    const keys = () => api.database.rows('test.keys-left', 'select key from idempotency_key');
    await expect.poll(keys, { timeout: 20_000 }).toEqual([{ key: 'young' }]);
    // Two steps of the assignment, the worker whose weeks are stored from now on, and that they are everybody's.
    await expect.poll(() => api.feed.position(), { timeout: 5_000 }).toBe(4);
    await stop();
    // On what the first one set up.
    await (await startJobs(parts))();
  });

  it('says in its log which job failed, and why', async () => {
    const said: object[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => said.push(JSON.parse(line)) });
    const work = async () => {
      throw new Error('No room.');
    };
    const stop = await startJobs({
      database: api.database,
      databaseUrl: api.url ?? undefined,
      jobs: [{ name: 'test-failing', cron: '0 0 1 1 *', work }],
      logger,
    });
    await expect.poll(() => said.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await stop();
    expect(said[0]).toMatchObject({ job: 'test-failing', err: { message: 'No room.' } });
  });
});
