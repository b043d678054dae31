import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const FOLLOW =
  graphql(`subscription ($scope: ChangeScopeInput, $after: String) { capacityChanged(scope: $scope, after: $after, snapshot: false) {
  kind cursor cause lines { worker { name } department { code } week
    before { confirmedMinutes tentativeMinutes freeMinutes } after { confirmedMinutes tentativeMinutes freeMinutes } } } }`);
const PROPOSE = graphql(
  `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version } }`,
);
const CONFIRM = graphql(
  `mutation ($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { id version } }`,
);

describe('following capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const objective = await objectiveOf(api, ops, 'Move');
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const outsider = api.as(await account(api, 'outsider', 'WORKER'));

  const propose = async (workerId: string, from: string) => {
    const { data } = await manager.ask(PROPOSE, {
      input: { workerId, objectiveId: objective.id, from, to: from, minutesPerDay: 120 },
    });
    return data.assignmentPropose as { id: string; version: number };
  };
  const confirm = ({ id, version }: { id: string; version: number }) =>
    manager.ask(CONFIRM, { input: { id, expectedVersion: version } });
  const week = (first: number) => [first, 0, 0, 0, 0, 0, 0];

  it('sends each change of the scope as lines by worker, department and week, and of no other', async () => {
    const stream = await manager.listen(FOLLOW, { scope: { departmentId: design.id } });
    const next = async () => (await stream.next()).value.data.capacityChanged;
    expect(await next()).toMatchObject({ kind: 'CAUGHT_UP', lines: [] });
    await propose(linus.id, '2027-02-08');
    const proposed = await propose(ada.id, '2027-02-08');
    expect(await next()).toMatchObject({ kind: 'DELTA', cause: 'ASSIGNMENT_PROPOSED' });
    await confirm(proposed);
    expect(await next()).toEqual({
      kind: 'DELTA',
      cursor: expect.any(String),
      cause: 'ASSIGNMENT_CONFIRMED',
      lines: [
        {
          worker: { name: 'Ada' },
          department: { code: 'Design' },
          week: '2027-02-08',
          before: {
            confirmedMinutes: week(0),
            tentativeMinutes: week(120),
            freeMinutes: [480, 480, 480, 480, 480, 0, 0],
          },
          after: {
            confirmedMinutes: week(120),
            tentativeMinutes: week(0),
            freeMinutes: [360, 480, 480, 480, 480, 0, 0],
          },
        },
      ],
    });
    await stream.return?.();
  });

  it('resumes behind a cursor with no gap and no duplicate', async () => {
    const first = await manager.listen(FOLLOW, {});
    const { cursor } = (await first.next()).value.data.capacityChanged;
    await first.return?.();
    for (const day of ['2027-03-01', '2027-03-02', '2027-03-03']) await propose(ada.id, day);
    await expect
      .poll(
        async () =>
          (await api.database.rows('test.unpublished', 'select id from change_event where sequence is null'))
            .length,
      )
      .toBe(0);

    const resumed = await manager.listen(FOLLOW, { after: cursor });
    const received = [];
    for (let count = 0; count < 4; count++) received.push((await resumed.next()).value.data.capacityChanged);
    expect(received.map(({ kind }) => kind)).toEqual(['DELTA', 'DELTA', 'DELTA', 'CAUGHT_UP']);
    await resumed.return?.();
    const halfway = await manager.listen(FOLLOW, { after: received[1].cursor });
    expect((await halfway.next()).value.data.capacityChanged.cursor).toBe(received[2].cursor);
    await halfway.return?.();
  });

  it('names no worker to those who may not see him', async () => {
    const stream = await outsider.listen(FOLLOW, { scope: { departmentId: design.id } });
    await stream.next();
    await propose(ada.id, '2027-04-05');
    expect((await stream.next()).value.data.capacityChanged.lines).toMatchObject([
      { worker: null, department: { code: 'Design' }, week: '2027-04-05' },
    ]);
    await stream.return?.();
    await expect(outsider.listen(FOLLOW, { scope: { workerIds: [ada.id] } })).rejects.toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('is for clients that may both subscribe and see capacity, and says which scope is lacking', async () => {
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
      return api.as(subject);
    };
    for (const [given, lacking] of [
      ['events:subscribe', 'capacity:read'],
      ['capacity:read', 'events:subscribe'],
    ] as const) {
      await expect((await client(given, given)).listen(FOLLOW, {})).rejects.toMatchObject({
        errors: [
          { extensions: { code: 'FORBIDDEN', reason: 'SCOPE_LACKING', details: { scopes: [lacking] } } },
        ],
      });
    }
    const stream = await (await client('both', 'capacity:read', 'events:subscribe')).listen(FOLLOW, {});
    expect((await stream.next()).value.data.capacityChanged).toMatchObject({ kind: 'CAUGHT_UP' });
    await stream.return?.();
  });

  it('says clearly what is wrong with a cursor', async () => {
    const own = await manager.listen(FOLLOW, {});
    const { cursor } = (await own.next()).value.data.capacityChanged;
    await own.return?.();
    const [logId, sequence] = cursor.split('.');
    const refused = (after: string, reason: string) =>
      expect(manager.listen(FOLLOW, { after })).rejects.toMatchObject({
        errors: [{ extensions: { reason } }],
      });
    await refused('nonsense', 'CURSOR');
    await refused(`${logId}.${Number(sequence) + 1000}`, 'FUTURE_CURSOR');
    await refused(`00000000-0000-0000-0000-000000000000.${sequence}`, 'OTHER_LOG');
  });

  it('ends at once when told to', async () => {
    const stream = await manager.listen(FOLLOW, {});
    await stream.next();
    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
  });
});
