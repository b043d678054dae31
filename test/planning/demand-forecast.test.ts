import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, membership, staffed, worker } from '../support/company.js';
import { refusal } from '../support/workforce.js';

const FORECAST = `query ($scope: WorkforceNeedScopeInput, $quarters: Int) {
  demandForecast(scope: $scope, quarters: $quarters) {
    historyFrom historyTo historyWeeks neededWeeks horizonWeeks obstacle method origins
    errors { method smape mase isChosen } quarters { from to forecastMinutes forecastFte confirmedMinutes } } }`;

describe('the forecast of demand', async () => {
  // A Monday.
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const anyone = api.as(await account(api, 'anyone', 'WORKER'));
  const ask = async (variables: Record<string, unknown>) => {
    const { data, errors } = await anyone.run(FORECAST, variables);
    expect(errors).toBeUndefined();
    return data.demandForecast;
  };

  const top = await department(api, 'TOP');
  const { department: design, ada } = await staffed(api, 'Design', ['Ada'], { parentId: top.id });
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const launch = await objectiveOf(api, design, 'Launch');
  // 56 weeks before this one, and on to the end of April.
  await assigned(api, ada, launch, { from: '2026-01-05', to: '2027-04-30' });
  await assigned(api, linus, launch, { from: '2026-08-03', to: '2027-04-02' });

  it('goes on with the weeks that were, by the method that did best, with the errors of all', async () => {
    const { errors, ...made } = await ask({ scope: { departmentId: design.id }, quarters: 1 });
    expect(made).toEqual({
      historyFrom: '2026-01-05',
      historyTo: '2027-01-31',
      historyWeeks: 56,
      neededWeeks: 26 + 22,
      horizonWeeks: 22,
      obstacle: null,
      method: 'NAIVE',
      origins: 9,
      quarters: [
        {
          from: '2027-04-01',
          to: '2027-06-30',
          // Of 2,400 a week for 13 weeks; of them 22 working days are confirmed.
          forecastMinutes: 31_200,
          forecastFte: '1.00',
          confirmedMinutes: 22 * 480,
        },
      ],
    });
    expect(
      errors.map(({ method, isChosen }: { method: string; isChosen: boolean }) => [method, isChosen]),
    ).toEqual([
      ['NAIVE', true],
      ['DAMPED_HOLT', false],
      ['THETA', false],
    ]);
    expect(errors[0]).toMatchObject({ smape: '0.00', mase: null });
  });

  it('says that there is too little history, and invents nothing', async () => {
    expect(await ask({ scope: { departmentId: ops.id } })).toEqual({
      historyFrom: '2026-08-03',
      historyTo: '2027-01-31',
      historyWeeks: 26,
      neededWeeks: 48,
      horizonWeeks: 22,
      obstacle: 'TOO_LITTLE_HISTORY',
      method: null,
      origins: 0,
      errors: [],
      quarters: [
        {
          from: '2027-04-01',
          to: '2027-06-30',
          forecastMinutes: null,
          forecastFte: null,
          confirmedMinutes: 960,
        },
      ],
    });
    const year = await ask({ scope: { departmentId: design.id }, quarters: 4 });
    expect(year).toMatchObject({ obstacle: 'TOO_LITTLE_HISTORY', horizonWeeks: 61, neededWeeks: 87 });
    expect(year.quarters.map(({ to }: { to: string }) => to)).toEqual([
      '2027-06-30',
      '2027-09-30',
      '2027-12-31',
      '2028-03-31',
    ]);
  });

  it('says that there was no demand', async () => {
    const lab = await department(api, 'Lab');
    await membership(api, await worker(api, 'Grace'), lab);
    expect(await ask({ scope: { departmentId: lab.id } })).toMatchObject({
      obstacle: 'NO_DEMAND',
      historyFrom: null,
      historyWeeks: 0,
      quarters: [{ forecastMinutes: null, confirmedMinutes: 0 }],
    });
  });

  it('of a department counts those below it, unless told otherwise; by default it is of everybody', async () => {
    expect(await ask({ scope: { departmentId: top.id } })).toMatchObject({
      historyWeeks: 56,
      obstacle: null,
    });
    expect(await ask({ scope: { departmentId: top.id, includeSubtree: false } })).toMatchObject({
      obstacle: 'NO_DEMAND',
    });
    const { quarters } = await ask({});
    expect(quarters[0].confirmedMinutes).toBe(22 * 480 + 960);
  });

  it.each([[0], [5]])('refuses %i quarters', async (quarters) => {
    const { errors } = await anyone.run(FORECAST, { quarters });
    expect(errors).toMatchObject(refusal('BAD_USER_INPUT', 'QUARTERS'));
  });

  it('of no department that exists is not found', async () => {
    const { errors } = await anyone.run(FORECAST, { scope: { departmentId: uuidv7() } });
    expect(errors).toMatchObject(refusal('NOT_FOUND'));
  });
});
