import { Temporal } from 'temporal-polyfill';
import { type Assignment, KNOWN, UNKNOWN, type WorkerFacts } from '../../src/capacity/calendar.js';
import { divide } from '../../src/capacity/shares.js';
import { includesDate } from '../../src/time/date-range.js';
import { addDays, daysBetween, type LocalDate, weekday } from '../../src/time/local-date.js';
import { total } from './ada.js';
import type { ListedFacts } from './any-facts.js';

// CAPACITY.md read aloud, day by day and minute by minute, slowly. Leave between instants begins and ends on quarters
// of an hour here.

interface PlainDay {
  state: number;
  contracted: number;
  holiday: number;
  timeOff: number;
  effective: number;
}

/** What each day of these facts is. */
export function readAloud(facts: ListedFacts) {
  const known = new Map<LocalDate, PlainDay>();
  const capacityOn = (date: LocalDate): PlainDay => {
    const day = known.get(date) ?? plainCapacity(facts, date);
    known.set(date, day);
    return day;
  };
  return (date: LocalDate) => {
    const capacity = capacityOn(date);
    const loadOf = (firmness: string) =>
      total(
        facts.assignments
          .filter((assignment) => assignment.firmness === firmness && includesDate(assignment, date))
          .map((assignment) => loadOn(facts, assignment, date, capacityOn)),
      );
    return { ...capacity, confirmed: loadOf('HARD'), tentative: loadOf('SOFT') };
  };
}

function plainCapacity(facts: ListedFacts, date: LocalDate): PlainDay {
  const today = facts.engagements.filter((engagement) => includesDate(engagement, date));
  if (today.some(({ patterns }) => patterns.length === 0)) {
    return { state: UNKNOWN, contracted: 0, holiday: 0, timeOff: 0, effective: 0 };
  }
  const times = today.map(({ patterns }) => {
    const started = patterns.filter(({ from }) => from <= date).sort((a, b) => (a.from < b.from ? 1 : -1));
    if (started.length === 0) return { minutes: 0, windows: null };
    const { anchor, minutes, windows } = started[0]!;
    const cycleWeeks = minutes.length / 7;
    const week = Math.floor(daysBetween(anchor, date) / 7) % cycleWeeks;
    const position = ((week + cycleWeeks) % cycleWeeks) * 7 + weekday(date);
    return { minutes: minutes[position]!, windows: windows?.[position] ?? null };
  });
  const contracted = Math.min(1_440, total(times.map(({ minutes }) => minutes)));
  const holidays = facts.listed.filter(([on]) => on === date);
  const isHoliday = (minute: number) =>
    holidays.some(([, minutes, start]) => start <= minute && minute < start + minutes);
  const isOff = offOn(facts, date);

  const withoutHours = total(times.filter(({ windows }) => !windows).map(({ minutes }) => minutes));
  const longest = Math.max(0, ...holidays.map(([, minutes]) => minutes));
  let holiday = Math.round((Math.min(1_440, withoutHours) * longest) / 1_440);
  let leave = Math.min(
    withoutHours,
    count((minute) => isOff(minute)),
  );
  for (const { windows } of times) {
    const works = (minute: number) => (windows ?? []).some(([start, end]) => start <= minute && minute < end);
    holiday += count((minute) => works(minute) && isHoliday(minute));
    leave += count((minute) => works(minute) && !isHoliday(minute) && isOff(minute));
  }
  holiday = Math.min(contracted, holiday);
  for (const off of facts.timeOff) {
    if ('from' in off && includesDate(off, date)) leave += off.minutesPerDay ?? 1_440;
  }
  const timeOff = Math.min(contracted - holiday, leave);
  return { state: KNOWN, contracted, holiday, timeOff, effective: contracted - holiday - timeOff };
}

function count(has: (minute: number) => boolean): number {
  let minutes = 0;
  for (let minute = 0; minute < 1_440; minute++) if (has(minute)) minutes += 1;
  return minutes;
}

/** Whether some instant of a minute of the wall lies in leave. */
function offOn({ timeOff, timeZone }: WorkerFacts, date: LocalDate): (minute: number) => boolean {
  const intervals = timeOff.filter((off) => 'startsAt' in off);
  if (intervals.length === 0) return () => false;
  const quarters = Array.from({ length: 96 }, (_, quarter) => {
    const instants = instantsOf(timeZone, date, 15 * quarter);
    return intervals.some(({ startsAt, endsAt }) => instants.some((at) => startsAt <= at && at < endsAt));
  });
  return (minute) => quarters[Math.floor(minute / 15)]!;
}

const knownInstants = new Map<string, number[]>();

/** Seconds since 1970: one instant, or two where the clock shows the time twice; the jump where it skips it. */
function instantsOf(timeZone: string, date: LocalDate, minute: number): number[] {
  const key = `${timeZone} ${date} ${minute}`;
  let instants = knownInstants.get(key);
  if (!instants) {
    const wall = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes: minute });
    const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
    instants = earlier.toPlainDateTime().equals(wall)
      ? [earlier.epochMilliseconds / 1_000, later.epochMilliseconds / 1_000]
      : [earlier.getTimeZoneTransition('next')!.epochMilliseconds / 1_000];
    knownInstants.set(key, instants);
  }
  return instants;
}

function loadOn(
  facts: WorkerFacts,
  assignment: Assignment,
  date: LocalDate,
  capacityOn: (date: LocalDate) => PlainDay,
): number {
  const { load, from, to } = assignment;
  const { state, effective } = capacityOn(date);
  switch (load.mode) {
    case 'RATE':
      return effective > 0 || load.includeNonWorking || state === UNKNOWN ? load.minutesPerDay : 0;
    case 'PERCENT':
      return Math.floor((load.percent * effective) / 10_000);
    case 'DAYS':
      return load.days.find((each) => each.date === date)?.minutes ?? 0;
    case 'TOTAL': {
      const position = daysBetween(from, date);
      if (load.kept) return load.kept[position] ?? 0;
      const weights = Array.from(
        { length: daysBetween(from, to!) + 1 },
        (_, i) => capacityOn(addDays(from, i)).effective,
      );
      const before = facts.assignments
        .filter(
          (other) =>
            other.load.mode === 'TOTAL' && !other.load.kept && other.from === from && other.to === to,
        )
        .filter((other) => isBefore(other, assignment))
        .map((other) => (other.load.mode === 'TOTAL' ? other.load.totalMinutes : 0));
      const spread = (minutes: number) => divide(minutes, weights)[position]!;
      return spread(total(before) + load.totalMinutes) - spread(total(before));
    }
  }
}

function isBefore(a: Assignment, b: Assignment): boolean {
  if (a.firmness !== b.firmness) return a.firmness === 'HARD';
  return a.id < b.id;
}

/** Sainte-Laguë, a unit at a time. */
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
