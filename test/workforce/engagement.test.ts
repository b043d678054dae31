import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, department, membership, type Person, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const HALF_TIME = [240, 240, 240, 240, 240, 0, 0];
const now = () => new Date('2027-03-03T12:00:00Z');

describe('an engagement', async () => {
  const api = await startApi({ now });
  let ada: Person;

  const create = (input: object, as = 'hr') =>
    mutate(api, as, 'engagementCreate', { workerId: ada.id, ...input }, '{ id version state }');
  const move = (verb: string, engagement: { id: string; version: number }, as = 'hr') =>
    mutate(
      api,
      as,
      `engagement${verb}`,
      { id: engagement.id, expectedVersion: engagement.version },
      '{ id version state }',
      'EngagementTransitionInput',
    );

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    await account(api, 'manager', 'RESOURCE_MANAGER');
  });
  beforeEach(async () => {
    ada = await worker(api, 'Ada', { from: '2027-01-04', to: '2027-02-28' });
  });

  it('gives capacity from when it is READY, and none once it is CANCELLED', async () => {
    const draft = await create({ from: '2027-03-08', pattern: { minutes: HALF_TIME } });
    expect(draft.state).toBe('DRAFT');
    const offered = await move('Offer', draft);
    const week = () => minutes(api, ada, '2027-03-08', '2027-03-14');
    expect(await week()).toEqual([0, 0, 0, 0, 0, 0, 0]);
    let ready: Awaited<ReturnType<typeof move>>;
    const events = await recordedBy(api, async () => {
      ready = await move('Ready', offered);
    });
    expect(events).toMatchObject([
      {
        kind: 'ENGAGEMENT_READY',
        subject_type: 'Engagement',
        worker_id: ada.id,
        before: { state: 'OFFERED' },
        after: { state: 'READY' },
        capacity: [{ departmentId: null, from: '2027-03-08' }],
      },
    ]);
    expect(await week()).toEqual(HALF_TIME);
    expect(await move('Cancel', ready!)).toMatchObject({ state: 'CANCELLED' });
    expect(await week()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('refuses a step that its state does not allow, and says which are', async () => {
    const draft = await create({ from: '2027-03-08' });
    const events = await recordedBy(api, async () => {
      await expect(move('Activate', draft)).rejects.toMatchObject(
        refusal('CONFLICT', 'ILLEGAL_TRANSITION', {
          details: { state: 'DRAFT', allowed: ['OFFERED', 'CANCELLED'] },
        }),
      );
      const cancelled = await move('Cancel', draft);
      await expect(move('Cancel', cancelled)).rejects.toMatchObject(
        refusal('CONFLICT', 'ILLEGAL_TRANSITION'),
      );
      await expect(move('Cancel', draft)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
    });
    expect(events.map(({ kind }) => kind)).toEqual(['ENGAGEMENT_CANCELLED']);
  });

  it('ends once its last day has passed', async () => {
    const { data } = await api
      .as('hr')
      .ask(graphql(`query ($id: ID!) { worker(id: $id) { engagements { id version state } } }`), {
        id: ada.id,
      });
    expect(await move('End', data.worker.engagements[0]!)).toMatchObject({ state: 'ENDED' });
    const running = await create({ from: '2027-03-01', to: '2027-03-03', state: 'ACTIVE' });
    await expect(move('End', running)).rejects.toMatchObject(refusal('CONFLICT', 'NOT_OVER'));
  });

  it('does not overlap another one that counts, by as little as one day', async () => {
    await expect(create({ from: '2027-02-28', state: 'READY' })).rejects.toMatchObject(
      refusal('CONFLICT', 'ENGAGEMENT_OVERLAPS'),
    );
    const draft = await create({ from: '2027-02-28' });
    const offered = await move('Offer', draft);
    const recorded = await recordedBy(api, async () => {
      await expect(move('Ready', offered)).rejects.toMatchObject(
        refusal('CONFLICT', 'ENGAGEMENT_OVERLAPS', {
          field: ['input', 'id'],
          details: { from: '2027-01-04', to: '2027-02-28' },
        }),
      );
    });
    expect(recorded).toEqual([]);
    const moved = await mutate(api, 'hr', 'engagementUpdate', {
      id: offered.id,
      expectedVersion: offered.version,
      from: '2027-03-01',
    });
    expect(await move('Ready', moved)).toMatchObject({ state: 'READY' });
  });

  it('lets exactly one of many simultaneous overlapping ones through', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        create({ from: `2027-04-0${i + 1}`, to: '2027-05-01', state: 'READY' }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject(refusal('CONFLICT', 'ENGAGEMENT_OVERLAPS'));
    }
  });

  it('refuses an end before the beginning, a negative rate, and a state that it cannot begin with', async () => {
    const events = await recordedBy(api, async () => {
      const wrong = {
        from: '2027-03-08',
        to: '2027-03-01',
        state: 'ENDED',
        rate: { amount: { amount: '-1', currency: 'CHF' }, unit: 'DAY' },
      };
      await expect(create(wrong)).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'REVERSED_RANGE', {
          details: {
            faults: [{ reason: 'REVERSED_RANGE' }, { reason: 'RATE' }, { reason: 'INITIAL_STATE' }],
          },
        }),
      );
      await expect(create({ from: '2027-03-08' }, 'manager')).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toEqual([]);
  });
});

describe('a work pattern', async () => {
  const api = await startApi({ now });
  let ada: Person;
  const set = (input: object, as = 'hr') =>
    mutate(
      api,
      as,
      'workPatternSet',
      { engagementId: ada.engagementId, ...input },
      '{ id version from anchor minutes }',
    );

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    ada = await worker(api, 'Ada', { from: '2027-01-04' });
  });

  it('is in force from its day on, in cycles of several weeks', async () => {
    const cycle = [...HALF_TIME, 0, 0, 0, 480, 480, 0, 0];
    expect(await set({ from: '2027-03-10', minutes: cycle })).toMatchObject({
      version: 1,
      anchor: '2027-03-08',
    });
    expect(await minutes(api, ada, '2027-03-08', '2027-03-23')).toEqual([
      ...[480, 480, 240, 240, 240, 0, 0],
      ...[0, 0, 0, 480, 480, 0, 0],
      ...[240, 240],
    ]);
  });

  it('replaces one that begins on the same day, and is no change if it is the same', async () => {
    const events = await recordedBy(api, async () => {
      expect(await set({ from: '2027-03-10', minutes: HALF_TIME })).toMatchObject({
        version: 2,
        minutes: HALF_TIME,
      });
      expect(await set({ from: '2027-03-10', minutes: HALF_TIME })).toMatchObject({ version: 2 });
    });
    expect(events).toMatchObject([
      { kind: 'WORK_PATTERN_SET', before: { version: 1 }, after: { version: 2 } },
    ]);
    await expect(set({ from: '2027-03-10', minutes: HALF_TIME, expectedVersion: 1 })).rejects.toMatchObject(
      refusal('CONFLICT', 'STALE_VERSION'),
    );
  });

  it('gives way to the one before it when it is removed', async () => {
    const { id, version } = await set({ from: '2027-03-10', minutes: HALF_TIME });
    const left = await mutate(
      api,
      'hr',
      'workPatternRemove',
      { id, expectedVersion: version },
      '{ patterns { from } }',
    );
    expect(left).toEqual({ patterns: [{ from: '2027-01-04' }] });
    expect(await minutes(api, ada, '2027-03-10', '2027-03-11')).toEqual([480, 480]);
  });

  it('is refused with half a week, minutes out of a day, or an anchor that is no Monday', async () => {
    const events = await recordedBy(api, async () => {
      await expect(
        set({ from: '2027-03-10', anchor: '2027-03-09', minutes: Array(10).fill(60) }),
      ).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'PATTERN_LENGTH', {
          details: { faults: [{ reason: 'PATTERN_LENGTH' }, { reason: 'ANCHOR_NOT_MONDAY' }] },
        }),
      );
      await expect(set({ from: '2027-03-10', minutes: [1441, ...HALF_TIME.slice(1)] })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'MAX'),
      );
    });
    expect(events).toEqual([]);
  });
});

describe('the rate of an engagement', async () => {
  const api = await startApi({ now });

  it('is seen by HR, FINANCE, the worker and the head, and by nobody else', async () => {
    const design = await department(api, 'Design');
    const ada = await worker(api, 'Ada');
    const grace = await worker(api, 'Grace');
    for (const person of [ada, grace]) await membership(api, person, design);
    await account(api, 'hr', 'HR');
    await account(api, 'finance', 'FINANCE');
    await account(api, 'manager', 'RESOURCE_MANAGER');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
    await accountOf(api, ada, 'ada', 'WORKER');
    await accountOf(api, grace, 'grace', 'WORKER');
    const rate = { amount: { amount: '1200', currency: 'EUR' }, unit: 'DAY' };
    await mutate(api, 'hr', 'engagementUpdate', { id: ada.engagementId, expectedVersion: 1, rate });
    const seen = async (as: string) => {
      const { data } = await api
        .as(as)
        .ask(
          graphql(`query ($id: ID!) { engagement(id: $id) { rate { amount { amount currency } unit } } }`),
          {
            id: ada.engagementId,
          },
        );
      return data.engagement.rate;
    };
    for (const viewer of ['hr', 'finance', 'head', 'ada'])
      expect([viewer, await seen(viewer)]).toEqual([viewer, rate]);
    for (const viewer of ['manager', 'grace']) expect([viewer, await seen(viewer)]).toEqual([viewer, null]);
  });
});
