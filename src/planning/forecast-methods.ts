import { type Bounds, minimise } from './forecast-minimise.js';

/** The next `horizon` values of a history, which is in equal steps and not empty. Never negative: minutes are not. */
export type Forecaster = (history: readonly number[], horizon: number) => number[];

const ahead = (horizon: number, valueAt: (step: number) => number): number[] =>
  Array.from({ length: horizon }, (_, i) => Math.max(0, valueAt(i + 1)));

/** The value of one season ago, where the history has a season of this length; else the last one. */
export const naive =
  (season: number): Forecaster =>
  (history, horizon) => {
    const period = hasSeason(history, season) ? season : 1;
    return ahead(horizon, (step) => history[history.length - period + ((step - 1) % period)]!);
  };

/**
 * Whether values a season apart go together: their autocorrelation is beyond chance (90 %) given those of shorter lags
 * (Bartlett 1946), over three seasons at least, as the M4 competition tested it (Makridakis et al. 2020).
 */
export function hasSeason(history: readonly number[], season: number): boolean {
  const { length } = history;
  if (season < 2 || length < 3 * season) return false;
  const mean = history.reduce((a, b) => a + b, 0) / length;
  const deviations = history.map((value) => value - mean);
  const variance = sumOfSquares(deviations);
  if (variance === 0) return false;
  const correlation = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < length; t++) sum += deviations[t]! * deviations[t - lag]!;
    return sum / variance;
  };
  let shorter = 0;
  for (let lag = 1; lag < season; lag++) shorter += correlation(lag) ** 2;
  return Math.abs(correlation(season)) > 1.645 * Math.sqrt((1 + 2 * shorter) / length);
}

/**
 * Theta (Assimakopoulos & Nikolopoulos 2000): the mean of the straight line through the history and of a simple
 * exponential smoothing of the line's mirror image, whose curvature is doubled.
 */
export const theta: Forecaster = (history, horizon) => {
  const { intercept, slope } = regression(history);
  const line = (t: number) => intercept + slope * t;
  const level = smoothedLevel(history.map((value, t) => 2 * value - line(t)));
  return ahead(horizon, (step) => (level + line(history.length - 1 + step)) / 2);
};

function regression(values: readonly number[]): { intercept: number; slope: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  let [covariance, variance] = [0, 0];
  for (const [t, value] of values.entries()) {
    covariance += (t - middle) * (value - mean);
    variance += (t - middle) ** 2;
  }
  const slope = variance === 0 ? 0 : covariance / variance;
  return { intercept: mean - slope * middle, slope };
}

const LEAST = 1e-4;
const UNIT: readonly [number, number] = [LEAST, 1 - LEAST];

/** The last level of simple exponential smoothing; weight and first level minimise the squared errors. */
function smoothedLevel(values: readonly number[]): number {
  const [alpha] = minimise(([weight]) => smooth(values, weight!).squares, [[0.1], [0.5], [0.9]], [UNIT]);
  return smooth(values, alpha!).level;
}

/** Errors are linear in the first level, so that the best one is known for each weight. */
function smooth(values: readonly number[], alpha: number): { level: number; squares: number } {
  const start = values[0]!;
  let [level, share, dot, norm, squares] = [start, 1, 0, 0, 0];
  for (const value of values) {
    const error = value - level;
    squares += error * error;
    dot += error * share;
    norm += share * share;
    level += alpha * error;
    share *= 1 - alpha;
  }
  const shift = dot / norm;
  return { level: level + shift * share, squares: squares - shift * dot };
}

/** The damping is kept from where it cannot be told from none, or from a level alone, as usual (Hyndman et al. 2008). */
const HOLT_BOUNDS: Bounds = [UNIT, UNIT, [0.8, 0.98]];
const HOLT_STARTS = [0.1, 0.5, 0.9].flatMap((alpha) =>
  [0.05, 0.3].flatMap((beta) => [0.85, 0.97].map((phi) => [alpha, beta, phi])),
);

/**
 * Holt's linear trend, damped (Gardner & McKenzie 1985): weights, damping and first states minimise the squared
 * errors. With fewer than three values there is no trend to fit: the last one.
 */
export const dampedHolt: Forecaster = (history, horizon) => {
  if (history.length < 3) return naive(1)(history, horizon);
  const parameters = minimise((at) => holt(history, at).squares, HOLT_STARTS, HOLT_BOUNDS);
  const { level, trend } = holt(history, parameters);
  const phi = parameters[2]!;
  return ahead(horizon, (step) => level + (trend * phi * (1 - phi ** step)) / (1 - phi));
};

/**
 * Runs the method from the first value without a trend, and, beside it, what one more of first level and of first
 * trend would do to each error: they are linear in both, so that the best ones are known for any weights.
 */
function holt(values: readonly number[], [alpha, beta, phi]: readonly number[]) {
  const weight = alpha!;
  const slopeWeight = alpha! * beta!;
  const damping = phi!;
  let [level, trend] = [values[0]!, 0];
  let [levelOfLevel, trendOfLevel, levelOfTrend, trendOfTrend] = [1, 0, 0, 1];
  let [ee, el, et, ll, lt, tt] = [0, 0, 0, 0, 0, 0];
  for (const value of values) {
    const error = value - (level + damping * trend);
    const byLevel = levelOfLevel + damping * trendOfLevel;
    const byTrend = levelOfTrend + damping * trendOfTrend;
    ee += error * error;
    el += error * byLevel;
    et += error * byTrend;
    ll += byLevel * byLevel;
    lt += byLevel * byTrend;
    tt += byTrend * byTrend;
    level = level + damping * trend + weight * error;
    trend = damping * trend + slopeWeight * error;
    levelOfLevel = byLevel * (1 - weight);
    trendOfLevel = damping * trendOfLevel - slopeWeight * byLevel;
    levelOfTrend = byTrend * (1 - weight);
    trendOfTrend = damping * trendOfTrend - slopeWeight * byTrend;
  }
  const determinant = ll * tt - lt * lt;
  // Where the two cannot be told apart, the level takes it all.
  const isSingular = determinant <= 1e-12 * ll * tt;
  const firstLevel = isSingular ? el / ll : (el * tt - et * lt) / determinant;
  const firstTrend = isSingular ? 0 : (et * ll - el * lt) / determinant;
  return {
    level: level + firstLevel * levelOfLevel + firstTrend * levelOfTrend,
    trend: trend + firstLevel * trendOfLevel + firstTrend * trendOfTrend,
    squares: ee - firstLevel * el - firstTrend * et,
  };
}

const sumOfSquares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
