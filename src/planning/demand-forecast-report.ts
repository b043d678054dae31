import { Decimal } from 'decimal.js';
import { departmentDays, KNOWN, workerDays } from '../capacity/calendar.js';
import { fullTimeEquivalents } from '../capacity/calendar-ratios.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { bucketsOf, type DateRange, lengthInDays } from '../time/date-range.js';
import { addDays, daysBetween, type LocalDate, mondayOf, quarterEnd } from '../time/local-date.js';
import {
  type DemandForecast,
  ForecastMethod,
  ForecastObstacle,
  type ForecastQuarter,
} from './demand-forecast.js';
import { type Forecast, forecast, neededHistory } from './forecast.js';
import { departmentsIn, isWithin, workersInScope } from './scope.js';
import { visitFacts } from './worker-facts.js';
import type { WorkforceNeedScopeInput } from './workforce-need.js';

const MOST_WEEKS = 260;
const WEEKS_OF_A_YEAR = 52;
const MOST_QUARTERS = 4;

/**
 * Confirmed work of the next calendar quarters, forecast from that of the weeks before this one.
 * @throws UserError BAD_USER_INPUT (QUARTERS), NOT_FOUND
 */
export async function demandForecast(
  ctx: Context,
  scope: WorkforceNeedScopeInput | null,
  quarters: number,
): Promise<DemandForecast> {
  const faults = new Faults();
  faults.require(
    quarters >= 1 && quarters <= MOST_QUARTERS,
    ['quarters'],
    'QUARTERS',
    `Forecast are 1 to ${MOST_QUARTERS} quarters, not ${quarters}.`,
  );
  faults.throwIfAny();
  const monday = mondayOf(ctx.now().toISOString().slice(0, 10));
  const asked = nextQuarters(ctx.now().toISOString().slice(0, 10), quarters);
  const lastDay = asked.at(-1)!.to;
  const start = addDays(monday, -7 * MOST_WEEKS);
  const confirmed = await confirmedMinutes(ctx, scope, { from: start, to: addDays(mondayOf(lastDay), 6) });

  const weeks = weeklySums(confirmed);
  const history = sinceFirst(weeks.slice(0, MOST_WEEKS));
  const horizonWeeks = weeks.length - MOST_WEEKS;
  const made = forecast(history, horizonWeeks, WEEKS_OF_A_YEAR);
  return {
    historyFrom: history.length > 0 ? addDays(monday, -7 * history.length) : null,
    historyTo: addDays(monday, -1),
    historyWeeks: history.length,
    neededWeeks: neededHistory(horizonWeeks),
    horizonWeeks,
    obstacle: made ? null : obstacleOf(history),
    method: made && ForecastMethod[made.method],
    origins: made?.origins ?? 0,
    errors: made ? errorsOf(made) : [],
    quarters: asked.map((days) => ({
      ...days,
      ...expected(made, days, monday, ctx.standardWeekMinutes),
      confirmedMinutes: sum(confirmed.slice(daysBetween(start, days.from), daysBetween(start, days.to) + 1)),
    })),
  };
}

/** The whole quarters after the one of a day. */
function nextQuarters(today: LocalDate, quarters: number): DateRange[] {
  const from = addDays(quarterEnd(today), 1);
  return bucketsOf({ from, to: addDays(from, quarters * 93) }, 'QUARTER').slice(0, quarters);
}

/** Confirmed minutes by day of all whom the scope concerns; none on days of unknown capacity. */
async function confirmedMinutes(
  ctx: Context,
  scope: WorkforceNeedScopeInput | null,
  range: DateRange,
): Promise<Float64Array> {
  const departmentIds = await departmentsIn(ctx, scope);
  const minutes = new Float64Array(lengthInDays(range));
  const workerIds = await workersInScope(ctx, {}, departmentIds, range);
  await visitFacts(ctx, workerIds, range, (workers) => {
    for (const facts of workers) {
      for (const { departmentId, confirmed, states } of departmentDays(facts, workerDays(facts, range))) {
        if (!isWithin(departmentIds, departmentId)) continue;
        for (let day = 0; day < minutes.length; day++)
          if (states[day] === KNOWN) minutes[day]! += confirmed[day]!;
      }
    }
  });
  return minutes;
}

const weeklySums = (minutes: Float64Array): number[] =>
  Array.from({ length: minutes.length / 7 }, (_, week) => sum(minutes.slice(week * 7, week * 7 + 7)));

function sinceFirst(weeks: readonly number[]): readonly number[] {
  const first = weeks.findIndex((minutes) => minutes > 0);
  return first < 0 ? [] : weeks.slice(first);
}

const obstacleOf = (history: readonly number[]) =>
  history.length === 0 ? ForecastObstacle.NO_DEMAND : ForecastObstacle.TOO_LITTLE_HISTORY;

const errorsOf = ({ errors, method: chosen }: Forecast) =>
  errors.map(({ method, smape, mase }) => ({
    method: ForecastMethod[method],
    smape: new Decimal(smape).toFixed(2),
    mase: mase === null ? null : new Decimal(mase).toFixed(3),
    isChosen: method === chosen,
  }));

/** What the weeks from `monday` on are expected to bring on some days, each of which has a seventh of its week. */
function expected(
  made: Forecast | null,
  days: DateRange,
  monday: LocalDate,
  weekMinutes: number,
): Pick<ForecastQuarter, 'forecastMinutes' | 'forecastFte'> {
  if (!made) return { forecastMinutes: null, forecastFte: null };
  let minutes = 0;
  for (let day = daysBetween(monday, days.from); day <= daysBetween(monday, days.to); day++)
    minutes += made.values[Math.floor(day / 7)]! / 7;
  const forecastMinutes = Math.round(minutes);
  const hundredths = fullTimeEquivalents(forecastMinutes, lengthInDays(days), weekMinutes);
  return { forecastMinutes, forecastFte: new Decimal(hundredths).dividedBy(100).toFixed(2) };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
};
