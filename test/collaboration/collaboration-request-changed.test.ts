import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department } from '../support/company.js';
import { mutate, refusal } from '../support/workforce.js';

const FOLLOW = `subscription ($filter: CollaborationRequestChangeFilter, $after: String) {
  collaborationRequestChanged(filter: $filter, after: $after) { kind cursor change requestId request { state message } } }`;

describe('following requests for help', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const [design, data, ops] = [
    await department(api, 'Design'),
    await department(api, 'Data'),
    await department(api, 'Ops'),
  ];
  const move = await objectiveOf(api, design, 'Move');
  await account(api, 'admin', 'ADMIN');
  await account(api, 'asked', { role: 'DEPARTMENT_HEAD', departmentId: data.id });

  interface Seen {
    id: string;
    version: number;
  }
  const create = (to: { id: string }): Promise<Seen> =>
    mutate(api, 'admin', 'collaborationRequestCreate', {
      ...{ fromDepartmentId: design.id, toDepartmentId: to.id, objectiveId: move.id },
      ...{ from: '2027-03-01', to: '2027-03-12', message: 'Please.' },
    });
  const accept = ({ id, version }: Seen) =>
    mutate(
      api,
      'admin',
      'collaborationRequestAccept',
      { id, expectedVersion: version },
      '{ id version }',
      'CollaborationRequestAnswerInput',
    );
  const follower = async (filter: object = {}, as = 'asked', after: string | null = null) => {
    const stream = await api.as(as).follow(FOLLOW, { filter, after });
    const next = async () => (await stream.next()).value.data.collaborationRequestChanged;
    return { next, stop: () => stream.return?.() };
  };
  const told = (change: string, requestId: string, state: string) => ({
    kind: 'DELTA',
    cursor: expect.any(String),
    change,
    requestId,
    request: { state, message: 'Please.' },
  });

  it('tells each step of those that the follower sees, and goes on behind a cursor', async () => {
    const { next, stop } = await follower();
    expect(await next()).toMatchObject({ kind: 'CAUGHT_UP', change: null, requestId: null, request: null });
    await create(ops);
    const request = await create(data);
    const first = await next();
    expect(first).toEqual(told('CREATED', request.id, 'OPEN'));
    await accept(request);
    expect(await next()).toEqual(told('ACCEPTED', request.id, 'ACCEPTED'));
    await stop();

    const resumed = await follower({}, 'asked', first.cursor);
    expect(await resumed.next()).toEqual(told('ACCEPTED', request.id, 'ACCEPTED'));
    expect((await resumed.next()).kind).toBe('CAUGHT_UP');
    await resumed.stop();
  });

  it.each([
    ['by who is asked', { toDepartmentId: ops.id }, ['CREATED']],
    ['by who asks', { fromDepartmentId: design.id }, ['CREATED', 'ACCEPTED', 'CREATED']],
    ['by who asks, another', { fromDepartmentId: ops.id }, []],
    ['by objective', { objectiveId: move.id }, ['CREATED', 'ACCEPTED', 'CREATED']],
    ['by state', { states: ['ACCEPTED'] }, ['ACCEPTED']],
  ])('can be asked for %s', async (_by, filter, expected) => {
    const { next, stop } = await follower(filter, 'admin');
    const { cursor } = await next();
    await stop();
    await accept(await create(data));
    await create(ops);
    await expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
    const resumed = await follower(filter, 'admin', cursor);
    const received: string[] = [];
    for (let each = await resumed.next(); each.kind !== 'CAUGHT_UP'; each = await resumed.next())
      received.push(each.change);
    expect(received).toEqual(expected);
    await resumed.stop();
  });

  it('stand in the log for whoever may see the request, as pages and as they happen', async () => {
    const asked = api.as('asked');
    const filter = { subjectTypes: ['CollaborationRequest'] };
    const log = await asked.follow(
      `subscription ($filter: ChangeFilter) { changes(filter: $filter) { change { kind subjectId } } }`,
      { filter },
    );
    const next = async () => (await log.next()).value.data.changes.change;
    expect(await next()).toBeNull();
    const [hidden, seen] = [await create(ops), await create(data)];
    const created = { kind: 'COLLABORATION_REQUEST_CREATED', subjectId: seen.id };
    expect(await next()).toEqual(created);
    await log.return?.();

    const { data: page } = await asked.run(
      `query ($filter: ChangeFilter) { changes(filter: $filter, first: 100) { nodes { kind subjectId } } }`,
      { filter },
    );
    expect(page.changes.nodes).toContainEqual(created);
    expect(page.changes.nodes.map(({ subjectId }: { subjectId: string }) => subjectId)).not.toContain(
      hidden.id,
    );
  });

  it('tells nothing any more to whom has lost the department', async () => {
    await account(api, 'formerly', 'WORKER', { role: 'DEPARTMENT_HEAD', departmentId: data.id });
    const { next, stop } = await follower({}, 'formerly');
    const { cursor } = await next();
    const { id } = await create(data);
    expect(await next()).toEqual(told('CREATED', id, 'OPEN'));
    await stop();
    const [grant] = await api.database.rows<{ id: string }>(
      'test.grant-of',
      `select g.id from access_grant g join account a on a.id = g.account_id where a.subject = 'formerly' and g.role = 'DEPARTMENT_HEAD'`,
    );
    await mutate(api, 'admin', 'grantRevoke', { id: grant!.id }, '{ id }');
    const resumed = await follower({}, 'formerly', cursor);
    expect((await resumed.next()).kind).toBe('CAUGHT_UP');
    await resumed.stop();
  });

  it('refuses what it cannot follow', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    for (const filter of [
      { objectiveId: nothing },
      { fromDepartmentId: nothing },
      { toDepartmentId: nothing },
    ])
      await expect(follower(filter, 'admin')).rejects.toMatchObject({ errors: refusal('NOT_FOUND') });
    await expect(follower({}, 'admin', 'nonsense')).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'CURSOR'),
    });
  });
});
