import { describe, expect, it } from 'vitest';
import type { AssignmentProposeInput } from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';

describe('ids in capital letters', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const admin = api.as(await account(api, 'admin', 'ADMIN', 'RESOURCE_MANAGER'));
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const sub = await department(api, 'Sub', { parentId: design.id });
  const upper = ({ id }: { id: string }) => id.toUpperCase();

  it('find what they name', async () => {
    const { data } = await admin.ask(
      graphql(`query ($d: ID!, $w: ID!) {
        department(id: $d) { code }
        worker(id: $w) { name }
        capacity(scope: { departmentId: $d, includeSubtree: false }, range: { from: "2027-02-08", to: "2027-02-14" }) { lines { total { effectiveMinutes } } }
      }`),
      { d: upper(design), w: upper(ada) },
    );
    expect(data).toEqual({
      department: { code: 'Design' },
      worker: { name: 'Ada' },
      capacity: { lines: [{ total: { effectiveMinutes: 2400 } }] },
    });
  });

  it('close no cycle', async () => {
    const { errors } = await admin.ask(
      graphql(`mutation ($input: DepartmentMoveInput!) { departmentMove(input: $input) { id } }`),
      {
        input: { id: upper(design), parentId: upper(sub), expectedVersion: 1 },
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CYCLE' } }]);
  });

  it('are the same for an idempotency key', async () => {
    const objective = await objectiveOf(api, design, 'Move');
    const propose = (workerId: string) =>
      admin.ask(
        graphql(`mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`),
        {
          input: {
            workerId,
            objectiveId: objective.id,
            from: '2027-02-08',
            to: '2027-02-08',
            minutesPerDay: 60,
          },
        },
        { 'idempotency-key': 'once' },
      );
    const [first, second] = [await propose(ada.id), await propose(upper(ada))];
    expect(second.data).toEqual(first.data);
  });
});

describe('the place of a fault', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const range = 'range: { from: "2027-02-08", to: "2027-02-14" }';
  const id = '019b76da-a800-7472-a445-000000000000';

  it.each([
    [
      'in the scope',
      `{ capacity(${range}, scope: { workerIds: [${`"${id}" `.repeat(101)}] }) { lines { name } } }`,
      ['scope', 'workerIds'],
    ],
    [
      'in a list',
      `{ a: capacity(${range}, scope: { skills: [{ skillId: "${id}" }, { skillId: "${id}", minLevel: 6 }] }) { lines { name } } }`,
      ['scope', 'skills', 1, 'minLevel'],
    ],
    [
      'in the hours of others',
      `{ availableWorkers(${range}, overlapWith: { timeZone: "UTC", endMinute: 1441 }) { nodes { score } } }`,
      ['overlapWith', 'endMinute'],
    ],
    [
      'in the override',
      `mutation { assignmentConfirm(input: { id: "${id}", expectedVersion: 1 }, override: { reason: "" }) { id } }`,
      ['override', 'reason'],
    ],
    ['in the input', `mutation { scenarioCreate(input: { name: "" }) { id } }`, ['input', 'name']],
  ])('is told by the argument where it is: %s', async (_, document, field) => {
    const { errors } = await manager.run(document);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', field, details: { faults: [{ field }] } } },
    ]);
    expect(JSON.stringify(errors)).not.toContain('target');
  });
});

describe('sums that are too large for an Int', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));

  it('are said to be, and are no bug', async () => {
    // Ten years of 1,800 people are too many minutes: their sum stands in for them.
    const { department: design } = await staffed(api, 'Design', ['Ada']);
    await api.database.rows(
      'test.crowd',
      `with people as (insert into worker (id, kind, name, time_zone, work_mode)
         select gen_random_uuid(), 'STAFF', 'Worker', 'UTC', 'REMOTE' from generate_series(1, 1800) returning id),
       members as (insert into membership (id, worker_id, department_id, "from", share) select gen_random_uuid(), id, $1::uuid, '2020-01-06', 10000 from people),
       engaged as (insert into engagement (id, worker_id, "from", state) select gen_random_uuid(), id, '2020-01-06', 'ACTIVE' from people returning id)
       insert into work_pattern (id, engagement_id, "from", anchor, minutes)
         select gen_random_uuid(), id, '2020-01-06', '2020-01-06', '{480,480,480,480,480,480,480}' from engaged`,
      [design.id],
    );
    const { errors } = await manager.ask(
      graphql(
        `{ capacity(range: { from: "2027-01-01", to: "2036-12-31" }, bucket: QUARTER) { lines { total { contractedMinutes } } } }`,
      ),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_COMPLEX', reason: 'NUMBER_TOO_LARGE' } }]);
  });
});

describe('an assignment that was cut short', async () => {
  const api = await startApi({ now: () => new Date('2027-02-15T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const objective = await objectiveOf(api, design, 'Move');
  const { id } = await assigned(api, ada, objective, {
    from: '2027-02-01',
    to: '2027-03-31',
    state: 'ACTIVE',
  });
  await api.database.rows(
    'test.cut',
    `update assignment set released_on = '2027-02-19' where id = $1::uuid`,
    [id],
  );

  it('is not released on a later day than that', async () => {
    const { errors } = await manager.ask(
      graphql(`mutation ($input: AssignmentReleaseInput!) { assignmentRelease(input: $input) { id } }`),
      { input: { id, expectedVersion: 1, lastDay: '2027-02-26' } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'OUTSIDE_ASSIGNMENT' } }]);
  });

  it('goes on only if it is changed, and is judged then', async () => {
    await assigned(api, ada, objective, { from: '2027-02-22', to: '2027-02-22' });
    const extend = (to: string) =>
      manager.ask(
        graphql(
          `mutation ($input: AssignmentUpdateInput!) { assignmentUpdate(input: $input) { to releasedOn } }`,
        ),
        {
          input: { id, expectedVersion: 1, to },
        },
      );
    expect((await extend('2027-02-26')).errors).toMatchObject([{ extensions: { reason: 'OVERBOOKED' } }]);
    expect((await extend('2027-02-21')).data).toEqual({
      assignmentUpdate: { to: '2027-02-21', releasedOn: null },
    });
  });

  it('is asked for within ten years of today, with a positive share', async () => {
    const propose = async (
      input: Pick<AssignmentProposeInput, 'from' | 'to' | 'minutesPerDay' | 'percent'>,
    ) => {
      const { errors } = await manager.ask(
        graphql(`mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`),
        { input: { workerId: ada.id, objectiveId: objective.id, ...input } },
      );
      return errors?.[0]?.extensions.reason;
    };
    expect(await propose({ from: '0001-01-01', to: '9999-12-31', minutesPerDay: 1 })).toBe('TOO_FAR_AWAY');
    expect(await propose({ from: '2027-03-01', to: '2027-03-01', percent: '-0.5' })).toBe('PERCENT');
  });
});

describe('odd input', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const worker = api.as(await account(api, 'worker', 'WORKER'));
  const cursor = (...keys: string[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
  const id = '019b76da-a800-7472-a445-89b0c7be5e88';

  it.each([
    ['a cursor with a NUL', `{ workers(after: "${cursor('a\u0000', id)}") { nodes { id } } }`],
    [
      'a cursor with an instant of no zone',
      `{ workers(orderBy: [{ field: CREATED_AT }], after: "${cursor('2026-11-24 07:40:10.9+99', id)}") { nodes { id } } }`,
    ],
    [
      'an instant out of reach',
      '{ timeOff(filter: { createdAt: { gt: "0000-01-01T00:00:00Z" } }) { nodes { id } } }',
    ],
    [
      'a reversed range in a filter',
      '{ timeOff(filter: { range: { from: "2027-02-02", to: "2027-02-01" } }) { nodes { id } } }',
    ],
    [
      'an empty external id',
      'mutation { workerCreate(input: { kind: STAFF, name: "A", timeZone: "UTC", workMode: REMOTE, externalId: "" }) { id } }',
    ],
  ])('such as %s is the mistake of who sends it', async (_, query) => {
    const { errors } = await hr.run(query);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('singles nobody out: totals by skill are for who sees everybody', async () => {
    const { errors } = await worker.run(
      `{ capacity(scope: { skills: [{ skillId: "${id}" }] }, range: { from: "2027-02-01", to: "2027-02-01" }) { lines { total { freeMinutes } } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
