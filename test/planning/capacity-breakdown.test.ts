import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, membership, staffed, timeOff, worker } from '../support/company.js';

const BREAKDOWN = `query ($range: DateRangeInput!, $workerId: ID, $departmentId: ID, $first: Int) {
  capacityBreakdown(range: $range, workerId: $workerId, departmentId: $departmentId, first: $first) {
    contractedMinutes holidayMinutes timeOffMinutes effectiveMinutes confirmedMinutes tentativeMinutes
    otherConfirmedMinutes otherTentativeMinutes lines { minutes isConfirmed assignment { id } } } }`;

describe('breaking capacity down', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const { department: lab } = await staffed(api, 'Lab', []);
  const half = await worker(api, 'Kay');
  await membership(api, half, design, { share: 5_000 });
  await membership(api, half, lab, { share: 5_000 });
  const unknown = await worker(api, 'Nemo', { minutes: null });
  await membership(api, unknown, lab);
  const [move, rest] = [await objectiveOf(api, design, 'Move'), await objectiveOf(api, lab, 'Rest')];
  const week = { from: '2027-02-08', to: '2027-02-14' };
  await timeOff(api, ada, '2027-02-08', '2027-02-08');
  const moving = await assigned(api, ada, move, { ...week, minutesPerDay: 100 });
  const resting = await assigned(api, ada, rest, { ...week, minutesPerDay: 50 });
  const maybe = await assigned(api, grace, move, { ...week, minutesPerDay: 60, state: 'PROPOSED' });
  const shared = await assigned(api, half, rest, { ...week, minutesPerDay: 101 });
  await assigned(api, unknown, rest, { ...week, minutesPerDay: 7 });

  const ask = async (variables: object = {}, as = hr) => {
    const { data, errors } = await as.run(BREAKDOWN, { range: week, ...variables });
    expect(errors).toBeUndefined();
    return data.capacityBreakdown;
  };
  const line = (assignment: { id: string }, minutes: number, isConfirmed = true) => ({
    minutes,
    isConfirmed,
    assignment,
  });

  it('of a worker has all that takes of it, to the minute', async () => {
    expect(await ask({ workerId: ada.id })).toEqual({
      contractedMinutes: 2_400,
      holidayMinutes: 0,
      timeOffMinutes: 480,
      effectiveMinutes: 1_920,
      confirmedMinutes: 600,
      tentativeMinutes: 0,
      otherConfirmedMinutes: 0,
      otherTentativeMinutes: 0,
      lines: [line(moving, 400), line(resting, 200)],
    });
  });

  it('of a department has the shares of its members', async () => {
    // Of 101 minutes a day the first department has 51 or 50, the other the rest.
    const [one, other] = [await ask({ departmentId: design.id }), await ask({ departmentId: lab.id })];
    expect(one).toMatchObject({ contractedMinutes: 6_000, timeOffMinutes: 480, tentativeMinutes: 300 });
    expect(one.lines.map((each: { assignment: object }) => each.assignment)).toEqual([
      moving,
      shared,
      resting,
      maybe,
    ]);
    expect(one.confirmedMinutes + other.confirmedMinutes).toBe(600 + 505);
    expect(one.lines[1].minutes + other.lines[0].minutes).toBe(505);
    expect([one.otherConfirmedMinutes, other.otherConfirmedMinutes]).toEqual([0, 0]);
  });

  it('of everybody leaves out unknown days, and names as many assignments as asked for', async () => {
    expect(await ask({ first: 1 })).toMatchObject({
      contractedMinutes: 7_200,
      confirmedMinutes: 1_105,
      tentativeMinutes: 300,
      lines: [line(shared, 505)],
      otherConfirmedMinutes: 600,
      otherTentativeMinutes: 300,
    });
    expect(await ask({ workerId: unknown.id })).toMatchObject({ contractedMinutes: null, lines: [] });
  });

  it('has of the work of others only its minutes, and nobody out of reach', async () => {
    const own = api.as(await accountOf(api, grace, 'grace', 'WORKER'));
    expect(await ask({ workerId: ada.id }, own)).toMatchObject({ lines: [], otherConfirmedMinutes: 600 });
    expect(await ask({ departmentId: design.id }, own)).toMatchObject({
      lines: [line(maybe, 300, false)],
      otherTentativeMinutes: 0,
    });
    const { errors } = await own.run(BREAKDOWN, { range: week, workerId: unknown.id });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('asks the database as often about many as about one', async () => {
    const [one, all] = [
      await hr.run(BREAKDOWN, { range: week, workerId: grace.id, first: 2 }),
      await hr.run(BREAKDOWN, { range: week, first: 2 }),
    ];
    // One worker is looked up in reach first, and is then known.
    expect(all.queries).toBeGreaterThan(0);
    expect(all.queries).toBeLessThanOrEqual(one.queries);
  });

  it('says all that is wrong with a question', async () => {
    const { errors } = await hr.run(BREAKDOWN, {
      range: { from: '2027-02-02', to: '2027-02-01' },
      workerId: ada.id,
      departmentId: design.id,
      first: 0,
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'REVERSED_RANGE' }, { reason: 'SCOPE' }, { reason: 'PAGE_SIZE' }] },
        },
      },
    ]);
  });
});
