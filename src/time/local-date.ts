import { Temporal } from 'temporal-polyfill';

/** A calendar day `YYYY-MM-DD` of the years 0001 to 9999, in whichever zone its owner lives; sorts in calendar order. */
export type LocalDate = string;

/** Days since 1970-01-01, negative before. Loops over days count in it; dates are text only at their edges. */
export type DayNumber = number;

/** By the clock on the wall, however long the day lasts. */
export const MINUTES_PER_DAY = 1_440;

const DAYS_PER_ERA = 146_097;
const DAYS_FROM_0000_03_01_TO_1970 = 719_468;
const ZERO = 48;

/**
 * The day number of a valid date, by Howard Hinnant's days_from_civil (2013): years are counted from March, so that
 * the leap day comes last. The date is not checked; see `isLocalDate`.
 */
export function dayNumber(date: LocalDate): DayNumber {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + digits(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_0000_03_01_TO_1970;
}

const FIRST_DAY = dayNumber('0001-01-01');
const LAST_DAY = dayNumber('9999-12-31');

/**
 * The date of a day number (Hinnant's civil_from_days).
 * @throws RangeError outside the years 0001 to 9999, whose text would no longer sort
 */
export function localDate(day: DayNumber): LocalDate {
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) {
    throw new RangeError(`Day ${day} is outside the years 0001 to 9999.`);
  }
  const shifted = day + DAYS_FROM_0000_03_01_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return dateText(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1);
}

/** Whether the text is a day of the calendar: `2028-02-29` is one, `2028-02-30` and `2028-2-9` are not. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(digits(text, 0, 4), month);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return localDate(dayNumber(date) + days);
}

/** Days from the first date to the second, negative if that is earlier: 1 from a day to the next. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 on Monday to 6 on Sunday. */
export function weekday(date: LocalDate): number {
  return weekdayOf(dayNumber(date));
}

/** 0 on Monday to 6 on Sunday. */
export function weekdayOf(day: DayNumber): number {
  // 1970-01-01 was a Thursday.
  return modulo(day + 3, 7);
}

/** The Monday of the date's week: the date itself on a Monday. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -weekday(date));
}

export function monthStart(date: LocalDate): LocalDate {
  return `${date.slice(0, 8)}01`;
}

export function monthEnd(date: LocalDate): LocalDate {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  return dateText(year, month, daysInMonth(year, month));
}

export function quarterStart(date: LocalDate): LocalDate {
  return dateText(digits(date, 0, 4), lastMonthOfQuarter(date) - 2, 1);
}

export function quarterEnd(date: LocalDate): LocalDate {
  return monthEnd(dateText(digits(date, 0, 4), lastMonthOfQuarter(date), 1));
}

/** The week as ISO 8601 names it, by the year its Thursday lies in: `2026-W53` for 2027-01-01. */
export function isoWeek(date: LocalDate): string {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/**
 * The calendar day it is at an instant in an IANA time zone.
 * @throws RangeError if there is no such zone
 */
export function today(timeZone: string, instant: Date): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The remainder that is never negative: modulo(-1, 7) is 6. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function lastMonthOfQuarter(date: LocalDate): number {
  return Math.ceil(digits(date, 5, 7) / 3) * 3;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
}

function dateText(year: number, month: number, day: number): LocalDate {
  const years = year >= 1000 ? String(year) : String(year).padStart(4, '0');
  return `${years}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}
