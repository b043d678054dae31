import { type DayNumber, dayNumber, modulo } from '../time/local-date.js';
import { united, type Window } from '../time/windows.js';
import type { WorkingHours } from '../time/zone-overlap.js';
import type { Engagement, WorkerFacts } from './calendar-facts.js';

/** What an engagement asks for on a day: the minutes, and when, in minutes from midnight; null where it does not say. */
export interface WorkingTime {
  minutes: number;
  windows: readonly Window[] | null;
}

/** By engagement that is on and has a pattern by then. */
export function workingTimes({ engagements }: WorkerFacts, day: DayNumber): WorkingTime[] {
  return engagements.flatMap((engagement) => {
    const isOn =
      dayNumber(engagement.from) <= day && (engagement.to === null || day <= dayNumber(engagement.to));
    return isOn ? (workingTime(engagement, day) ?? []) : [];
  });
}

function workingTime({ patterns }: Engagement, day: DayNumber): WorkingTime | null {
  const begun = patterns.filter(({ from }) => dayNumber(from) <= day);
  if (begun.length === 0) return null;
  const { anchor, minutes, windows } = begun.reduce((latest, pattern) =>
    pattern.from > latest.from ? pattern : latest,
  );
  const position = modulo(day - dayNumber(anchor), minutes.length);
  return { minutes: minutes[position]!, windows: windows?.[position] ?? null };
}

/** Whether any pattern says when on the day one works. */
export function statesWindows({ engagements }: WorkerFacts): boolean {
  return engagements.some(({ patterns }) => patterns.some(({ windows }) => windows != null));
}

/**
 * When a worker works by his patterns alone, whatever holidays and leave; hours of several engagements unite. Null where
 * no pattern says when.
 */
export function workingHoursOf(facts: WorkerFacts): WorkingHours | null {
  if (!statesWindows(facts)) return null;
  return {
    timeZone: facts.timeZone,
    windowsOn: (day) => united(workingTimes(facts, day).flatMap(({ windows }) => windows ?? [])),
  };
}

/**
 * The weekly minutes of a flexible week over its working days by largest remainder, the earlier day first: all get the
 * same, and the first of them a minute more until none is left. Monday first.
 * @param workingDays 0 for Monday to 6 for Sunday, each once, at least one
 */
export function flexibleWeek(weeklyMinutes: number, workingDays: readonly number[]): number[] {
  const week = [0, 0, 0, 0, 0, 0, 0];
  const each = Math.floor(weeklyMinutes / workingDays.length);
  const more = weeklyMinutes - each * workingDays.length;
  for (const [i, weekday] of workingDays.toSorted((a, b) => a - b).entries()) {
    week[weekday] = each + (i < more ? 1 : 0);
  }
  return week;
}
