import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allowance } from '../../src/server/allowance.js';

/** 600 a minute, at a clock that a test sets: one comes back every 100 ms. */
function allowance(perMinute = 600) {
  const clock = { ms: 5_000 };
  const allowed = new Allowance(perMinute, () => clock.ms);
  return { clock, allowed, spend: (points: number, spender = 'ada') => allowed.spend(spender, points) };
}

const granted = (remaining: number) => ({ isGranted: true, remaining, retryAfterMs: 0 });

describe('an allowance of points', () => {
  it("may be spent at once, a full minute's", () => {
    const { spend } = allowance();
    expect(spend(599)).toEqual(granted(1));
    expect(spend(1)).toEqual(granted(0));
    expect(spend(1)).toEqual({ isGranted: false, remaining: 0, retryAfterMs: 100 });
  });

  it('comes back continuously', () => {
    const { spend, clock } = allowance();
    spend(600);
    clock.ms += 99;
    expect(spend(1)).toEqual({ isGranted: false, remaining: 0, retryAfterMs: 1 });
    clock.ms += 1;
    expect(spend(1)).toEqual(granted(0));
    clock.ms += 30_000;
    expect(spend(1)).toEqual(granted(299));
  });

  it('is never more than that of a minute', () => {
    const { spend, clock } = allowance();
    spend(600);
    clock.ms += 3_600_000;
    expect(spend(1)).toEqual(granted(599));
  });

  it('loses nothing to what is refused', () => {
    const { spend } = allowance();
    expect(spend(400)).toEqual(granted(200));
    expect(spend(300)).toEqual({ isGranted: false, remaining: 200, retryAfterMs: 10_000 });
    expect(spend(200)).toEqual(granted(0));
  });

  it('grants what costs more than a minute has, where all is left', () => {
    const { spend, clock } = allowance();
    expect(spend(1_000)).toEqual(granted(0));
    clock.ms += 59_900;
    expect(spend(1_000)).toEqual({ isGranted: false, remaining: 599, retryAfterMs: 100 });
  });

  it("is each spender's own", () => {
    const { spend } = allowance();
    spend(600, 'ada');
    expect(spend(1, 'ada').isGranted).toBe(false);
    expect(spend(600, 'grace')).toEqual(granted(0));
  });

  it('forgets who has all again, and keeps the most recent where too many have not', () => {
    const { spend, clock, allowed } = allowance();
    for (let index = 0; index < 50_000; index++) spend(1, `early ${index}`);
    clock.ms += 100;
    spend(600, 'ada');
    expect(allowed.size).toBe(1);
    for (let index = 0; index < 50_000; index++) spend(600, `late ${index}`);
    expect(allowed.size).toBe(25_000);
    expect(spend(1, 'late 49999').isGranted).toBe(false);
  });

  it('grants, in any stretch of time, a minute of points and what came back in it', () => {
    const attempts = fc.array(fc.record({ pause: fc.nat(20_000), points: fc.integer({ min: 1, max: 700 }) }));
    fc.assert(
      fc.property(attempts, (made) => {
        const { spend, clock } = allowance();
        const begun = clock.ms;
        let spent = 0;
        for (const { pause, points } of made) {
          clock.ms += pause;
          const { isGranted, remaining, retryAfterMs } = spend(points);
          if (isGranted) spent += Math.min(points, 600);
          expect(spent).toBeLessThanOrEqual(600 + (clock.ms - begun) / 100 + 1e-6);
          if (isGranted) continue;
          expect(remaining).toBeLessThan(points);
          // It says the truth of when it would be granted.
          clock.ms += retryAfterMs;
          expect(spend(points).isGranted).toBe(true);
          spent += Math.min(points, 600);
        }
      }),
    );
  });
});
