import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDepartmentWeeks } from '../../src/capacity/department-week.js';
import type { TotalsChange } from '../../src/capacity/totals.js';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department, holidays, skill, staffed } from '../support/company.js';
import { histories } from '../support/history.js';
import { liveTogether, type Stages } from '../support/living.js';
import { computed, differences } from '../support/read-model.js';

const MINUTES = `contractedMinutes holidayMinutes timeOffMinutes effectiveMinutes confirmedMinutes tentativeMinutes freeMinutes
  overAllocatedMinutes outsideCapacityMinutes unknownConfirmedMinutes unknownWorkers utilisationPercent`;
const CAPACITY = `query ($scope: CapacityScopeInput, $range: DateRangeInput!, $bucket: Bucket) {
  capacity(scope: $scope, range: $range, bucket: $bucket) { lines { department { id } worker { id }
    buckets { from to ${MINUTES} } total { ${MINUTES} } } } }`;
const AVAILABLE = `query ($range: DateRangeInput!) { availableWorkers(range: $range, first: 100) {
  totalCount nodes { score freeMinutes effectiveMinutes worker { id } } } }`;

describe('stored capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const everything = api.as(await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const region = await holidays(api, 'XX', '2026-12-25', '2027-02-12', '2027-08-02', '2028-01-03');
  const top = await department(api, 'TOP');
  // They were there before anything was stored.
  const { department: design, ada } = await staffed(api, 'Design', ['Ada', 'Grace'], {
    region,
    parentId: top.id,
  });
  const ops = await department(api, 'Ops', { parentId: top.id });
  const objective = await objectiveOf(api, ops, 'Move');
  const { id: skillId } = await skill(api, 'SQL', [ada, 4]);
  const stages: Stages = {
    departmentIds: [top.id, design.id, ops.id],
    // One for some people each: whoever imports holidays changes them all.
    regions: await Promise.all('AT BE CH CZ DE FR IT NL'.split(' ').map((code) => holidays(api, code))),
    objectiveId: objective.id,
  };
  const ask = async (query: string, variables: object) => {
    const { data, errors } = await everything.run(query, { ...variables });
    expect(errors).toBeUndefined();
    return data;
  };
  const isKept = async () =>
    (await api.database.rows('test.is-kept', 'select 1 from kept_horizon where first_day is not null'))
      .length === 1;

  it('is filled once, with everybody who was there before', async () => {
    expect(await isKept()).toBe(false);
    await rollHorizon(api.contexts);
    expect(await isKept()).toBe(true);
    expect(await differences(api)).toEqual([]);
    const stored = await api.database.rows(
      'test.stored',
      'select worker_id, department_id, first_week, weeks from worker_weeks order by worker_id',
    );
    expect(stored).toMatchObject([
      { worker_id: ada.id, department_id: design.id, first_week: '2026-01-19', weeks: 164 },
      {},
    ]);
  });

  it('is what the facts come to, whatever has happened to people', async () => {
    const lives = fc.sample(histories('2027-02-01'), 100);
    let [asked, taken] = [0, 0];
    for await (const round of liveTogether(api, 'everything', stages, lives)) {
      asked += round.asked;
      taken += round.taken;
    }
    // Else this would say nothing.
    expect(taken).toBeGreaterThan(asked / 2);
    expect(await differences(api)).toEqual([]);
  }, 120_000);

  const ranges = [
    { from: '2027-02-01', to: '2027-02-28' },
    { from: '2026-12-30', to: '2027-07-07' },
    { from: '2026-02-05', to: '2028-11-22' },
    { from: '2027-02-10', to: '2027-02-10' },
    // The last day that is stored, and the first that is not.
    { from: '2029-02-01', to: '2029-03-11' },
    { from: '2029-03-11', to: '2029-03-12' },
    { from: '2020-01-01', to: '2020-01-31' },
  ];
  const scopes = {
    'the organisation': null,
    'freelancers of the organisation': { kinds: ['FREELANCER'] },
    nobody: { kinds: [] },
    'all departments': { allDepartments: true },
    'all departments with those below': { allDepartments: true, includeSubtree: true },
    'a department': { departmentId: design.id },
    'a department with those below': { departmentId: top.id },
    'staff of a department': { departmentId: top.id, kinds: ['STAFF'] },
    'who has a skill': { skills: [{ skillId }] },
    'a worker': { workerIds: [ada.id] },
  };

  it.each(Object.entries(scopes))('answers of %s what the facts would', async (_, scope) => {
    for (const range of ranges) {
      for (const bucket of ['DAY', 'WEEK', 'MONTH', 'QUARTER']) {
        if (bucket === 'DAY' && range.from === '2026-02-05') continue;
        const answer = () => ask(CAPACITY, { scope, range, bucket });
        expect(await answer()).toEqual(await computed(api, answer));
      }
    }
  });

  it('answers who is free as the facts would', async () => {
    for (const range of ranges) {
      const answer = () => ask(AVAILABLE, { range });
      expect(await answer()).toEqual(await computed(api, answer));
    }
  });

  it.each(ranges.slice(0, 5))(
    'adds up: departments to the organisation, and buckets of whichever length, $from to $to',
    async (range) => {
      const measures = MINUTES.split(/\s+/).filter((name) => !/unknownWorkers|Percent/.test(name));
      const sum = (parts: Record<string, number>[]) =>
        Object.fromEntries(
          measures.map((measure) => [measure, parts.reduce((a, part) => a + part[measure]!, 0)]),
        );
      const lines = async (scope: object | null, bucket: string) =>
        (await ask(CAPACITY, { scope, range, bucket })).capacity.lines;
      const [organisation] = await lines(null, 'QUARTER');
      const { total } = organisation;
      const all = await lines({ allDepartments: true }, 'QUARTER');
      expect(sum(all.map(({ total }: { total: Record<string, number> }) => total))).toEqual(sum([total]));
      for (const bucket of ['DAY', 'WEEK', 'MONTH', 'QUARTER'])
        expect(sum((await lines(null, bucket))[0].buckets)).toEqual(sum([total]));
      expect(total.contractedMinutes).toBe(
        total.holidayMinutes + total.timeOffMinutes + total.effectiveMinutes,
      );
      expect(total.freeMinutes - total.overAllocatedMinutes).toBe(
        total.effectiveMinutes - total.confirmedMinutes,
      );
    },
  );

  it('adds up more than 32 bits hold', async () => {
    const days = [2_000_000_000, 0, 0, 0, 0, 0, 0];
    const change: TotalsChange = {
      departmentId: ops.id,
      kind: 'STAFF',
      from: '2040-01-02',
      added: { tentative: [[0, 1, days]] },
    };
    await addToDepartmentWeeks(api.database.rows, [change, change]);
    await addToDepartmentWeeks(api.database.rows, [change]);
    const added = await api.database.rows(
      'test.added',
      `select tentative from department_week where week = '2040-01-02'`,
    );
    expect(added).toEqual([{ tentative: [6_000_000_000, 0, 0, 0, 0, 0, 0, 6_000_000_000] }]);
  });
});
