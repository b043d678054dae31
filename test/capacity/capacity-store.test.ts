import { describe, expect, it } from 'vitest';
import { commandLine } from '../exchange/muster.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { differences } from '../support/read-model.js';
import { recordedBy } from '../support/workforce.js';

const STORE = '{ capacityStore { keptFrom keptTo workers storedWorkers } }';
const VERIFY = `query ($after: String) { capacityVerification(after: $after) { workers departments differenceCount next
  differences { workerId departmentId day measure stored computed } } }`;
const CLEAR = 'mutation { capacityStoreClear { keptFrom keptTo workers storedWorkers } }';
const FILL = `mutation ($input: CapacityStoreFillInput!) { capacityStoreFill(input: $input) {
  last store { keptFrom keptTo workers storedWorkers } } }`;
const PROPOSE = `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`;
const CAPACITY = `{ capacity(range: { from: "2027-02-08", to: "2027-02-14" }, scope: { allDepartments: true }) {
  lines { total { effectiveMinutes tentativeMinutes } } } }`;

describe('the store of capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const admin = api.as(await account(api, 'admin', 'ADMIN', 'RESOURCE_MANAGER'));
  const { department, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const objective = await objectiveOf(api, department, 'Move');
  const run = async (query: string, variables = {}) => {
    const { data, errors } = await admin.run(query, variables);
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0];
  };
  const proposal = () => ({
    workerId: ada.id,
    objectiveId: objective.id,
    from: '2027-02-08',
    to: null,
    minutesPerDay: 60,
  });
  const propose = () => run(PROPOSE, { input: proposal() });
  const empty = { keptFrom: null, keptTo: null, workers: 2, storedWorkers: 0 };
  const full = { keptFrom: '2026-01-19', keptTo: '2029-03-11', workers: 2, storedWorkers: 2 };

  it('has nothing to be verified before it is filled', async () => {
    expect(await run(STORE)).toEqual(empty);
    const { errors } = await admin.run(VERIFY);
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'NOT_STORED' } }]);
  });

  it('is filled step by step, and is kept behind the last', async () => {
    const first = await run(FILL, { input: {} });
    expect(first).toEqual({ last: grace.id, store: { ...empty, storedWorkers: 2 } });
    expect(await run(STORE)).toEqual(first.store);
    expect(await run(FILL, { input: { after: first.last } })).toEqual({ last: null, store: full });
    expect(await run(STORE)).toEqual(full);
  });

  it('is cleared with what waits to be added, and answers go on', async () => {
    await api.publisher.close();
    await propose();
    const before = await run(CAPACITY);
    expect(before.lines[0].total).toEqual({ effectiveMinutes: 4_800, tentativeMinutes: 300 });
    const recorded = await recordedBy(api, () => run(CLEAR));
    expect(recorded).toMatchObject([{ kind: 'CAPACITY_STORE_CLEARED' }]);
    expect(await run(STORE)).toEqual(empty);
    expect(await run(CAPACITY)).toEqual(before);
    await run(FILL, { input: {} });
    await run(FILL, { input: { after: grace.id } });
    expect(await run(CAPACITY)).toEqual(before);
    expect(await differences(api)).toEqual([]);
  });

  it('tells every total that is not what members of a department, or all departments, come to', async () => {
    await api.database.rows(
      'test.damage-weeks',
      `insert into department_week as sum (department_id, kind, week, free) values ($1, 'STAFF', '2027-02-08', array[1, 0, 0, 0, 0, 0, 0, 1])
       on conflict (department_id, kind, week) do update set free = add_days(sum.free, excluded.free)`,
      [department.id],
    );
    const workers = await run(VERIFY);
    expect(workers).toMatchObject({ workers: 2, departments: 0, differenceCount: 0 });
    const of = { workerId: null, departmentId: department.id, day: '2027-02-08' };
    // Nothing is published since the publisher was closed: only the damage stands in the weeks.
    const ofAll = { ...of, departmentId: null };
    expect(await run(VERIFY, { after: workers.next })).toEqual({
      workers: 0,
      departments: 1,
      differenceCount: 4,
      differences: [
        { ...of, measure: 'free of STAFF', stored: 961, computed: 960 },
        { ...of, measure: 'free of STAFF in the week', stored: 4_801, computed: 4_800 },
        { ...ofAll, measure: 'free of all STAFF', stored: 0, computed: 1 },
        { ...ofAll, measure: 'free of all STAFF in the week', stored: 0, computed: 1 },
      ],
      next: null,
    });
  });

  it('tells every day of a worker that is not what the facts come to', async () => {
    await api.database.rows(
      'test.damage',
      `update worker_weeks set effective = null where worker_id = '${grace.id}'`,
    );
    const { differences: named, ...workers } = await run(VERIFY);
    // Five days a week for 164 weeks.
    expect(workers).toMatchObject({ workers: 2, departments: 0, differenceCount: 820 });
    expect(named).toHaveLength(100);
    expect(named[0]).toEqual({
      workerId: grace.id,
      departmentId: department.id,
      day: '2026-01-19',
      measure: 'effective',
      stored: 0,
      computed: 480,
    });
  });

  it('refuses a change where the row that it changes is not stored, and nothing is written', async () => {
    const move = (to: string | null) =>
      api.database.rows('test.move', 'update worker_weeks set department_id = $2 where worker_id = $1', [
        ada.id,
        to,
      ]);
    const written = () =>
      api.database.rows(
        'test.written',
        'select (select count(*) from assignment) as assignments, (select count(*) from change_event) as events',
      );
    const before = await written();
    await move(null);
    const { errors } = await admin.run(PROPOSE, { input: proposal() });
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await written()).toEqual(before);
    await move(department.id);
  });

  it('is not asked with what is no step of it', async () => {
    const { errors } = await admin.run(VERIFY, { after: 'nonsense' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'CURSOR' } }]);
  });

  it('is verified and rebuilt from the command line', async () => {
    const { run: command } = commandLine(api, 'admin');
    const damaged = await command(['verify']);
    expect(damaged).toMatchObject({ code: 1 });
    expect(damaged.stdout).toContain(
      `2026-01-19 effective of worker ${grace.id} in department ${department.id}: 0 is stored, 480 is right\n`,
    );
    expect(await command(['rebuild'])).toMatchObject({
      code: 0,
      stdout: '2 workers stored, 2026-01-19 to 2029-03-11\n',
    });
    const mended = await command(['verify']);
    expect(mended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^\d+ events of the log are as they were written, up to \d+\.[0-9a-f]+\n/,
      ),
    });
    expect(mended.stdout).toMatch(
      /\n2 workers and 1 departments, 2026-01-19 to 2029-03-11: 0 differences\n$/,
    );
  });
});

describe('a store that is filled by hand, the weeks having moved on', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const admin = api.as(await account(api, 'admin', 'ADMIN', 'RESOURCE_MANAGER'));
  const { ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const run = async (query: string, variables = {}) => {
    const { data, errors } = await admin.run(query, variables);
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0];
  };
  const WEEK = `query ($scope: CapacityScopeInput) { capacity(range: { from: "2026-01-26", to: "2026-02-01" }, scope: $scope, bucket: DAY) {
    lines { buckets { from effectiveMinutes } } } }`;
  const ofAda = { scope: { workerIds: [ada.id] } };

  it('answers of the days that it lets go of what the facts say', async () => {
    await run(FILL, { input: {} });
    await run(FILL, { input: { after: grace.id } });
    const before = [await run(WEEK, ofAda), await run(WEEK)];
    now = new Date('2027-03-02T12:00:00Z');
    await run(FILL, { input: {} });
    expect([await run(WEEK, ofAda), await run(WEEK)]).toEqual(before);
    await run(FILL, { input: { after: grace.id } });
    expect([await run(WEEK, ofAda), await run(WEEK)]).toEqual(before);
    expect(await run(STORE)).toMatchObject({ keptFrom: '2026-02-16', keptTo: '2029-04-08' });
    expect(await differences(api)).toEqual([]);
  });

  it('adds up to the same, should the clock of who fills it lag behind', async () => {
    now = new Date('2027-02-01T12:00:00Z');
    await run(FILL, { input: {} });
    await run(FILL, { input: { after: grace.id } });
    expect(await run(STORE)).toMatchObject({ keptFrom: '2026-01-19', keptTo: '2029-03-11' });
    expect(await differences(api)).toEqual([]);
    now = new Date('2027-03-02T12:00:00Z');
    await run(FILL, { input: {} });
    await run(FILL, { input: { after: grace.id } });
    expect(await differences(api)).toEqual([]);
  });
});
