import { describe, expect, it } from 'vitest';
import { workersAtOnce } from '../../src/planning/worker-facts.js';

describe('the workers that are computed before other requests have their turn', () => {
  it.each([
    ['2027-03-01', '2027-03-01', 500],
    ['2027-01-01', '2027-07-19', 500],
    ['2027-01-01', '2027-12-31', 273],
    ['2027-01-01', '2036-12-31', 27],
  ])('are fewer the longer the range is: from %s to %s %i', (from, to, workers) => {
    expect(workersAtOnce({ from, to })).toBe(workers);
  });

  it('are as many as are asked for where the range is short', () => {
    expect(workersAtOnce({ from: '2027-03-01', to: '2027-03-31' }, 1_000)).toBe(1_000);
  });
});
