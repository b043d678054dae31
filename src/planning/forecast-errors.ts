/** Symmetric mean absolute percentage error, 0 to 200, as the M4 competition has it; two zeros are no error. */
export function smape(actual: readonly number[], forecast: readonly number[]): number {
  const errors = actual.map((value, i) => {
    const size = Math.abs(value) + Math.abs(forecast[i]!);
    return size === 0 ? 0 : (200 * Math.abs(value - forecast[i]!)) / size;
  });
  return mean(errors);
}

/**
 * Mean absolute scaled error (Hyndman & Koehler 2006): by the mean error of the naive method, of this season, within
 * the history. Below 1 is better than that. Null where the history never changes, which leaves nothing to scale by.
 */
export function mase(
  history: readonly number[],
  actual: readonly number[],
  forecast: readonly number[],
  season = 1,
): number | null {
  const scale = mean(history.slice(season).map((value, i) => Math.abs(value - history[i]!)));
  if (!(scale > 0)) return null;
  return mean(actual.map((value, i) => Math.abs(value - forecast[i]!))) / scale;
}

/** NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
