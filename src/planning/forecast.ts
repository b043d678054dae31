import { mase, mean, smape } from './forecast-errors.js';
import { dampedHolt, type Forecaster, hasSeason, naive, theta } from './forecast-methods.js';

export type Method = 'NAIVE' | 'DAMPED_HOLT' | 'THETA';

export interface MethodError {
  method: Method;
  /** 0 to 200. */
  smape: number;
  /** Null where no history of the backtest ever changes. */
  mase: number | null;
}

export interface Forecast {
  /** The winner of the backtest. */
  method: Method;
  values: number[];
  /** Of every method, over all origins, the simplest first. */
  errors: MethodError[];
  /** How often the future was forecast from the past and compared. */
  origins: number;
}

/** Steps that a method is given at least to learn from: half a year of weeks. */
const LEAST_TRAINING = 26;
const MOST_ORIGINS = 12;

/** Steps of history that a forecast takes: what a method learns from, and one whole horizon to be judged by. */
export const neededHistory = (horizon: number): number => LEAST_TRAINING + horizon;

/**
 * The next values of a history, by the method that would have done best on it: each forecasts the whole horizon from
 * the same origins in the past (rolling-origin backtest; Tashman 2000), knowing nothing of what came after. The least
 * mean absolute scaled error wins, where that is undefined the least sMAPE; ties go to the simpler one.
 * Null where there is too little history to judge by.
 */
export function forecast(history: readonly number[], horizon: number, season: number): Forecast | null {
  if (history.length < neededHistory(horizon)) return null;
  const methods: readonly [Method, Forecaster][] = [
    ['NAIVE', naive(season)],
    ['DAMPED_HOLT', dampedHolt],
    ['THETA', theta],
  ];
  const origins = originsOf(history.length, horizon);
  const errors = methods.map(([method, forecaster]) => ({
    method,
    ...backtest(forecaster, { history, horizon, season, origins }),
  }));
  const isScaled = errors.every((error) => error.mase !== null);
  const sizeOf = (error: MethodError) => (isScaled ? error.mase! : error.smape);
  const best = errors.reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
  const [, forecaster] = methods.find(([method]) => method === best.method)!;
  return { method: best.method, values: forecaster(history, horizon), errors, origins: origins.length };
}

/** The last origin leaves exactly the horizon; the others lie before it, evenly, as far as there is enough to learn from. */
function originsOf(length: number, horizon: number): number[] {
  const last = length - horizon;
  const step = Math.ceil((last - LEAST_TRAINING + 1) / MOST_ORIGINS);
  const origins: number[] = [];
  for (let origin = last; origin >= LEAST_TRAINING; origin -= step) origins.push(origin);
  return origins;
}

interface Backtest {
  history: readonly number[];
  horizon: number;
  season: number;
  origins: readonly number[];
}

function backtest(forecaster: Forecaster, { history, horizon, season, origins }: Backtest) {
  const errors = origins.map((origin) => {
    const known = history.slice(0, origin);
    const actual = history.slice(origin, origin + horizon);
    const guessed = forecaster(known, horizon);
    const period = hasSeason(known, season) ? season : 1;
    return { smape: smape(actual, guessed), mase: mase(known, actual, guessed, period) };
  });
  const scaled = errors.flatMap((error) => error.mase ?? []);
  return {
    smape: mean(errors.map((error) => error.smape)),
    mase: scaled.length > 0 ? mean(scaled) : null,
  };
}
