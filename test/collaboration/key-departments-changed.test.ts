import { describe, expect, it } from 'vitest';
import { keyDepartmentsAsked } from '../../src/collaboration/key-departments-args.js';
import { keyDepartmentsChanges } from '../../src/collaboration/key-departments-changes.js';
import type { ChangeEvent } from '../../src/events/change-event.js';
import { startApi } from '../support/api.js';
import { account, department, staffed } from '../support/company.js';
import { objective, work } from '../support/objectives.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($range: DateRangeInput!, $first: Int = 2, $after: String) {
  keyDepartmentsChanged(range: $range, first: $first, after: $after, weights: { strategicShare: 1, betweenness: 0, brokerage: 0, fragmentation: 0, soleProvider: 0 }) {
    kind cursor isComplete departments { ...place } changes { department { code } before { ...place } after { ...place } } } }
  fragment place on KeyDepartment { department { code } rank score evidence { minutes isWithheld } }`;

const WEEK = { from: '2027-03-01', to: '2027-03-05' };

describe('following which departments the strategy rests on', async () => {
  // Whatever is waited for has come when the clock is set forward.
  let ahead = 0;
  const start = Date.parse('2027-02-01T12:00:00Z') - performance.now();
  const api = await startApi({ minimumPeople: 1, now: () => new Date(start + performance.now() + ahead) });
  await account(api, 'manager', 'ADMIN', 'HR', 'RESOURCE_MANAGER');
  await account(api, 'anna', 'WORKER');
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  await department(api, 'Quiet');
  const growth = await objective(api, 'Growth', { owner: ops });
  await work(api, ada, growth, { ...WEEK, minutesPerDay: 240 });
  await work(api, linus, growth, { ...WEEK, minutesPerDay: 80 });

  const published = () =>
    expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
  /** Confirms it when the pause since the ranking was looked at is over. */
  const confirm = async (workerId: string, minutesPerDay: number) => {
    const { id, version } = await mutate(api, 'manager', 'assignmentPropose', {
      ...{ workerId, objectiveId: growth.id, ...WEEK, minutesPerDay },
    });
    await published();
    ahead += 5_000;
    await mutate(
      ...([api, 'manager', 'assignmentConfirm', { id, expectedVersion: version }] as const),
      ...(['{ id version }', 'AssignmentTransitionInput'] as const),
    );
  };
  const follow = async (variables: object = {}) => {
    await published();
    const stream = await api.as('anna').follow(FOLLOW, { range: WEEK, ...variables });
    const next = async () => (await stream.next()).value.data.keyDepartmentsChanged;
    return { next, stop: () => stream.return?.() };
  };
  const place = (code: string, rank: number, score: number, minutes: number) => ({
    ...{ department: { code }, rank, score, evidence: [{ minutes, isWithheld: false }] },
  });
  const cursor = expect.any(String);

  it('tells the ranking, then who has another place in it once an assignment is confirmed', async () => {
    const { next, stop } = await follow();
    expect(await next()).toEqual({
      ...{ kind: 'SNAPSHOT', cursor, isComplete: true, changes: [] },
      departments: [place('Design', 1, 0.75, 1_200), place('Ops', 2, 0.25, 400)],
    });
    expect(await next()).toEqual({
      kind: 'CAUGHT_UP',
      cursor,
      isComplete: true,
      departments: [],
      changes: [],
    });
    await confirm(linus.id, 400);
    expect(await next()).toEqual({
      ...{ kind: 'DELTA', cursor, isComplete: true, departments: [] },
      changes: [
        {
          department: { code: 'Ops' },
          before: place('Ops', 2, 0.25, 400),
          after: { ...place('Ops', 1, 480 / 720, 2_400), score: expect.closeTo(480 / 720, 12) },
        },
        {
          department: { code: 'Design' },
          before: place('Design', 1, 0.75, 1_200),
          after: { ...place('Design', 2, 240 / 720, 1_200), score: expect.closeTo(240 / 720, 12) },
        },
      ],
    });
    await stop();
  });

  it('says nothing of what changes nobody’s place, and of whom is not among the first any more that it is so', async () => {
    const { next, stop } = await follow({ first: 1 });
    expect((await next()).departments).toMatchObject([{ department: { code: 'Ops' } }]);
    expect((await next()).kind).toBe('CAUGHT_UP');
    ahead += 5_000;
    await mutate(api, 'manager', 'skillCreate', { name: 'Java' }, '{ id }');
    await confirm(ada.id, 240);
    // 480 minutes of each: of two that are equal the older one is first.
    expect((await next()).changes).toMatchObject([
      { department: { code: 'Design' }, before: null, after: { rank: 1, score: 0.5 } },
      { department: { code: 'Ops' }, before: { rank: 1 }, after: null },
    ]);
    await stop();
  });

  it('resumes behind a cursor with the ranking anew only if something happened since', async () => {
    const { next, stop } = await follow();
    expect((await next()).kind).toBe('SNAPSHOT');
    const { cursor: here } = await next();
    await stop();
    const resumed = await follow({ after: here });
    expect((await resumed.next()).kind).toBe('CAUGHT_UP');
    await resumed.stop();

    await mutate(api, 'manager', 'departmentCreate', { code: 'New', name: 'New', timeZone: 'UTC' }, '{ id }');
    const later = await follow({ after: here, first: 10 });
    expect((await later.next()).departments).toMatchObject([
      ...[design, ops].map(() => ({ score: 0.5 })),
      ...['Quiet', 'New'].map((code) => ({ department: { code }, score: 0 })),
    ]);
    expect((await later.next()).kind).toBe('CAUGHT_UP');
    await later.stop();
  });

  it('begins anew for whom is cut off within the ranking', async () => {
    for (let i = 0; i < 20; i++) await department(api, `D${i}`);
    const { next, stop } = await follow({ first: 100 });
    const [part, last] = [await next(), await next()];
    expect([part, last].map(({ kind, isComplete }) => [kind, isComplete])).toEqual([
      ['SNAPSHOT', false],
      ['SNAPSHOT', true],
    ]);
    await stop();
    const resumed = await follow({ first: 100, after: part.cursor });
    expect(await resumed.next()).toEqual(part);
    await resumed.stop();
    const resumedBehind = await follow({ first: 100, after: last.cursor });
    expect((await resumedBehind.next()).kind).toBe('CAUGHT_UP');
    await resumedBehind.stop();
  });

  it('has no cursor behind what it has not looked at yet', async () => {
    const ctx = await api.contexts.forSubject('anna', { requestId: 'test' });
    const args = { range: WEEK, includeTentative: false, first: 2 };
    const stream = await keyDepartmentsChanges(ctx, keyDepartmentsAsked(args), null);
    const { sequence } = await stream.open(ctx);
    const event = { sequence: sequence + 1, subjectType: 'Note' } as ChangeEvent;
    stream.select(event, ctx);
    expect(stream.mark('HEARTBEAT', sequence + 1)).toMatchObject({ sequence: sequence + 1 });
    stream.select({ ...event, sequence: sequence + 2, subjectType: 'Assignment' }, ctx);
    expect(stream.mark('HEARTBEAT', sequence + 2)).toMatchObject({ sequence });
  });

  it('refuses what the query refuses, and what it cannot resume', async () => {
    await expect(follow({ range: { from: WEEK.to, to: WEEK.from } })).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'REVERSED_RANGE'),
    });
    await expect(follow({ first: 101 })).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'PAGE_SIZE'),
    });
    await expect(follow({ after: 'nonsense' })).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'CURSOR'),
    });
  });
});
