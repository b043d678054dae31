import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUCKET_UNITS,
  bucketsOf,
  includesDate,
  intersect,
  lengthInDays,
  overlaps,
} from '../../src/time/date-range.js';
import { addDays, isoWeek, quarterStart } from '../../src/time/local-date.js';

const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 800 }))
  .map(([start, length]) => {
    const from = addDays('2026-01-01', start);
    return { from, to: addDays(from, length) };
  });
const maybeOpen = fc
  .tuple(anyRange, fc.boolean())
  .map(([range, isOpen]) => (isOpen ? { from: range.from, to: null } : range));

describe('a date range', () => {
  it('includes both its ends', () => {
    expect(lengthInDays({ from: '2027-01-01', to: '2027-01-01' })).toBe(1);
    expect(lengthInDays({ from: '2027-01-01', to: '2027-12-31' })).toBe(365);
    expect(includesDate({ from: '2027-01-01', to: '2027-01-02' }, '2027-01-02')).toBe(true);
    expect(includesDate({ from: '2027-01-01', to: '2027-01-02' }, '2027-01-03')).toBe(false);
    expect(includesDate({ from: '2027-01-01', to: null }, '9999-12-31')).toBe(true);
    expect(includesDate({ from: '2027-01-01', to: null }, '2026-12-31')).toBe(false);
  });

  it('meets another on a shared day, not on neighbouring ones', () => {
    const january = { from: '2027-01-01', to: '2027-01-31' };
    expect(intersect(january, { from: '2027-01-31', to: null })).toEqual({
      from: '2027-01-31',
      to: '2027-01-31',
    });
    expect(intersect(january, { from: '2027-02-01', to: null })).toBeNull();
    expect(intersect({ from: '2027-01-01', to: null }, { from: '2026-01-01', to: null })).toEqual({
      from: '2027-01-01',
      to: null,
    });
  });

  it('overlaps exactly where the intersection has a day, whichever is named first', () => {
    fc.assert(
      fc.property(maybeOpen, maybeOpen, anyRange, (a, b, probe) => {
        const common = intersect(a, b);
        expect(intersect(b, a)).toEqual(common);
        expect(overlaps(a, b)).toBe(common !== null);
        const inCommon = common !== null && includesDate(common, probe.from);
        expect(inCommon).toBe(includesDate(a, probe.from) && includesDate(b, probe.from));
      }),
    );
  });
});

describe('buckets', () => {
  it.each([
    ['DAY', ['2026-12-30', '2026-12-30'], ['2026-12-31', '2026-12-31'], ['2027-01-01', '2027-01-01']],
    ['MONTH', ['2026-12-30', '2026-12-31'], ['2027-01-01', '2027-01-01']],
    ['QUARTER', ['2026-12-30', '2026-12-31'], ['2027-01-01', '2027-01-01']],
    ['WEEK', ['2026-12-30', '2027-01-01']],
  ] as const)('by %s end where the range does', (unit, ...expected) => {
    const buckets = bucketsOf({ from: '2026-12-30', to: '2027-01-01' }, unit);
    expect(buckets.map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it('begin on Mondays, firsts of months and of quarters', () => {
    const starts = (unit: (typeof BUCKET_UNITS)[number]) =>
      bucketsOf({ from: '2027-01-20', to: '2027-07-05' }, unit).map(({ from }) => from);
    expect(starts('WEEK').slice(0, 3)).toEqual(['2027-01-20', '2027-01-25', '2027-02-01']);
    expect(starts('MONTH').slice(0, 3)).toEqual(['2027-01-20', '2027-02-01', '2027-03-01']);
    expect(starts('QUARTER')).toEqual(['2027-01-20', '2027-04-01', '2027-07-01']);
  });

  it('reach the last day of the calendar', () => {
    for (const unit of BUCKET_UNITS) {
      expect(bucketsOf({ from: '9999-12-30', to: '9999-12-31' }, unit).at(-1)?.to).toBe('9999-12-31');
    }
  });

  it('follow each other without a gap, make up the range, and never cross a border', () => {
    const labelOf = {
      DAY: (date: string) => date,
      WEEK: isoWeek,
      MONTH: (date: string) => date.slice(0, 7),
      QUARTER: quarterStart,
    };
    fc.assert(
      fc.property(anyRange, fc.constantFrom(...BUCKET_UNITS), (range, unit) => {
        const buckets = bucketsOf(range, unit);
        expect(buckets[0]!.from).toBe(range.from);
        expect(buckets.at(-1)!.to).toBe(range.to);
        const labels = buckets.map(({ from }) => labelOf[unit](from));
        expect(buckets.map(({ to }) => labelOf[unit](to))).toEqual(labels);
        expect(new Set(labels).size).toBe(labels.length);
        for (const [i, { to }] of buckets.slice(0, -1).entries()) {
          expect(buckets[i + 1]!.from).toBe(addDays(to, 1));
        }
      }),
    );
  });
});
