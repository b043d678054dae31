import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, type Person, staffed, timeOff } from '../support/company.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const FIELDS = `{ id version state from to load minutesPerDay includeNonWorking percent totalMinutes
  days { date minutes } unscheduledMinutes releasedOn }`;

interface Answered {
  id: string;
  version: number;
}

// 2027-02-08 is a Monday.
describe('the load of an assignment', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'manager', 'RESOURCE_MANAGER');
  await account(api, 'hr', 'HR');
  let ada: Person;
  let objective: { id: string };
  let count = 0;
  const week = { from: '2027-02-08', to: '2027-02-14' };

  beforeEach(async () => {
    const team = await staffed(api, `Design ${++count}`, ['Ada']);
    ada = team.ada;
    objective = await objectiveOf(api, team.department, 'Move');
  });

  const propose = (load: object) =>
    mutate(
      api,
      'manager',
      'assignmentPropose',
      { workerId: ada.id, objectiveId: objective.id, ...load },
      FIELDS,
    );
  const move = (verb: string, { id, version }: Answered, more: object = {}) =>
    mutate(
      api,
      'manager',
      `assignment${verb}`,
      { id, expectedVersion: version, ...more },
      FIELDS,
      { Update: 'AssignmentUpdateInput', Release: 'AssignmentReleaseInput' }[verb] ??
        'AssignmentTransitionInput',
    );
  const confirmed = async (load: object) => move('Confirm', await propose(load));
  const active = async (load: object) => move('Activate', await confirmed(load));
  const load = (from = week.from, to = week.to) => minutes(api, ada, from, to, 'confirmed');

  it('may be a total, spread over its days in proportion to what there is of each', async () => {
    await timeOff(api, ada, '2027-02-10', '2027-02-10');
    expect(await confirmed({ ...week, totalMinutes: 1201 })).toMatchObject({
      ...week,
      load: 'TOTAL',
      totalMinutes: 1201,
      minutesPerDay: null,
      days: null,
      unscheduledMinutes: 0,
    });
    expect(await load()).toEqual([301, 300, 0, 300, 300, 0, 0]);
    expect(await load('2027-02-11', '2027-02-11')).toEqual([300]);
  });

  it('is unscheduled where a total has days without capacity only', async () => {
    const weekend = await propose({ from: '2027-02-13', to: '2027-02-14', totalMinutes: 600 });
    expect(weekend.unscheduledMinutes).toBe(600);
    await expect(move('Confirm', weekend)).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
    expect(await load()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('may be stated day by day, on any kind of day, and says its range by itself', async () => {
    const days = [
      { date: '2027-02-09', minutes: 100 },
      { date: '2027-02-08', minutes: 480 },
    ];
    expect(await confirmed({ days })).toMatchObject({
      from: '2027-02-08',
      to: '2027-02-09',
      load: 'DAYS',
      days: [days[1], days[0]],
    });
    expect(await load()).toEqual([480, 100, 0, 0, 0, 0, 0]);
    const sunday = await propose({ ...week, days: [{ date: '2027-02-14', minutes: 60 }] });
    expect(sunday).toMatchObject(week);
    await expect(move('Confirm', sunday)).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
  });

  it('counts on days without capacity where a rate includes them', async () => {
    const proposed = await propose({ ...week, minutesPerDay: 60, includeNonWorking: true });
    expect(proposed).toMatchObject({ load: 'RATE', minutesPerDay: 60, includeNonWorking: true });
    await expect(move('Confirm', proposed)).rejects.toMatchObject(
      refusal('CONFLICT', 'OVERBOOKED', { details: expect.objectContaining({ minutesOverAfter: 120 }) }),
    );
    expect(await minutes(api, ada, week.from, week.to, 'tentative')).toEqual(Array(7).fill(60));
  });

  it('keeps what a total had when it is released, whatever becomes of the facts', async () => {
    const running = await active({ from: '2027-02-01', to: '2027-02-12', totalMinutes: 2400 });
    await move('Release', running, { lastDay: '2027-02-03' });
    expect(await load('2027-02-01', '2027-02-12')).toEqual([240, 240, 240, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    await timeOff(api, ada, '2027-02-02', '2027-02-02');
    expect(await load('2027-02-01', '2027-02-04')).toEqual([240, 240, 240, 0]);
  });

  it('keeps what totals had, and drops later days, where the engagement ends', async () => {
    await active({ from: '2027-02-01', to: '2027-02-12', totalMinutes: 1200 });
    await confirmed({
      days: [
        { date: '2027-02-03', minutes: 30 },
        { date: '2027-02-08', minutes: 40 },
      ],
    });
    await mutate(
      api,
      'hr',
      'engagementTerminate',
      { id: ada.engagementId, expectedVersion: 1, on: '2027-02-04', reason: 'Moved away' },
      '{ state }',
    );
    expect(await load('2027-02-01', '2027-02-12')).toEqual([120, 120, 150, 120, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('goes on with what was kept where a cut total is given new days', async () => {
    const cut = await confirmed({ from: '2027-02-08', to: '2027-02-19', totalMinutes: 2400 });
    await mutate(
      api,
      'hr',
      'engagementTerminate',
      { id: ada.engagementId, expectedVersion: 1, on: '2027-02-10', reason: 'Moved away' },
      '{ state }',
    );
    const renamed = await move('Update', { ...cut, version: 3 }, { role: 'Analyst' });
    expect(renamed).toMatchObject({ totalMinutes: 2400, releasedOn: '2027-02-10' });
    expect(await move('Update', renamed, { to: '2027-02-09' })).toMatchObject({
      totalMinutes: 720,
      from: '2027-02-08',
      to: '2027-02-09',
      releasedOn: null,
    });
    expect(await load()).toEqual([360, 360, 0, 0, 0, 0, 0]);
  });

  it('changes from one mode into another', async () => {
    const total = await confirmed({ ...week, totalMinutes: 480 });
    const rate = await move('Update', total, { minutesPerDay: 30 });
    expect(rate).toMatchObject({ load: 'RATE', minutesPerDay: 30, totalMinutes: null, ...week });
    const days = [{ date: '2027-02-16', minutes: 10 }];
    const stated = await move('Update', rate, { days });
    expect(stated).toMatchObject({ load: 'DAYS', days, from: '2027-02-16', to: '2027-02-16' });
    await expect(move('Update', stated, { from: '2027-02-17', to: '2027-02-20' })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT', 'OUTSIDE_ASSIGNMENT'),
    );
    expect(await load('2027-02-16', '2027-02-17')).toEqual([10, 0]);
  });

  it('is previewed in every mode', async () => {
    const preview = async (input: object) => {
      const { data, errors } = await api.as('manager').run(
        `query ($input: AssignmentProposeInput!) { assignmentPreview(input: $input)
          { fits plannedMinutes unscheduledMinutes overbookings { from to minutesOver availableMinutes lines { minutes } } } }`,
        { input: { workerId: ada.id, objectiveId: objective.id, ...input } },
      );
      expect(errors).toBeUndefined();
      return data.assignmentPreview;
    };
    expect(await preview({ ...week, totalMinutes: 2400 })).toMatchObject({
      fits: true,
      plannedMinutes: 2400,
      unscheduledMinutes: 0,
    });
    expect(await preview({ ...week, totalMinutes: 2401 })).toEqual({
      fits: false,
      plannedMinutes: 2401,
      unscheduledMinutes: 0,
      overbookings: [
        {
          from: '2027-02-08',
          to: '2027-02-14',
          minutesOver: 1,
          availableMinutes: 2400,
          lines: [{ minutes: 2401 }],
        },
      ],
    });
    expect(await preview({ days: [{ date: '2027-02-13', minutes: 5 }] })).toMatchObject({
      fits: false,
      plannedMinutes: 5,
    });
  });

  it.each([
    [{}, ['REQUIRED', 'LOAD_MODE']],
    [{ from: week.from, totalMinutes: 60 }, ['TOTAL_NEEDS_END']],
    [{ ...week, totalMinutes: 60, minutesPerDay: 60 }, ['LOAD_MODE']],
    [{ ...week, totalMinutes: 60, includeNonWorking: true }, ['ONLY_RATES']],
    [{ ...week, days: [] }, ['NO_DAYS']],
    [
      { from: week.to, to: week.from, percent: '1', totalMinutes: 1, includeNonWorking: true },
      ['REVERSED_RANGE', 'LOAD_MODE', 'ONLY_RATES'],
    ],
    [
      {
        ...week,
        days: [
          { date: '2027-02-08', minutes: 1 },
          { date: '2027-02-08', minutes: 2 },
          { date: '2027-02-15', minutes: 3 },
        ],
      },
      ['DAY_TWICE', 'OUTSIDE_ASSIGNMENT'],
    ],
    [
      {
        days: Array.from({ length: 367 }, (_, i) => ({
          date: new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10),
          minutes: 1,
        })),
      },
      ['TOO_MANY_DAYS'],
    ],
  ])('is refused as %j, with all that is wrong, and nothing is written', async (wrong, reasons) => {
    const events = await recordedBy(api, async () => {
      await expect(propose(wrong)).rejects.toMatchObject([
        {
          extensions: { code: 'BAD_USER_INPUT', details: { faults: reasons.map((reason) => ({ reason })) } },
        },
      ]);
    });
    expect(events).toEqual([]);
  });

  it.each([
    [{ ...week, totalMinutes: 0 }],
    [{ ...week, totalMinutes: 5_260_321 }],
    [{ days: [{ date: '2027-02-08', minutes: 1441 }] }],
    [{ days: [{ date: '2027-02-30', minutes: 1 }] }],
  ])('is refused as %j', async (wrong) => {
    await expect(propose(wrong)).rejects.toMatchObject(refusal('BAD_USER_INPUT'));
  });
});
