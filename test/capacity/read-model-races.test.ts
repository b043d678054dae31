import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/server/database.js';
import { rollHorizon } from '../../src/server/jobs.js';
import { createApi } from '../../src/server/server.js';
import { startApi, type TestApi, tokenSettings } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, membership, type Person, worker } from '../support/company.js';
import { differences } from '../support/read-model.js';

const CONFIRM = `mutation ($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { id } }`;
const PROPOSE = `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version } }`;
const LEAVE = `mutation ($input: TimeOffRequestInput!) { timeOffRequest(input: $input) { id version } }`;
const APPROVE = `mutation ($input: TimeOffTransitionInput!) { timeOffApprove(input: $input) { id } }`;
const CREATE = `mutation ($input: WorkerCreateInput!) { workerCreate(input: $input) { id } }`;
const CAPACITY = `query ($scope: CapacityScopeInput, $range: DateRangeInput!, $bucket: Bucket) {
  capacity(scope: $scope, range: $range, bucket: $bucket) { lines { total { effectiveMinutes confirmedMinutes tentativeMinutes }
    buckets { from confirmedMinutes overAllocatedMinutes } } } }`;

/** Always the same numbers, below `bound`, one by one. */
function dice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    // Lehmer (1951), with the constants of Park and Miller (1988).
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}

async function people(
  api: TestApi,
  count: number,
  departments: readonly { id: string }[],
): Promise<Person[]> {
  const all: Person[] = [];
  for (let i = 0; i < count; i++) {
    const person = await worker(api, `Person ${i}`, { kind: i % 3 === 0 ? 'FREELANCER' : 'STAFF' });
    await membership(api, person, departments[i % departments.length]!, { share: 7_000 });
    all.push(person);
  }
  return all;
}

describe('300 confirmations at once, of 20 people', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const [design, ops] = [await department(api, 'Design'), await department(api, 'Ops')];
  const objective = await objectiveOf(api, ops, 'Move');
  const team = await people(api, 20, [design, ops]);
  const roll = dice(7);
  const proposed: { id: string }[] = [];
  for (let i = 0; i < 300; i++) {
    const first = 8 + roll(5);
    const date = (day: number) => `2027-02-${String(day).padStart(2, '0')}`;
    proposed.push(
      // Neighbours are of the same person: they meet.
      await assigned(api, team[Math.floor(i / 15)]!, objective, {
        from: date(first),
        to: date(first + roll(13 - first)),
        minutesPerDay: 60 * (1 + roll(4)),
        state: 'PROPOSED',
      }),
    );
  }
  await rollHorizon(api.contexts);

  it('overbook nobody, deadlock nobody, and lose nothing of what is stored', async () => {
    const answers = await Promise.all(
      proposed.map(({ id }) => manager.run(CONFIRM, { input: { id, expectedVersion: 1 } })),
    );
    const refusals = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.reason);
    expect(new Set(refusals)).toEqual(new Set(['OVERBOOKED']));
    const [{ confirmed }] = (await api.database.rows<{ confirmed: number }>(
      'test.confirmed',
      `select count(*) as confirmed from assignment where state = 'CONFIRMED'`,
    )) as [{ confirmed: number }];
    expect(confirmed).toBe(300 - refusals.length);
    // Each of the 20 has 5 days of 8 hours; the first to come fits always.
    expect(confirmed).toBeGreaterThanOrEqual(20);

    const range = { from: '2027-02-08', to: '2027-02-14' };
    const { data } = await manager.run(CAPACITY, {
      scope: { workerIds: team.map(({ id }) => id) },
      range,
      bucket: 'DAY',
    });
    const over = data.capacity.lines.flatMap(({ buckets }: { buckets: { overAllocatedMinutes: number }[] }) =>
      buckets.filter(({ overAllocatedMinutes }) => overAllocatedMinutes > 0),
    );
    expect(over).toEqual([]);
    expect(await differences(api)).toEqual([]);
    await expect
      .poll(() => api.database.rows('test.unnumbered', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
    expect(await differences(api)).toEqual([]);
  });
});

describe('a horizon that rolls while 16 write', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const everything = api.as(await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const departments = [await department(api, 'Design'), await department(api, 'Ops')];
  const objective = await objectiveOf(api, departments[0]!, 'Move');
  const team = await people(api, 30, departments);

  it('stores everybody’s new weeks, whatever they did meanwhile, and lets the old ones go', async () => {
    let isRolling = true;
    let written = 0;
    const write = async (seed: number) => {
      const roll = dice(seed);
      // More than the rolling takes, where that is quick.
      for (let i = 0; i < 6 || isRolling; i++) {
        const [from, to] = [`2027-0${3 + roll(6)}-01`, roll(2) === 0 ? null : '2029-06-30'];
        const propose = {
          workerId: team[roll(30)]!.id,
          objectiveId: objective.id,
          from,
          to,
          minutesPerDay: 30,
        };
        const { data, errors } = await everything.run(PROPOSE, { input: propose });
        expect(errors).toBeUndefined();
        const { id, version } = data.assignmentPropose;
        await everything.run(CONFIRM, { input: { id, expectedVersion: version } });
        const leave = {
          workerId: team[roll(30)]!.id,
          from: `2027-0${1 + roll(9)}-10`,
          to: '2027-09-20',
          minutesPerDay: 10,
          kind: 'VACATION',
        };
        const requested = (await everything.run(LEAVE, { input: leave })).data.timeOffRequest;
        const approved = await everything.run(APPROVE, {
          input: { id: requested.id, expectedVersion: requested.version },
        });
        expect(approved.errors).toBeUndefined();
        if (i % 3 === 0) {
          const created = await everything.run(CREATE, {
            input: {
              kind: 'STAFF',
              name: 'New',
              timeZone: 'Europe/Zurich',
              engagement: { from, state: 'READY', pattern: { minutes: [480, 480, 480, 480, 480, 0, 0] } },
              memberships: [{ departmentId: departments[roll(2)]!.id, from }],
            },
          });
          expect(created.errors).toBeUndefined();
        }
        written += 1;
      }
    };
    const writers = Promise.all(Array.from({ length: 16 }, (_, i) => write(i + 1)));
    // Stores everybody at first, then moves on.
    await rollHorizon(api.contexts);
    now = new Date('2027-03-02T12:00:00Z');
    await rollHorizon(api.contexts);
    now = new Date('2027-09-01T12:00:00Z');
    await rollHorizon(api.contexts);
    isRolling = false;
    await writers;
    expect(written).toBeGreaterThanOrEqual(16 * 6);
    // Whoever was added while the old weeks were kept may have more.
    const kept = await api.database.rows(
      'test.windows',
      `select h.first_day, h.last_day,
         bool_and(k.first_week <= h.first_day and k.first_week + 7 * k.weeks > h.last_day) as "ofAll"
       from worker_weeks k, kept_horizon h group by h.first_day, h.last_day`,
    );
    expect(kept).toEqual([{ first_day: '2026-08-31', last_day: '2029-10-21', ofAll: true }]);
    expect(await differences(api)).toEqual([]);
  }, 180_000);

  it('tells nobody of it: nothing became of anybody’s capacity', async () => {
    const rolled = await api.database.rows(
      'test.rolled',
      `select distinct capacity, worker_id from change_event where kind = 'HORIZON_ROLLED'`,
    );
    expect(rolled).toEqual([{ capacity: null, worker_id: null }]);
  });

  it('is not rolled again before it is due', async () => {
    const count = () => api.database.rows('test.events', 'select count(*) as events from change_event');
    const before = await count();
    await rollHorizon(api.contexts);
    expect(await count()).toEqual(before);
  });
});

describe('what was written a moment ago', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const design = await department(api, 'Design');
  const objective = await objectiveOf(api, design, 'Move');
  const [ada] = (await people(api, 1, [design])) as [Person];
  await rollHorizon(api.contexts);
  // From now on nothing is added to the weeks of departments.
  await api.publisher.close();

  const propose = async () => {
    const input = {
      workerId: ada.id,
      objectiveId: objective.id,
      from: '2027-02-08',
      to: null,
      minutesPerDay: 100,
    };
    expect((await manager.run(PROPOSE, { input })).errors).toBeUndefined();
  };
  const question = {
    query: CAPACITY,
    variables: {
      scope: { allDepartments: true },
      range: { from: '2027-02-08', to: '2027-02-16' },
      bucket: 'WEEK',
    },
  };
  const tentative = ({
    data,
  }: {
    data?: { capacity: { lines: { total: { tentativeMinutes: number } }[] } };
  }) => data!.capacity.lines.map(({ total }) => total.tentativeMinutes);

  it('is in the totals, though they are not added up yet', async () => {
    await propose();
    // 7 days of work; 70 of 100 minutes are Design’s.
    expect(tentative(await manager.run(question.query, question.variables))).toEqual([490, 210]);
    await propose();
    expect(tentative(await manager.run(question.query, question.variables))).toEqual([980, 420]);
    expect(await differences(api)).toEqual([]);
  });

  it.skipIf('file' in inject('template'))('is in those of another process as well', async () => {
    const database = await openDatabase({ url: api.url!, connections: 3 });
    const other = await createApi(
      database,
      { token: tokenSettings, allowsIntrospection: true, isDemo: false },
      pino({ level: 'silent' }),
      () => new Date('2027-02-01T12:00:00Z'),
    );
    const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
    await other.publisher.close();
    await propose();
    const { body } = await request(address)
      .post('/graphql')
      .set({ authorization: manager.authorization })
      .send(question);
    expect(tentative(body)).toEqual([1_470, 630]);
    await other.close();
    await database.close();
  });
});

describe('a store that is cleared and filled again while 8 write', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const everything = api.as(await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const departments = [await department(api, 'Design'), await department(api, 'Ops')];
  const objective = await objectiveOf(api, departments[0]!, 'Move');
  const team = await people(api, 12, departments);
  await rollHorizon(api.contexts);

  it('holds what the facts come to in the end, and nobody is turned away', async () => {
    let isClearing = true;
    const write = async (seed: number) => {
      const roll = dice(seed);
      for (let i = 0; i < 5 || isClearing; i++) {
        const input = {
          workerId: team[roll(12)]!.id,
          objectiveId: objective.id,
          from: `2027-0${3 + roll(6)}-01`,
          to: roll(2) === 0 ? null : '2029-06-30',
          minutesPerDay: 30,
        };
        expect((await everything.run(PROPOSE, { input })).errors).toBeUndefined();
        if (i % 2 === 0) {
          const created = await everything.run(CREATE, {
            input: {
              kind: 'FREELANCER',
              name: 'New',
              timeZone: 'Europe/Zurich',
              engagement: {
                from: '2027-03-01',
                state: 'READY',
                pattern: { minutes: [480, 480, 480, 480, 480, 0, 0] },
              },
              memberships: [{ departmentId: departments[roll(2)]!.id, from: '2027-03-01' }],
            },
          });
          expect(created.errors).toBeUndefined();
        }
      }
    };
    const clear = async () => {
      for (let i = 0; i < 6; i++) {
        const { errors } = await everything.run('mutation { capacityStoreClear { keptFrom } }');
        expect(errors).toBeUndefined();
      }
    };
    const fill = async () => {
      // The embedded database answers without a turn of the event loop: others would never have theirs.
      for (; isClearing; await nextTurn()) await rollHorizon(api.contexts);
    };
    const writers = Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(write));
    const filling = fill();
    await clear().finally(() => {
      isClearing = false;
    });
    await Promise.all([writers, filling]);
    await rollHorizon(api.contexts);
    expect(await differences(api)).toEqual([]);
  }, 180_000);
});
