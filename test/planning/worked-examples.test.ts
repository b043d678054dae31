import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const CAPACITY = `query ($scope: CapacityScopeInput, $range: DateRangeInput!) {
  capacity(scope: $scope, range: $range, bucket: DAY) { lines {
    buckets { from effectiveMinutes confirmedMinutes utilisationPercent contractedMinutes }
    total { contractedMinutes effectiveMinutes confirmedMinutes overAllocatedMinutes utilisationPercent } } } }`;

const FULL_TIME = { minutes: [480, 480, 480, 480, 480, 0, 0] };

/** Documented numbers of other systems, each asked of the API by whoever would ask; named as their systems name them. */
describe('worked examples of other systems', async () => {
  const api = await startApi({ now: () => new Date('2026-01-02T12:00:00Z') });
  let design: { id: string };
  let objective: { id: string };

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    await account(api, 'manager', 'RESOURCE_MANAGER');
    design = await department(api, 'Design');
    objective = await objectiveOf(api, design, 'Move');
  });

  const hire = (pattern: object | null = FULL_TIME, more: object = {}) =>
    mutate(
      api,
      'hr',
      'workerCreate',
      {
        kind: 'STAFF',
        name: 'Ada',
        timeZone: 'Europe/Zurich',
        workMode: 'ONSITE',
        engagement: { from: '2017-01-02', pattern },
        ...more,
      },
      '{ id engagements { id } }',
    );
  const off = async ({ id }: { id: string }, when: object) => {
    const asked = await mutate(api, 'hr', 'timeOffRequest', { workerId: id, kind: 'VACATION', ...when });
    const input = { id: asked.id, expectedVersion: asked.version };
    await mutate(api, 'hr', 'timeOffApprove', input, '{ id }', 'TimeOffTransitionInput');
  };
  const assign = async ({ id }: { id: string }, load: object, override: object | null = null) => {
    const input = { workerId: id, objectiveId: objective.id, ...load };
    const proposed = await mutate(api, 'manager', 'assignmentPropose', input);
    const { data, errors } = await api.as('manager').run(
      `mutation ($input: AssignmentTransitionInput!, $override: OverrideInput) {
        assignmentConfirm(input: $input, override: $override) { state } }`,
      { input: { id: proposed.id, expectedVersion: proposed.version }, override },
    );
    if (errors) throw errors;
    return data.assignmentConfirm.state;
  };
  const preview = async ({ id }: { id: string }, load: object) => {
    const { data, errors } = await api.as('manager').run(
      `query ($input: AssignmentProposeInput!) { assignmentPreview(input: $input) {
        fits overbookings { from to minutesOver availableMinutes } } }`,
      { input: { workerId: id, objectiveId: objective.id, ...load } },
    );
    expect(errors).toBeUndefined();
    return data.assignmentPreview;
  };
  const ask = async (scope: object, from: string, to: string) => {
    const { data, errors } = await api.as('hr').run(CAPACITY, { scope, range: { from, to } });
    expect(errors).toBeUndefined();
    const [{ total, buckets }] = data.capacity.lines;
    return { total, buckets };
  };
  const of = ({ id }: { id: string }) => ({ workerIds: [id] });

  it('RUNN-1: four days of leave leave one of five', async () => {
    const ada = await hire();
    await off(ada, { from: '2023-05-01', to: '2023-05-04' });
    const { total } = await ask(of(ada), '2023-05-01', '2023-05-07');
    expect(total).toMatchObject({ contractedMinutes: 2400, effectiveMinutes: 480 });
  });

  it('RUNN-8: every weekday has minutes of its own', async () => {
    const ada = await hire({ minutes: [480, 480, 480, 240, 0, 0, 0] });
    const { total } = await ask(of(ada), '2026-01-05', '2026-01-11');
    expect(total.contractedMinutes).toBe(28 * 60);
  });

  it('TEMPO-1: three members and half a member', async () => {
    const team = await department(api, 'Team');
    for (const share of ['100', '100', '100', '50'])
      await hire(FULL_TIME, {
        memberships: [{ departmentId: team.id, from: '2017-01-02', share }],
      });
    const { total } = await ask({ departmentId: team.id }, '2026-01-05', '2026-01-11');
    expect(total.effectiveMinutes).toBe(140 * 60);
  });

  it('OP-1: twenty hours on two days are four too many', async () => {
    const ada = await hire();
    const item = { from: '2026-01-05', to: '2026-01-06', totalMinutes: 1200 };
    expect(await preview(ada, item)).toEqual({
      fits: false,
      overbookings: [{ from: '2026-01-05', to: '2026-01-06', minutesOver: 240, availableMinutes: 960 }],
    });
    await expect(assign(ada, item)).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
  });

  it('OP-2: two items on three days are 160 minutes too many together', async () => {
    const ada = await hire();
    const item = { from: '2026-01-05', to: '2026-01-07', totalMinutes: 800 };
    await assign(ada, item);
    expect(await preview(ada, item)).toEqual({
      fits: false,
      overbookings: [{ from: '2026-01-05', to: '2026-01-07', minutesOver: 160, availableMinutes: 1440 }],
    });
  });

  it('OP-3: what can be moved to another day is no overbooking', async () => {
    const ada = await hire();
    await assign(ada, { from: '2026-01-05', to: '2026-01-06', totalMinutes: 480 });
    const second = { from: '2026-01-05', to: '2026-01-07', totalMinutes: 960 };
    expect(await preview(ada, second)).toEqual({ fits: true, overbookings: [] });
    expect(await assign(ada, second)).toBe('CONFIRMED');
  });

  it('OP-11: before the first pattern there is nothing, without any nobody knows', async () => {
    const ada = await hire(null);
    const monday = async () => (await ask(of(ada), '2024-12-30', '2024-12-30')).total.contractedMinutes;
    expect(await monday()).toBeNull();
    const engagementId = ada.engagements[0].id;
    await mutate(api, 'hr', 'workPatternSet', { engagementId, from: '2025-01-01', ...FULL_TIME });
    expect(await monday()).toBe(0);
  });

  it('OP-13: a total counts in part by the capacity of the days asked for', async () => {
    const ada = await hire();
    await assign(ada, { from: '2026-01-05', to: '2026-01-09', totalMinutes: 2000 });
    const { total } = await ask(of(ada), '2026-01-05', '2026-01-06');
    expect(total).toMatchObject({ confirmedMinutes: 800, utilisationPercent: '83.33' });
  });

  it('OP-14: a total follows shorter days', async () => {
    const ada = await hire({ minutes: [240, 480, 480, 480, 480, 0, 0] });
    await assign(ada, { from: '2026-01-09', to: '2026-01-12', totalMinutes: 720 });
    const { buckets } = await ask(of(ada), '2026-01-09', '2026-01-12');
    expect(
      buckets.map((day: Record<string, unknown>) => [day.confirmedMinutes, day.utilisationPercent]),
    ).toEqual([
      [480, '100.00'],
      [0, null],
      [0, null],
      [240, '100.00'],
    ]);
  });

  it('OP-15: a weekend has no utilisation', async () => {
    const { total } = await ask(of(await hire()), '2026-01-10', '2026-01-11');
    expect(total.utilisationPercent).toBeNull();
  });

  it('FCST-2: a whole assignment takes nothing of a day off', async () => {
    const ada = await hire();
    await off(ada, { from: '2026-01-07', to: '2026-01-07' });
    await assign(ada, { from: '2026-01-05', to: '2026-01-18', percent: '100' });
    const { total } = await ask(of(ada), '2026-01-05', '2026-01-18');
    expect(total.confirmedMinutes).toBe(72 * 60);
  });

  it('BRYN-1: four hours on a day without capacity are four too many', async () => {
    const ada = await hire();
    const saturday = { days: [{ date: '2026-01-10', minutes: 240 }] };
    await expect(assign(ada, saturday)).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
    await assign(ada, saturday, { reason: 'A fair' });
    const { total } = await ask(of(ada), '2026-01-10', '2026-01-10');
    expect(total).toMatchObject({ effectiveMinutes: 0, overAllocatedMinutes: 240 });
  });

  it('KANB-1: even loads of more than the day are no overbooking while all fits', async () => {
    const ada = await hire();
    const items = [
      [40, '2018-01-01', '2018-01-10'],
      [48, '2018-01-04', '2018-01-17'],
      [12, '2018-01-12', '2018-01-19'],
    ] as const;
    for (const [hours, from, to] of items)
      expect(await assign(ada, { from, to, totalMinutes: hours * 60 })).toBe('CONFIRMED');
    const { buckets } = await ask(of(ada), '2018-01-01', '2018-01-19');
    const percents = buckets.map((day: { utilisationPercent: string | null }) => day.utilisationPercent);
    const days = (from: number, to: number) => [
      ...new Set(percents.slice(from - 1, to).filter((percent: string | null) => percent !== null)),
    ];
    expect([days(1, 3), days(4, 10), days(11, 11), days(12, 17), days(18, 19)]).toEqual([
      ['62.50'],
      ['122.50'],
      ['60.00'],
      ['85.00'],
      ['25.00'],
    ]);
  });

  it('ODOO-2: leave costs what falls into working hours', async () => {
    const day = [
      { start: '09:00', end: '12:00' },
      { start: '13:00', end: '17:00' },
    ];
    const hours = async (leave: object | null) => {
      const patel = await hire({ windows: [day, day, day, day, day, [], []] }, { timeZone: 'Etc/GMT-6' });
      if (leave) await off(patel, leave);
      return (await ask(of(patel), '2018-04-02', '2018-04-06')).total.effectiveMinutes / 60;
    };
    const midnight = '2018-04-02T18:00:00Z';
    expect(await hours(null)).toBe(35);
    await expect(hours({ startsAt: midnight, endsAt: midnight })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT', 'EMPTY_INTERVAL'),
    );
    expect(await hours({ startsAt: '2018-04-03T03:00:00Z', endsAt: '2018-04-03T06:00:00Z' })).toBe(32);
    expect(await hours({ startsAt: midnight, endsAt: '2018-04-02T18:00:10Z' })).toBe(35);
    expect(await hours({ startsAt: '2018-04-03T04:00:00Z', endsAt: '2018-04-04T04:00:00Z' })).toBe(28);
  });

  it('ODOO-BUG-1: a flexible week is what it says', async () => {
    const workingDays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
    const ada = await hire({ weeklyMinutes: 2280, workingDays });
    const { total, buckets } = await ask(of(ada), '2026-01-05', '2026-01-11');
    expect(total.contractedMinutes).toBe(2280);
    expect(buckets[0].contractedMinutes).toBe(7 * 60 + 36);
  });

  it('HOL-CH-GE-2026-05: May in Geneva has nineteen working days', async () => {
    await mutate(api, 'admin', 'holidayRegionLoad', { code: 'CH-GE', from: 2026, to: 2026 }, '{ id }');
    const ada = await hire(FULL_TIME, { region: 'CH-GE' });
    const { total, buckets } = await ask(of(ada), '2026-05-01', '2026-05-31');
    const working = (measure: string) =>
      buckets.filter((day: Record<string, number>) => day[measure]! > 0).length;
    expect([working('contractedMinutes'), working('effectiveMinutes'), total.effectiveMinutes]).toEqual([
      21, 19, 9120,
    ]);
  });
});
