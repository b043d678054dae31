import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { account, department, holidays, membership, staffed, worker } from '../support/company.js';
import { objective, work } from '../support/objectives.js';
import { differences } from '../support/read-model.js';
import { appliedBy, capacityOf, discarded, drafted, planned } from '../support/scenarios.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const WEEK = { from: '2027-02-08', to: '2027-02-14' };
const NOW = { now: () => new Date('2027-02-01T12:00:00Z') };

describe('applying a scenario', async () => {
  const api = await startApi(NOW);
  await account(api, 'boss', 'RESOURCE_MANAGER', 'HR');
  await account(api, 'manager', 'RESOURCE_MANAGER');
  const { department: design, ada, grace, linus } = await staffed(api, 'Design', ['Ada', 'Grace', 'Linus']);
  const ops = await department(api, 'Ops');
  const launch = await objective(api, 'Launch', { owner: design });
  const pattern = { minutes: [480, 480, 480, 480, 480, 0, 0] };
  const rowsOf = (table: string) =>
    api.database.rows(`test.all-${table}`, `select * from ${table} order by id`);

  it('makes all of it true, with the scenario as the cause of every event', async () => {
    const { cara } = await staffed(api, 'Support', ['Cara']);
    const running = await work(api, cara, launch, { from: '2027-01-04', minutesPerDay: 60, state: 'ACTIVE' });
    const draft = await drafted(api, 'boss', 'All of it');
    const [hire] = await planned(
      api,
      'boss',
      draft,
      {
        workerAdd: {
          kind: 'STAFF',
          name: 'Tess',
          timeZone: 'Europe/Zurich',
          from: '2027-02-08',
          pattern,
          departmentId: ops.id,
        },
      },
      { workerMove: { workerId: cara.id, departmentId: ops.id, from: '2027-02-08', share: '50' } },
      { assignmentRemove: { id: running.id, expectedVersion: 1, lastDay: '2027-02-09' } },
      { workerLeave: { workerId: cara.id, lastDay: '2027-02-11' } },
    );
    await planned(api, 'boss', draft, {
      assignmentAdd: { assignment: { workerId: hire, objectiveId: launch.id, ...WEEK, percent: '50' } },
    });
    let answer: Awaited<ReturnType<typeof appliedBy>>;
    const events = await recordedBy(api, async () => {
      answer = await appliedBy(api, 'boss', draft);
    });
    expect(answer).toMatchObject({
      state: 'APPLIED',
      appliedAt: '2027-02-01T12:00:00.000Z',
      changes: [
        { kind: 'WORKER_ADD', worker: { name: 'Tess' }, assignment: null },
        { kind: 'WORKER_MOVE', worker: { name: 'Cara' } },
        { kind: 'ASSIGNMENT_REMOVE', assignment: { state: 'RELEASED', worker: { name: 'Cara' } } },
        { kind: 'WORKER_LEAVE', worker: { name: 'Cara' } },
        {
          kind: 'ASSIGNMENT_ADD',
          assignment: { state: 'CONFIRMED', percent: '50.00', worker: { name: 'Tess' } },
        },
      ],
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'WORKER_CREATED',
      'ENGAGEMENT_CREATED',
      'MEMBERSHIP_CREATED',
      'MEMBERSHIP_ENDED',
      'MEMBERSHIP_CREATED',
      'ASSIGNMENT_RELEASED',
      'ENGAGEMENT_TERMINATED',
      'WORKER_LEFT',
      'ASSIGNMENT_PROPOSED',
      'ASSIGNMENT_CONFIRMED',
      'SCENARIO_APPLIED',
    ]);
    expect(new Set(events.map(({ cause_id }) => cause_id))).toEqual(new Set([draft.id]));
  });

  it('names every change that cannot be made, and makes none of the others', async () => {
    const full = await work(api, ada, launch, { ...WEEK, minutesPerDay: 480 });
    const moved = await work(api, grace, launch, { ...WEEK, minutesPerDay: 60 });
    const closing = await objective(api, 'Closing', { owner: design });
    const draft = await drafted(api, 'manager', 'Too much');
    const asked = { ...WEEK, minutesPerDay: 60 };
    const [busy, , stale, closed, hire] = await planned(
      api,
      'manager',
      draft,
      { assignmentAdd: { assignment: { ...asked, workerId: ada.id, objectiveId: launch.id } } },
      { assignmentAdd: { assignment: { ...asked, workerId: linus.id, objectiveId: launch.id } } },
      { assignmentMove: { id: moved.id, expectedVersion: 1, minutesPerDay: 120 } },
      { assignmentAdd: { assignment: { ...asked, workerId: linus.id, objectiveId: closing.id } } },
      {
        workerAdd: { kind: 'STAFF', name: 'Tom', timeZone: 'UTC', from: '2027-02-08', pattern },
      },
    );
    const [named] = await planned(api, 'manager', draft, {
      assignmentAdd: { assignment: { ...asked, workerId: hire, objectiveId: launch.id } },
    });
    await mutate(api, 'boss', 'assignmentUpdate', { id: moved.id, expectedVersion: 1, role: 'Tester' });
    await api.database.rows('test.close', `update objective set status = 'ACHIEVED' where id = $1`, [
      closing.id,
    ]);

    const before = [await rowsOf('assignment'), await rowsOf('worker'), await rowsOf('scenario')];
    const recorded = await recordedBy(api, async () => {
      const [error] = await appliedBy(api, 'manager', draft).catch((errors) => errors);
      expect(error.extensions).toMatchObject({ code: 'CONFLICT', reason: 'SCENARIO_CONFLICTS' });
      expect(error.extensions.details.conflicts).toMatchObject([
        { changeId: busy, code: 'CONFLICT', reason: 'OVERBOOKED', details: { minutesOverAfter: 300 } },
        { changeId: stale, code: 'CONFLICT', reason: 'STALE_VERSION' },
        { changeId: closed, code: 'CONFLICT', reason: 'OBJECTIVE_CLOSED' },
        { changeId: hire, code: 'FORBIDDEN', reason: 'FORBIDDEN' },
        { changeId: named, code: 'CONFLICT', reason: 'WORKER_NOT_ADDED' },
      ]);
    });
    expect(recorded).toEqual([]);
    expect([await rowsOf('assignment'), await rowsOf('worker'), await rowsOf('scenario')]).toEqual(before);
    await api.database.rows('test.remove', 'delete from assignment where id = any($1)', [
      [full.id, moved.id],
    ]);
  });

  it('names changes that the database refuses as well', async () => {
    const draft = await drafted(api, 'boss', 'Twice');
    const need = { objectiveId: launch.id, role: 'Analyst', from: '2027-02-08', minutesPerDay: 60 };
    const assignment = { workerId: linus.id, objectiveId: launch.id, ...WEEK, minutesPerDay: 60 };
    const named = [
      { needAdd: { ...need, externalId: 'N-1' } },
      { assignmentAdd: { assignment: { ...assignment, externalId: 'A-1' } } },
    ];
    const ids = await planned(api, 'boss', draft, ...named, ...named);
    const before = await rowsOf('assignment');
    await expect(appliedBy(api, 'boss', draft)).rejects.toMatchObject([
      {
        extensions: {
          reason: 'SCENARIO_CONFLICTS',
          details: { conflicts: ids.slice(2).map((changeId) => ({ changeId, reason: 'EXTERNAL_ID_TAKEN' })) },
        },
      },
    ]);
    expect(await rowsOf('assignment')).toEqual(before);
    expect(await rowsOf('staffing_need')).toEqual([]);
  });

  it('lets two swap their work, though neither has room before', async () => {
    const [one, other] = [await work(api, ada, launch, WEEK), await work(api, grace, launch, WEEK)];
    const draft = await drafted(api, 'manager', 'Swap');
    await planned(
      api,
      'manager',
      draft,
      { assignmentMove: { id: one.id, expectedVersion: 1, workerId: grace.id } },
      { assignmentMove: { id: other.id, expectedVersion: 1, workerId: ada.id } },
    );
    await appliedBy(api, 'manager', draft);
    const states = await api.database.rows(
      'test.states',
      'select worker_id as "workerId", state from assignment where worker_id = any($1) order by id',
      [[ada.id, grace.id]],
    );
    expect(states).toEqual([
      { workerId: ada.id, state: 'CANCELLED' },
      { workerId: grace.id, state: 'CANCELLED' },
      { workerId: grace.id, state: 'CONFIRMED' },
      { workerId: ada.id, state: 'CONFIRMED' },
    ]);
  });

  it('is done once, and not with what was discarded or changed unseen', async () => {
    const draft = await drafted(api, 'boss', 'Once');
    await planned(api, 'boss', draft, {
      workerMove: { workerId: linus.id, departmentId: ops.id, from: '2028-01-01' },
    });
    const apply = (expectedVersion: number, { id } = draft) =>
      mutate(api, 'boss', 'scenarioApply', { id, expectedVersion }, undefined, 'ScenarioTransitionInput');
    await expect(apply(1)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
    await apply(2);
    const recorded = await recordedBy(api, async () => {
      await expect(apply(2)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
      await expect(apply(3)).rejects.toMatchObject(refusal('CONFLICT', 'ILLEGAL_TRANSITION'));
    });
    expect(recorded).toEqual([]);
    const given = await drafted(api, 'boss', 'Given up');
    await discarded(api, 'boss', given, 1);
    await expect(apply(2, given)).rejects.toMatchObject(refusal('CONFLICT', 'ILLEGAL_TRANSITION'));
  });

  it('happens once, however many try at the same time', async () => {
    const draft = await drafted(api, 'boss', 'Race');
    await planned(api, 'boss', draft, {
      assignmentAdd: {
        assignment: { workerId: linus.id, objectiveId: launch.id, ...WEEK, minutesPerDay: 10 },
        isFirm: false,
      },
    });
    const attempts = Array.from({ length: 6 }, () =>
      mutate(
        api,
        'boss',
        'scenarioApply',
        { id: draft.id, expectedVersion: 2 },
        undefined,
        'ScenarioTransitionInput',
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const proposed = await api.database.rows(
      'test.proposed',
      `select id from assignment where worker_id = $1 and minutes_per_day = 10`,
      [linus.id],
    );
    expect(proposed).toHaveLength(1);
  });
});

/** How many scenarios are made up; each takes about a second. */
const RUNS = Number(process.env.SCENARIO_RUNS ?? 12);

describe('whatever a scenario holds', async () => {
  const api = await startApi(NOW);
  await account(api, 'boss', 'RESOURCE_MANAGER', 'HR');
  await account(api, 'admin', 'ADMIN');
  const region = await holidays(api, 'XX', '2027-02-12');
  interface Company {
    people: (string | undefined)[];
    departments: string[];
    assignments: string[];
    objectiveId: string;
  }

  /** Work of so many minutes in all, confirmed. */
  async function total(
    person: { id: string },
    on: { id: string },
    { from, to, totalMinutes }: { from: string; to: string; totalMinutes: number },
  ): Promise<{ id: string }> {
    const id = uuidv7();
    await api.database.rows(
      'test.total',
      `insert into assignment (id, worker_id, objective_id, "from", "to", load, total_minutes, state)
        values ($1, $2, $3, $4, $5, 'TOTAL', $6, 'CONFIRMED')`,
      [id, person.id, on.id, from, to, totalMinutes],
    );
    return { id };
  }

  /** Those whom fixtures made were not stored with what they are. */
  async function storeAnew(): Promise<void> {
    const { errors } = await api.as('admin').run('mutation { capacityStoreClear { storedWorkers } }');
    expect(errors).toBeUndefined();
    await rollHorizon(api.contexts);
  }

  let made = 0;
  async function companyOf(draft: { id: string }): Promise<Company> {
    made += 1;
    const team = await staffed(api, `A${made}`, ['Ada', 'Grace'], { region });
    const linus = await worker(api, 'Linus', {
      kind: 'FREELANCER',
      minutes: [500, 500, 500, 500, 500, 0, 0],
    });
    const others = [await department(api, `B${made}`), await department(api, `C${made}`)];
    const mystery = await worker(api, 'Mystery', { minutes: null });
    await membership(api, mystery, others[1]!);
    const launch = await objective(api, 'Launch', { owner: team.department });
    const fortnight = { from: '2027-02-08', to: '2027-02-19' };
    const assignments = [
      await work(api, team.ada, launch, { from: '2027-01-04', minutesPerDay: 120, state: 'ACTIVE' }),
      await work(api, team.grace, launch, { ...fortnight, percent: 4_000 }),
      await work(api, linus, launch, { ...fortnight, minutesPerDay: 90, state: 'PROPOSED' }),
      await total(team.grace, launch, { ...fortnight, totalMinutes: 777 }),
    ];
    const [hire] = await planned(api, 'boss', draft, {
      workerAdd: {
        kind: 'STAFF',
        name: 'New',
        timeZone: 'Europe/Zurich',
        region,
        from: '2027-02-03',
        to: '2027-02-26',
        pattern: { minutes: [300, 0, 300, 0, 300, 0, 0] },
        departmentId: others[0]!.id,
        share: '33.33',
      },
    });
    return {
      people: [team.ada.id, team.grace.id, linus.id, mystery.id, hire],
      departments: [team.department, ...others].map(({ id }) => id),
      assignments: assignments.map(({ id }) => id),
      objectiveId: launch.id,
    };
  }

  const range = { from: '2027-01-25', to: '2027-03-07' };
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2027-02-${String(n).padStart(2, '0')}`);
  const span = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
  const minutes = fc.integer({ min: 1, max: 300 });
  const load = fc.oneof(
    fc.record({ minutesPerDay: minutes, includeNonWorking: fc.boolean() }),
    fc.record({ percent: fc.integer({ min: 1, max: 60 }).map(String) }),
    fc.record({ totalMinutes: fc.integer({ min: 1, max: 3_000 }) }),
    // They bring their own first and last day.
    fc.tuple(day, minutes).map(([date, many]) => ({ from: null, to: null, days: [{ date, minutes: many }] })),
  );
  const index = fc.nat(2);
  const assignment = fc.nat(3);
  const person = fc.nat(3);
  const anybody = fc.nat(4);
  const share = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2));
  /** A change of what a made-up company has: four people, one to come, three departments, four assignments. */
  type Made = (company: Company) => object;
  const change = fc.oneof(
    fc.tuple(anybody, span, load, fc.boolean()).map<Made>(([who, days, much, isFirm]) => (company) => ({
      assignmentAdd: {
        assignment: { workerId: company.people[who], objectiveId: company.objectiveId, ...days, ...much },
        isFirm,
      },
    })),
    fc
      .tuple(assignment, fc.option(anybody), span, fc.oneof(load, fc.constant({})))
      .map<Made>(([which, who, days, much]) => (company) => ({
        assignmentMove: {
          id: company.assignments[which],
          expectedVersion: 1,
          workerId: who === null ? null : company.people[who],
          ...days,
          ...much,
        },
      })),
    fc.tuple(assignment, day).map<Made>(([which, lastDay]) => ({ assignments }) => ({
      assignmentRemove: { id: assignments[which], expectedVersion: 1, lastDay: which === 0 ? lastDay : null },
    })),
    fc.tuple(person, day).map<Made>(([who, lastDay]) => ({ people }) => ({
      workerLeave: { workerId: people[who], lastDay },
    })),
    fc
      .tuple(person, index, day, share, fc.boolean())
      .map<Made>(([who, to, from, part, keepsOthers]) => ({ people, departments }) => ({
        workerMove: { workerId: people[who], departmentId: departments[to], from, share: part, keepsOthers },
      })),
  );

  it(`is true of capacity once it is applied, and nothing is once it is refused (${RUNS} of them)`, async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const draft = await drafted(api, 'boss', 'Random');
        const company = await companyOf(draft);
        await storeAnew();
        // What is refused now is not part of the scenario.
        for (const made of changes) await planned(api, 'boss', draft, made(company)).catch(() => {});
        const ask = async (scenarioId?: string) => [
          await capacityOf(api, 'boss', {
            scope: { allDepartments: true },
            range,
            bucket: 'DAY',
            ...(scenarioId && { scenarioId }),
          }),
          await capacityOf(api, 'boss', { range, bucket: 'MONTH', ...(scenarioId && { scenarioId }) }),
        ];
        const [asIf, before] = [await ask(draft.id), await ask()];
        const isApplied = await appliedBy(api, 'boss', draft).then(
          () => true,
          (errors) => {
            expect(errors).toMatchObject(refusal('CONFLICT', 'SCENARIO_CONFLICTS'));
            return false;
          },
        );
        if (isApplied) applied += 1;
        expect(await ask()).toEqual(isApplied ? asIf : before);
        // What was tried and undone on the way left nothing behind in what is stored.
        expect(await differences(api)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(applied).toBeGreaterThan(0);
  }, 120_000);
});
