import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, staffed } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const PAGE = `query ($filter: ChangeFilter, $newestFirst: Boolean, $first: Int, $after: String) {
  changes(filter: $filter, newestFirst: $newestFirst, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor }
    nodes { sequence kind subjectType subjectId causeId occurredAt worker { name } actor { subject } subject { __typename id }
      facts { name before after } } } }`;
const UNPUBLISHED = 'select id from change_event where sequence is null';
const FOLLOW = `subscription ($filter: ChangeFilter, $after: String) {
  changes(filter: $filter, after: $after) { kind cursor change { sequence kind worker { name } facts { name before after } } } }`;

describe('the log of changes', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const [move, rest] = [await objectiveOf(api, ops, 'Move'), await objectiveOf(api, ops, 'Rest')];
  const admin = await account(api, 'admin', 'ADMIN');
  const hr = await account(api, 'hr', 'HR');
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
  const lead = await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: move.id });
  await accountOf(api, grace, 'grace', 'WORKER');
  await account(api, 'nobody');
  const client = async (subject: string, ...scopes: string[]) => {
    await account(api, subject);
    await api.database.rows('test.client', `update account set kind = 'CLIENT' where subject = $1`, [
      subject,
    ]);
    await api.database.rows(
      'test.scopes',
      'insert into access_grant (id, account_id, scopes) select $2, id, $3 from account where subject = $1',
      [subject, uuidv7(), scopes],
    );
  };
  await client('listener', 'events:subscribe');
  await client('reader', 'events:subscribe', 'capacity:read');
  await client('planner', 'events:subscribe', 'assignments:write');

  const published = () =>
    vi.waitFor(async () => expect(await api.database.rows('test.unpublished', UNPUBLISHED)).toEqual([]), {
      timeout: 5_000,
    });
  const ask = async (as: string, variables: object = {}) => {
    const { data, errors } = await api.as(as).run(PAGE, { first: 100, ...variables });
    if (errors) throw errors;
    return data.changes;
  };
  const kinds = async (as: string, variables: object = {}): Promise<string[]> =>
    (await ask(as, variables)).nodes.map(({ kind }: { kind: string }) => kind);
  /** What a subscriber is told of all that has happened. */
  const told = async (as: string, filter: object = {}): Promise<string[]> => {
    const stream = await api.as(as).follow(FOLLOW, { filter, after: await api.feed.cursorOf(0) });
    const received: string[] = [];
    for (;;) {
      const { kind, change } = (await stream.next()).value.data.changes;
      if (kind === 'CAUGHT_UP') break;
      received.push(change.kind);
    }
    await stream.return?.();
    return received;
  };
  let assignment: { id: string; version: number };

  beforeAll(async () => {
    const { id } = await mutate(api, admin, 'departmentCreate', {
      code: 'LAB',
      name: 'Lab',
      timeZone: 'UTC',
    });
    await mutate(api, admin, 'departmentUpdate', { id, expectedVersion: 1, code: 'LABS' });
    await mutate(api, hr, 'workerUpdate', { id: linus.id, expectedVersion: 1, timeZone: 'Asia/Tokyo' });
    await mutate(api, hr, 'timeOffRequest', {
      ...{ workerId: ada.id, from: '2027-03-01', to: '2027-03-02', kind: 'SICK', reason: 'Secret' },
    });
    const [{ id: accountId }] = (await api.database.rows(
      'test.nobody',
      `select id from account where subject = 'nobody'`,
    )) as [{ id: string }];
    await mutate(api, admin, 'grantCreate', { accountId, role: 'WORKER' }, '{ id }');
    const propose = (person: { id: string }, objectiveId: string) =>
      mutate(api, manager, 'assignmentPropose', {
        ...{ workerId: person.id, objectiveId, from: '2027-03-08', to: '2027-03-08', minutesPerDay: 60 },
      });
    assignment = await propose(ada, move.id);
    await propose(linus, rest.id);
    await mutate(api, lead, 'staffingNeedCreate', {
      ...{ objectiveId: move.id, role: 'Analyst', from: '2027-03-08', minutesPerDay: 60 },
    });
    await mutate(api, lead, 'scenarioCreate', { name: 'What if' });
    await published();
  });

  const of = {
    department: ['DEPARTMENT_CREATED', 'DEPARTMENT_UPDATED'],
    linus: 'WORKER_UPDATED',
    ada: 'TIME_OFF_REQUESTED',
    grant: 'GRANT_CREATED',
    work: 'ASSIGNMENT_PROPOSED',
    need: 'STAFFING_NEED_CREATED',
    scenario: 'SCENARIO_CREATED',
  };

  it.each([
    ['admin', [...of.department, of.linus, of.ada, of.grant, of.work, of.work, of.need, of.scenario]],
    ['hr', [...of.department, of.linus, of.ada, of.work, of.work, of.need, of.scenario]],
    ['manager', [...of.department, of.linus, of.ada, of.work, of.work, of.need, of.scenario]],
    // Linus is his, and so is what Linus does.
    ['head', [...of.department, of.linus, of.work, of.need]],
    ['lead', [...of.department, of.linus, of.ada, of.work, of.need]],
    // Ada is of the same department.
    ['grace', [...of.department, of.ada, of.need]],
    ['nobody', [...of.department, of.need]],
    ['listener', []],
    ['reader', [...of.department, of.linus, of.ada, of.need]],
    ['planner', [...of.department, of.linus, of.ada, of.work, of.work, of.need]],
  ])('%s is shown, and told, what they may see and nothing else', async (who, expected) => {
    expect(await kinds(who)).toEqual(expected);
    expect((await ask(who)).totalCount).toBe(expected.length);
    expect(await told(who)).toEqual(expected);
  });

  it('tells the facts that changed, what they were and what they are, and no secret', async () => {
    const { nodes } = await ask('admin', { filter: { kinds: ['DEPARTMENT_UPDATED', 'TIME_OFF_REQUESTED'] } });
    expect(nodes[0]).toMatchObject({
      sequence: 2,
      subjectType: 'Department',
      subject: { __typename: 'Department', id: nodes[0].subjectId },
      actor: { subject: 'admin' },
      worker: null,
      facts: [
        { name: 'code', before: 'LAB', after: 'LABS' },
        { name: 'version', before: '1', after: '2' },
      ],
    });
    expect(nodes[1].worker).toEqual({ name: 'Ada' });
    expect(nodes[1].facts).toContainEqual({ name: 'from', before: null, after: '2027-03-01' });
    expect(JSON.stringify(nodes)).not.toMatch(/SICK|Secret/);
    const own = await ask('hr', { filter: { kinds: ['DEPARTMENT_UPDATED'] } });
    expect(own.nodes[0].actor).toBeNull();
  });

  it.each([
    ['what it happened to', { subjectTypes: ['Assignment', 'Grant'] }, [of.grant, of.work, of.work]],
    ['worker', { workerIds: [linus.id.toUpperCase()] }, [of.linus, of.work]],
    ['kind and worker', { kinds: [of.work], workerIds: [ada.id] }, [of.work]],
    ['id', { subjectIds: [linus.id] }, [of.linus]],
    ['bulk change', { causeId: uuidv7() }, []],
    ['an end of time', { occurredBefore: '2001-01-01T00:00:00Z' }, []],
    ['a beginning of time and kind', { occurredFrom: '2001-01-01T00:00:00Z', kinds: [of.need] }, [of.need]],
    ['nothing', { kinds: [] }, []],
  ])('can be asked for by %s, as a page and as a stream', async (_by, filter, expected) => {
    expect(await kinds('admin', { filter })).toEqual(expected);
    expect(await told('admin', filter)).toEqual(expected);
  });

  it('is read page by page to its end, and followed from there', async () => {
    const first = await ask('admin', { first: 8 });
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([8, true]);
    const second = await ask('admin', { first: 8, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ sequence }: { sequence: number }) => sequence)).toEqual([9]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const back = await ask('admin', { newestFirst: true, first: 2, after: second.pageInfo.endCursor });
    expect(back.nodes.map(({ sequence }: { sequence: number }) => sequence)).toEqual([8, 7]);

    const stream = await api.as('admin').follow(FOLLOW, { after: second.pageInfo.endCursor });
    const next = async () => (await stream.next()).value.data.changes;
    expect(await next()).toEqual({ kind: 'CAUGHT_UP', cursor: second.pageInfo.endCursor, change: null });
    await mutate(
      api,
      manager,
      'assignmentReject',
      { id: assignment.id, expectedVersion: assignment.version },
      '{ id }',
      'AssignmentTransitionInput',
    );
    expect(await next()).toMatchObject({
      kind: 'DELTA',
      change: {
        kind: 'ASSIGNMENT_REJECTED',
        worker: { name: 'Ada' },
        facts: [
          { name: 'state', before: 'PROPOSED', after: 'REJECTED' },
          { name: 'version', before: '1', after: '2' },
        ],
      },
    });
    await stream.return?.();
  });

  it('says clearly what is wrong with a cursor, or a page', async () => {
    const [logId] = (await api.feed.cursorOf(0)).split('.');
    for (const [after, code, reason] of [
      ['nonsense', 'BAD_USER_INPUT', 'CURSOR'],
      [`${logId}.1000000`, 'CURSOR_EXPIRED', 'FUTURE_CURSOR'],
      ['00000000-0000-0000-0000-000000000000.1', 'CURSOR_EXPIRED', 'OTHER_LOG'],
    ] as const) {
      await expect(ask('admin', { after })).rejects.toMatchObject(refusal(code, reason));
      await expect(api.as('admin').follow(FOLLOW, { after })).rejects.toMatchObject({
        errors: refusal(code, reason),
      });
    }
    await expect(ask('admin', { first: 101 })).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'PAGE_SIZE'));
  });
});

describe('a log that is older than a month', async () => {
  const api = await startApi();
  await account(api, 'admin', 'ADMIN');
  const { ada } = await staffed(api, 'Design', ['Ada']);
  const objective = await objectiveOf(
    api,
    await staffed(api, 'Ops', []).then((ops) => ops.department),
    'Move',
  );
  await assigned(api, ada, objective, { from: '2027-02-01' });

  it('can be read, but not replayed', async () => {
    await api.database.rows(
      'test.old',
      `insert into change_event (kind, subject_type, subject_id, occurred_at)
       select 'TESTED', 'Test', gen_random_uuid(), now() - interval '31 days' from generate_series(1, 3)`,
    );
    api.publisher.wake();
    await expect.poll(() => api.feed.position()).toBe(3);
    const after = await api.feed.cursorOf(1);
    const { data } = await api.as('admin').run(PAGE, { after });
    expect(data.changes.nodes.map(({ sequence }: { sequence: number }) => sequence)).toEqual([2, 3]);
    await expect(api.as('admin').follow(FOLLOW, { after })).rejects.toMatchObject({
      errors: refusal('CURSOR_EXPIRED', 'OLD_CURSOR'),
    });
  });
});
