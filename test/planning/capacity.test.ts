import { describe, expect, it } from 'vitest';
import type { Bucket, CapacityScopeInput } from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import {
  account,
  department,
  holidays,
  membership,
  skill,
  staffed,
  timeOff,
  worker,
} from '../support/company.js';
import { graphql } from '../support/graphql.js';

const CAPACITY = graphql(`query ($scope: CapacityScopeInput, $range: DateRangeInput!, $bucket: Bucket) {
  capacity(scope: $scope, range: $range, bucket: $bucket) { lines { worker { name } department { code }
    buckets { from to contractedMinutes holidayMinutes timeOffMinutes effectiveMinutes confirmedMinutes tentativeMinutes
      freeMinutes overAllocatedMinutes utilisationPercent unknownWorkers unknownConfirmedMinutes }
    total { effectiveMinutes confirmedMinutes } } } }`);

describe('capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const week = { from: '2027-02-08', to: '2027-02-14' };
  const ask = async (scope: CapacityScopeInput | null, range = week, bucket: Bucket = 'WEEK') => {
    const { data, errors } = await hr.ask(CAPACITY, { scope, range, bucket });
    expect(errors).toBeUndefined();
    return data.capacity.lines;
  };

  const region = await holidays(api, 'XX', '2027-02-12');
  const top = await department(api, 'TOP');
  const {
    department: design,
    ada,
    grace,
  } = await staffed(api, 'Design', ['Ada', 'Grace'], { region, parentId: top.id });
  const ops = await department(api, 'Ops', { parentId: top.id });
  const linus = await worker(api, 'Linus', { kind: 'FREELANCER', minutes: [500, 500, 500, 500, 500, 0, 0] });
  await membership(api, linus, design, { share: 6460 });
  await timeOff(api, grace, '2027-02-09', '2027-02-09');
  const objective = await objectiveOf(api, ops, 'Move');
  await assigned(api, ada, objective, { from: '2027-02-08', to: '2027-02-09' });
  await assigned(api, ada, objective, {
    from: '2027-02-10',
    to: '2027-02-10',
    minutesPerDay: 100,
    state: 'PROPOSED',
  });
  const { id: skillId } = await skill(api, 'SQL', [ada, 4], [linus, 2]);

  it('of a worker takes holidays, time off and assignments from the pattern', async () => {
    const lines = await ask({ workerIds: [grace.id, ada.id] });
    const known = { unknownWorkers: 0, unknownConfirmedMinutes: 0, overAllocatedMinutes: 0, ...week };
    expect(lines).toEqual([
      {
        worker: { name: 'Grace' },
        department: null,
        buckets: [
          {
            ...known,
            contractedMinutes: 2400,
            holidayMinutes: 480,
            timeOffMinutes: 480,
            effectiveMinutes: 1440,
            confirmedMinutes: 0,
            tentativeMinutes: 0,
            freeMinutes: 1440,
            utilisationPercent: '0.00',
          },
        ],
        total: { effectiveMinutes: 1440, confirmedMinutes: 0 },
      },
      {
        worker: { name: 'Ada' },
        department: null,
        buckets: [
          {
            ...known,
            contractedMinutes: 2400,
            holidayMinutes: 480,
            timeOffMinutes: 0,
            effectiveMinutes: 1920,
            confirmedMinutes: 960,
            tentativeMinutes: 100,
            freeMinutes: 960,
            utilisationPercent: '50.00',
          },
        ],
        total: { effectiveMinutes: 1920, confirmedMinutes: 960 },
      },
    ]);
  });

  it('of all departments adds up to the organisation, by dated shares', async () => {
    const lines = await ask({ allDepartments: true });
    const contracted = Object.fromEntries(
      lines.map((line: { department: { code: string } | null; buckets: { contractedMinutes: number }[] }) => [
        line.department?.code ?? 'none',
        line.buckets[0]!.contractedMinutes,
      ]),
    );
    expect(contracted).toEqual({ TOP: 0, Design: 2400 + 2400 + 5 * 323, Ops: 0, none: 5 * 177 });
    const [organisation] = await ask(null);
    expect(organisation!.buckets[0]!.contractedMinutes).toBe(7300);
  });

  it('of a department counts those below it, unless told otherwise', async () => {
    const [withSubtree] = await ask({ departmentId: top.id });
    expect(withSubtree!.total.effectiveMinutes).toBe(1440 + 1920 + 5 * 323);
    const [alone] = await ask({ departmentId: top.id, includeSubtree: false });
    expect(alone!.total.effectiveMinutes).toBe(0);
  });

  it('can be of people with a skill, and of freelancers only', async () => {
    const effective = async (scope: CapacityScopeInput) => (await ask(scope))[0]!.total.effectiveMinutes;
    expect(await effective({ skills: [{ skillId }] })).toBe(1920 + 2500);
    expect(await effective({ skills: [{ skillId, minLevel: 3 }] })).toBe(1920);
    expect(await effective({ kinds: ['FREELANCER'] })).toBe(2500);
  });

  it('of people with a skill at a level that there is not is refused', async () => {
    const { errors } = await hr.ask(CAPACITY, {
      scope: { skills: [{ skillId, minLevel: 9 }] },
      range: week,
    });
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'MAX' });
  });

  it('adds up the same by day, week, month and quarter', async () => {
    const range = { from: '2027-01-15', to: '2027-07-07' };
    const sums = await Promise.all(
      (['DAY', 'WEEK', 'MONTH', 'QUARTER'] as const).map(async (bucket) => {
        const [line] = await ask(null, range, bucket);
        return line!.buckets.reduce(
          (sum: number, { effectiveMinutes }: { effectiveMinutes: number }) => sum + effectiveMinutes,
          0,
        );
      }),
    );
    expect(new Set(sums).size).toBe(1);
  });

  it('is unknown, not zero, of an engagement without a pattern', async () => {
    const mystery = await worker(api, 'Mystery', { minutes: null });
    await assigned(api, mystery, objective, { from: '2027-02-08', to: '2027-02-08' });
    const [line] = await ask({ workerIds: [mystery.id] });
    expect(line!.buckets[0]).toMatchObject({
      contractedMinutes: null,
      effectiveMinutes: null,
      freeMinutes: null,
      utilisationPercent: null,
      unknownWorkers: 1,
      unknownConfirmedMinutes: 480,
    });
  });

  it.each([
    ['a reversed range', { range: { from: '2027-02-02', to: '2027-02-01' } }, 'REVERSED_RANGE'],
    ['more than ten years', { range: { from: '2027-01-01', to: '2037-01-02' } }, 'RANGE_TOO_LONG'],
    ['two subjects', { range: week, scope: { allDepartments: true, departmentId: top.id } }, 'SCOPE'],
  ])('refuses %s', async (_, variables, reason) => {
    const { errors } = await hr.ask(CAPACITY, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason } }]);
  });

  it('is too complex where the fields of one request ask together for more cells than an answer can hold', async () => {
    const tenYears = '{ from: "2030-01-01", to: "2039-12-31" }';
    const asked = (times: number) => {
      const fields = Array.from(
        { length: times },
        (_, i) =>
          `a${i}: capacity(scope: { kinds: [] }, range: ${tenYears}, bucket: DAY) { lines { total { freeMinutes } } }`,
      );
      return hr.run(`{ ${fields.join(' ')} }`);
    };
    expect((await asked(27)).errors).toBeUndefined();
    expect((await asked(28)).errors).toMatchObject([
      {
        path: ['a27'],
        extensions: {
          code: 'TOO_COMPLEX',
          reason: 'CAPACITY_CELLS',
          details: { limit: 100_000, actual: 28 * 3_652 },
        },
      },
    ]);
  });

  it('of a worker out of reach is not found, while department totals are everybody’s', async () => {
    const outsider = api.as(await account(api, 'outsider', 'WORKER'));
    const { errors } = await outsider.ask(CAPACITY, { scope: { workerIds: [ada.id] }, range: week });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const { data } = await outsider.ask(CAPACITY, { scope: { departmentId: design.id }, range: week });
    expect(data.capacity.lines[0]!.total.confirmedMinutes).toBe(960);
  });
});
