import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, membership, type Person, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

describe('time off', async () => {
  const api = await startApi({ now: () => new Date('2027-03-03T12:00:00Z') });
  let ada: Person;
  let design: { id: string };

  const july = { from: '2027-07-05', to: '2027-07-09', kind: 'VACATION' };
  const request = (as: string, input: object = july) =>
    mutate(
      api,
      as,
      'timeOffRequest',
      input,
      '{ id version state from to minutesPerDay kind reason worker { name } }',
    );
  const move = (as: string, verb: string, timeOff: { id: string; version: number }) =>
    mutate(
      api,
      as,
      `timeOff${verb}`,
      { id: timeOff.id, expectedVersion: timeOff.version },
      '{ id version state decidedAt }',
      'TimeOffTransitionInput',
    );

  beforeAll(async () => {
    const team = await staffed(api, 'Design', ['Ada', 'Grace', 'Helen', 'Mary']);
    ada = team.ada;
    design = team.department;
    await account(api, 'hr', 'HR');
    await account(api, 'manager', 'RESOURCE_MANAGER');
    await accountOf(api, team.mary, 'personnel', 'HR');
    await accountOf(api, team.ada, 'ada', 'WORKER');
    await accountOf(api, team.grace, 'grace', 'WORKER');
    await accountOf(api, team.helen, 'helen', 'WORKER', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  });

  it('is requested by the worker, and costs nothing until the head approves it', async () => {
    const week = () => minutes(api, ada, july.from, july.to);
    const requested = await request('ada', { ...july, reason: 'The sea' });
    expect(requested).toMatchObject({
      state: 'REQUESTED',
      kind: 'VACATION',
      reason: 'The sea',
      worker: { name: 'Ada' },
    });
    expect(await week()).toEqual([480, 480, 480, 480, 480]);
    const events = await recordedBy(api, async () => {
      expect(await move('helen', 'Approve', requested)).toMatchObject({
        state: 'APPROVED',
        decidedAt: '2027-03-03T12:00:00.000Z',
      });
    });
    expect(await week()).toEqual([0, 0, 0, 0, 0]);
    expect(events).toMatchObject([
      {
        kind: 'TIME_OFF_APPROVED',
        worker_id: ada.id,
        before: { state: 'REQUESTED' },
        after: { state: 'APPROVED' },
        capacity: [{ departmentId: design.id, from: '2027-07-05', weeks: 1 }],
      },
    ]);
    expect(await move('hr', 'Cancel', { ...requested, version: 2 })).toMatchObject({ state: 'CANCELLED' });
    expect(await week()).toEqual([480, 480, 480, 480, 480]);
    const log = JSON.stringify(await api.database.rows('test.log', 'select before, after from change_event'));
    for (const secret of ['VACATION', 'sea']) expect(log).not.toContain(secret);
  });

  it('may be some minutes of each day', async () => {
    const requested = await request('hr', {
      ...july,
      workerId: ada.id,
      minutesPerDay: 100,
      kind: 'TRAINING',
    });
    await move('hr', 'Approve', requested);
    expect(await minutes(api, ada, july.from, july.to)).toEqual([380, 380, 380, 380, 380]);
  });

  it('is not decided by HR for themselves', async () => {
    const own = await request('personnel');
    const events = await recordedBy(api, async () => {
      await expect(move('personnel', 'Approve', own)).rejects.toMatchObject(refusal('FORBIDDEN'));
      await expect(move('personnel', 'Reject', own)).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toEqual([]);
    const approved = await move('hr', 'Approve', own);
    await expect(move('personnel', 'Cancel', approved)).rejects.toMatchObject(refusal('FORBIDDEN'));
    expect(await move('helen', 'Cancel', approved)).toMatchObject({ state: 'CANCELLED' });
    expect(await move('personnel', 'Withdraw', await request('personnel'))).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  it('is not requested for a colleague, nor decided by one, nor by a head for herself', async () => {
    const own = await request('helen');
    const events = await recordedBy(api, async () => {
      await expect(request('grace', { ...july, workerId: ada.id })).rejects.toMatchObject(
        refusal('FORBIDDEN'),
      );
      await expect(request('manager', { ...july, workerId: ada.id })).rejects.toMatchObject(
        refusal('FORBIDDEN'),
      );
      await expect(move('grace', 'Approve', own)).rejects.toMatchObject(refusal('FORBIDDEN'));
      await expect(move('helen', 'Approve', own)).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toEqual([]);
    expect(await move('helen', 'Withdraw', own)).toMatchObject({ state: 'WITHDRAWN', decidedAt: null });
  });

  it('goes no way that its state does not allow, and only from the version seen', async () => {
    const requested = await request('grace');
    const rejected = await move('helen', 'Reject', requested);
    const events = await recordedBy(api, async () => {
      await expect(move('hr', 'Approve', rejected)).rejects.toMatchObject(
        refusal('CONFLICT', 'ILLEGAL_TRANSITION', { details: { state: 'REJECTED', allowed: [] } }),
      );
      await expect(move('hr', 'Approve', requested)).rejects.toMatchObject(
        refusal('CONFLICT', 'STALE_VERSION'),
      );
    });
    expect(events).toEqual([]);
  });

  it('is decided once, however many decide at once', async () => {
    const requested = await request('grace');
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => move('hr', i % 2 ? 'Approve' : 'Reject', requested)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused backwards, with minutes out of a day, and for somebody who does not exist', async () => {
    const events = await recordedBy(api, async () => {
      await expect(request('ada', { ...july, to: '2027-07-04' })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'REVERSED_RANGE'),
      );
      await expect(request('ada', { ...july, minutesPerDay: 1441 })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'MAX'),
      );
      await expect(request('hr')).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'REQUIRED'));
      await expect(request('hr', { ...july, workerId: design.id })).rejects.toMatchObject([
        { message: `Worker ${design.id} does not exist.`, extensions: { code: 'NOT_FOUND' } },
      ]);
    });
    expect(events).toEqual([]);
  });

  it('is not there for those out of whose reach the worker is', async () => {
    const hidden = await worker(api, 'Hidden');
    const { id } = await request('hr', { ...july, workerId: hidden.id });
    const { data } = await api
      .as('ada')
      .ask(graphql(`query ($id: ID!) { timeOffById(id: $id) { id } }`), { id });
    expect(data).toEqual({ timeOffById: null });
    await expect(move('ada', 'Withdraw', { id, version: 1 })).rejects.toMatchObject([
      { message: `Time off ${id} does not exist.`, extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  it('is listed for whoever sees the worker, its kind and reason for HR, the head and the worker', async () => {
    const maternity = await worker(api, 'Mary');
    await membership(api, maternity, design);
    await request('hr', {
      from: '2027-09-06',
      to: '2027-12-31',
      workerId: maternity.id,
      kind: 'PARENTAL',
      reason: 'A child',
    });
    const range = { from: '2027-12-31', to: '2028-01-31' };
    const seen = async (as: string, filter: object = { range }) => {
      const { data, errors } = await api
        .as(as)
        .ask(
          graphql(
            `query ($filter: TimeOffFilter) { timeOff(filter: $filter) { nodes { state kind reason worker { name } } } }`,
          ),
          { filter },
        );
      if (errors) throw errors;
      return data.timeOff.nodes;
    };
    const pending = { state: 'REQUESTED', worker: { name: 'Mary' } };
    for (const viewer of ['hr', 'helen'])
      expect(await seen(viewer)).toEqual([{ ...pending, kind: 'PARENTAL', reason: 'A child' }]);
    for (const viewer of ['grace', 'manager'])
      expect(await seen(viewer)).toEqual([{ ...pending, kind: null, reason: null }]);
    expect(await seen('hr', { kind: { eq: 'PARENTAL' } })).toHaveLength(1);
    await expect(seen('helen', { kind: { eq: 'PARENTAL' } })).rejects.toMatchObject(refusal('FORBIDDEN'));
  });
});
