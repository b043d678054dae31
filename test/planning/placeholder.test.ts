import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayCalendar } from '../../src/capacity/calendar.js';
import { placeholderDays } from '../../src/planning/placeholder.js';
import { addDays } from '../../src/time/local-date.js';

const sum = (minutes: Int32Array) => minutes.reduce((a, b) => a + b, 0);
const open = { id: 'need', minutesPerDay: null, totalMinutes: null, holidays: null };

describe('a placeholder', () => {
  it('works Monday to Friday: 11 hours of RUNN-6, of which 7 are left after a week', () => {
    const placeholder = { ...open, from: '2025-08-21', to: '2025-09-04', minutesPerDay: 60 };
    const minutesFrom = (from: string) =>
      sum(placeholderDays(placeholder, { from, to: '2025-09-30' }, 2_400)) / 60;
    expect(minutesFrom('2025-08-20')).toBe(11);
    expect(minutesFrom('2025-08-27')).toBe(7);
  });

  it('does not work on the holidays of its region', () => {
    const holidays = holidayCalendar([['2027-02-12', 1_440]]);
    const week = { from: '2027-02-08', to: '2027-02-14' };
    const days = placeholderDays({ ...open, ...week, minutesPerDay: 300, holidays }, week, 2_400);
    expect([...days]).toEqual([300, 300, 300, 300, 0, 0, 0]);
  });

  it('spreads a total over its window by what is worked on each day, earlier days first', () => {
    const holidays = holidayCalendar([['2027-02-12', 1_440]]);
    const window = { from: '2027-02-08', to: '2027-02-21' };
    const placeholder = { ...open, ...window, totalMinutes: 1_200, holidays };
    expect([...placeholderDays(placeholder, window, 2_400)]).toEqual([
      ...[134, 134, 134, 133, 0, 0, 0],
      ...[133, 133, 133, 133, 133, 0, 0],
    ]);
  });

  it('spreads a total by the standard week, where that does not divide by five', () => {
    const window = { from: '2027-02-08', to: '2027-02-12' };
    const days = placeholderDays({ ...open, ...window, totalMinutes: 8 }, window, 8);
    expect([...days]).toEqual([2, 2, 2, 1, 1]);
  });

  it('places nothing where nothing is worked', () => {
    const weekend = { from: '2027-02-13', to: '2027-02-14' };
    expect([...placeholderDays({ ...open, ...weekend, totalMinutes: 60 }, weekend, 2_400)]).toEqual([0, 0]);
  });

  it('is the same on a day, whatever else is asked for', () => {
    const offset = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        offset,
        offset,
        offset,
        offset,
        fc.integer({ min: 1, max: 50_000 }),
        fc.boolean(),
        (a, b, c, d, load, isTotal) => {
          const day = (days: number) => addDays('2027-01-01', days);
          const placeholder = {
            ...open,
            from: day(Math.min(a, b)),
            to: day(Math.max(a, b)),
            ...(isTotal ? { totalMinutes: load } : { minutesPerDay: (load % 1_440) + 1 }),
          };
          const whole = placeholderDays(placeholder, { from: day(0), to: day(60) }, 2_400);
          const [first, last] = [Math.min(c, d), Math.max(c, d)];
          const part = placeholderDays(placeholder, { from: day(first), to: day(last) }, 2_400);
          expect([...part]).toEqual([...whole.subarray(first, last + 1)]);
          const isWorked = placeholderDays(
            { ...open, ...placeholder, totalMinutes: null, minutesPerDay: 1 },
            { from: day(0), to: day(60) },
            2_400,
          );
          if (isTotal) expect(sum(whole)).toBe(sum(isWorked) > 0 ? load : 0);
        },
      ),
    );
  });
});
