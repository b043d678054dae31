import { flexibleWeek } from '../capacity/calendar-windows.js';
import type { Faults } from '../graphql/errors.js';
import { type LocalDate, mondayOf, weekday } from '../time/local-date.js';
import { WEEKDAYS, type Weekday } from './work-pattern.js';

/** Minutes from midnight. */
export interface TimeWindow {
  start: number;
  end: number;
}

/** How much is worked on which days, stated in one of three ways. */
export interface PatternFacts {
  /** A Monday; that of the week of `from` by default. */
  anchor?: LocalDate | null;
  /** 7 for each week of the cycle, Monday first. */
  minutes?: readonly number[] | null;
  /** As many. */
  windows?: readonly (readonly TimeWindow[])[] | null;
  /** A flexible week. */
  weeklyMinutes?: number | null;
  workingDays?: readonly Weekday[] | null;
}

const MOST_WEEKS = 52;
const DAY_MINUTES = 1_440;

type Path = readonly (string | number)[];

/**
 * Notes all that is wrong with a pattern: PATTERN_ONCE, PATTERN_LENGTH, PATTERN_MINUTES, ANCHOR_NOT_MONDAY, of windows
 * REVERSED_WINDOW and WINDOWS_OVERLAP, of a flexible week FLEXIBLE_WEEK, DAY_TWICE and WEEK_TOO_LONG.
 */
export function checkPattern(faults: Faults, pattern: PatternFacts, field: Path): void {
  const { anchor, minutes, windows, weeklyMinutes, workingDays } = pattern;
  const isFlexible = weeklyMinutes != null || workingDays != null;
  faults.require(
    [minutes != null, windows != null, isFlexible].filter(Boolean).length === 1,
    field,
    'PATTERN_ONCE',
    'State a pattern once: as `minutes`, as `windows`, or as `weeklyMinutes` with `workingDays`.',
  );
  if (minutes) checkMinutes(faults, minutes, [...field, 'minutes']);
  if (windows) checkWindows(faults, windows, [...field, 'windows']);
  if (isFlexible) checkFlexibleWeek(faults, pattern, field);
  faults.require(
    anchor == null || weekday(anchor) === 0,
    [...field, 'anchor'],
    'ANCHOR_NOT_MONDAY',
    `The anchor is a Monday, which ${anchor} is not.`,
  );
}

function checkLength(faults: Faults, days: number, field: Path): void {
  const weeks = days / 7;
  faults.require(
    Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_WEEKS,
    field,
    'PATTERN_LENGTH',
    `A pattern has 7 days for each of its 1 to ${MOST_WEEKS} weeks, not ${days} days.`,
  );
}

function checkMinutes(faults: Faults, minutes: readonly number[], field: Path): void {
  checkLength(faults, minutes.length, field);
  for (const [day, value] of minutes.entries()) {
    faults.require(
      value >= 0 && value <= DAY_MINUTES,
      [...field, day],
      'PATTERN_MINUTES',
      `A day has 0 to ${DAY_MINUTES} minutes, not ${value}.`,
    );
  }
}

function checkWindows(faults: Faults, days: readonly (readonly TimeWindow[])[], field: Path): void {
  checkLength(faults, days.length, field);
  for (const [day, windows] of days.entries()) {
    for (const [i, { start, end }] of windows.entries()) {
      faults.require(
        start < end,
        [...field, day, i, 'end'],
        'REVERSED_WINDOW',
        'A window ends after it begins.',
      );
      const overlaps = windows.some((other, k) => k < i && other.start < end && start < other.end);
      faults.require(
        !overlaps,
        [...field, day, i],
        'WINDOWS_OVERLAP',
        'The windows of a day do not overlap.',
      );
    }
  }
}

function checkFlexibleWeek(faults: Faults, { weeklyMinutes, workingDays }: PatternFacts, field: Path): void {
  faults.require(
    weeklyMinutes != null && workingDays != null && workingDays.length > 0,
    [...field, weeklyMinutes == null ? 'weeklyMinutes' : 'workingDays'],
    'FLEXIBLE_WEEK',
    'A flexible week has `weeklyMinutes` and `workingDays`.',
  );
  const days = new Set(workingDays);
  faults.require(
    days.size === (workingDays?.length ?? 0),
    [...field, 'workingDays'],
    'DAY_TWICE',
    'A day of the week is named once.',
  );
  faults.require(
    weeklyMinutes == null || days.size === 0 || weeklyMinutes <= days.size * DAY_MINUTES,
    [...field, 'weeklyMinutes'],
    'WEEK_TOO_LONG',
    `${weeklyMinutes} minutes do not fit into ${days.size} days.`,
  );
}

/** A pattern that was checked as it is kept, from a day on. */
export function patternOf(
  from: LocalDate,
  { anchor, minutes, windows, weeklyMinutes, workingDays }: PatternFacts,
) {
  const stated = windows?.map((day) =>
    day.map(({ start, end }): [number, number] => [start, end]).sort(([a], [b]) => a - b),
  );
  const days = workingDays?.map((day) => WEEKDAYS.indexOf(day)).sort() ?? null;
  return {
    from,
    anchor: anchor ?? mondayOf(from),
    minutes: stated?.map(lengthOf) ?? (days ? flexibleWeek(weeklyMinutes!, days) : [...minutes!]),
    windows: stated ?? null,
    weeklyMinutes: weeklyMinutes ?? null,
    workingDays: days,
  };
}

const lengthOf = (windows: readonly (readonly [number, number])[]) =>
  windows.reduce((sum, [start, end]) => sum + end - start, 0);
