import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  daysBetween,
  isLocalDate,
  isoWeek,
  localDate,
  modulo,
  mondayOf,
  monthEnd,
  monthStart,
  quarterEnd,
  quarterStart,
  today,
  weekday,
} from '../../src/time/local-date.js';

const MILLISECONDS_PER_DAY = 86_400_000;
const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') });
const anyDate = anyDay.map(localDate);
const dateOfPlatform = (day: number) => new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);

describe('a local date', () => {
  it.each([
    ['0001-01-01', -719_162],
    ['1969-12-31', -1],
    ['1970-01-01', 0],
    ['2000-02-29', 11_016],
    ['9999-12-31', 2_932_896],
  ])('%s is day number %i', (date, day) => {
    expect(dayNumber(date)).toBe(day);
    expect(localDate(day)).toBe(date);
  });

  it('agrees with the platform on every day, and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(localDate(day)).toBe(dateOfPlatform(day));
        expect(dayNumber(localDate(day))).toBe(day);
      }),
    );
  });

  it('sorts as text as it does in the calendar', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(localDate(a) < localDate(b)).toBe(a < b);
      }),
    );
  });

  it('does not leave the years whose text sorts', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => localDate(Number.NaN)).toThrow(RangeError);
  });

  it.each([
    ['2028-02-29', true],
    ['2028-02-30', false],
    ['2027-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2027-04-31', false],
    ['2027-13-01', false],
    ['2027-00-10', false],
    ['2027-01-00', false],
    ['0000-12-31', false],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['10000-01-01', false],
    ['2027-1-1', false],
    ['2027-01-01T00:00', false],
    ['2027-01-01\n', false],
    ['', false],
  ])('%j is one: %s', (text, isOne) => {
    expect(isLocalDate(text)).toBe(isOne);
  });

  it('counts days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(daysBetween('2027-01-01', '2028-01-01')).toBe(365);
    expect(daysBetween('2028-01-01', '2027-12-31')).toBe(-1);
  });

  it('knows its week', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekday)).toEqual([0, 1, 6]);
    expect(['2026-11-23', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ]);
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(weekday(date)).toBe((new Date(date).getUTCDay() + 6) % 7);
      }),
    );
  });

  it.each([
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2026-11-24', '2026-W48'],
  ])('%s lies in week %s', (date, week) => {
    expect(isoWeek(date)).toBe(week);
  });

  it.each([
    ['2028-02-10', '2028-02-01', '2028-02-29', '2028-01-01', '2028-03-31'],
    ['2027-12-31', '2027-12-01', '2027-12-31', '2027-10-01', '2027-12-31'],
    ['0004-04-01', '0004-04-01', '0004-04-30', '0004-04-01', '0004-06-30'],
  ])('%s lies in the month %s to %s and the quarter %s to %s', (date, ...expected) => {
    expect([monthStart(date), monthEnd(date), quarterStart(date), quarterEnd(date)]).toEqual(expected);
  });

  it('depends on the zone it is asked in', () => {
    const instant = new Date('2026-03-29T00:30:00Z');
    expect(today('Europe/Zurich', instant)).toBe('2026-03-29');
    expect(today('America/New_York', instant)).toBe('2026-03-28');
    expect(today('Pacific/Kiritimati', new Date('2026-12-31T10:00:00Z'))).toBe('2027-01-01');
    expect(() => today('Europe/Atlantis', instant)).toThrow(RangeError);
  });

  it('takes remainders that are never negative', () => {
    expect([-8, -7, -1, 0, 6, 7].map((value) => modulo(value, 7))).toEqual([6, 0, 6, 0, 6, 0]);
  });
});
