import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, holidays, type Person, skill, worker } from '../support/company.js';
import { contractedFrom, minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const FULL_TIME = [480, 480, 480, 480, 480, 0, 0];

describe('hiring', async () => {
  const api = await startApi({ now: () => new Date('2027-03-03T12:00:00Z') });
  let design: { id: string };
  let editing: { id: string };
  let typography: { id: string };
  const hire = (input: object, selection = '{ id version }', as = 'hr') =>
    mutate(api, as, 'workerCreate', { kind: 'STAFF', timeZone: 'Europe/Zurich', ...input }, selection);
  const count = async () => {
    const [row] = await api.database.rows<{ count: number }>(
      'test.count',
      'select count(*) as count from worker',
    );
    return row!.count;
  };

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    await account(api, 'lead', 'RESOURCE_MANAGER');
    await account(api, 'risk', 'RISK_OFFICER');
    design = await department(api, 'Design');
    editing = await department(api, 'Editing');
    typography = await skill(api, 'Typography');
    await holidays(api, 'CH-GE', '2027-03-10');
  });

  it('adds a person with engagement, pattern, memberships and skills in one call', async () => {
    let ada: Person & Record<string, unknown>;
    const events = await recordedBy(api, async () => {
      ada = await hire(
        {
          name: 'Ada',
          email: 'ada@example.org',
          region: 'CH-GE',
          workMode: 'REMOTE',
          engagement: {
            from: '2027-03-08',
            rate: { amount: { amount: '85.5', currency: 'CHF' }, unit: 'HOUR' },
            pattern: { minutes: FULL_TIME },
          },
          memberships: [
            { departmentId: design.id, from: '2027-03-08', share: '64.6' },
            { departmentId: editing.id, from: '2027-03-08', to: '2027-12-31', share: '35.4' },
          ],
          skills: [{ skillId: typography.id, level: 4 }],
        },
        `{ id __typename version email region workMode
           engagements { state from to rate { amount { amount currency } unit } patterns { from anchor minutes } }
           memberships { share department { code } to }
           skills { level skill { name } } departments(at: "2028-01-01") { code } }`,
      );
    });
    expect(ada!).toEqual({
      id: expect.any(String),
      __typename: 'Staff',
      version: 1,
      email: 'ada@example.org',
      region: 'CH-GE',
      workMode: 'REMOTE',
      engagements: [
        {
          state: 'READY',
          from: '2027-03-08',
          to: null,
          rate: { amount: { amount: '85.5', currency: 'CHF' }, unit: 'HOUR' },
          patterns: [{ from: '2027-03-08', anchor: '2027-03-08', minutes: FULL_TIME }],
        },
      ],
      memberships: [
        { share: '64.6', department: { code: 'Design' }, to: null },
        { share: '35.4', department: { code: 'Editing' }, to: '2027-12-31' },
      ],
      skills: [{ level: 4, skill: { name: 'Typography' } }],
      departments: [{ code: 'Design' }],
    });
    expect(await minutes(api, ada!, '2027-03-07', '2027-03-13')).toEqual([0, 480, 480, 0, 480, 480, 0]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'WORKER_CREATED',
      'ENGAGEMENT_CREATED',
      'MEMBERSHIP_CREATED',
      'MEMBERSHIP_CREATED',
      'WORKER_SKILL_SET',
    ]);
    expect(contractedFrom(events[0]!).sort()).toEqual(
      [
        [design.id, '2027-03-08'],
        [editing.id, '2027-03-08'],
        [null, '2028-01-03'],
      ].sort(),
    );
    const log = JSON.stringify(events);
    for (const secret of ['Ada', 'ada@', '85.5', 'CHF']) expect(log).not.toContain(secret);
  });

  it('begins an engagement as ACTIVE where it has begun', async () => {
    const grace = await hire(
      { name: 'Grace', engagement: { from: '2027-03-01' } },
      '{ id engagements { state patterns { id } } }',
    );
    expect(grace.engagements).toEqual([{ state: 'ACTIVE', patterns: [] }]);
  });

  it('tells everything that is wrong at once, and adds nothing', async () => {
    const before = await count();
    const wrong = {
      name: 'Olga',
      engagement: {
        from: '2027-03-08',
        to: '2027-03-07',
        pattern: { anchor: '2027-03-09', minutes: Array(8).fill(480) },
      },
      memberships: [{ departmentId: design.id, from: '2027-03-08', share: '64.666' }],
      skills: [
        { skillId: typography.id, level: 1 },
        { skillId: typography.id, level: 2 },
      ],
    };
    const events = await recordedBy(api, async () => {
      await expect(hire(wrong)).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'REVERSED_RANGE', {
          details: {
            faults: [
              { field: ['input', 'engagement', 'to'], reason: 'REVERSED_RANGE' },
              { field: ['input', 'engagement', 'pattern', 'minutes'], reason: 'PATTERN_LENGTH' },
              { field: ['input', 'engagement', 'pattern', 'anchor'], reason: 'ANCHOR_NOT_MONDAY' },
              { field: ['input', 'memberships', 0, 'share'], reason: 'SHARE' },
              { field: ['input', 'skills', 1], reason: 'SKILL_TWICE' },
            ],
          },
        }),
      );
    });
    expect(events).toEqual([]);
    expect(await count()).toBe(before);
  });

  it('is refused, and adds nothing, where one part of it is', async () => {
    const before = await count();
    const whole = { departmentId: design.id, from: '2027-03-08' };
    const olga = { name: 'Olga' };
    await expect(
      hire({ ...olga, memberships: [whole, { ...whole, departmentId: editing.id }] }),
    ).rejects.toMatchObject(
      refusal('CONFLICT', 'SHARES_EXCEED_WHOLE', { details: { day: '2027-03-08', sum: '200' } }),
    );
    await expect(hire({ ...olga, memberships: [whole, whole] })).rejects.toMatchObject(
      refusal('CONFLICT', 'MEMBERSHIP_OVERLAPS'),
    );
    await expect(hire({ ...olga, region: 'FR' })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT', 'UNKNOWN_REGION'),
    );
    await expect(hire({ ...olga, email: 'ADA@example.org' })).rejects.toMatchObject(
      refusal('CONFLICT', 'EMAIL_TAKEN'),
    );
    await expect(hire({ ...olga, email: 'no address' })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT', 'IS_EMAIL'),
    );
    await expect(hire({ ...olga, skills: [{ skillId: design.id, level: 1 }] })).rejects.toMatchObject(
      refusal('NOT_FOUND'),
    );
    await expect(
      hire({ ...olga, memberships: [{ ...whole, departmentId: typography.id }] }),
    ).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(hire(olga, '{ id }', 'lead')).rejects.toMatchObject(refusal('FORBIDDEN'));
    expect(await count()).toBe(before);
  });
});

describe('changing a worker', async () => {
  const api = await startApi({ now: () => new Date('2027-03-03T12:00:00Z') });
  let ada: Person;
  const update = (input: object, as = 'hr') =>
    mutate(api, as, 'workerUpdate', { id: ada.id, ...input }, '{ version name region archivedAt }');

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    await account(api, 'anna', 'WORKER');
    await holidays(api, 'CH-GE', '2027-03-10');
    ada = await worker(api, 'Ada');
  });

  it('to another region changes the capacity', async () => {
    const [event, ...more] = await recordedBy(api, async () => {
      expect(await update({ expectedVersion: 1, region: 'CH-GE' })).toMatchObject({
        version: 2,
        region: 'CH-GE',
      });
    });
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      kind: 'WORKER_UPDATED',
      worker_id: ada.id,
      before: { region: null, version: 1 },
      after: { region: 'CH-GE', version: 2 },
      capacity: [{ departmentId: null, from: '2027-03-08', weeks: 1 }],
    });
    expect(await minutes(api, ada, '2027-03-08', '2027-03-12')).toEqual([480, 480, 0, 480, 480]);
  });

  it('to what they are already is no change', async () => {
    const events = await recordedBy(api, async () => {
      expect(await update({ expectedVersion: 2, region: 'CH-GE', name: 'Ada' })).toMatchObject({
        version: 2,
      });
    });
    expect(events).toEqual([]);
  });

  it('is refused for a stale version, a missing name, an unknown region, and a worker nobody sees', async () => {
    const events = await recordedBy(api, async () => {
      await expect(update({ expectedVersion: 1, name: 'X' })).rejects.toMatchObject(
        refusal('CONFLICT', 'STALE_VERSION', { details: { currentVersion: 2 } }),
      );
      await expect(update({ expectedVersion: 2, name: null })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'REQUIRED'),
      );
      await expect(update({ expectedVersion: 2, region: 'FR' })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'UNKNOWN_REGION'),
      );
      await expect(update({ expectedVersion: 2, name: 'X' }, 'anna')).rejects.toMatchObject(
        refusal('FORBIDDEN'),
      );
      await expect(update({ id: ada.engagementId, expectedVersion: 1, name: 'X' })).rejects.toMatchObject([
        { message: `Worker ${ada.engagementId} does not exist.`, extensions: { code: 'NOT_FOUND' } },
      ]);
    });
    expect(events).toEqual([]);
  });

  it('archives only whom no engagement holds, and then engages nobody archived', async () => {
    const input = { id: ada.id, expectedVersion: 2 };
    const archive = () =>
      mutate(api, 'hr', 'workerArchive', input, '{ version archivedAt }', 'WorkerTransitionInput');
    await expect(archive()).rejects.toMatchObject(refusal('CONFLICT', 'WORKER_ENGAGED'));
    await api.database.rows('test.end', `update engagement set state = 'ENDED', "to" = '2027-03-01'`);
    expect(await archive()).toEqual({ version: 3, archivedAt: '2027-03-03T12:00:00.000Z' });
    await expect(
      mutate(api, 'hr', 'engagementCreate', { workerId: ada.id, from: '2027-04-01' }),
    ).rejects.toMatchObject(refusal('CONFLICT', 'WORKER_ARCHIVED'));
    const restored = mutate(
      api,
      'hr',
      'workerRestore',
      { id: ada.id, expectedVersion: 3 },
      '{ version archivedAt }',
      'WorkerTransitionInput',
    );
    expect(await restored).toEqual({ version: 4, archivedAt: null });
  });
});
