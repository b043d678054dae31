import { beforeAll, describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, membership, staffed, worker } from '../support/company.js';
import { computed } from '../support/read-model.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($scope: ChangeScopeInput, $range: DateRangeInput, $after: String, $snapshot: Boolean! = true) {
  capacityChanged(scope: $scope, range: $range, after: $after, snapshot: $snapshot) {
    kind cursor cause isComplete isScopeChanged
    lines { worker { name } department { code } week before { effectiveMinutes }
      after { effectiveMinutes confirmedMinutes freeMinutes unknownConfirmedMinutes knownPeople unknownPeople } } } }`;

const CONFIRM = `mutation ($input: AssignmentTransitionInput!) {
  assignmentConfirm(input: $input, override: { reason: "Because." }) { id } }`;

describe('following capacity from what there is', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const top = await department(api, 'Top');
  const { department: design } = await staffed(api, 'Design', ['Grace'], { parentId: top.id });
  const ada = await worker(api, 'Ada');
  const { id: adaInDesign } = await membership(api, ada, design);
  const ops = await department(api, 'Ops');
  // Nobody knows how much he works, save that he works.
  const linus = await worker(api, 'Linus', { minutes: null });
  await membership(api, linus, ops, { share: 5_000 });
  const objective = await objectiveOf(api, ops, 'Move');
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER', 'ADMIN', 'HR'));
  const outsider = api.as(await account(api, 'outsider', 'WORKER'));

  const RANGE = { from: '2027-02-10', to: '2027-02-10' };
  /** Confirmed whether it fits or not. */
  const confirm = async (workerId: string, date: string, minutes: number) => {
    const { id, version } = await mutate(api, 'manager', 'assignmentPropose', {
      ...{ workerId, objectiveId: objective.id, days: [{ date, minutes }] },
    });
    const { errors } = await manager.run(CONFIRM, { input: { id, expectedVersion: version } });
    expect(errors).toBeUndefined();
  };
  const published = () =>
    expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
  /** All messages until the news begins. */
  const beginning = async (variables: object, as = manager) => {
    const stream = await as.follow(FOLLOW, variables);
    const messages = [];
    for (;;) {
      const message = (await stream.next()).value.data.capacityChanged;
      messages.push(message);
      if (message.kind === 'CAUGHT_UP') break;
    }
    return { messages, stream };
  };
  const snapshotOf = async (variables: object, as = manager) => {
    const { messages, stream } = await beginning(variables, as);
    await stream.return?.();
    expect(messages.map(({ kind }) => kind)).toEqual(['SNAPSHOT', 'CAUGHT_UP']);
    expect(messages[0].cursor).toBe(messages[1].cursor);
    return messages[0].lines;
  };
  const week = (minutes: number | null) => [...Array(5).fill(minutes), ...Array(2).fill(minutes && 0)];

  const DESIGN = {
    worker: null,
    department: { code: 'Design' },
    week: '2027-02-08',
    before: { effectiveMinutes: week(0) },
    after: {
      effectiveMinutes: week(960),
      confirmedMinutes: [0, 0, 500, 0, 0, 0, 0],
      freeMinutes: [960, 960, 480, 960, 960, 0, 0],
      unknownConfirmedMinutes: week(0),
      knownPeople: Array(7).fill(2),
      unknownPeople: week(0),
    },
  };
  const UNKNOWN = {
    effectiveMinutes: Array(7).fill(null),
    confirmedMinutes: Array(7).fill(null),
    freeMinutes: Array(7).fill(null),
    unknownConfirmedMinutes: [0, 0, 45, 0, 0, 0, 0],
    knownPeople: week(0),
    unknownPeople: Array(7).fill(1),
  };

  const UNKNOWN_PART = { before: { effectiveMinutes: week(0) }, week: '2027-02-08', after: UNKNOWN };

  beforeAll(async () => {
    await confirm(ada.id, '2027-02-10', 500);
    await assigned(api, linus, objective, { from: '2027-02-10', to: '2027-02-10', minutesPerDay: 90 });
  });

  it('begins with the weeks of departments, whether they are computed or stored', async () => {
    const expected = [
      DESIGN,
      { ...UNKNOWN_PART, worker: null, department: { code: 'Ops' } },
      { ...UNKNOWN_PART, worker: null, department: null },
    ];
    expect(await snapshotOf({ range: RANGE })).toEqual(expected);
    await rollHorizon(api.contexts);
    await published();
    expect(await snapshotOf({ range: RANGE })).toEqual(expected);
    expect(await snapshotOf({ range: RANGE }, outsider)).toEqual(expected);
    expect(await snapshotOf({ range: RANGE, scope: { departmentId: top.id } })).toEqual([DESIGN]);
    expect(
      await snapshotOf({ range: RANGE, scope: { departmentId: top.id, includeSubtree: false } }),
    ).toEqual([]);
  });

  it('begins with the weeks of workers in each of their departments, whether computed or stored', async () => {
    const lines = () => snapshotOf({ range: RANGE, scope: { workerIds: [linus.id, ada.id] } });
    const stored = await lines();
    expect(stored).toEqual([
      {
        ...DESIGN,
        worker: { name: 'Ada' },
        after: {
          ...DESIGN.after,
          effectiveMinutes: week(480),
          freeMinutes: [480, 480, 0, 480, 480, 0, 0],
          knownPeople: Array(7).fill(1),
        },
      },
      { ...UNKNOWN_PART, worker: { name: 'Linus' }, department: { code: 'Ops' } },
      { ...UNKNOWN_PART, worker: { name: 'Linus' }, department: null },
    ]);
    expect(await computed(api, lines)).toEqual(stored);
  });

  it('leaves out what there is where only news is wanted', async () => {
    const { messages, stream } = await beginning({ range: RANGE, snapshot: false });
    await stream.return?.();
    expect(messages.map(({ kind }) => kind)).toEqual(['CAUGHT_UP']);
  });

  it('comes in parts, and begins anew for who was cut off within them', async () => {
    const kinds = async (variables: object) => {
      const { messages, stream } = await beginning(variables);
      await stream.return?.();
      return messages;
    };
    const messages = await kinds({});
    expect(messages.map(({ kind, isComplete, lines }) => [kind, isComplete, lines.length])).toEqual([
      ['SNAPSHOT', false, 200],
      ['SNAPSHOT', false, 200],
      ['SNAPSHOT', true, 3 * 158 - 400],
      ['CAUGHT_UP', true, 0],
    ]);
    const [first, , last] = messages;
    expect((await kinds({ after: first.cursor })).map(({ kind }) => kind)).toEqual([
      ...Array(3).fill('SNAPSHOT'),
      'CAUGHT_UP',
    ]);
    expect((await kinds({ after: last.cursor })).map(({ kind }) => kind)).toEqual(['CAUGHT_UP']);
  });

  it('says when a department was moved, so that others may belong to the scope', async () => {
    const { stream } = await beginning({ range: RANGE, scope: { departmentId: top.id } });
    const next = async () => (await stream.next()).value.data.capacityChanged;
    await mutate(api, 'manager', 'departmentMove', { id: ops.id, parentId: top.id, expectedVersion: 1 });
    expect(await next()).toMatchObject({ cause: 'DEPARTMENT_MOVED', isScopeChanged: true, lines: [] });
    await mutate(api, 'manager', 'workerCreate', {
      ...{ kind: 'STAFF', name: 'Ken', timeZone: 'UTC' },
      memberships: [{ departmentId: ops.id, from: '2027-02-08' }],
    });
    expect(await next()).toMatchObject({
      ...{ cause: 'WORKER_CREATED', isScopeChanged: false },
      lines: [{ worker: { name: 'Ken' }, department: { code: 'Ops' } }],
    });
    await stream.return?.();
  });

  it('follows a department that is created below the scope, from its first member on', async () => {
    const { stream } = await beginning({ range: RANGE, scope: { departmentId: design.id } });
    const next = async () => (await stream.next()).value.data.capacityChanged;
    const ux = await mutate(api, 'manager', 'departmentCreate', {
      ...{ code: 'UX', name: 'UX', timeZone: 'UTC', parentId: design.id },
    });
    await mutate(api, 'manager', 'workerCreate', {
      ...{ kind: 'STAFF', name: 'Iris', timeZone: 'UTC' },
      memberships: [{ departmentId: ux.id, from: '2027-02-08' }],
    });
    expect(await next()).toMatchObject({
      ...{ cause: 'WORKER_CREATED', isScopeChanged: false },
      lines: [{ worker: { name: 'Iris' }, department: { code: 'UX' } }],
    });
    await stream.return?.();
  });

  it('is refused with all that is wrong with it', async () => {
    const refused = beginning({
      range: { from: '2020-01-01', to: '2019-01-01' },
      scope: { departmentId: top.id, workerIds: [ada.id] },
    });
    await expect(refused).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'REVERSED_RANGE', {
        details: {
          faults: [{ reason: 'REVERSED_RANGE' }, { reason: 'OUTSIDE_HORIZON' }, { reason: 'SCOPE' }],
        },
      }),
    });
  });

  it('is as of its cursor: what was written and is not published yet is to come', async () => {
    const scopes = [{ departmentId: design.id }, { workerIds: [ada.id] }];
    const snapshots = () => Promise.all(scopes.map((scope) => snapshotOf({ range: RANGE, scope })));
    await published();
    const before = await snapshots();
    await api.contexts.publisher.close();
    for (const date of ['2027-02-10', '2027-02-12']) await confirm(ada.id, date, 60);
    await mutate(api, 'manager', 'membershipEnd', {
      ...{ id: adaInDesign, expectedVersion: 1, on: '2027-02-09' },
    });
    expect(await snapshots()).toEqual(before);
  });
});
