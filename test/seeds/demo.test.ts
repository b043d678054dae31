import { beforeAll, describe, expect, it } from 'vitest';
import { seedDemo, story } from '../../seeds/demo.js';
import { makeOrganisation } from '../../seeds/organisation.js';
import { workerDays } from '../../src/capacity/calendar.js';
import { overbookings } from '../../src/capacity/calendar-overbookings.js';
import { readFacts } from '../../src/capacity/facts.js';
import { horizonOf } from '../../src/capacity/horizon.js';
import type { Context } from '../../src/graphql/context.js';
import { startApi } from '../support/api.js';
import { graphql } from '../support/graphql.js';

const NOW = new Date('2027-03-10T12:00:00Z');
const TWO_MONTHS = { from: '2027-03-01', to: '2027-04-30' };
const NEXT_MONTH = { from: '2027-04-01', to: '2027-04-30' };

interface Line {
  department: { code: string } | null;
  total: { effectiveMinutes: number; confirmedMinutes: number };
}

type Evidence = { objective: { title: string }; isWithheld: boolean };
type Department = { department: { code: string }; soleSkills: { name: string }[]; evidence: Evidence[] };

describe('the demo organisation', async () => {
  const api = await startApi({ now: () => NOW });
  const select = <T>(sql: string, values: unknown[] = []) => api.database.rows<T>('', sql, values);
  const count = async (what: string) =>
    (await select<{ count: number }>(`select count(*) as count from ${what}`))[0]!.count;
  const facts = async () => {
    const ids = await select<{ id: string }>('select id from worker order by id');
    const horizon = horizonOf(NOW);
    const read = await readFacts(
      { rows: api.database.rows } as Context,
      ids.map(({ id }) => id),
      horizon,
    );
    return { all: [...read.values()], horizon };
  };

  beforeAll(async () => {
    expect(await seedDemo(api.database, NOW)).toBe(true);
  });

  it('is of the promised size', async () => {
    expect(await count('department')).toBe(12);
    expect(await count("worker where kind = 'STAFF'")).toBe(240);
    expect(await count("worker where kind = 'FREELANCER'")).toBe(60);
    expect(await count('skill')).toBe(24);
    expect(await count('objective')).toBe(30);
    expect(await count('assignment')).toBe(900);
    expect(await count('time_off')).toBeGreaterThan(200);
    expect(await count('holiday')).toBeGreaterThan(500);
  });

  it('spans a dozen time zones with its freelancers, and mixes states and loads', async () => {
    const zones = await select("select distinct time_zone from worker where kind = 'FREELANCER'");
    expect(zones).toHaveLength(12);
    const states = await select<{ state: string }>('select distinct state from assignment order by state');
    expect(states.map(({ state }) => state)).toEqual([
      'ACTIVE',
      'CANCELLED',
      'COMPLETED',
      'CONFIRMED',
      'PROPOSED',
      'REJECTED',
      'RELEASED',
    ]);
    const [loads] = await select<{ rates: number; percents: number; totals: number }>(
      `select count(*) filter (where load = 'RATE') as rates, count(*) filter (where load = 'PERCENT') as percents,
        count(*) filter (where load = 'TOTAL') as totals from assignment`,
    );
    expect(Math.min(loads!.rates, loads!.percents)).toBeGreaterThan(200);
    expect(loads!.totals).toBeGreaterThan(10);
  });

  it('gives no one more than the whole of themselves', async () => {
    const { all } = await facts();
    const shared = all.map(({ memberships }) =>
      memberships.reduce((most, one) => {
        const together = memberships.filter(
          ({ from, to }) => from <= one.from && (to === null || to >= one.from),
        );
        return Math.max(
          most,
          together.reduce((sum, { share }) => sum + share, 0),
        );
      }, 0),
    );
    expect(Math.max(...shared)).toBe(10_000);
  });

  it('overbooks nobody but in the department of the story, and there only next month', async () => {
    const { all, horizon } = await facts();
    const [department] = await select<{ id: string }>('select id from department where code = $1', [
      story.overloadedDepartment,
    ]);
    const over = all
      .map((worker) => ({ worker, found: overbookings(worker, horizon) }))
      .filter(({ found }) => found.length > 0);
    expect(over.length).toBeGreaterThan(15);
    for (const { worker, found } of over) {
      expect(worker.memberships.map(({ departmentId }) => departmentId)).toContain(department!.id);
      for (const { from, to } of found)
        expect([from >= NEXT_MONTH.from, to <= NEXT_MONTH.to]).toEqual([true, true]);
    }
  });

  it('has one department over capacity next month, as the API tells', async () => {
    const { data, errors } = await api.as('manager').ask(
      graphql(`query ($range: DateRangeInput!) {
        capacity(scope: { allDepartments: true }, range: $range, bucket: MONTH) {
          lines { department { code } total { effectiveMinutes confirmedMinutes } }
        }
      }`),
      { range: NEXT_MONTH },
    );
    expect(errors).toBeUndefined();
    const lines: Line[] = data.capacity.lines;
    const over = lines.filter(({ total }) => total.confirmedMinutes > total.effectiveMinutes);
    expect(over.map(({ department }) => department?.code)).toEqual([story.overloadedDepartment]);
  });

  it('has one person alone who knows the rare skill', async () => {
    const holders = await select<{ externalId: string }>(
      `select w.external_id as "externalId" from worker_skill h join skill s on s.id = h.skill_id join worker w on w.id = h.worker_id
       where s.name = $1`,
      [story.rareSkill],
    );
    expect(holders).toEqual([{ externalId: story.rareSkillHolder }]);
  });

  it('finds that one person alone has the rare skill, by its coverage', async () => {
    const { data } = await api
      .as('manager')
      .run(
        `{ skillCoverage(maxHolders: 1) { singleHolderCount unheldCount skills { skill { name } holders soleHolder { title } } } }`,
      );
    expect(data.skillCoverage).toEqual({
      singleHolderCount: 1,
      unheldCount: 0,
      skills: [
        { skill: { name: story.rareSkill }, holders: 1, soleHolder: { title: 'Mainframe developer' } },
      ],
    });
  });

  it('lacks data engineers next month, and another one who knows the rare skill', async () => {
    const { data } = await api.as('manager').run(
      `query ($range: DateRangeInput!) {
        workforceNeed(range: $range, groupBy: [DEPARTMENT]) { lines { department { code } total { placeholderMinutes gapMinutes gapHeads } } } }`,
      { range: NEXT_MONTH },
    );
    const lines: { department: { code: string } | null; total: Record<string, number> }[] =
      data.workforceNeed.lines;
    const of = (code: string) => lines.find(({ department }) => department?.code === code)!.total;
    // Of 22 days from Monday to Friday: Easter is in March, and Mumbai keeps Ambedkar Jayanti on the 14th.
    expect(of('PLT').placeholderMinutes).toBe(22 * 480);
    const short = of(story.overloadedDepartment);
    expect(short.placeholderMinutes).toBe(21 * 480 + 80 * 60);
    expect(short.gapMinutes).toBeGreaterThan(short.placeholderMinutes!);
    expect(short.gapHeads).toBeGreaterThanOrEqual(2);
  });

  it('has a need that was raised, and tells what it was before', async () => {
    const { data } = await api.as('lead').run(
      `query ($externalId: String!) { staffingNeeds(filter: { externalId: { eq: $externalId } }) { nodes {
        minutesPerDay revisions { nodes { version changedAt minutesPerDay } } } } }`,
      { externalId: story.raisedNeed },
    );
    expect(data.staffingNeeds.nodes).toEqual([
      {
        minutesPerDay: 480,
        revisions: {
          nodes: [
            { version: 2, changedAt: '2027-03-10T12:00:00.000Z', minutesPerDay: 480 },
            { version: 1, changedAt: '2027-03-03T12:00:00.000Z', minutesPerDay: 240 },
          ],
        },
      },
    ]);
  });

  it('has an objective that four departments share, in plan and in deed', async () => {
    const planned = await select<{ code: string }>(
      `select d.code from contribution c join objective o on o.id = c.objective_id join department d on d.id = c.department_id
       where o.external_id = $1 and c.role <> 'CONSULTED' order by d.code`,
      [story.sharedObjective],
    );
    const working = await select<{ code: string }>(
      `select distinct d.code from assignment a join objective o on o.id = a.objective_id
         join membership m on m.worker_id = a.worker_id join department d on d.id = m.department_id
       where o.external_id = $1 and a.state = 'ACTIVE' order by d.code`,
      [story.sharedObjective],
    );
    const sharing = [...story.sharingDepartments].sort().map((code) => ({ code }));
    expect(planned).toEqual(sharing);
    expect(working).toEqual(sharing);
  });

  it('has two remote freelancers who are free and fit for it, and a third who is as fit but busy', async () => {
    const fit = await select<{ id: string; externalId: string }>(
      `select w.id, w.external_id as "externalId" from worker w join worker_skill h on h.worker_id = w.id join skill s on s.id = h.skill_id
       where w.kind = 'FREELANCER' and w.work_mode = 'REMOTE' and s.name = any($1) and h.level >= $2
       group by w.id having count(*) = 2 order by 2`,
      [story.wantedSkills, story.wantedLevel],
    );
    expect(fit.map(({ externalId }) => externalId)).toEqual([story.busyFreelancer, ...story.freeFreelancers]);
    const read = await readFacts(
      { rows: api.database.rows } as Context,
      fit.map(({ id }) => id),
      NEXT_MONTH,
    );
    const freeDays = fit.map(({ id }) => {
      const { free, effective } = workerDays(read.get(id)!, NEXT_MONTH);
      return free.filter((minutes, day) => minutes > 0 && minutes === effective[day]).length;
    });
    expect(freeDays[0]).toBe(0);
    expect(Math.min(...freeDays.slice(1))).toBeGreaterThan(15);
  });

  const ranked = async (): Promise<Department[]> => {
    const { data, errors } = await api.as('lead').ask(
      graphql(`query ($range: DateRangeInput!) { keyDepartments(range: $range, first: 12) { departments {
        department { code } soleSkills { name } evidence { objective { title } isWithheld } } } }`),
      { range: TWO_MONTHS },
    );
    expect(errors).toBeUndefined();
    return data.keyDepartments.departments;
  };
  const codes = (departments: Department[]) => departments.map(({ department }) => department.code).sort();

  it('shows the objective that four departments share', async () => {
    const departments = await ranked();
    expect(departments).toHaveLength(12);
    const sharing = departments.filter(({ evidence }) =>
      evidence.some(({ objective, isWithheld }) => objective.title === 'Launch in Japan' && !isWithheld),
    );
    expect(codes(sharing)).toEqual([...story.sharingDepartments].sort());
  });

  it('shows the skill that one department alone has, and what would go with it', async () => {
    const alone = (await ranked()).filter(({ soleSkills }) =>
      soleSkills.some(({ name }) => name === story.rareSkill),
    );
    expect(codes(alone)).toEqual([story.rareSkillDepartment]);
    const [department] = await select<{ id: string }>('select id from department where code = $1', [
      story.rareSkillDepartment,
    ]);
    const { data } = await api
      .as('lead')
      .ask(
        graphql(
          `query ($id: ID!, $range: DateRangeInput!) { departmentRemovalImpact(id: $id, range: $range) { soleSkills { name } } }`,
        ),
        { id: department!.id, range: TWO_MONTHS },
      );
    expect(data.departmentRemovalImpact.soleSkills).toEqual([{ name: story.rareSkill }]);
  });

  it('shows the link that misses', async () => {
    const { data } = await api.as('lead').ask(
      graphql(
        `query ($range: DateRangeInput!) { missingLinks(range: $range) { requiredPairs missingPairs congruence links {
          first { code } second { code } objectives { externalId } } } }`,
      ),
      { range: TWO_MONTHS },
    );
    const { links, ...pairs } = data.missingLinks;
    expect(pairs).toEqual({ requiredPairs: 27, missingPairs: 1, congruence: 26 / 27 });
    expect(links).toHaveLength(1);
    expect([links[0]!.first.code, links[0]!.second.code].sort()).toEqual([...story.missingLink].sort());
    expect(links[0]!.objectives).toEqual([{ externalId: story.missingLinkObjective }]);
  });

  it('tells how far the objectives of the story are, and what depends on what', async () => {
    const { data } = await api.as('lead').ask(
      graphql(`query ($externalIds: [String!]!) {
        objectives(filter: { externalId: { in: $externalIds } }) { nodes {
          externalId progressMode progressPercent keyResults { title current }
          dependsOn { kind dependsOn { externalId } } dependents { kind objective { externalId } } } } }`),
      { externalIds: [story.sharedObjective, 'objective-product-2', 'objective-people-4'] },
    );
    const told = new Map(data.objectives.nodes.map(({ externalId, ...node }) => [externalId, node]));
    expect(told.get(story.sharedObjective)).toEqual({
      progressMode: 'ROLLUP',
      // 25 % of weight 3, and half of weight 1.
      progressPercent: '31.25',
      keyResults: [
        { title: 'Paying customers in Japan', current: '1250' },
        { title: 'Rating in the app stores', current: '3.85' },
      ],
      dependsOn: [{ kind: 'NEEDS_INPUT', dependsOn: { externalId: 'objective-product-2' } }],
      dependents: [],
    });
    expect(told.get('objective-product-2')).toMatchObject({
      dependents: [{ kind: 'NEEDS_INPUT', objective: { externalId: story.sharedObjective } }],
    });
    expect(told.get('objective-people-4')).toMatchObject({
      progressMode: 'MANUAL',
      progressPercent: '40.00',
    });
    // What key results are is what was recorded of them last.
    expect(
      await count(`key_result k where k.current <> (select value from key_result_value v
        where v.key_result_id = k.id order by "on" desc, v.id desc limit 1)`),
    ).toBe(0);
  });

  it('has someone for each role, who can sign in', async () => {
    for (const subject of ['admin', 'hr', 'manager', 'head', 'lead', 'finance', 'risk', 'worker', 'client']) {
      const { data, errors } = await api.as(subject).ask(graphql(`{ departments(first: 1) { totalCount } }`));
      expect([subject, errors, data]).toEqual([subject, undefined, { departments: { totalCount: 12 } }]);
    }
  });

  it('knows why the launch in Japan is as it is, and who was asked to help', async () => {
    const { data } = await api.as('lead').run(
      `query ($text: String!) { knowledgeSearch(text: $text) { nodes { kind objective { externalId } note { title } request {
        state fromDepartment { code } toDepartment { code } } } } }`,
      { text: 'campaign' },
    );
    const objective = { externalId: story.sharedObjective };
    expect(data.knowledgeSearch.nodes).toHaveLength(2);
    expect(data.knowledgeSearch.nodes).toEqual(
      expect.arrayContaining([
        { kind: 'DECISION', objective, note: { title: 'Localisation before marketing' }, request: null },
        {
          ...{ kind: 'COLLABORATION_REQUEST', objective, note: null },
          request: { state: 'OPEN', fromDepartment: { code: 'MKT' }, toDepartment: { code: 'DAT' } },
        },
      ]),
    );
  });

  it('tells of the capacity of everyone in the change log', async () => {
    expect(
      await count("change_event where kind = 'WORKER_CREATED' and jsonb_array_length(capacity) > 0"),
    ).toBe(300);
  });

  it('is made once: a database that is in use is left alone', async () => {
    expect(await seedDemo(api.database, NOW)).toBe(false);
    expect(await count('worker')).toBe(300);
  });
});

describe('seeding', () => {
  it('makes the same of the same day', () => {
    const { chance: _one, calendar: _day, ...first } = makeOrganisation(NOW);
    const { chance: _two, calendar: _same, ...second } = makeOrganisation(new Date('2027-03-10T23:00:00Z'));
    expect(second).toEqual(first);
  });

  it('follows the day', () => {
    const { calendar } = makeOrganisation(new Date('2027-12-31T12:00:00Z'));
    expect(calendar.nextMonth).toEqual({ from: '2028-01-01', to: '2028-01-31' });
  });
});
