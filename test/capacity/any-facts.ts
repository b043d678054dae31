import fc from 'fast-check';
import {
  type Assignment,
  holidayCalendar,
  KNOWN,
  UNKNOWN,
  type WorkerFacts,
} from '../../src/capacity/calendar.js';
import { bucketsOf, type DateRange, includesDate } from '../../src/time/date-range.js';
import { addDays, daysBetween, type LocalDate, weekday } from '../../src/time/local-date.js';
import { total } from './ada.js';

const FIRST = '2026-12-14';
export const ALL_DAYS = { from: FIRST, to: addDays(FIRST, 59) };
export const anyDate = fc.integer({ min: 0, max: 59 }).map((offset) => addDays(FIRST, offset));
export const anyRange = fc
  .tuple(anyDate, anyDate)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const maybeOpen = fc
  .tuple(anyRange, fc.boolean())
  .map(([range, isOpen]) => ({ from: range.from, to: isOpen ? null : range.to }));
export const dayMinutes = fc.oneof(fc.constantFrom(0, 0, 1, 240, 480), fc.integer({ min: 0, max: 900 }));
const anyPattern = fc
  .record({
    from: anyDate,
    anchor: fc.integer({ min: -5, max: 10 }).map((weeks) => addDays(FIRST, weeks * 7)),
    weeks: fc.integer({ min: 1, max: 3 }),
    days: fc.array(dayMinutes, { minLength: 21, maxLength: 21 }),
  })
  .map(({ from, anchor, weeks, days }) => ({ from, anchor, minutes: days.slice(0, weeks * 7) }));
const patterns = (minLength: number) =>
  fc.uniqueArray(anyPattern, { minLength, maxLength: 3, selector: ({ from }) => from });
const engagements = (minPatterns: number) =>
  fc.array(
    fc.tuple(maybeOpen, patterns(minPatterns)).map(([range, patterns]) => ({ ...range, patterns })),
    { maxLength: 3 },
  );

// Weeks with up to four departments each, so that no day has more than the whole of the worker.
const anyMemberships = fc
  .array(fc.array(fc.constantFrom(1, 333, 1_000, 2_500, 4_500, 5_000, 6_460, 10_000), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((periods) =>
    periods.flatMap((wanted, i) => {
      let left = 10_000;
      return wanted.flatMap((share, k) => {
        const given = Math.min(share, left);
        left -= given;
        const range = { from: addDays(FIRST, i * 11), to: i === 5 ? null : addDays(FIRST, i * 11 + 10) };
        return given === 0 ? [] : [{ ...range, departmentId: 'dcba'[k]!, share: given }];
      });
    }),
  );
const anyLoad: fc.Arbitrary<Assignment['load']> = fc.oneof(
  fc.record({ mode: fc.constant('RATE' as const), minutesPerDay: dayMinutes }),
  fc.record({ mode: fc.constant('PERCENT' as const), percent: fc.integer({ min: 1, max: 12_000 }) }),
);
const assignmentsOf = (load: fc.Arbitrary<Assignment['load']>) =>
  fc
    .array(fc.tuple(maybeOpen, fc.constantFrom('HARD' as const, 'SOFT' as const), load), { maxLength: 6 })
    .map((rows) =>
      rows.map(([range, firmness, load], i) => ({ ...range, id: `a${i}`, objectiveId: 'o', firmness, load })),
    );
const anyHolidays = fc.array(fc.tuple(anyDate, fc.constantFrom(1, 360, 720, 1_439, 1_440)), {
  maxLength: 8,
});
const factsWith = (minPatterns: number) =>
  fc
    .record({
      workerId: fc.constant('ada'),
      timeZone: fc.constant('Europe/Zurich'),
      engagements: engagements(minPatterns),
      memberships: anyMemberships,
      timeOff: fc.array(
        fc
          .tuple(anyRange, fc.option(dayMinutes))
          .map(([range, minutesPerDay]) => ({ ...range, minutesPerDay })),
        { maxLength: 4 },
      ),
      holidays: anyHolidays,
      assignments: assignmentsOf(anyLoad),
    })
    .map((facts) => ({ ...facts, holidayDates: facts.holidays, holidays: holidayCalendar(facts.holidays) }));
export const anyFacts = factsWith(0);
export const knownFacts = factsWith(1);

export type ListedFacts = Omit<WorkerFacts, 'timeOff'> & {
  holidayDates: readonly (readonly [LocalDate, number])[];
  timeOff: readonly (DateRange & { minutesPerDay: number | null })[];
};

/** CAPACITY.md read aloud for one day, slowly. */
export function plainDay(facts: ListedFacts, date: LocalDate) {
  const loadOf = (firmness: string, minutes: (load: Assignment['load']) => number) =>
    total(
      facts.assignments
        .filter((assignment) => assignment.firmness === firmness && includesDate(assignment, date))
        .map(({ load }) => minutes(load)),
    );
  const today = facts.engagements.filter((engagement) => includesDate(engagement, date));
  if (today.some((engagement) => engagement.patterns.length === 0)) {
    const rate = (load: Assignment['load']) => (load.mode === 'RATE' ? load.minutesPerDay : 0);
    return { state: UNKNOWN, confirmed: loadOf('HARD', rate), tentative: loadOf('SOFT', rate) };
  }
  const sum = total(
    today.map(({ patterns }) => {
      const started = patterns.filter(({ from }) => from <= date).sort((a, b) => (a.from < b.from ? 1 : -1));
      if (started.length === 0) return 0;
      const { anchor, minutes } = started[0]!;
      const cycleWeeks = minutes.length / 7;
      const week = Math.floor(daysBetween(anchor, date) / 7) % cycleWeeks;
      return minutes[((week + cycleWeeks) % cycleWeeks) * 7 + weekday(date)]!;
    }),
  );
  const contracted = Math.min(1_440, sum);
  const off = Math.max(0, ...facts.holidayDates.filter(([on]) => on === date).map(([, minutes]) => minutes));
  const holiday = Math.round((contracted * off) / 1_440);
  const leaves = facts.timeOff.filter((leave) => includesDate(leave, date));
  const approved = leaves.some((leave) => leave.minutesPerDay === null)
    ? contracted
    : total(leaves.map((leave) => leave.minutesPerDay!));
  const timeOff = Math.min(contracted - holiday, approved);
  const effective = contracted - holiday - timeOff;
  const load = (load: Assignment['load']) =>
    load.mode === 'PERCENT'
      ? Math.floor((load.percent * effective) / 10_000)
      : load.mode === 'RATE' && effective > 0
        ? load.minutesPerDay
        : 0;
  const [confirmed, tentative] = [loadOf('HARD', load), loadOf('SOFT', load)];
  return { state: KNOWN, contracted, holiday, timeOff, effective, confirmed, tentative };
}

export function seatBySeat(units: number, weights: readonly number[]): number[] {
  const parts = weights.map(() => 0);
  for (let unit = 0; unit < units; unit++) {
    const quotients = weights.map((weight, i) => [BigInt(weight), BigInt(2 * parts[i]! + 1)] as const);
    let best = 0;
    for (let i = 1; i < weights.length; i++) {
      if (quotients[i]![0] * quotients[best]![1] > quotients[best]![0] * quotients[i]![1]) best = i;
    }
    parts[best]! += 1;
  }
  return parts;
}

export const eachDate = (range: DateRange) => bucketsOf(range, 'DAY').map(({ from }) => from);
