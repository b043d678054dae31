import { describe, expect, it } from 'vitest';
import { moveDueStates } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, accountOf, membership, type Person, staffed } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($filter: AssignmentChangeFilter, $after: String) {
  assignmentChanged(filter: $filter, after: $after) {
    kind cursor change assignmentId causeId occurredAt assignment { state worker { name } } } }`;

describe('following assignments', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const { department: design, ada, kay } = await staffed(api, 'Design', ['Ada', 'Kay']);
  const { department: ux, grace } = await staffed(api, 'UX', ['Grace'], { parentId: design.id });
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const [move, rest] = [await objectiveOf(api, ops, 'Move'), await objectiveOf(api, ops, 'Rest')];
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER', 'HR', 'ADMIN');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: rest.id });
  await accountOf(api, ada, 'ada', 'WORKER');
  await accountOf(api, kay, 'kay', 'WORKER');

  interface Seen {
    id: string;
    version: number;
  }
  const propose = (person: Person, objective: { id: string }, from = '2027-02-08'): Promise<Seen> =>
    mutate(api, manager, 'assignmentPropose', {
      ...{ workerId: person.id, objectiveId: objective.id, from, to: from, minutesPerDay: 60 },
    });
  const become = (field: string, { id, version }: Seen, more: object = {}, type?: string): Promise<Seen> =>
    mutate(
      api,
      manager,
      field,
      { id, expectedVersion: version, ...more },
      '{ id version }',
      type ?? 'AssignmentTransitionInput',
    );
  const follower = async (as: string, filter: object = {}, after: string | null = null) => {
    const stream = await api.as(as).follow(FOLLOW, { filter, after });
    const next = async () => (await stream.next()).value.data.assignmentChanged;
    return { next, stop: () => stream.return?.() };
  };
  const endOf = async ({ next, stop }: Awaited<ReturnType<typeof follower>>) => {
    const message = await next();
    await stop();
    return message;
  };
  /** What was published behind the cursor: whose work, and what became of it. */
  const received = async (as: string, cursor: string, filter: object = {}) => {
    await expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
    const { next, stop } = await follower(as, filter, cursor);
    const found: string[] = [];
    for (let each = await next(); each.kind !== 'CAUGHT_UP'; each = await next())
      found.push(`${each.assignment.worker.name} ${each.change}`);
    await stop();
    return found;
  };
  const caughtUp = {
    kind: 'CAUGHT_UP',
    cursor: expect.any(String),
    change: null,
    assignmentId: null,
    causeId: null,
    occurredAt: null,
    assignment: null,
  };

  it('tells each step of an assignment, as it is now', async () => {
    const { next, stop } = await follower(manager);
    expect(await next()).toEqual(caughtUp);
    let seen = await propose(ada, move);
    const told = (change: string, state: string) => ({
      kind: 'DELTA',
      cursor: expect.any(String),
      change,
      assignmentId: seen.id,
      causeId: null,
      occurredAt: expect.any(String),
      assignment: { state, worker: { name: 'Ada' } },
    });
    expect(await next()).toEqual(told('PROPOSED', 'PROPOSED'));
    seen = await become('assignmentUpdate', seen, { minutesPerDay: 90 }, 'AssignmentUpdateInput');
    expect(await next()).toEqual(told('UPDATED', 'PROPOSED'));
    seen = await become('assignmentConfirm', seen);
    expect(await next()).toEqual(told('CONFIRMED', 'CONFIRMED'));
    now = new Date('2027-02-10T12:00:00Z');
    await moveDueStates(api.contexts);
    // Both steps were taken at once: the first is told of when it has taken the second.
    expect(await next()).toMatchObject({ change: 'ACTIVATED' });
    expect(await next()).toEqual(told('COMPLETED', 'COMPLETED'));
    await stop();
  });

  it('tells of an overbooking as of any confirmation, and of what is cut or called off', async () => {
    const { next, stop } = await follower(manager);
    await next();
    const work = await propose(linus, move, '2027-03-01');
    const confirm = `mutation ($input: AssignmentTransitionInput!) {
      assignmentConfirm(input: $input, override: { reason: "Because." }) { version } }`;
    const more = await become(
      'assignmentUpdate',
      work,
      { minutesPerDay: 900, to: '2027-03-31' },
      'AssignmentUpdateInput',
    );
    await api.as(manager).run(confirm, { input: { id: more.id, expectedVersion: more.version } });
    const later = await propose(linus, move, '2027-03-20');
    await mutate(api, manager, 'engagementTerminate', {
      ...{ id: linus.engagementId, expectedVersion: 1, on: '2027-03-10', reason: 'Moved away' },
    });
    const steps = [];
    for (let count = 0; count < 6; count++) {
      const { change, assignmentId } = await next();
      steps.push([change, assignmentId === later.id ? 'later' : 'work']);
    }
    expect(steps).toEqual([
      ['PROPOSED', 'work'],
      ['UPDATED', 'work'],
      ['CONFIRMED', 'work'],
      ['PROPOSED', 'later'],
      ['TRUNCATED', 'work'],
      ['CANCELLED', 'later'],
    ]);
    await stop();
  });

  it.each([
    ['by worker', { workerIds: [ada.id.toUpperCase()] }, ['Ada PROPOSED', 'Ada REJECTED']],
    ['by objective', { objectiveId: rest.id }, ['Ada PROPOSED', 'Grace PROPOSED', 'Ada REJECTED']],
    [
      'by department, with those below',
      { departmentId: design.id },
      ['Ada PROPOSED', 'Grace PROPOSED', 'Ada REJECTED'],
    ],
    [
      'by department alone',
      { departmentId: design.id, includeSubtree: false },
      ['Ada PROPOSED', 'Ada REJECTED'],
    ],
    ['by state', { states: ['REJECTED'] }, ['Ada REJECTED']],
    ['by all of it', { departmentId: ux.id, objectiveId: move.id }, []],
  ])('can be asked for %s', async (_by, filter, expected) => {
    const { cursor } = await endOf(await follower(manager));
    const proposed = await propose(ada, rest);
    await propose(grace, rest);
    await propose(linus, move, '2027-03-02');
    await become('assignmentReject', proposed);
    expect(await received(manager, cursor, filter)).toEqual(expected);
  });

  it('tells nobody of what they may not see, at each moment', async () => {
    const { cursor } = await endOf(await follower(manager));
    await propose(ada, move, '2027-04-05');
    await propose(grace, rest, '2027-04-05');
    await propose(linus, move, '2027-03-02');
    expect(await received('manager', cursor)).toEqual(['Ada PROPOSED', 'Grace PROPOSED', 'Linus PROPOSED']);
    expect(await received('head', cursor)).toEqual(['Ada PROPOSED', 'Grace PROPOSED']);
    expect(await received('lead', cursor)).toEqual(['Grace PROPOSED']);
    expect(await received('ada', cursor)).toEqual(['Ada PROPOSED']);
    expect(await received('kay', cursor)).toEqual([]);

    // Linus joins Design: from now on its head is told of him.
    const { next, stop } = await follower('head');
    await next();
    await membership(api, linus, design, { from: '2027-02-01', share: 1_000 });
    const second = await propose(linus, move, '2027-03-03');
    expect((await next()).assignmentId).toBe(second.id);
    await stop();
  });

  it('refuses what it cannot follow', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const filter of [{ objectiveId: nobody }, { departmentId: nobody }, { workerIds: [nobody] }])
      await expect(follower(manager, filter)).rejects.toMatchObject({ errors: refusal('NOT_FOUND') });
    await expect(follower('kay', { workerIds: [grace.id] })).rejects.toMatchObject({
      errors: refusal('NOT_FOUND'),
    });
    await expect(follower(manager, {}, 'nonsense')).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'CURSOR'),
    });
  });
});
