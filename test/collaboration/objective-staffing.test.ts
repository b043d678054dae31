import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, membership, skill, staffed, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const WEEK = { from: '2027-03-01', to: '2027-03-07' };
type Thing = { id: string };

describe('the staffing of an objective', async () => {
  // A Wednesday.
  const api = await startApi({ minimumPeople: 2, now: () => new Date('2027-03-03T12:00:00Z') });

  const staffing = async (who: string, { id }: Thing, args: Record<string, unknown> = {}) => {
    const { data, errors } = await api.as(who).ask(
      graphql(`query ($id: ID!, $range: DateRangeInput!, $descendants: Boolean = true) {
        objectiveStaffing(id: $id, range: $range, descendants: $descendants) {
          objective { title } objectiveCount minimumPeople
          plannedMinutes unscheduledPlannedMinutes confirmedMinutes tentativeMinutes missingMinutes
          departments { department { code } plannedMinutes unscheduledPlannedMinutes confirmedMinutes tentativeMinutes missingMinutes isWithheld }
          skills { skill { name } confirmedMinutes tentativeMinutes missingMinutes }
        }
      }`),
      { id, range: WEEK, ...args },
    );
    return errors ?? data.objectiveStaffing;
  };
  const plan = (on: Thing, by: Thing, minutes: number) =>
    api.database.rows(
      'test.plan',
      `insert into contribution (id, objective_id, department_id, role, planned_minutes) values ($1, $2, $3, 'CONTRIBUTOR', $4)`,
      [uuidv7(), on.id, by.id, minutes],
    );
  const need = (
    on: Thing,
    facts: { department?: Thing; skills?: Thing[]; minutesPerDay?: number; totalMinutes?: number },
  ) =>
    api.database.rows(
      'test.need',
      `insert into staffing_need (id, objective_id, department_id, role, skills, "from", "to", minutes_per_day, total_minutes, state, changed_at)
       values ($1, $2, $3, 'Developer', $4::jsonb, '2027-03-01', '2027-03-05', $5, $6, 'OPEN', now())`,
      [
        uuidv7(),
        on.id,
        facts.department?.id ?? null,
        JSON.stringify((facts.skills ?? []).map(({ id }) => ({ skillId: id, minLevel: 1 }))),
        facts.minutesPerDay ?? null,
        facts.totalMinutes ?? null,
      ],
    );

  let growth: Thing;
  let brand: Thing;
  let sales: Thing;

  // Growth lasts two weeks, Brand below it has no end. Ada and Grace of Design work on Growth, and Grace is proposed for
  // more; Bob of Sales works on Brand, and Kay, half of whom belongs to Design, on Growth for a day.
  beforeAll(async () => {
    await account(api, 'anna', 'WORKER');
    await account(api, 'boss', 'RESOURCE_MANAGER');
    const design = await staffed(api, 'Design', ['Ada', 'Grace']);
    const bobs = await staffed(api, 'Sales', ['Bob']);
    sales = bobs.department;
    const kay = await worker(api, 'Kay');
    await membership(api, kay, design.department, { share: 5_000 });
    const owner = design.department;
    growth = await objective(api, 'Growth', { owner });
    brand = await objective(api, 'Brand', { owner, parent: growth });
    await api.database.rows(
      'test.period',
      `update objective set "from" = '2027-03-01', "to" = '2027-03-14' where id = $1`,
      [growth.id],
    );
    await plan(growth, design.department, 1_001);
    await plan(brand, sales, 300);
    const cobol = await skill(api, 'COBOL', [design.ada, 3]);
    await skill(api, 'SQL', [design.ada, 2], [bobs.bob, 2], [kay, 1]);
    await need(brand, { department: design.department, skills: [cobol], minutesPerDay: 480 });
    await need(growth, { totalMinutes: 500 });
    await work(api, design.ada, growth, { ...WEEK, minutesPerDay: 100 });
    await work(api, design.grace, growth, { ...WEEK, minutesPerDay: 60 });
    await work(api, design.grace, growth, { ...WEEK, minutesPerDay: 20, state: 'PROPOSED' });
    await work(api, bobs.bob, brand, { ...WEEK, minutesPerDay: 200 });
    await work(api, kay, growth, { from: WEEK.from, to: WEEK.from, minutesPerDay: 61 });
  });

  it('is planned, confirmed, tentative and missing minutes by department and skill, with all below it', async () => {
    expect(await staffing('boss', growth)).toEqual({
      objective: { title: 'Growth' },
      objectiveCount: 2,
      minimumPeople: 2,
      plannedMinutes: 501,
      unscheduledPlannedMinutes: 300,
      confirmedMinutes: 500 + 300 + 1_000 + 61,
      tentativeMinutes: 100,
      missingMinutes: 3 * 480 + 3 * 100,
      departments: [
        {
          department: { code: 'Design' },
          // Of ten days five, and the odd minute on the first of them.
          plannedMinutes: 501,
          unscheduledPlannedMinutes: 0,
          confirmedMinutes: 831,
          tentativeMinutes: 100,
          // Monday and Tuesday have passed.
          missingMinutes: 1_440,
          isWithheld: false,
        },
        {
          department: { code: 'Sales' },
          plannedMinutes: 0,
          unscheduledPlannedMinutes: 300,
          confirmedMinutes: 1_000,
          tentativeMinutes: 0,
          missingMinutes: 0,
          isWithheld: false,
        },
        {
          department: null,
          plannedMinutes: 0,
          unscheduledPlannedMinutes: 0,
          confirmedMinutes: 30,
          tentativeMinutes: 0,
          missingMinutes: 300,
          isWithheld: false,
        },
      ],
      skills: [
        { skill: { name: 'COBOL' }, confirmedMinutes: 500, tentativeMinutes: 0, missingMinutes: 1_440 },
        { skill: { name: 'SQL' }, confirmedMinutes: 1_561, tentativeMinutes: 0, missingMinutes: 0 },
        { skill: null, confirmedMinutes: 300, tentativeMinutes: 100, missingMinutes: 300 },
      ],
    });
  });

  it('can be of the objective alone, and of other days', async () => {
    expect(await staffing('boss', growth, { descendants: false })).toMatchObject({
      objectiveCount: 1,
      plannedMinutes: 501,
      unscheduledPlannedMinutes: 0,
      confirmedMinutes: 861,
      missingMinutes: 300,
    });
    const second = { from: '2027-03-08', to: '2027-03-14' };
    expect(await staffing('boss', growth, { range: second })).toMatchObject({
      plannedMinutes: 500,
      unscheduledPlannedMinutes: 300,
      confirmedMinutes: 0,
      missingMinutes: 0,
    });
  });

  it('withholds what few people put in, in the sums as well, but what is planned and missing is nobody’s secret', async () => {
    const seen = await staffing('anna', growth);
    expect(seen).toMatchObject({
      plannedMinutes: 501,
      confirmedMinutes: 831,
      tentativeMinutes: 0,
      missingMinutes: 1_740,
      departments: [
        { confirmedMinutes: 831, tentativeMinutes: null, missingMinutes: 1_440, isWithheld: true },
        { confirmedMinutes: null, tentativeMinutes: 0, isWithheld: true },
        { confirmedMinutes: null, tentativeMinutes: 0, missingMinutes: 300, isWithheld: true },
      ],
    });
    expect(seen).toHaveProperty('skills', [
      { skill: { name: 'COBOL' }, confirmedMinutes: null, tentativeMinutes: null, missingMinutes: 1_440 },
      { skill: null, confirmedMinutes: null, tentativeMinutes: null, missingMinutes: 300 },
    ]);
  });

  it('shows a head what the few of the own department put in, and a lead all of the objective', async () => {
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: sales.id });
    await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: growth.id });
    expect(await staffing('head', growth)).toMatchObject({
      confirmedMinutes: 1_831,
      departments: [
        { isWithheld: true },
        { confirmedMinutes: 1_000, isWithheld: false },
        { isWithheld: true },
      ],
    });
    expect(await staffing('lead', growth)).toMatchObject({ confirmedMinutes: 1_861, tentativeMinutes: 100 });
  });

  it('is nothing where nobody is planned, at work or needed', async () => {
    const idle = await objective(api, 'Idle', { owner: sales, weight: 0 });
    expect(await staffing('anna', idle)).toEqual({
      objective: { title: 'Idle' },
      objectiveCount: 1,
      minimumPeople: 2,
      plannedMinutes: 0,
      unscheduledPlannedMinutes: 0,
      confirmedMinutes: 0,
      tentativeMinutes: 0,
      missingMinutes: 0,
      departments: [],
      skills: [],
    });
  });

  it('is refused of an objective that there is not, and of a range that ends before it begins', async () => {
    expect(await staffing('anna', { id: '019b76da-a800-7472-a445-89b0c7be5e88' })).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(await staffing('anna', brand, { range: { from: WEEK.to, to: WEEK.from } })).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'REVERSED_RANGE' } },
    ]);
  });
});
