import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, holidays } from '../support/company.js';
import { objective } from '../support/objectives.js';
import { appliedBy, drafted, planned } from '../support/scenarios.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const WEEK = { from: '2027-02-08', to: '2027-02-14' };

describe('the needs of a scenario', async () => {
  const api = await startApi({ now: () => new Date('2027-02-09T12:00:00Z') });
  await account(api, 'planner', 'RESOURCE_MANAGER');
  const region = await holidays(api, 'XX', '2027-02-12');
  const design = await department(api, 'Design');
  const ops = await department(api, 'Ops', { region });
  const launch = await objective(api, 'Launch', { owner: design });
  const asked = { objectiveId: launch.id, departmentId: design.id, role: 'Analyst', from: '2027-02-01' };
  const needed = (facts: object) => mutate(api, 'planner', 'staffingNeedCreate', { ...asked, ...facts });

  const needs = async ({ id }: { id: string }) => {
    const { data, errors } = await api.as('planner').run(
      `query ($id: ID!, $range: DateRangeInput!) { scenarioDiff(id: $id, range: $range, bucket: WEEK) {
        departments { department { code } } needs { department { code }
          total { unmetMinutesBefore unmetMinutesAfter metMinutes } } } }`,
      { id, range: WEEK },
    );
    expect(errors).toBeUndefined();
    return data.scenarioDiff;
  };
  const stored = () =>
    api.database.rows<{ role: string; state: string; minutesPerDay: number }>(
      'test.needs',
      'select role, state, minutes_per_day as "minutesPerDay" from staffing_need order by id',
    );

  it('are told apart, unmet before and after, from today on, and become true with it', async () => {
    const changed = await needed({ minutesPerDay: 60 });
    const met = await needed({ minutesPerDay: 100 });
    const given = await needed({ minutesPerDay: 10 });
    await needed({ minutesPerDay: 1 });
    const draft = await drafted(api, 'planner', 'Needs');
    const { role, objectiveId } = asked;
    await planned(
      api,
      'planner',
      draft,
      {
        needAdd: { objectiveId, role: 'Tester', departmentId: ops.id, from: '2027-02-08', minutesPerDay: 30 },
      },
      { needChange: { id: changed.id, expectedVersion: 1, minutesPerDay: 90 } },
      { needRemove: { id: met.id, expectedVersion: 1, isMet: true } },
      { needRemove: { id: given.id, expectedVersion: 1 } },
    );
    // Tuesday to Friday in Design; Ops is off on Friday.
    expect(await needs(draft)).toEqual({
      departments: [],
      needs: [
        {
          department: { code: 'Design' },
          total: { unmetMinutesBefore: 4 * 171, unmetMinutesAfter: 4 * 91, metMinutes: 4 * 100 },
        },
        {
          department: { code: 'Ops' },
          total: { unmetMinutesBefore: 0, unmetMinutesAfter: 3 * 30, metMinutes: 0 },
        },
      ],
    });
    const events = await recordedBy(api, () => appliedBy(api, 'planner', draft));
    expect(events.map(({ kind }) => kind)).toEqual([
      'STAFFING_NEED_CREATED',
      'STAFFING_NEED_UPDATED',
      'STAFFING_NEED_CLOSED',
      'STAFFING_NEED_WITHDRAWN',
      'SCENARIO_APPLIED',
    ]);
    expect(new Set(events.map(({ cause_id }) => cause_id))).toEqual(new Set([draft.id]));
    expect(await stored()).toEqual([
      { role, state: 'OPEN', minutesPerDay: 90 },
      { role, state: 'CLOSED', minutesPerDay: 100 },
      { role, state: 'WITHDRAWN', minutesPerDay: 10 },
      { role, state: 'OPEN', minutesPerDay: 1 },
      { role: 'Tester', state: 'OPEN', minutesPerDay: 30 },
    ]);
  });

  it('conflict where the need was changed meanwhile, or may not be managed', async () => {
    const need = await needed({ minutesPerDay: 60 });
    const other = await objective(api, 'Other', { owner: ops });
    await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: other.id });
    const draft = await drafted(api, 'lead', 'Stale');
    const [stale, fine] = await planned(
      api,
      'lead',
      draft,
      { needChange: { id: need.id, expectedVersion: 1, minutesPerDay: 90 } },
      { needAdd: { ...asked, minutesPerDay: 30 } },
    );
    await mutate(api, 'planner', 'staffingNeedUpdate', { id: need.id, expectedVersion: 1, role: 'Chemist' });
    const before = await stored();
    const conflicts = async (as: string) => {
      const [error] = await appliedBy(api, as, draft).catch((errors) => errors);
      return error.extensions.details.conflicts;
    };
    const recorded = await recordedBy(api, async () => {
      expect(await conflicts('planner')).toMatchObject([{ changeId: stale, reason: 'STALE_VERSION' }]);
      expect(await conflicts('lead')).toMatchObject([
        { changeId: stale, reason: 'STALE_VERSION' },
        { changeId: fine, code: 'FORBIDDEN' },
      ]);
    });
    expect(recorded).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it.runIf(api.database.connect)(
    'wait for who is changing them, and conflict with what he makes of them',
    async () => {
      const need = await needed({ minutesPerDay: 60 });
      const draft = await drafted(api, 'planner', 'Awaiting');
      await planned(api, 'planner', draft, { needRemove: { id: need.id, expectedVersion: 1 } });
      const other = await api.database.connect!();
      await other.query('begin');
      await other.query(
        'update staffing_need set minutes_per_day = 61, version = version + 1 where id = $1',
        [need.id],
      );
      const answer = appliedBy(api, 'planner', draft).catch((error: unknown) => error);
      const waiting = () =>
        other.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
      while ((await waiting()).rows.length === 0);
      await other.query('commit');
      await other.end();
      expect(await answer).toMatchObject([
        {
          extensions: { reason: 'SCENARIO_CONFLICTS', details: { conflicts: [{ reason: 'STALE_VERSION' }] } },
        },
      ]);
      expect(await stored()).toContainEqual({ role: 'Analyst', state: 'OPEN', minutesPerDay: 61 });
    },
  );

  it('are checked like needs, and changed once', async () => {
    const need = await needed({ minutesPerDay: 60 });
    const draft = await drafted(api, 'planner', 'Faulty');
    await expect(
      planned(api, 'planner', draft, { needAdd: { ...asked, to: '2027-01-01' } }),
    ).rejects.toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: {
            faults: [
              { reason: 'REVERSED_RANGE', field: ['input', 'needAdd', 'to'] },
              { reason: 'LOAD_MODE', field: ['input', 'needAdd', 'minutesPerDay'] },
            ],
          },
        },
      },
    ]);
    const change = { needChange: { id: need.id, expectedVersion: 1, minutesPerDay: 90 } };
    await planned(api, 'planner', draft, change);
    await expect(planned(api, 'planner', draft, change)).rejects.toMatchObject(
      refusal('CONFLICT', 'ALREADY_CHANGED'),
    );
  });
});
