import { beforeEach, describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department, staffed } from '../support/company.js';
import { Inbox } from '../support/inbox.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($scope: ThresholdScopeInput, $range: DateRangeInput!, $above: Decimal!, $below: Decimal!, $hold: Int!) {
  utilisationThreshold(scope: $scope, range: $range, above: $above, below: $below, holdSeconds: $hold) {
    kind cursor states { department { code } level utilisationPercent confirmedMinutes effectiveMinutes } } }`;

// Wednesday to Tuesday: five days of work.
const RANGE = { from: '2027-02-10', to: '2027-02-16' };

describe('following when utilisation crosses a threshold', async () => {
  const start = Date.parse('2027-02-01T12:00:00Z') - performance.now();
  const api = await startApi({ now: () => new Date(start + performance.now()) });
  const manager = api.as(await account(api, 'manager', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const top = await department(api, 'Top');
  const { department: design, ada } = await staffed(api, 'Design', ['Ada'], { parentId: top.id });
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const objective = await objectiveOf(api, ops, 'Move');
  await rollHorizon(api.contexts);

  const confirmed: { id: string; version: number }[] = [];
  /** Half of it on each of two days. */
  const work = async (workerId: string, minutes: number, dates = ['2027-02-15', '2027-02-16']) => {
    const { id, version } = await mutate(api, 'manager', 'assignmentPropose', {
      ...{ workerId, objectiveId: objective.id, days: dates.map((date) => ({ date, minutes: minutes / 2 })) },
    });
    const { data } = await manager.run(
      `mutation ($input: AssignmentTransitionInput!) {
        assignmentConfirm(input: $input, override: { reason: "Because." }) { id version } }`,
      { input: { id, expectedVersion: version } },
    );
    confirmed.push(data.assignmentConfirm);
    return data.assignmentConfirm as { id: string; version: number };
  };
  const cancel = ({ id, version }: { id: string; version: number }) =>
    mutate(
      ...([api, 'manager', 'assignmentCancel', { id, expectedVersion: version }] as const),
      ...(['{ id }', 'AssignmentTransitionInput'] as const),
    );
  const cancelled = new Set<string>();
  const drop = async (assignment: { id: string; version: number }) => {
    cancelled.add(assignment.id);
    await cancel(assignment);
  };
  beforeEach(async () => {
    for (const assignment of confirmed.splice(0)) if (!cancelled.has(assignment.id)) await drop(assignment);
  });

  const published = () =>
    expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);

  /** From what there is once all that was done is published. */
  const follow = async (
    scope: object | null,
    { hold = 0, as = manager, reader = new Inbox<never>() } = {},
  ) => {
    await published();
    const asked = { scope, range: RANGE, above: '80', below: '60.00', hold };
    const stream: AsyncIterator<Told> = await as.follow(FOLLOW, asked, reader);
    const next = async () => {
      const { kind, states } = (await stream.next()).value.data.utilisationThreshold;
      return [kind, states.map(asText)];
    };
    return { next, leave: () => stream.return?.() };
  };

  it('tells what is, when it rises to above, when it falls to below, and nothing between them', async () => {
    const { next, leave } = await follow({ departmentId: design.id });
    expect(await next()).toEqual(['SNAPSHOT', ['Design NORMAL 0.00 0/2400']]);
    expect(await next()).toEqual(['CAUGHT_UP', []]);
    // Of another department, outside of the range, and not enough.
    await work(linus.id, 2_400);
    await work(ada.id, 2_400, ['2027-02-08', '2027-02-09']);
    await work(ada.id, 1_900);
    const last = await work(ada.id, 20);
    expect(await next()).toEqual(['DELTA', ['Design HIGH 80.00 1920/2400']]);
    await drop(last);
    await work(ada.id, 30);
    await drop(confirmed[2]!);
    expect(await next()).toEqual(['DELTA', ['Design NORMAL 1.25 30/2400']]);
    await leave();
  });

  it('begins high where it is, of every department by itself', async () => {
    await work(linus.id, 2_000);
    const { next, leave } = await follow({ allDepartments: true });
    const [kind, states] = await next();
    expect([kind, [...(states as string[])].sort()]).toEqual([
      'SNAPSHOT',
      [
        'Design NORMAL 0.00 0/2400',
        'Ops HIGH 83.33 2000/2400',
        'Top NORMAL null 0/0',
        'null NORMAL null 0/0',
      ],
    ]);
    await next();
    await work(ada.id, 2_400);
    expect(await next()).toEqual(['DELTA', ['Design HIGH 100.00 2400/2400']]);
    await drop(confirmed[0]!);
    expect(await next()).toEqual(['DELTA', ['Ops NORMAL 0.00 0/2400']]);
    await leave();
  });

  it('takes a department with those below, and the organisation, as one', async () => {
    const subtree = await follow({ departmentId: top.id });
    const alone = await follow({ departmentId: top.id, includeSubtree: false });
    const everybody = await follow(null);
    expect(await subtree.next()).toEqual(['SNAPSHOT', ['Top NORMAL 0.00 0/2400']]);
    expect(await alone.next()).toEqual(['SNAPSHOT', ['Top NORMAL null 0/0']]);
    expect(await everybody.next()).toEqual(['SNAPSHOT', ['null NORMAL 0.00 0/4800']]);
    for (const { next } of [subtree, alone, everybody]) expect(await next()).toEqual(['CAUGHT_UP', []]);
    await work(ada.id, 2_400);
    expect(await subtree.next()).toEqual(['DELTA', ['Top HIGH 100.00 2400/2400']]);
    await work(linus.id, 2_400);
    expect(await everybody.next()).toEqual(['DELTA', ['null HIGH 100.00 4800/4800']]);
    for (const { leave } of [subtree, alone, everybody]) await leave();
  });

  it('adds up anew when a department is moved', async () => {
    await work(linus.id, 2_400);
    await work(ada.id, 1_000);
    const { next, leave } = await follow({ departmentId: top.id });
    expect(await next()).toEqual(['SNAPSHOT', ['Top NORMAL 41.67 1000/2400']]);
    await next();
    const { version } = await mutate(api, 'manager', 'departmentMove', {
      ...{ id: ops.id, parentId: top.id, expectedVersion: 1 },
    });
    // 70.83 %, between the two.
    await work(ada.id, 600);
    expect(await next()).toEqual(['DELTA', ['Top HIGH 83.33 4000/4800']]);
    await mutate(api, 'manager', 'departmentMove', { id: ops.id, parentId: null, expectedVersion: version });
    await drop(confirmed[1]!);
    expect(await next()).toEqual(['DELTA', ['Top NORMAL 25.00 600/2400']]);
    await leave();
  });

  it('waits until it has lasted, and says nothing of what did not', async () => {
    const { next, leave } = await follow({ departmentId: design.id }, { hold: 1 });
    await next();
    await next();
    await drop(await work(ada.id, 2_400));
    await work(ada.id, 2_000);
    // Of the time alone: nothing happens any more.
    expect(await next()).toEqual(['DELTA', ['Design HIGH 83.33 2000/2400']]);
    await leave();
  });

  it('gives each his own levels, which depend on what they were', async () => {
    const early = await follow({ departmentId: design.id });
    await early.next();
    await early.next();
    await work(ada.id, 1_700);
    const more = await work(ada.id, 400);
    expect(await early.next()).toEqual(['DELTA', ['Design HIGH 87.50 2100/2400']]);
    await drop(more);
    // It is high to who saw it rise, and has not been so to who comes now.
    const late = await follow({ departmentId: design.id });
    expect(await late.next()).toEqual(['SNAPSHOT', ['Design NORMAL 70.83 1700/2400']]);
    await late.next();
    await work(ada.id, 300);
    expect(await late.next()).toEqual(['DELTA', ['Design HIGH 83.33 2000/2400']]);
    await drop(confirmed[0]!);
    const normal = ['DELTA', ['Design NORMAL 12.50 300/2400']];
    expect([await early.next(), await late.next()]).toEqual([normal, normal]);
    await Promise.all([early.leave(), late.leave()]);
  });

  it('says to a slow reader what is when he comes to read it, and goes on with him as before', async () => {
    const reader = new Inbox<never>();
    const slow = await follow({ departmentId: design.id }, { reader });
    const quick = await follow({ departmentId: design.id });
    for (const { next } of [slow, quick]) {
      await next();
      expect(await next()).toEqual(['CAUGHT_UP', []]);
    }
    reader.unsentBytes = 100_000;
    const most = await work(ada.id, 2_000);
    await quick.next();
    await drop(most);
    await quick.next();
    await work(ada.id, 2_200);
    expect(await quick.next()).toEqual(['DELTA', ['Design HIGH 91.67 2200/2400']]);
    reader.unsentBytes = 0;
    expect(await slow.next()).toEqual(['SNAPSHOT', ['Design HIGH 91.67 2200/2400']]);
    await drop(confirmed.at(-1)!);
    expect(await slow.next()).toEqual(['DELTA', ['Design NORMAL 0.00 0/2400']]);
    await Promise.all([slow.leave(), quick.leave()]);
  });

  it('says so as well what only time made true while he did not read', async () => {
    const reader = new Inbox<never>();
    const slow = await follow({ departmentId: design.id }, { hold: 1, reader });
    const quick = await follow({ departmentId: design.id }, { hold: 1 });
    for (const { next } of [slow, quick]) {
      await next();
      await next();
    }
    await work(ada.id, 2_000);
    await published();
    reader.unsentBytes = 100_000;
    expect(await quick.next()).toEqual(['DELTA', ['Design HIGH 83.33 2000/2400']]);
    // He has left the group of one that he was.
    await expect.poll(() => api.streams.groups).toBe(1);
    reader.unsentBytes = 0;
    expect(await slow.next()).toEqual(['SNAPSHOT', ['Design HIGH 83.33 2000/2400']]);
    await Promise.all([slow.leave(), quick.leave()]);
  });

  it('is for all who may see totals, and goes on from what is where rights change', async () => {
    const outsider = api.as(await account(api, 'outsider', 'WORKER'));
    const { next, leave } = await follow({ departmentId: design.id }, { as: outsider });
    await next();
    await next();
    const [row] = await api.database.rows<{ id: string }>(
      'test.outsider',
      `select id from account where subject = 'outsider'`,
    );
    await mutate(api, 'manager', 'grantCreate', { accountId: row!.id, role: 'FINANCE' }, '{ id }');
    await work(ada.id, 1_000);
    const [kind, states] = await next();
    expect(kind).toBe('SNAPSHOT');
    expect(states).toHaveLength(1);
    await work(ada.id, 1_000);
    expect((await next())[1]).toEqual(['Design HIGH 83.33 2000/2400']);
    await leave();
  });

  it('is refused with all that is wrong with it', async () => {
    const refused = manager.follow(FOLLOW, {
      scope: { departmentId: top.id, allDepartments: true },
      range: { from: '2020-01-01', to: '2019-01-01' },
      above: '60.001',
      below: '2000',
      hold: -1,
    });
    await expect(refused).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'REVERSED_RANGE', {
        details: {
          faults: [
            ...[{ reason: 'REVERSED_RANGE' }, { reason: 'OUTSIDE_HORIZON' }, { reason: 'SCOPE' }],
            ...[
              { field: ['above'], reason: 'PERCENT' },
              { field: ['below'], reason: 'PERCENT' },
            ],
            ...[{ reason: 'NO_HYSTERESIS' }, { reason: 'HOLD' }],
          ],
        },
      }),
    });
    await expect(follow({ departmentId: ada.id })).rejects.toMatchObject({ errors: refusal('NOT_FOUND') });
  });
});

interface Told {
  data: { utilisationThreshold: { kind: string; states: State[] } };
}

interface State {
  department: { code: string } | null;
  level: string;
  utilisationPercent: string | null;
  confirmedMinutes: number;
  effectiveMinutes: number;
}

const asText = ({ department, level, utilisationPercent, confirmedMinutes, effectiveMinutes }: State) =>
  `${department?.code ?? null} ${level} ${utilisationPercent} ${confirmedMinutes}/${effectiveMinutes}`;
