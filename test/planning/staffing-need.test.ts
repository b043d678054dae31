import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { changes, objectiveOf } from '../support/assignments.js';
import { account, department, skill } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, refusal } from '../support/workforce.js';

let now = new Date('2027-02-01T12:00:00Z');

describe('a staffing need', async () => {
  const api = await startApi({ now: () => now });
  const design = await department(api, 'Design');
  const ops = await department(api, 'Ops');
  const launch = await objectiveOf(api, design, 'Launch');
  const move = await objectiveOf(api, ops, 'Move');
  const sql = await skill(api, 'SQL');
  const go = await skill(api, 'Go');
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER');
  const lead = await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: launch.id });
  const head = await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
  const anyone = await account(api, 'anyone', 'WORKER');

  beforeEach(() => {
    now = new Date('2027-02-01T12:00:00Z');
  });

  const facts = {
    objectiveId: launch.id,
    departmentId: design.id,
    role: 'Analyst',
    skills: [{ skillId: sql.id, minLevel: 3 }],
    from: '2027-03-01',
    to: '2027-03-31',
    minutesPerDay: 480,
  };
  const SHOWN = `{ id version state role from to minutesPerDay totalMinutes changedAt
    objective { title } department { code } skills { minLevel skill { name } } }`;
  const create = (more: object = {}, as = manager) =>
    mutate(api, as, 'staffingNeedCreate', { ...facts, ...more }, SHOWN);
  const seen = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });
  const update = (need: { id: string; version: number }, more: object, as = manager) =>
    mutate(api, as, 'staffingNeedUpdate', { ...seen(need), ...more }, SHOWN);
  const end = (field: string, need: { id: string; version: number }, as = manager) =>
    mutate(api, as, field, seen(need), '{ id version state }', 'StaffingNeedTransitionInput');
  const shown = async ({ id }: { id: string }) => {
    const { data } = await api
      .as(anyone)
      .ask(graphql(`query ($id: ID!) { staffingNeed(id: $id) { version state role } }`), { id });
    return data.staffingNeed;
  };

  it('is recorded with its skills, is OPEN, and is seen by everyone', async () => {
    const recorded = (await changes(api)).length;
    const need = await create();
    expect(need).toEqual({
      id: need.id,
      version: 1,
      state: 'OPEN',
      role: 'Analyst',
      from: '2027-03-01',
      to: '2027-03-31',
      minutesPerDay: 480,
      totalMinutes: null,
      changedAt: '2027-02-01T12:00:00.000Z',
      objective: { title: 'Launch' },
      department: { code: 'Design' },
      skills: [{ minLevel: 3, skill: { name: 'SQL' } }],
    });
    expect((await changes(api)).slice(recorded)).toEqual(['STAFFING_NEED_CREATED']);
    expect(await shown(need)).toEqual({ version: 1, state: 'OPEN', role: 'Analyst' });
  });

  it('changes what is given, and a new load replaces the old one', async () => {
    const need = await create();
    const recorded = (await changes(api)).length;
    const changed = await update(need, {
      role: 'Engineer',
      totalMinutes: 6_000,
      departmentId: null,
      skills: [
        { skillId: sql.id, minLevel: 5 },
        { skillId: go.id, minLevel: 1 },
      ],
    });
    expect(changed).toMatchObject({
      version: 2,
      role: 'Engineer',
      from: '2027-03-01',
      minutesPerDay: null,
      totalMinutes: 6_000,
      department: null,
    });
    expect(changed.skills).toHaveLength(2);
    expect((await changes(api)).slice(recorded)).toEqual(['STAFFING_NEED_UPDATED']);
  });

  it('that is told what it already says stays at its version, without a revision or an event', async () => {
    const need = await create();
    const recorded = (await changes(api)).length;
    expect(await update(need, { role: 'Analyst', skills: facts.skills })).toMatchObject({ version: 1 });
    expect(await changes(api)).toHaveLength(recorded);
  });

  it('keeps every revision, and tells what it was at any instant', async () => {
    const need = await create({ role: 'Revised' });
    now = new Date('2027-02-03T12:00:00Z');
    const longer = await update(need, { to: '2027-04-30' });
    now = new Date('2027-02-05T12:00:00Z');
    await end('staffingNeedWithdraw', longer);
    const { data } = await api.as(anyone).ask(
      graphql(`query ($id: ID!) { staffingNeed(id: $id) { revisions { totalCount
        nodes { version changedAt state to need { state } department { code } skills { skill { name } } } } } }`),
      { id: need.id },
    );
    const kept = {
      need: { state: 'WITHDRAWN' },
      department: { code: 'Design' },
      skills: [{ skill: { name: 'SQL' } }],
    };
    expect(data.staffingNeed.revisions).toEqual({
      totalCount: 3,
      nodes: [
        { version: 3, changedAt: '2027-02-05T12:00:00.000Z', state: 'WITHDRAWN', to: '2027-04-30', ...kept },
        { version: 2, changedAt: '2027-02-03T12:00:00.000Z', state: 'OPEN', to: '2027-04-30', ...kept },
        { version: 1, changedAt: '2027-02-01T12:00:00.000Z', state: 'OPEN', to: '2027-03-31', ...kept },
      ],
    });
    const asOf = async (instant: string) => {
      const answer = await api.as(anyone).ask(
        graphql(`query ($asOf: DateTime!, $id: ID!) { staffingNeedsAsOf(asOf: $asOf, filter: { id: { eq: $id } }) {
          totalCount nodes { version state to } } }`),
        { asOf: instant, id: need.id },
      );
      return answer.data.staffingNeedsAsOf.nodes;
    };
    expect(await asOf('2027-02-01T11:59:59Z')).toEqual([]);
    expect(await asOf('2027-02-01T12:00:00Z')).toEqual([{ version: 1, state: 'OPEN', to: '2027-03-31' }]);
    expect(await asOf('2027-02-04T00:00:00Z')).toEqual([{ version: 2, state: 'OPEN', to: '2027-04-30' }]);
    expect(await asOf('2030-01-01T00:00:00Z')).toEqual([
      { version: 3, state: 'WITHDRAWN', to: '2027-04-30' },
    ]);
  });

  it('has revisions that the database refuses to change or remove', async () => {
    await create();
    for (const statement of [
      `update staffing_need_revision set role = 'x'`,
      'delete from staffing_need_revision',
    ])
      await expect(api.database.rows('', statement)).rejects.toThrow(/Revisions are kept for good/);
  });

  it.each([
    ['staffingNeedClose', 'CLOSED', 'STAFFING_NEED_CLOSED'],
    ['staffingNeedWithdraw', 'WITHDRAWN', 'STAFFING_NEED_WITHDRAWN'],
  ])('ends once by %s, and is not changed any more', async (field, state, kind) => {
    const need = await create();
    const recorded = (await changes(api)).length;
    expect(await end(field, need)).toEqual({ id: need.id, version: 2, state });
    const ended = { ...need, version: 2 };
    await expect(end('staffingNeedClose', ended)).rejects.toMatchObject(
      refusal('CONFLICT', 'ILLEGAL_TRANSITION', { details: { state, allowed: [] } }),
    );
    await expect(update(ended, { role: 'Other' })).rejects.toMatchObject(
      refusal('CONFLICT', 'NEED_NOT_OPEN'),
    );
    expect((await changes(api)).slice(recorded)).toEqual([kind]);
    expect(await shown(need)).toEqual({ version: 2, state, role: 'Analyst' });
  });

  it('lets one of two who saw the same version change it', async () => {
    const need = await create();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => update(need, { role: `Role ${i}` })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
    expect(await shown(need)).toMatchObject({ version: 2 });
  });

  it('is managed by the lead of its objective, and by the head of its department', async () => {
    expect(await create({}, lead)).toMatchObject({ state: 'OPEN' });
    const ofOps = await create({ objectiveId: move.id, departmentId: ops.id }, head);
    expect(ofOps).toMatchObject({ department: { code: 'Ops' } });
    const recorded = (await changes(api)).length;
    const refused = refusal('FORBIDDEN');
    await expect(create({ objectiveId: move.id }, lead)).rejects.toMatchObject(refused);
    await expect(create({}, head)).rejects.toMatchObject(refused);
    await expect(update(ofOps, { role: 'x' }, lead)).rejects.toMatchObject(refused);
    // Not to where he has no right.
    await expect(update(ofOps, { departmentId: design.id }, head)).rejects.toMatchObject(refused);
    await expect(end('staffingNeedClose', ofOps, lead)).rejects.toMatchObject(refused);
    expect(await changes(api)).toHaveLength(recorded);
    expect(await shown(ofOps)).toEqual({ version: 1, state: 'OPEN', role: 'Analyst' });
  });

  it.each([
    [{ to: '2027-02-28' }, ['REVERSED_RANGE']],
    [{ minutesPerDay: null }, ['LOAD_MODE']],
    [{ totalMinutes: 60 }, ['LOAD_MODE']],
    [{ minutesPerDay: null, totalMinutes: 60, to: null }, ['TOTAL_NEEDS_END']],
    [{ from: '2050-01-01', to: null }, ['TOO_FAR_AWAY']],
    [{ role: '  ', to: '2027-02-28' }, ['REQUIRED', 'REVERSED_RANGE']],
    [{ skills: [facts.skills[0], { ...facts.skills[0], minLevel: 1 }] }, ['SKILL_TWICE']],
  ])('with %j is refused, with all that is wrong, and nothing is written', async (wrong, reasons) => {
    const recorded = (await changes(api)).length;
    await expect(create(wrong)).rejects.toMatchObject(
      refusal('BAD_USER_INPUT', reasons[0], { details: { faults: reasons.map((reason) => ({ reason })) } }),
    );
    expect(await changes(api)).toHaveLength(recorded);
  });

  it.each([
    [{ minutesPerDay: 0 }],
    [{ minutesPerDay: 1_441 }],
    [{ role: 'x'.repeat(201) }],
    [{ skills: [{ skillId: sql.id, minLevel: 6 }] }],
  ])('with %j is bad input', async (wrong) => {
    await expect(create(wrong)).rejects.toMatchObject(refusal('BAD_USER_INPUT'));
  });

  it('is refused for what does not exist, or is over', async () => {
    const recorded = (await changes(api)).length;
    const nothing = '019b76da-a800-7000-8000-000000000000';
    await expect(create({ objectiveId: nothing })).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(create({ departmentId: nothing })).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(create({ skills: [{ skillId: nothing }] })).rejects.toMatchObject(refusal('NOT_FOUND'));
    const over = await objectiveOf(api, design, 'Over');
    await api.database.rows('', `update objective set status = 'ACHIEVED' where id = $1`, [over.id]);
    await expect(create({ objectiveId: over.id })).rejects.toMatchObject(
      refusal('CONFLICT', 'OBJECTIVE_CLOSED'),
    );
    const old = await department(api, 'Old');
    await api.database.rows('', 'update department set archived_at = now() where id = $1', [old.id]);
    await expect(create({ departmentId: old.id })).rejects.toMatchObject(
      refusal('CONFLICT', 'DEPARTMENT_ARCHIVED'),
    );
    await create({ externalId: 'need-1' });
    await expect(create({ externalId: 'need-1' })).rejects.toMatchObject(
      refusal('CONFLICT', 'EXTERNAL_ID_TAKEN'),
    );
    expect((await changes(api)).slice(recorded)).toEqual(['STAFFING_NEED_CREATED']);
  });

  it('is listed by filter and order, page by page, and under its objective and department', async () => {
    const lab = await department(api, 'Lab');
    const study = await objectiveOf(api, lab, 'Study');
    for (const [role, from] of [
      ['Chemist', '2027-05-01'],
      ['Biologist', '2027-04-01'],
      ['Writer', '2027-06-01'],
    ])
      await create({
        objectiveId: study.id,
        departmentId: lab.id,
        role,
        from,
        to: null,
        skills: role === 'Writer' ? [] : [{ skillId: go.id, minLevel: 2 }],
      });
    const roles = async (args: string) => {
      const { data, errors } = await api.as(anyone).run(
        `query ($lab: ID!) { staffingNeeds(filter: { departmentId: { eq: $lab }, ${args}) {
          totalCount nodes { role } pageInfo { hasNextPage endCursor } } }`,
        { lab: lab.id },
      );
      expect(errors).toBeUndefined();
      return data.staffingNeeds;
    };
    const first = await roles('id: { isNull: false } }, orderBy: [{ field: ROLE }], first: 2');
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [{ role: 'Biologist' }, { role: 'Chemist' }],
      pageInfo: { hasNextPage: true },
    });
    const rest = await roles(`}, orderBy: [{ field: ROLE }], first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(rest.nodes).toEqual([{ role: 'Writer' }]);
    expect((await roles(`skillIds: ["${go.id}"] }`)).nodes).toEqual([
      { role: 'Biologist' },
      { role: 'Chemist' },
    ]);
    expect((await roles('search: "RIT", from: { gte: "2027-05-02" } }')).nodes).toEqual([{ role: 'Writer' }]);
    const { data } = await api.as(anyone).ask(
      graphql(`query ($objective: ID!, $lab: ID!) {
        objective(id: $objective) { staffingNeeds { nodes { role } } }
        department(id: $lab) { staffingNeeds(first: 1) { totalCount nodes { role } } } }`),
      { objective: study.id, lab: lab.id },
    );
    expect(data.objective.staffingNeeds.nodes.map(({ role }: { role: string }) => role)).toEqual([
      'Biologist',
      'Chemist',
      'Writer',
    ]);
    expect(data.department.staffingNeeds).toEqual({ totalCount: 3, nodes: [{ role: 'Biologist' }] });
  });
});
