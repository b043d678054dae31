import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.js';
import { account, skill, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };
type Thing = { id: string };

async function contributes(
  { database }: TestApi,
  on: Thing,
  by: readonly Thing[],
  role = 'CONTRIBUTOR',
): Promise<void> {
  for (const { id } of by)
    await database.rows(
      'test.contribution',
      'insert into contribution (id, objective_id, department_id, role) values ($1, $2, $3, $4)',
      [uuidv7(), on.id, id, role],
    );
}

describe('missing links', async () => {
  const api = await startApi();

  const missing = async (args: Record<string, unknown> = {}) => {
    const { data, errors } = await api.as('anna').ask(
      graphql(`query ($range: DateRangeInput!, $level: Int, $objectiveIds: [ID!], $includeTentative: Boolean = false, $first: Int = 100) {
        missingLinks(range: $range, level: $level, objectiveIds: $objectiveIds, includeTentative: $includeTentative, first: $first) {
          requiredPairs missingPairs congruence
          links { first { code } second { code } stakePercent objectives { title } }
        }
      }`),
      { range: WEEK, ...args },
    );
    return { ...data?.missingLinks, errors };
  };

  let brand: Thing;

  // Design, Sales and Legal are to contribute to Growth (60 %), Design and Legal to Brand (40 %); Legal works with
  // nobody, but is proposed for Brand. Advice is only asked for, and Later has not begun.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const design = await staffed(api, 'Design', ['Ada']);
    const sales = await staffed(api, 'Sales', ['Bob'], { parentId: design.department.id });
    const legal = await staffed(api, 'Legal', ['Lin']);
    const advice = await staffed(api, 'Advice', ['Kay']);
    const owner = design.department;
    const growth = await objective(api, 'Growth', { owner, weight: 60 });
    brand = await objective(api, 'Brand', { owner, weight: 40 });
    const later = await objective(api, 'Later', { owner, weight: 0, status: 'PLANNED' });
    await contributes(api, growth, [design.department, sales.department, legal.department]);
    await contributes(api, growth, [advice.department], 'CONSULTED');
    await contributes(api, brand, [design.department], 'RESPONSIBLE');
    await contributes(api, brand, [legal.department]);
    await contributes(api, later, [sales.department, advice.department]);
    const other = await objective(api, 'Other', { owner, weight: 0 });
    // Design and Sales meet elsewhere, of one person each.
    for (const person of [design.ada, sales.bob]) await work(api, person, other, WEEK);
    await work(api, design.ada, brand, WEEK);
    await work(api, legal.lin, brand, { ...WEEK, state: 'PROPOSED' });
  });

  it('are the pairs that are to contribute to something together and do not, by what is at stake', async () => {
    expect(await missing()).toEqual({
      errors: undefined,
      requiredPairs: 3,
      missingPairs: 2,
      congruence: 1 / 3,
      links: [
        {
          first: { code: 'Design' },
          second: { code: 'Legal' },
          // 60 % over the two others on Growth, and 40 % over the one on Brand.
          stakePercent: '70.00',
          objectives: [{ title: 'Growth' }, { title: 'Brand' }],
        },
        {
          first: { code: 'Sales' },
          second: { code: 'Legal' },
          stakePercent: '30.00',
          objectives: [{ title: 'Growth' }],
        },
      ],
    });
  });

  it('can be those of some objectives, of a level of the tree, or with what is proposed', async () => {
    expect(await missing({ objectiveIds: [brand.id] })).toMatchObject({
      requiredPairs: 1,
      congruence: 0,
      links: [{ stakePercent: '40.00', objectives: [{ title: 'Brand' }] }],
    });
    // Sales counts as a part of Design.
    expect(await missing({ level: 1 })).toMatchObject({
      requiredPairs: 1,
      links: [{ second: { code: 'Legal' }, stakePercent: '100.00' }],
    });
    expect(await missing({ includeTentative: true, first: 1 })).toMatchObject({
      missingPairs: 1,
      congruence: 2 / 3,
      links: [{ first: { code: 'Sales' } }],
    });
  });

  it('are refused with all that is wrong with the question', async () => {
    const { errors } = await missing({ range: { from: '2027-03-07', to: '2027-03-01' }, level: 0, first: 0 });
    expect(errors![0]!.extensions.details.faults.map(({ reason }: { reason: string }) => reason)).toEqual([
      'REVERSED_RANGE',
      'LEVEL',
      'PAGE_SIZE',
    ]);
    const unknown = await missing({ objectiveIds: ['019b76da-a800-7472-a445-89b0c7be5e88'] });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('missing links by dependencies', async () => {
  const api = await startApi();
  const depends = async (on: Thing, other: Thing, kind: string): Promise<void> => {
    const [one, another] = kind === 'SHARES_RESULT' ? [on.id, other.id].sort() : [on.id, other.id];
    await api.database.rows(
      'test.dependency',
      'insert into objective_dependency (id, objective_id, depends_on_id, kind) values ($1, $2, $3, $4)',
      [uuidv7(), one, another, kind],
    );
  };
  const missing = async (objectiveIds: string[] | null = null) =>
    (
      await api.as('anna').ask(
        graphql(`query ($range: DateRangeInput!, $objectiveIds: [ID!]) {
          missingLinks(range: $range, objectiveIds: $objectiveIds) {
            requiredPairs missingPairs congruence
            links { first { code } second { code } stakePercent objectives { title }
              dependencies { kind objective { title } dependsOn { title } } }
          }
        }`),
        { range: WEEK, objectiveIds },
      )
    ).data.missingLinks;

  let platform: Thing;
  let store: Thing;
  let legal: Thing;

  // Design's Launch (50 %) needs Platform (30 %), which is Lab's, and on which Ops is to work. Store (20 %) is Legal's and
  // shares its result with Platform; Later, which has not begun, blocks it. Design and Ops work together on Platform.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const design = await staffed(api, 'Design', ['Ada']);
    const lab = await staffed(api, 'Lab', ['Lin']);
    const ops = await staffed(api, 'Ops', ['Bob']);
    const board = await staffed(api, 'Legal', ['Kay']);
    legal = board.department;
    const launch = await objective(api, 'Launch', { owner: design.department, weight: 50 });
    platform = await objective(api, 'Platform', { owner: lab.department, weight: 30 });
    store = await objective(api, 'Store', { owner: legal, weight: 20 });
    const later = await objective(api, 'Later', { owner: ops.department, weight: 0, status: 'PLANNED' });
    await contributes(api, platform, [ops.department]);
    await contributes(api, launch, [board.department], 'CONSULTED');
    await depends(launch, platform, 'NEEDS_INPUT');
    await depends(platform, store, 'SHARES_RESULT');
    await depends(store, later, 'BLOCKS');
    await work(api, design.ada, platform, WEEK);
    await work(api, ops.bob, platform, WEEK);
  });

  const needed = {
    kind: 'NEEDS_INPUT',
    objective: { title: 'Launch' },
    dependsOn: { title: 'Platform' },
  };
  const shared = {
    kind: 'SHARES_RESULT',
    objective: { title: 'Platform' },
    dependsOn: { title: 'Store' },
  };

  it('are those of who works on the one with who works on the other, and say by what they are asked for', async () => {
    expect(await missing()).toEqual({
      requiredPairs: 4,
      missingPairs: 3,
      congruence: 1 / 4,
      links: [
        // Half of what depends: with Lab and with Ops, whom Design knows.
        {
          ...{ first: { code: 'Design' }, second: { code: 'Lab' }, stakePercent: '25.00' },
          ...{ objectives: [], dependencies: [needed] },
        },
        // Half of the mean of 30 % and 20 %.
        {
          ...{ first: { code: 'Lab' }, second: { code: 'Legal' }, stakePercent: '12.50' },
          ...{ objectives: [], dependencies: [shared] },
        },
        {
          ...{ first: { code: 'Ops' }, second: { code: 'Legal' }, stakePercent: '12.50' },
          ...{ objectives: [], dependencies: [shared] },
        },
      ],
    });
  });

  it('count for either end that is asked about', async () => {
    expect(await missing([store.id])).toMatchObject({
      requiredPairs: 2,
      congruence: 0,
      links: [{ dependencies: [shared] }, { dependencies: [shared] }],
    });
    expect(await missing([platform.id])).toMatchObject({ requiredPairs: 4, missingPairs: 3 });
  });

  it('ask nothing of archived departments', async () => {
    await api.database.rows('test.archive', 'update department set archived_at = now() where id = $1', [
      legal.id,
    ]);
    expect(await missing()).toMatchObject({ requiredPairs: 2, missingPairs: 1, congruence: 1 / 2 });
  });
});

describe('an organisation in which nobody is to work with anybody', async () => {
  const api = await startApi();

  it('has no links that miss, and no congruence', async () => {
    await account(api, 'anna', 'WORKER');
    const { data } = await api
      .as('anna')
      .ask(
        graphql(
          `query ($range: DateRangeInput!) { missingLinks(range: $range) { requiredPairs missingPairs congruence links { stakePercent } } }`,
        ),
        { range: WEEK },
      );
    expect(data.missingLinks).toEqual({ requiredPairs: 0, missingPairs: 0, congruence: null, links: [] });
  });
});

describe('the removal of a department', async () => {
  const api = await startApi({ minimumPeople: 2 });
  const departments: Record<string, Thing> = {};

  const impact = async (id: string, range = WEEK) => {
    const { data, errors } = await api.as('anna').ask(
      graphql(`query ($id: ID!, $range: DateRangeInput!) {
        departmentRemovalImpact(id: $id, range: $range) {
          department { code } strategicSharePercent minutes people ties fragmentation isArticulationPoint minimumPeople
          soleObjectives { title } soleSkills { name }
          evidence { objective { title } minutes people sharePercent isWithheld }
        }
      }`),
      { id, range },
    );
    return errors ?? data.departmentRemovalImpact;
  };

  // Lab, below Hub, works with Left on Growth, Hub with Right on Fair, and Hub alone on Own.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    const hub = await staffed(api, 'Hub', ['Ada']);
    const lab = await staffed(api, 'Lab', ['Grace'], { parentId: hub.department.id });
    const left = await staffed(api, 'Left', ['Bob']);
    const right = await staffed(api, 'Right', ['Lin']);
    const idle = await staffed(api, 'Idle', ['Kay']);
    Object.assign(departments, { hub: hub.department, right: right.department, idle: idle.department });
    const owner = right.department;
    const growth = await objective(api, 'Growth', { owner, weight: 2 });
    const fair = await objective(api, 'Fair', { owner, weight: 1 });
    const own = await objective(api, 'Own', { owner, weight: 1 });
    const day = { from: '2027-03-01', to: '2027-03-01' };
    await work(api, lab.grace, growth, { ...day, minutesPerDay: 300 });
    await work(api, left.bob, growth, { ...day, minutesPerDay: 100 });
    await work(api, hub.ada, fair, { ...day, minutesPerDay: 60 });
    await work(api, right.lin, fair, { ...day, minutesPerDay: 60 });
    await work(api, hub.ada, own, { ...day, minutesPerDay: 60 });
    await work(api, lab.grace, own, { ...day, minutesPerDay: 30 });
    const cobol = await skill(api, 'COBOL', [lab.grace, 4]);
    await api.database.rows(
      'test.need',
      `insert into staffing_need (id, objective_id, role, skills, "from", "to", minutes_per_day, state, changed_at)
       values ($1, $2, 'Developer', $3::jsonb, '2027-03-01', '2027-03-05', 480, 'OPEN', now())`,
      [uuidv7(), growth.id, JSON.stringify([{ skillId: cobol.id, minLevel: 3 }])],
    );
  });

  it('takes its objectives, skills and minutes, and what it connects, with all below it', async () => {
    expect(await impact(departments.hub!.id)).toEqual({
      department: { code: 'Hub' },
      // Half of Growth's 50 % and of Fair's 25 %, where one person stands behind each; all of Own's.
      strategicSharePercent: '62.50',
      minutes: 90,
      people: 2,
      ties: 2,
      // Of Left, Right and Idle, three pairs, it alone connects the first.
      fragmentation: 1 / 3,
      isArticulationPoint: true,
      minimumPeople: 2,
      soleObjectives: [{ title: 'Own' }],
      soleSkills: [{ name: 'COBOL' }],
      evidence: [
        { objective: { title: 'Own' }, minutes: 90, people: 2, sharePercent: '100.00', isWithheld: false },
        { objective: { title: 'Growth' }, minutes: null, people: null, sharePercent: null, isWithheld: true },
        { objective: { title: 'Fair' }, minutes: null, people: null, sharePercent: null, isWithheld: true },
      ],
    });
  });

  it('changes nothing where it does nothing, then or at all', async () => {
    const nothing = {
      strategicSharePercent: '0.00',
      minutes: 0,
      people: 0,
      ties: 0,
      fragmentation: 0,
      isArticulationPoint: false,
      soleObjectives: [],
      soleSkills: [],
      evidence: [],
    };
    expect(await impact(departments.idle!.id)).toMatchObject(nothing);
    expect(await impact(departments.hub!.id, { from: '2027-04-01', to: '2027-04-30' })).toMatchObject(
      nothing,
    );
    await api.database.rows('test.archive', 'update department set archived_at = now() where id = $1', [
      departments.idle!.id,
    ]);
    expect(await impact(departments.idle!.id)).toMatchObject(nothing);
  });

  it('is not found for a department that there is not', async () => {
    expect(await impact('019b76da-a800-7472-a445-89b0c7be5e88')).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});
