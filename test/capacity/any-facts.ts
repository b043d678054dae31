import fc from 'fast-check';
import { type Assignment, holidayCalendar, type WorkerFacts } from '../../src/capacity/calendar.js';
import type { IntervalOff, WorkPattern } from '../../src/capacity/calendar-facts.js';
import { bucketsOf, type DateRange } from '../../src/time/date-range.js';
import { addDays, type LocalDate } from '../../src/time/local-date.js';
import type { Window } from '../../src/time/windows.js';
import { instant, total } from './ada.js';

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
/** A day's working hours on quarters of an hour, or its minutes alone. */
export const anyWindows = fc
  .uniqueArray(fc.nat(96), { maxLength: 4 })
  .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => 15 * quarter))
  .map((edges) =>
    edges.flatMap((start, i): Window[] =>
      i % 2 === 0 && i + 1 < edges.length ? [[start, edges[i + 1]!]] : [],
    ),
  );
const anyPattern = fc
  .record({
    from: anyDate,
    anchor: fc.integer({ min: -5, max: 10 }).map((weeks) => addDays(FIRST, weeks * 7)),
    weeks: fc.integer({ min: 1, max: 3 }),
    days: fc.array(dayMinutes, { minLength: 21, maxLength: 21 }),
    hours: fc.option(fc.array(anyWindows, { minLength: 21, maxLength: 21 })),
  })
  .map(({ from, anchor, weeks, days, hours }): WorkPattern => {
    const windows = hours?.slice(0, weeks * 7) ?? null;
    const minutes = windows?.map((day) => total(day.map(([start, end]) => end - start)));
    return { from, anchor, minutes: minutes ?? days.slice(0, weeks * 7), windows };
  });
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
type Unnamed = Omit<Assignment, 'id' | 'objectiveId' | 'firmness'>;
const fewRanges = fc.oneof(
  anyRange,
  fc.constantFrom(ALL_DAYS, { from: addDays(FIRST, 10), to: addDays(FIRST, 20) }),
);
const anyRate: fc.Arbitrary<Unnamed> = fc
  .tuple(maybeOpen, dayMinutes, fc.boolean())
  .map(([range, minutesPerDay, includeNonWorking]) => ({
    ...range,
    load: { mode: 'RATE', minutesPerDay, includeNonWorking },
  }));
const anyPercent: fc.Arbitrary<Unnamed> = fc
  .tuple(anyRange, fc.integer({ min: 1, max: 12_000 }))
  .map(([range, percent]) => ({ ...range, load: { mode: 'PERCENT', percent } }));
const anyTotal: fc.Arbitrary<Unnamed> = fc
  .tuple(fewRanges, fc.nat(3_000), fc.option(fc.array(dayMinutes, { maxLength: 9 }), { freq: 3 }))
  .map(([range, totalMinutes, kept]) => ({ ...range, load: { mode: 'TOTAL', totalMinutes, kept } }));
const anyStated: fc.Arbitrary<Unnamed> = fc
  .uniqueArray(fc.tuple(anyDate, dayMinutes), { minLength: 1, maxLength: 4, selector: ([date]) => date })
  .map((days) => {
    const dates = days.map(([date]) => date).sort();
    return {
      from: dates[0]!,
      to: dates.at(-1)!,
      load: { mode: 'DAYS', days: days.map(([date, minutes]) => ({ date, minutes })) },
    };
  });
const assignmentsOf = (...loads: fc.Arbitrary<Unnamed>[]) =>
  fc
    .array(fc.tuple(fc.oneof(...loads), fc.constantFrom('HARD' as const, 'SOFT' as const)), { maxLength: 6 })
    .map((rows) =>
      rows.map(
        ([assignment, firmness], i): Assignment => ({
          ...assignment,
          id: `a${i}`,
          objectiveId: 'o',
          firmness,
        }),
      ),
    );
const anyHoliday = fc
  .tuple(anyDate, fc.constantFrom(1, 360, 720, 1_439, 1_440), fc.nat(1_440))
  .map(([date, minutes, start]): Holiday => [date, minutes, Math.min(start, 1_440 - minutes)]);
const anyZone = fc.constantFrom(
  'Pacific/Pago_Pago',
  'America/New_York',
  'Europe/Zurich',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
);
const daysOff = fc
  .tuple(anyRange, fc.option(dayMinutes))
  .map(([range, minutesPerDay]) => ({ ...range, minutesPerDay }));
/** On quarters of an hour, for up to four days. */
const intervalOff = fc
  .tuple(anyDate, fc.nat(95), fc.nat(4 * 96))
  .map(([date, quarter, quarters]): IntervalOff => {
    const startsAt = instant(`${date}T00:00Z`) + 900 * quarter;
    return { startsAt, endsAt: startsAt + 900 * quarters };
  });
const factsWith = (minPatterns: number, assignments: fc.Arbitrary<Assignment[]>) =>
  fc
    .record({
      workerId: fc.constant('ada'),
      timeZone: anyZone,
      engagements: engagements(minPatterns),
      memberships: anyMemberships,
      timeOff: fc.array(fc.oneof(daysOff, intervalOff), { maxLength: 4 }),
      holidays: fc.array(anyHoliday, { maxLength: 8 }),
      assignments,
    })
    .map(
      (facts): ListedFacts => ({
        ...facts,
        listed: facts.holidays,
        holidays: holidayCalendar(facts.holidays),
      }),
    );
export const anyFacts = factsWith(0, assignmentsOf(anyRate, anyPercent, anyTotal, anyStated));
export const factsWithoutTotals = factsWith(0, assignmentsOf(anyRate, anyPercent, anyStated));
export const knownFacts = factsWith(1, fc.constant([]));

type Holiday = readonly [date: LocalDate, minutes: number, start: number];
export type ListedFacts = WorkerFacts & { listed: readonly Holiday[] };

export const eachDate = (range: DateRange) => bucketsOf(range, 'DAY').map(({ from }) => from);
