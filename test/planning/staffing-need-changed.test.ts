import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($filter: StaffingNeedChangeFilter, $after: String) {
  staffingNeedChanged(filter: $filter, after: $after) { kind cursor change needId need { state role department { code } } } }`;

describe('following staffing needs', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const design = await department(api, 'Design');
  const ux = await department(api, 'UX', { parentId: design.id });
  const ops = await department(api, 'Ops');
  const [move, rest] = [await objectiveOf(api, ops, 'Move'), await objectiveOf(api, ops, 'Rest')];
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER', 'ADMIN');
  await account(api, 'nobody', 'WORKER');

  interface Seen {
    id: string;
    version: number;
  }
  const create = (objective: { id: string }, departmentId: string | null): Promise<Seen> =>
    mutate(api, manager, 'staffingNeedCreate', {
      ...{ objectiveId: objective.id, departmentId, role: 'Analyst', from: '2027-03-01', minutesPerDay: 60 },
    });
  const become = (field: string, { id, version }: Seen, more: object = {}, type?: string): Promise<Seen> =>
    mutate(api, manager, field, { id, expectedVersion: version, ...more }, '{ id version }', type);
  const follower = async (filter: object = {}, as = 'nobody', after: string | null = null) => {
    const stream = await api.as(as).follow(FOLLOW, { filter, after });
    const next = async () => (await stream.next()).value.data.staffingNeedChanged;
    return { next, stop: () => stream.return?.() };
  };

  it('tells everyone each step of a need, as it is now', async () => {
    const { next, stop } = await follower();
    expect(await next()).toEqual({
      kind: 'CAUGHT_UP',
      cursor: expect.any(String),
      change: null,
      needId: null,
      need: null,
    });
    let need = await create(move, design.id);
    const told = (change: string, state: string, role: string) => ({
      kind: 'DELTA',
      cursor: expect.any(String),
      change,
      needId: need.id,
      need: { state, role, department: { code: 'Design' } },
    });
    expect(await next()).toEqual(told('CREATED', 'OPEN', 'Analyst'));
    need = await become('staffingNeedUpdate', need, { role: 'Writer' });
    const revised = await next();
    expect(revised).toEqual(told('UPDATED', 'OPEN', 'Writer'));
    need = await become('staffingNeedClose', need, {}, 'StaffingNeedTransitionInput');
    expect(await next()).toEqual(told('CLOSED', 'CLOSED', 'Writer'));
    await stop();

    const resumed = await follower({}, 'nobody', revised.cursor);
    expect(await resumed.next()).toEqual(told('CLOSED', 'CLOSED', 'Writer'));
    expect((await resumed.next()).kind).toBe('CAUGHT_UP');
    await resumed.stop();
  });

  it.each([
    ['by objective', { objectiveId: rest.id }, ['CREATED', 'WITHDRAWN']],
    ['by department, with those below', { departmentId: design.id }, ['CREATED', 'UPDATED']],
    ['by department alone', { departmentId: design.id, includeSubtree: false }, []],
    ['by state', { states: ['WITHDRAWN'] }, ['WITHDRAWN']],
    ['by where it is moved to', { departmentId: ops.id }, ['UPDATED']],
  ])('can be asked for %s', async (_by, filter, expected) => {
    const { next, stop } = await follower(filter);
    const { cursor } = await next();
    const inUx = await create(move, ux.id);
    await become('staffingNeedUpdate', inUx, { departmentId: ops.id });
    const anywhere = await create(rest, null);
    await become('staffingNeedWithdraw', anywhere, {}, 'StaffingNeedTransitionInput');
    await stop();
    await expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
    const resumed = await follower(filter, 'nobody', cursor);
    const received: string[] = [];
    for (let each = await resumed.next(); each.kind !== 'CAUGHT_UP'; each = await resumed.next())
      received.push(each.change);
    expect(received).toEqual(expected);
    await resumed.stop();
  });

  it('follows a tree that grows', async () => {
    const { next, stop } = await follower({ departmentId: design.id });
    await next();
    const lab = await mutate(api, manager, 'departmentCreate', {
      ...{ code: 'LAB', name: 'Lab', timeZone: 'UTC', parentId: design.id },
    });
    const need = await create(move, lab.id);
    expect(await next()).toMatchObject({
      change: 'CREATED',
      needId: need.id,
      need: { department: { code: 'LAB' } },
    });
    await stop();
  });

  it('refuses what it cannot follow', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    for (const filter of [{ objectiveId: nothing }, { departmentId: nothing }])
      await expect(follower(filter)).rejects.toMatchObject({ errors: refusal('NOT_FOUND') });
    await expect(follower({}, 'nobody', 'nonsense')).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'CURSOR'),
    });
  });
});
