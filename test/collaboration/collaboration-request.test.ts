import { describe, expect, it } from 'vitest';
import { moveDueStates } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, department, membership, skill, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const LIST = graphql(`query ($filter: CollaborationRequestFilter, $first: Int, $after: String) {
  collaborationRequests(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor } nodes { message } } }`);

describe('asking another department for help', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => now });
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const { department: data, grace } = await staffed(api, 'Data', ['Grace']);
  const lab = await department(api, 'Lab', { parentId: data.id });
  const linus = await worker(api, 'Linus');
  await membership(api, linus, lab);
  const ops = await department(api, 'Ops');
  const sql = await skill(api, 'SQL', [grace, 4]);
  const move = await objectiveOf(api, design, 'Move');
  await account(api, 'admin', 'ADMIN');
  await account(api, 'manager', 'RESOURCE_MANAGER');
  await account(api, 'asking', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  await account(api, 'asked', { role: 'DEPARTMENT_HEAD', departmentId: data.id });
  await account(api, 'elsewhere', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: move.id });
  await accountOf(api, ada, 'ada', 'WORKER');
  await account(api, 'finance', 'FINANCE');
  await account(api, 'nobody', 'WORKER');

  interface Seen {
    id: string;
    version: number;
  }
  const ASKED = {
    ...{ fromDepartmentId: design.id, toDepartmentId: data.id, objectiveId: move.id },
    ...{ from: '2027-03-01', to: '2027-03-12', message: 'Two weeks of queries, please.' },
  };
  const create = (more: object = {}, as = 'asking', selection?: string): Promise<Seen> =>
    mutate(api, as, 'collaborationRequestCreate', { ...ASKED, ...more }, selection);
  const TYPES: Record<string, string> = {
    Accept: 'CollaborationRequestAnswerInput',
    Decline: 'CollaborationRequestAnswerInput',
    Cancel: 'CollaborationRequestTransitionInput',
    Complete: 'CollaborationRequestTransitionInput',
    Assign: 'CollaborationRequestAssignInput',
  };
  const act = (verb: string, { id, version }: Seen, as: string, more: object = {}, selection?: string) =>
    mutate(
      api,
      as,
      `collaborationRequest${verb}`,
      { id, expectedVersion: version, ...more },
      selection ?? '{ id version state }',
      TYPES[verb],
    );
  const refused = async (attempt: () => Promise<unknown>, ...expected: Parameters<typeof refusal>) => {
    const recorded = await recordedBy(api, () =>
      expect(attempt()).rejects.toMatchObject(refusal(...expected)),
    );
    expect(recorded).toEqual([]);
  };

  it('says who asks whom, for what and until when, and records it without a word', async () => {
    const all = `{ version state message answer answeredAt minutes from to expiresOn skill { name }
      fromDepartment { code } toDepartment { code } objective { title } assignments { totalCount } }`;
    const recorded = await recordedBy(api, async () =>
      expect(await create({ skillId: sql.id, minutes: 2_400 }, 'asking', all)).toEqual({
        ...{ version: 1, state: 'OPEN', message: ASKED.message, answer: null, answeredAt: null },
        ...{ minutes: 2_400, from: '2027-03-01', to: '2027-03-12', expiresOn: '2027-03-12' },
        skill: { name: 'SQL' },
        fromDepartment: { code: 'Design' },
        toDepartment: { code: 'Data' },
        objective: { title: 'Move' },
        assignments: { totalCount: 0 },
      }),
    );
    expect(recorded).toMatchObject([
      {
        kind: 'COLLABORATION_REQUEST_CREATED',
        before: null,
        after: {
          ...{ fromDepartmentId: design.id, toDepartmentId: data.id, objectiveId: move.id, skillId: sql.id },
          ...{ minutes: 2_400, from: '2027-03-01', to: '2027-03-12', expiresOn: '2027-03-12' },
          ...{ state: 'OPEN', version: 1 },
        },
      },
    ]);
    expect(JSON.stringify(recorded)).not.toContain('queries');
  });

  const nothing = '019b76da-a800-7472-a445-000000000000';
  it.each([
    ['itself', { toDepartmentId: design.id }, 'BAD_USER_INPUT', 'SAME_DEPARTMENT'],
    ['backwards', { to: '2027-02-28' }, 'BAD_USER_INPUT', 'REVERSED_RANGE'],
    ['for the past', { from: '2027-01-01', to: '2027-01-31' }, 'BAD_USER_INPUT', 'PAST'],
    ['for far away', { to: '2037-02-02' }, 'BAD_USER_INPUT', 'TOO_FAR_AWAY'],
    ['with an answer too late', { expiresOn: '2027-03-13' }, 'BAD_USER_INPUT', 'EXPIRES_OUTSIDE'],
    ['with an answer too early', { expiresOn: '2027-01-31' }, 'BAD_USER_INPUT', 'EXPIRES_OUTSIDE'],
    ['without a word', { message: ' ' }, 'BAD_USER_INPUT', 'MIN_LENGTH'],
    ['for a skill that is not there', { skillId: nothing }, 'NOT_FOUND', undefined],
    ['a department that is not there', { toDepartmentId: nothing }, 'NOT_FOUND', undefined],
    ['on an objective that is not there', { objectiveId: nothing }, 'NOT_FOUND', undefined],
  ])('refuses to ask %s', (_, more, code, reason) => refused(() => create(more), code, reason));

  it('is for heads of the asking department, leads of the objective and planners', async () => {
    for (const as of ['asking', 'lead', 'manager', 'admin'])
      expect(await create({}, as)).toMatchObject({ version: 1 });
    for (const as of ['asked', 'elsewhere']) await refused(() => create({}, as), 'FORBIDDEN');
  });

  it('is accepted, helped with and done', async () => {
    let request = await create({ minutes: 1_200 });
    const recorded = await recordedBy(api, async () => {
      request = await act(
        'Accept',
        request,
        'asked',
        { answer: 'Gladly.' },
        '{ id version state answer answeredAt }',
      );
      expect(request).toEqual({
        ...{ id: request.id, version: 2, state: 'ACCEPTED', answer: 'Gladly.' },
        answeredAt: '2027-02-01T12:00:00.000Z',
      });
      request = await act(
        'Assign',
        request,
        'asked',
        { workerId: grace.id },
        '{ id version state assignments { nodes { state from to totalMinutes worker { name } objective { title } } } }',
      );
      expect(request).toEqual({
        ...{ id: request.id, version: 3, state: 'ACCEPTED' },
        assignments: {
          nodes: [
            {
              ...{ state: 'PROPOSED', from: '2027-03-01', to: '2027-03-12', totalMinutes: 1_200 },
              worker: { name: 'Grace' },
              objective: { title: 'Move' },
            },
          ],
        },
      });
      const inTheLab = { workerId: linus.id, from: '2027-03-08', minutesPerDay: 60, role: 'Analyst' };
      request = await act('Assign', request, 'asked', inTheLab);
      request = await act('Complete', request, 'asking');
    });
    expect(request).toMatchObject({ version: 5, state: 'DONE' });
    expect(recorded.map(({ kind }) => kind)).toEqual([
      'COLLABORATION_REQUEST_ACCEPTED',
      'ASSIGNMENT_PROPOSED',
      'COLLABORATION_REQUEST_ASSIGNED',
      'ASSIGNMENT_PROPOSED',
      'COLLABORATION_REQUEST_ASSIGNED',
      'COLLABORATION_REQUEST_DONE',
    ]);
    expect(recorded[4]).toMatchObject({ before: { version: 3 }, after: { version: 4, state: 'ACCEPTED' } });
    expect(JSON.stringify(recorded)).not.toContain('Gladly');
  });

  it('shows of its assignments those that the viewer sees', async () => {
    let request = await act('Accept', await create({ minutes: 60 }), 'asked');
    request = await act('Assign', request, 'asked', { workerId: grace.id });
    const seen = async (as: string) =>
      (
        await api
          .as(as)
          .ask(
            graphql(
              `query ($id: ID!) { collaborationRequest(id: $id) { assignments { totalCount nodes { id } } } }`,
            ),
            { id: request.id },
          )
      ).data.collaborationRequest?.assignments.totalCount;
    expect(await seen('asked')).toBe(1);
    expect(await seen('lead')).toBe(1);
    expect(await seen('asking')).toBe(0);
    expect(await seen('ada')).toBe(0);
    expect(await seen('elsewhere')).toBeUndefined();
  });

  it('is known by its assignments, to who sees it', async () => {
    const accepted = await act('Accept', await create(), 'asked');
    const { assignments } = await act(
      'Assign',
      accepted,
      'asked',
      { workerId: linus.id, minutesPerDay: 60 },
      '{ assignments { nodes { id } } }',
    );
    const [{ id }] = assignments.nodes;
    const other = await assigned(api, grace, move, { from: '2027-05-03', to: '2027-05-07' });
    await accountOf(api, linus, 'linus', 'WORKER');
    const seen = async (as: string, id: string) => {
      const { data } = await api
        .as(as)
        .ask(graphql(`query ($id: ID!) { assignment(id: $id) { state collaborationRequest { id } } }`), {
          id,
        });
      return data.assignment;
    };
    for (const as of ['asked', 'lead', 'manager'])
      expect(await seen(as, id)).toEqual({
        state: 'PROPOSED',
        collaborationRequest: { id: accepted.id },
      });
    // His own work is his to see; what was asked of the department above his is not.
    expect(await seen('linus', id)).toEqual({ state: 'PROPOSED', collaborationRequest: null });
    expect(await seen('manager', other.id)).toEqual({ state: 'CONFIRMED', collaborationRequest: null });
  });

  it('becomes one assignment, whoever assigns at the same time, and however often it is sent', async () => {
    const sumOf = async ({ id }: Seen) => {
      const { data } = await api
        .as('admin')
        .ask(graphql(`query ($id: ID!) { collaborationRequest(id: $id) { assignments { totalCount } } }`), {
          id,
        });
      return data.collaborationRequest.assignments.totalCount;
    };
    const help = { workerId: grace.id, minutesPerDay: 30 };
    for (let round = 0; round < 4; round++) {
      const request = await act('Accept', await create(), 'asked');
      const outcomes = await Promise.allSettled([
        act('Assign', request, 'asked', help),
        act('Assign', request, 'manager', help),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost!.reason).toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
      expect(await sumOf(request)).toBe(1);
    }
    const request = await act('Accept', await create(), 'asked');
    const once = () => act('Assign', request, 'asked', { ...help, idempotencyKey: 'help' });
    expect(await once()).toEqual(await once());
    expect(await sumOf(request)).toBe(1);
  });

  it('is not answered any more once it has expired, and does not expire once it is answered', async () => {
    const late = { from: '2027-02-02', to: '2027-02-26', expiresOn: '2027-02-02' };
    for (let round = 0; round < 4; round++) {
      const request = await create(late);
      const accepting = act('Accept', request, 'asked').catch((errors) => errors);
      now = new Date('2027-02-03T12:00:00Z');
      const expiring = moveDueStates(api.contexts);
      const [answer] = await Promise.all([accepting, expiring]);
      await moveDueStates(api.contexts);
      now = new Date('2027-02-01T12:00:00Z');
      const { data } = await api
        .as('admin')
        .ask(graphql(`query ($id: ID!) { collaborationRequest(id: $id) { state version } }`), {
          id: request.id,
        });
      const expected = Array.isArray(answer) ? 'EXPIRED' : 'ACCEPTED';
      expect(data.collaborationRequest).toEqual({ state: expected, version: 2 });
    }
  });

  it('is helped with by people of the asked department only, within its days', async () => {
    const open = await create();
    await refused(
      () => act('Assign', open, 'asked', { workerId: grace.id, minutesPerDay: 60 }),
      'CONFLICT',
      'NOT_ACCEPTED',
      { details: { state: 'OPEN', allowed: ['ACCEPTED'] } },
    );
    const request = await act('Accept', open, 'asked');
    const help = { workerId: grace.id, minutesPerDay: 60 };
    const stranger = { ...help, workerId: ada.id };
    await refused(() => act('Assign', request, 'asked', stranger), 'NOT_FOUND');
    await refused(() => act('Assign', request, 'manager', stranger), 'CONFLICT', 'OUTSIDE_DEPARTMENT');
    for (const days of [{ from: '2027-02-28' }, { to: '2027-03-13' }])
      await refused(
        () => act('Assign', request, 'asked', { ...help, ...days }),
        'BAD_USER_INPUT',
        'OUTSIDE_REQUEST',
      );
    await refused(
      () => act('Assign', request, 'asked', { workerId: grace.id }),
      'BAD_USER_INPUT',
      'LOAD_MODE',
    );
    await refused(() => act('Assign', request, 'asking', help), 'FORBIDDEN');
    await refused(() => act('Assign', open, 'asked', help), 'CONFLICT', 'STALE_VERSION');
  });

  const answered: Record<string, (request: Seen) => Promise<Seen>> = {
    OPEN: async (request) => request,
    ACCEPTED: (request) => act('Accept', request, 'asked'),
    DECLINED: (request) => act('Decline', request, 'asked', { answer: 'Not now.' }),
    CANCELLED: (request) => act('Cancel', request, 'asking'),
    DONE: async (request) => act('Complete', await act('Accept', request, 'asked'), 'asking'),
  };
  const AFTER: Record<string, string[]> = {
    OPEN: ['ACCEPTED', 'DECLINED', 'EXPIRED', 'CANCELLED'],
    ACCEPTED: ['DONE', 'CANCELLED'],
    DECLINED: [],
    CANCELLED: [],
    DONE: [],
  };
  const LEADS_TO = { Accept: 'ACCEPTED', Decline: 'DECLINED', Cancel: 'CANCELLED', Complete: 'DONE' };

  it.each(Object.keys(AFTER))('%s becomes what it may, and nothing else', async (state) => {
    for (const [verb, to] of Object.entries(LEADS_TO)) {
      const request = await answered[state]!(await create());
      const allowed = AFTER[state]!;
      if (allowed.includes(to)) expect(await act(verb, request, 'admin')).toMatchObject({ state: to });
      else
        await refused(() => act(verb, request, 'admin'), 'CONFLICT', 'ILLEGAL_TRANSITION', {
          details: { state, allowed },
        });
    }
  });

  it('is answered by the asked, and given up by the asking', async () => {
    const request = await create();
    for (const verb of ['Accept', 'Decline'])
      for (const as of ['asking', 'lead']) await refused(() => act(verb, request, as), 'FORBIDDEN');
    for (const verb of ['Cancel', 'Complete']) await refused(() => act(verb, request, 'asked'), 'FORBIDDEN');
    for (const verb of ['Accept', 'Decline', 'Cancel', 'Complete', 'Assign'])
      await refused(
        () => act(verb, request, 'elsewhere', verb === 'Assign' ? { workerId: ada.id } : {}),
        'NOT_FOUND',
      );
  });

  it('is answered once, whoever answers at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      const request = await create();
      let outcomes: PromiseSettledResult<unknown>[] = [];
      const recorded = await recordedBy(api, async () => {
        outcomes = await Promise.allSettled([
          act('Accept', request, 'asked'),
          act('Decline', request, 'manager'),
        ]);
      });
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost!.reason).toMatchObject(
        refusal('CONFLICT', 'STALE_VERSION', { details: { currentVersion: 2 } }),
      );
      expect(recorded).toHaveLength(1);
    }
  });

  it('is asked once, however often it is sent', async () => {
    const send = () => create({ idempotencyKey: 'once' });
    let [first, second]: (Seen | undefined)[] = [];
    const recorded = await recordedBy(api, async () => {
      [first, second] = [await send(), await send()];
    });
    expect(second).toEqual(first);
    expect(recorded).toHaveLength(1);
    await refused(() => create({ idempotencyKey: 'once', message: 'More.' }), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('is seen by both departments, the lead and planners, and counted for nobody else', async () => {
    const { id } = await create({ message: 'A word for both.' });
    const count = async (as: string) =>
      (await api.as(as).ask(LIST, { filter: { id: { eq: id } } })).data.collaborationRequests;
    for (const as of ['asking', 'asked', 'lead', 'ada', 'manager', 'admin', 'finance'])
      expect(await count(as)).toMatchObject({ totalCount: 1, nodes: [{ message: 'A word for both.' }] });
    for (const as of ['elsewhere', 'nobody'])
      expect(await count(as)).toMatchObject({ totalCount: 0, nodes: [] });
    const node = graphql(`query ($id: ID!) { node(id: $id) { id } }`);
    expect((await api.as('asked').ask(node, { id })).data).toEqual({ node: { id } });
    expect((await api.as('elsewhere').ask(node, { id })).data).toEqual({ node: null });
  });

  it('is listed by department and objective', async () => {
    const legal = await department(api, 'Legal');
    const fair = await objectiveOf(api, legal, 'Fair');
    await create({ toDepartmentId: legal.id, objectiveId: fair.id, message: 'To Legal.' });
    await create({ fromDepartmentId: legal.id, objectiveId: fair.id, message: 'From Legal.' }, 'admin');
    const { data } = await api.as('admin').ask(
      graphql(`query ($d: ID!, $o: ID!) {
        department(id: $d) { incomingRequests { nodes { message } } outgoingRequests { totalCount nodes { message } } }
        objective(id: $o) { collaborationRequests(filter: { search: "LEGAL" }, orderBy: [{ field: CREATED_AT }]) { nodes { message } } } }`),
      { d: legal.id, o: fair.id },
    );
    expect(data).toEqual({
      department: {
        incomingRequests: { nodes: [{ message: 'To Legal.' }] },
        outgoingRequests: { totalCount: 1, nodes: [{ message: 'From Legal.' }] },
      },
      objective: { collaborationRequests: { nodes: [{ message: 'To Legal.' }, { message: 'From Legal.' }] } },
    });
  });

  it('expires behind its last day, where the asked department is', async () => {
    const tokyo = await department(api, 'Tokyo', { timeZone: 'Asia/Tokyo' });
    const asked = { toDepartmentId: tokyo.id, from: '2027-02-02', to: '2027-02-26', expiresOn: '2027-02-03' };
    const [open, accepted] = [await create(asked), await create(asked)];
    await act('Accept', accepted, 'manager');
    const stateOf = async ({ id }: Seen) =>
      (
        await api
          .as('admin')
          .ask(graphql(`query ($id: ID!) { collaborationRequest(id: $id) { state version } }`), { id })
      ).data.collaborationRequest;
    now = new Date('2027-02-03T14:59:00Z');
    await moveDueStates(api.contexts);
    expect(await stateOf(open)).toEqual({ state: 'OPEN', version: 1 });
    now = new Date('2027-02-03T15:00:00Z');
    await refused(() => act('Accept', open, 'manager'), 'CONFLICT', 'TOO_LATE');
    const recorded = await recordedBy(api, () => moveDueStates(api.contexts));
    expect(recorded).toMatchObject([
      {
        kind: 'COLLABORATION_REQUEST_EXPIRED',
        subject_id: open.id,
        before: { state: 'OPEN', version: 1 },
        after: { state: 'EXPIRED', version: 2 },
      },
    ]);
    expect(await stateOf(open)).toEqual({ state: 'EXPIRED', version: 2 });
    expect(await stateOf(accepted)).toEqual({ state: 'ACCEPTED', version: 2 });
    now = new Date('2027-02-01T12:00:00Z');
  });
});
