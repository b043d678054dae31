import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, holidays, membership, skill, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, refusal } from '../support/workforce.js';

let now = new Date('2027-02-01T12:00:00Z');

const NEED =
  graphql(`query ($range: DateRangeInput!, $scope: WorkforceNeedScopeInput, $bucket: Bucket, $groupBy: [NeedDimension!], $target: Decimal, $asOf: DateTime) {
  workforceNeed(range: $range, scope: $scope, bucket: $bucket, groupBy: $groupBy, targetUtilisationPercent: $target, asOf: $asOf) {
    asOf targetUtilisationPercent standardWeekMinutes unknownWorkers
    lines { department { code } skill { name } role buckets { from to demandMinutes supplyMinutes gapHeads }
      total { from to demandMinutes confirmedMinutes placeholderMinutes tentativeMinutes supplyMinutes pipelineMinutes
        requiredMinutes gapMinutes requiredFte supplyFte gapFte gapHeads } } } }`);

describe('workforce need', async () => {
  const api = await startApi({ now: () => now });
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER');
  const week = { from: '2027-02-08', to: '2027-02-14' };
  const run = (variables: object, as = manager) =>
    api.as(as).ask(NEED, { range: week, target: '80', ...variables });
  const ask = async (variables: object = {}, as = manager) => {
    const { data, errors } = await run(variables, as);
    expect(errors).toBeUndefined();
    return data.workforceNeed;
  };

  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const ops = await department(api, 'Ops', { region: await holidays(api, 'XX', '2027-02-12') });
  const linus = await worker(api, 'Linus', { minutes: [500, 500, 500, 500, 500, 0, 0] });
  await membership(api, linus, design, { share: 6_000 });
  await membership(api, linus, ops, { share: 4_000 });
  const called = (person: { id: string }, title: string) =>
    api.database.rows('', 'update worker set title = $2 where id = $1', [person.id, title]);
  await called(ada, 'Analyst');
  await called(grace, 'Designer');
  const sql = await skill(api, 'SQL', [ada, 4], [linus, 2]);
  const launch = await objectiveOf(api, design, 'Launch');
  const { id: firm } = await assigned(api, ada, launch, { from: '2027-02-08', to: '2027-02-09' });
  await api.database.rows('', `update assignment set role = 'ANALYST' where id = $1`, [firm]);
  await assigned(api, grace, launch, { from: '2027-02-01' });
  await assigned(api, linus, launch, { ...week, minutesPerDay: 100, state: 'PROPOSED' });
  const need = (input: object) =>
    mutate(api, manager, 'staffingNeedCreate', { objectiveId: launch.id, ...input });
  await need({
    departmentId: design.id,
    role: 'Analyst',
    skills: [{ skillId: sql.id }],
    ...week,
    minutesPerDay: 480,
  });
  await need({
    departmentId: ops.id,
    role: 'Engineer',
    from: '2027-02-08',
    to: '2027-02-21',
    totalMinutes: 1_200,
  });

  it('of departments is confirmed work and placeholders against supply, at the target', async () => {
    const { lines, ...stated } = await ask();
    expect(stated).toEqual({
      asOf: '2027-02-01T12:00:00.000Z',
      targetUtilisationPercent: '80.00',
      standardWeekMinutes: 2_400,
      unknownWorkers: 0,
    });
    expect(lines).toEqual([
      {
        department: { code: 'Design' },
        skill: null,
        role: null,
        buckets: [{ ...week, demandMinutes: 5_760, supplyMinutes: 6_300, gapHeads: 2 }],
        total: {
          ...week,
          demandMinutes: 960 + 2_400 + 2_400,
          confirmedMinutes: 960 + 2_400,
          placeholderMinutes: 2_400,
          tentativeMinutes: 300,
          supplyMinutes: 2_400 + 2_400 + 1_500,
          pipelineMinutes: 0,
          requiredMinutes: 7_200,
          gapMinutes: 900,
          requiredFte: '3.00',
          supplyFte: '2.63',
          gapFte: '0.38',
          // An analyst (4,200 of 2,400) and a designer (3,000 of 2,400): Linus, without a title, is neither.
          gapHeads: 2,
        },
      },
      {
        department: { code: 'Ops' },
        skill: null,
        role: null,
        buckets: [{ ...week, demandMinutes: 535, supplyMinutes: 1_000, gapHeads: 1 }],
        total: {
          ...week,
          demandMinutes: 535,
          confirmedMinutes: 0,
          // Of 1,200 on nine days that are worked, the region being off on Friday.
          placeholderMinutes: 535,
          tentativeMinutes: 200,
          supplyMinutes: 1_000,
          pipelineMinutes: 0,
          requiredMinutes: 669,
          gapMinutes: -331,
          requiredFte: '0.28',
          supplyFte: '0.42',
          gapFte: '-0.14',
          gapHeads: 1,
        },
      },
    ]);
  });

  it('by role takes the title where an assignment names none, in whatever case', async () => {
    const { lines } = await ask({ groupBy: ['ROLE'] });
    const shown = lines.map(({ role, total }) => [
      role,
      total.demandMinutes,
      total.supplyMinutes,
      total.gapHeads,
    ]);
    expect(shown).toEqual([
      ['Analyst', 960 + 2_400, 2_400, 1],
      ['Designer', 2_400, 2_400, 1],
      ['Engineer', 535, 0, 1],
      [null, 0, 2_500, 0],
    ]);
  });

  it('by skill counts people for each skill that they have, and needs for each they ask for', async () => {
    const { lines } = await ask({ groupBy: ['SKILL'] });
    const shown = lines.map(({ skill, total }) => [
      skill?.name ?? null,
      total.confirmedMinutes,
      total.placeholderMinutes,
      total.tentativeMinutes,
      total.supplyMinutes,
    ]);
    expect(shown).toEqual([
      ['SQL', 960, 2_400, 500, 4_900],
      [null, 2_400, 535, 0, 2_400],
    ]);
  });

  it('adds up by department, and from bucket to bucket', async () => {
    const range = { from: '2027-01-20', to: '2027-04-20' };
    const [whole] = (await ask({ range, groupBy: [], bucket: 'DAY' })).lines;
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    for (const bucket of ['DAY', 'WEEK', 'MONTH', 'QUARTER']) {
      const { lines } = await ask({ range, bucket, groupBy: ['DEPARTMENT'] });
      for (const measure of ['demandMinutes', 'supplyMinutes'] as const)
        expect(sum(lines.flatMap(({ buckets }) => buckets.map((each) => each[measure])))).toBe(
          whole!.total[measure],
        );
    }
    expect(whole!.buckets).toHaveLength(91);
  });

  it('of a department counts those below it, unless told otherwise', async () => {
    const top = await department(api, 'TOP');
    await api.database.rows('', 'update department set parent_id = $2 where id = $1', [ops.id, top.id]);
    const { lines } = await ask({ scope: { departmentId: top.id } });
    expect(lines.map(({ department, total }) => [department?.code, total.supplyMinutes])).toEqual([
      ['Ops', 1_000],
    ]);
    expect((await ask({ scope: { departmentId: top.id, includeSubtree: false } })).lines).toEqual([]);
  });

  it('counts what is unmet from the day of `asOf` on, as needs stood then', async () => {
    now = new Date('2025-08-20T08:00:00Z');
    const { id } = await need({ role: 'Temp', from: '2025-08-21', to: '2025-09-04', minutesPerDay: 60 });
    const range = { from: '2025-08-01', to: '2025-09-30' };
    const hours = async (asOf?: string) => {
      const { lines } = await ask({ range, groupBy: ['ROLE'], asOf });
      return (lines.find(({ role }) => role === 'Temp')?.total.placeholderMinutes ?? 0) / 60;
    };
    expect(await hours('2025-08-20T09:00:00Z')).toBe(11);
    expect(await hours('2025-08-27T09:00:00Z')).toBe(7);
    now = new Date('2025-08-28T08:00:00Z');
    await mutate(
      api,
      manager,
      'staffingNeedWithdraw',
      { id, expectedVersion: 1 },
      '{ id }',
      'StaffingNeedTransitionInput',
    );
    now = new Date('2025-08-28T09:00:00Z');
    expect(await hours('2025-08-27T09:00:00Z')).toBe(7);
    expect(await hours('2025-08-19T09:00:00Z')).toBe(0);
    expect(await hours()).toBe(0);
    now = new Date('2027-02-01T12:00:00Z');
  });

  it('leaves out the days of unknown capacity, and says of how many people', async () => {
    const lab = await department(api, 'Lab');
    const mystery = await worker(api, 'Mystery', { minutes: null });
    await membership(api, mystery, lab);
    await assigned(api, mystery, launch, week);
    expect(await ask({ scope: { departmentId: lab.id } })).toMatchObject({ unknownWorkers: 1, lines: [] });
  });

  it('by skill or role is for who sees everybody, by department for everyone', async () => {
    const outsider = await account(api, 'outsider', 'WORKER');
    expect((await ask({ scope: { departmentId: design.id } }, outsider)).lines[0]!.total.demandMinutes).toBe(
      5_760,
    );
    for (const groupBy of [['SKILL'], ['ROLE'], ['DEPARTMENT', 'ROLE']])
      expect((await run({ groupBy }, outsider)).errors).toMatchObject(refusal('FORBIDDEN'));
  });

  it.each([
    [{ target: '0' }, ['TARGET']],
    [{ target: '100.01' }, ['TARGET']],
    [{ target: '80.001', range: { from: '2027-02-02', to: '2027-02-01' } }, ['REVERSED_RANGE', 'TARGET']],
  ])('refuses %j', async (wrong, reasons) => {
    expect((await run(wrong)).errors).toMatchObject(
      refusal('BAD_USER_INPUT', reasons[0]!, { details: { faults: reasons.map((reason) => ({ reason })) } }),
    );
  });

  it('of nothing that exists is not found', async () => {
    expect((await run({ scope: { departmentId: uuidv7() } })).errors).toMatchObject(refusal('NOT_FOUND'));
  });

  it('is too complex with more cells than an answer can hold', async () => {
    for (let i = 0; i < 28; i++) await need({ role: `Kind ${i}`, from: '2028-01-03', minutesPerDay: 1 });
    const range = { from: '2028-01-01', to: '2037-12-31' };
    expect((await run({ range, bucket: 'DAY' })).errors).toMatchObject(refusal('TOO_COMPLEX', 'NEED_CELLS'));
    expect((await ask({ range, bucket: 'MONTH' })).lines.length).toBeGreaterThan(0);
  });
});

describe('workforce need in an organisation of another standard week', async () => {
  const api = await startApi({ now: () => now, standardWeekMinutes: 2_250 });
  const manager = await account(api, 'manager', 'RESOURCE_MANAGER');
  const { department: design } = await staffed(api, 'Design', ['Ada'], {
    minutes: [450, 450, 450, 450, 450, 0, 0],
  });
  const launch = await objectiveOf(api, design, 'Launch');

  it('is measured by it', async () => {
    const input = { objectiveId: launch.id, departmentId: design.id, role: 'Analyst' };
    await mutate(api, manager, 'staffingNeedCreate', {
      ...input,
      from: '2027-02-08',
      to: '2027-02-12',
      totalMinutes: 4_500,
    });
    const { data } = await api.as(manager).ask(NEED, { range: { from: '2027-02-08', to: '2027-02-14' } });
    expect(data.workforceNeed).toMatchObject({
      standardWeekMinutes: 2_250,
      lines: [
        {
          total: {
            demandMinutes: 4_500,
            requiredFte: '2.00',
            supplyFte: '1.00',
            gapFte: '1.00',
            gapHeads: 2,
          },
        },
      ],
    });
  });
});
