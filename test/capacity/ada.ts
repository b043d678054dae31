import { expect } from 'vitest';
import {
  type Assignment,
  type Engagement,
  type Measure,
  type WorkerFacts,
  workerDays,
} from '../../src/capacity/calendar.js';
import { sumOver } from '../../src/capacity/calendar-sums.js';
import type { Membership } from '../../src/capacity/shares.js';
import type { DateRange } from '../../src/time/date-range.js';
import type { LocalDate } from '../../src/time/local-date.js';
import type { Window } from '../../src/time/windows.js';

// Ada, and what her capacity rests on, told by name.

export const FULL_TIME = [480, 480, 480, 480, 480, 0, 0];
export const A_MONDAY = '2020-01-06';

export function ada(facts: Partial<WorkerFacts> = {}): WorkerFacts {
  return {
    workerId: 'ada',
    timeZone: 'Europe/Zurich',
    engagements: [employed(FULL_TIME)],
    memberships: [],
    timeOff: [],
    holidays: null,
    assignments: [],
    ...facts,
  };
}

export function employed(minutes: readonly number[], from = '2020-01-01'): Engagement {
  return { from, to: null, patterns: [{ from, anchor: A_MONDAY, minutes }] };
}

export function hard(
  id: string,
  minutesPerDay: number,
  range: { from: LocalDate; to: LocalDate | null },
): Assignment {
  return { id, objectiveId: 'launch', firmness: 'HARD', load: { mode: 'RATE', minutesPerDay }, ...range };
}

export function percent(id: string, hundredths: number, range: DateRange): Assignment {
  return { ...hard(id, 0, range), load: { mode: 'PERCENT', percent: hundredths } };
}

/** So many minutes in all. */
export function inAll(id: string, totalMinutes: number, range: DateRange): Assignment {
  return { ...hard(id, 0, range), load: { mode: 'TOTAL', totalMinutes } };
}

/** Minutes of single days. */
export function stated(id: string, minutesByDate: Record<LocalDate, number>): Assignment {
  const days = Object.entries(minutesByDate).map(([date, minutes]) => ({ date, minutes }));
  const dates = days.map(({ date }) => date).sort();
  return { ...hard(id, 0, { from: dates[0]!, to: dates.at(-1)! }), load: { mode: 'DAYS', days } };
}

/** Every day of the week at these hours, by the clock on the wall. */
export function workingHours(windows: readonly Window[], weekdays = 5, from = '2020-01-01'): Engagement {
  const length = windows.reduce((sum, [start, end]) => sum + end - start, 0);
  const week = Array.from({ length: 7 }, (_, weekday) => weekday < weekdays);
  const pattern = {
    from,
    anchor: A_MONDAY,
    minutes: week.map((works) => (works ? length : 0)),
    windows: week.map((works) => (works ? windows : [])),
  };
  return { from, to: null, patterns: [pattern] };
}

export const hour = (hours: number, minutes = 0) => 60 * hours + minutes;

/** Seconds since 1970. */
export const instant = (text: string) => Date.parse(text) / 1_000;

export const soft = (assignment: Assignment): Assignment => ({ ...assignment, firmness: 'SOFT' });
export const inDepartment = (departmentId: string, share: number): Membership => ({
  departmentId,
  share,
  from: '2020-01-01',
  to: null,
});
export const forced = (minutesById: Record<string, number>) =>
  Object.entries(minutesById).map(([id, minutes]) => ({
    assignment: expect.objectContaining({ id }) as Assignment,
    minutes,
  }));
export const total = (minutes: Iterable<number>) => [...minutes].reduce((a, b) => a + b, 0);
export const sumOf = (facts: WorkerFacts, range: DateRange) => sumOver(workerDays(facts, range), range);
export const minutesOf = (measure: Measure, facts: WorkerFacts, range: DateRange) => [
  ...workerDays(facts, range)[measure],
];

export const MONDAY = '2026-11-23';
export const WEEK = { from: MONDAY, to: '2026-11-29' };
export const day = (from: LocalDate) => ({ from, to: from });
