import { type DayNumber, MINUTES_PER_DAY } from '../time/local-date.js';
import { sharedLength, united, type Window, within } from '../time/windows.js';
import { wallTimes } from '../time/zone-clock.js';
import type { WorkerFacts } from './calendar-facts.js';
import { firstHoliday, fractionOff } from './calendar-holidays.js';
import { statesWindows, workingTimes } from './calendar-windows.js';

const SECONDS_PER_DAY = 86_400;

/** Minutes that a day loses by the clock, neither of them capped yet. */
export interface DayCut {
  holiday: number;
  /** By leave between instants alone; leave of whole days or of so many minutes a day comes on top. */
  leave: number;
}

/**
 * The days on which it matters when one works, by index: those with leave between instants and, where patterns have
 * windows, those with a part of a holiday. Null where there are none, which is almost always.
 */
export function cutByTheClock(
  facts: WorkerFacts,
  firstDay: DayNumber,
  length: number,
): ReadonlyMap<number, DayCut> | null {
  const leave = leaveOnTheWall(facts);
  const days = new Set<DayNumber>();
  for (const [start, end] of leave) {
    const last = Math.ceil(end / SECONDS_PER_DAY) - 1;
    for (let day = Math.floor(start / SECONDS_PER_DAY); day <= last; day++) days.add(day);
  }
  for (const day of partHolidays(facts, firstDay, length)) days.add(day);
  const cuts = Array.from(days)
    .filter((day) => day >= firstDay && day < firstDay + length)
    .map((day) => [day - firstDay, cutOf(facts, day, leave)] as const);
  return cuts.length === 0 ? null : new Map(cuts);
}

/** In seconds by the clock of his zone; intervals unite. */
function leaveOnTheWall({ timeOff, timeZone }: WorkerFacts): Window[] {
  return united(
    timeOff.flatMap((leave) =>
      'startsAt' in leave ? wallTimes(timeZone, leave.startsAt, leave.endsAt) : [],
    ),
  );
}

function partHolidays(facts: WorkerFacts, firstDay: DayNumber, length: number): DayNumber[] {
  const { holidays } = facts;
  if (holidays === null || !statesWindows(facts)) return [];
  const [first, end] = [firstHoliday(holidays, firstDay), firstHoliday(holidays, firstDay + length)];
  return Array.from(holidays.days.subarray(first, end)).filter(
    (_, k) => holidays.minutesOff[first + k]! < MINUTES_PER_DAY,
  );
}

/** Engagements with windows lose what of these is covered, each for itself; the others are one sum without hours. */
function cutOf(facts: WorkerFacts, day: DayNumber, allLeave: readonly Window[]): DayCut {
  const holiday = holidayOn(facts, day);
  const leave = within(allLeave, day * SECONDS_PER_DAY, (day + 1) * SECONDS_PER_DAY);
  const off = united([...leave, ...holiday.windows]);
  const times = workingTimes(facts, day);
  const withoutHours = times.reduce((sum, { minutes, windows }) => sum + (windows ? 0 : minutes), 0);
  let holidaySeconds = 0;
  let leaveSeconds = Math.min(60 * withoutHours, lengthOf(leave));
  for (const { windows } of times) {
    if (!windows) continue;
    const work = inSeconds(windows);
    const lost = sharedLength(work, holiday.windows);
    holidaySeconds += lost;
    // Where a holiday and leave meet, it is the holiday that counts.
    leaveSeconds += sharedLength(work, off) - lost;
  }
  return {
    holiday: holidaySeconds / 60 + fractionOff(Math.min(MINUTES_PER_DAY, withoutHours), holiday.minutesOff),
    leave: Math.floor(leaveSeconds / 60 + 0.5),
  };
}

/** In seconds from midnight. */
function holidayOn({ holidays }: WorkerFacts, day: DayNumber): { minutesOff: number; windows: Window[] } {
  const k = holidays ? firstHoliday(holidays, day) : 0;
  if (holidays?.days[k] !== day) return { minutesOff: 0, windows: [] };
  return { minutesOff: holidays.minutesOff[k]!, windows: inSeconds(holidays.windows[k]!) };
}

const inSeconds = (windows: readonly Window[]): Window[] =>
  windows.map(([start, end]) => [60 * start, 60 * end] as const);

const lengthOf = (windows: readonly Window[]): number =>
  windows.reduce((sum, [start, end]) => sum + end - start, 0);
