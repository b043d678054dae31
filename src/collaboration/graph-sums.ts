/** The same numbers as parts of 1, in their order; all 0 where nothing adds up to more than 0. */
export function normalise(values: readonly number[]): number[] {
  const whole = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (whole > 0 ? value / whole : 0));
}
