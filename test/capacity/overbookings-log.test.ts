import { beforeAll, describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, holidays, staffed } from '../support/company.js';
import { differences } from '../support/read-model.js';
import { mutate, recordedBy } from '../support/workforce.js';

const CONFIRM = `mutation ($input: AssignmentTransitionInput!, $override: OverrideInput) {
  assignmentConfirm(input: $input, override: $override) { version } }`;

describe('what opens and closes an overbooking', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const region = await holidays(api, 'XX');
  const { department, ada, grace, linus } = await staffed(api, 'Design', ['Ada', 'Grace', 'Linus'], {
    region,
  });
  const objective = await objectiveOf(api, department, 'Move');
  const everything = await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER');

  beforeAll(() => rollHorizon(api.contexts));

  /** What the change does to overbookings, by kind of event and worker; events that do nothing are left out. */
  const said = async (change: () => Promise<unknown>) => {
    const events = await recordedBy(api, change);
    return (events as ((typeof events)[number] & { overbookings: object | null })[])
      .filter(({ overbookings }) => overbookings !== null)
      .map(({ kind, worker_id, overbookings }) => ({ kind, worker_id, ...overbookings }));
  };
  const run = (field: string, input: object, selection?: string, type?: string) =>
    mutate(api, everything, field, input, selection, type);
  const confirm = async ({ id }: { id: string }, override: object | null = null) => {
    const { errors } = await api.as(everything).run(CONFIRM, { input: { id, expectedVersion: 1 }, override });
    expect(errors).toBeUndefined();
  };
  const proposed = async (person: { id: string }, from: string, to: string, minutesPerDay: number) =>
    run('assignmentPropose', { workerId: person.id, objectiveId: objective.id, from, to, minutesPerDay });
  const window = (from: string, to: string, overMinutes: number) => ({ from, to, overMinutes });

  it('is a confirmation in spite of it, and calling it off; one that fits does nothing', async () => {
    const full = await proposed(ada, '2027-02-08', '2027-02-12', 480);
    expect(await said(() => confirm(full))).toEqual([]);
    const more = await proposed(ada, '2027-02-11', '2027-02-15', 60);
    expect(await said(() => confirm(more, { reason: 'Because.' }))).toEqual([
      {
        kind: 'ASSIGNMENT_CONFIRMED',
        worker_id: ada.id,
        opened: [window('2027-02-11', '2027-02-12', 120)],
        closed: [],
      },
    ]);
    const cancel = () =>
      run('assignmentCancel', { id: full.id, expectedVersion: 2 }, '{ id }', 'AssignmentTransitionInput');
    expect(await said(cancel)).toEqual([
      {
        kind: 'ASSIGNMENT_CANCELLED',
        worker_id: ada.id,
        opened: [],
        closed: [window('2027-02-11', '2027-02-12', 120)],
      },
    ]);
  });

  it('is leave; one that grows is closed, and opened anew', async () => {
    await confirm(await proposed(grace, '2027-03-01', '2027-03-05', 300));
    const leave = async (from: string, to: string, minutesPerDay: number) => {
      const { id, version } = await run('timeOffRequest', {
        ...{ workerId: grace.id, from, to, minutesPerDay, kind: 'VACATION' },
      });
      await run('timeOffApprove', { id, expectedVersion: version }, '{ id }', 'TimeOffTransitionInput');
    };
    expect(await said(() => leave('2027-03-02', '2027-03-02', 100))).toEqual([]);
    expect(await said(() => leave('2027-03-03', '2027-03-03', 300))).toEqual([
      {
        kind: 'TIME_OFF_APPROVED',
        worker_id: grace.id,
        opened: [window('2027-03-03', '2027-03-03', 120)],
        closed: [],
      },
    ]);
    expect(await said(() => leave('2027-03-02', '2027-03-02', 100))).toMatchObject([
      {
        opened: [window('2027-03-02', '2027-03-03', 140)],
        closed: [window('2027-03-03', '2027-03-03', 120)],
      },
    ]);
  });

  it('is a public holiday, for everybody who is confirmed to work on its day', async () => {
    await confirm(await proposed(linus, '2027-03-04', '2027-03-04', 200));
    const changes = await said(() =>
      run('holidayCreate', { region, day: '2027-03-04', name: 'Fair', minutes: 1_200 }),
    );
    expect(changes).toMatchObject(
      [
        {
          worker_id: grace.id,
          opened: [window('2027-03-02', '2027-03-04', 360)],
          closed: [window('2027-03-02', '2027-03-03', 140)],
        },
        { worker_id: linus.id, opened: [window('2027-03-04', '2027-03-04', 120)], closed: [] },
      ].sort((a, b) => (a.worker_id < b.worker_id ? -1 : 1)),
    );
  });

  it('is a pattern of fewer hours, and the end of an engagement', async () => {
    const shorter = () =>
      run('workPatternSet', {
        engagementId: grace.engagementId,
        from: '2027-03-01',
        minutes: [290, 480, 480, 480, 480, 0, 0],
      });
    expect(await said(shorter)).toMatchObject([
      {
        opened: [window('2027-03-01', '2027-03-04', 370)],
        closed: [window('2027-03-02', '2027-03-04', 360)],
      },
    ]);
    const terminate = () =>
      run('engagementTerminate', {
        ...{ id: grace.engagementId, expectedVersion: 1, on: '2027-03-01', reason: 'Moved away' },
      });
    expect(await said(terminate)).toMatchObject([
      { opened: [window('2027-03-01', '2027-03-01', 10)], closed: [window('2027-03-01', '2027-03-04', 370)] },
    ]);
  });

  it('is the horizon as it moves on, of those alone whom it reaches or leaves', async () => {
    // Beyond the horizon, which ends on 2029-02-04.
    const beyond = await proposed(linus, '2029-02-06', '2029-02-06', 500);
    expect(await said(() => confirm(beyond, { reason: 'Because.' }))).toEqual([]);
    now = new Date('2027-02-08T12:00:00Z');
    expect(await said(() => rollHorizon(api.contexts))).toEqual([
      {
        kind: 'OVERBOOKINGS_ROLLED',
        worker_id: linus.id,
        opened: [window('2029-02-06', '2029-02-06', 20)],
        closed: [],
      },
    ]);
    expect(await said(() => rollHorizon(api.contexts))).toEqual([]);
    now = new Date('2028-04-01T12:00:00Z');
    const left = await said(() => rollHorizon(api.contexts));
    expect(left.map(({ kind }) => kind)).toEqual(['OVERBOOKINGS_ROLLED', 'OVERBOOKINGS_ROLLED']);
    expect(left).toContainEqual({
      kind: 'OVERBOOKINGS_ROLLED',
      worker_id: linus.id,
      opened: [],
      closed: [window('2027-03-04', '2027-03-04', 120)],
    });
    expect(await differences(api)).toEqual([]);
  });

  it('is kept as the facts have it, or found to differ', async () => {
    await api.database.rows('test.spoil', `update worker_overbooking set windows = $2 where worker_id = $1`, [
      linus.id,
      JSON.stringify([window('2029-02-06', '2029-02-06', 21)]),
    ]);
    const about = {
      workerId: linus.id,
      departmentId: null,
      day: '2029-02-06',
      measure: 'overbooked to 2029-02-06',
    };
    expect(await differences(api)).toEqual([
      { ...about, stored: 21, computed: null },
      { ...about, stored: null, computed: 20 },
    ]);
  });
});
