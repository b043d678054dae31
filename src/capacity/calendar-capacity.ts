import { type DayNumber, dayNumber, MINUTES_PER_DAY, modulo } from '../time/local-date.js';

import { cutByTheClock, type DayCut } from './calendar-clock.js';
import { blankDays, firstIndex, KNOWN, lastIndex, type MeasuredDays, UNKNOWN } from './calendar-days.js';
import type { DaysOff, Engagement, WorkerFacts, WorkPattern } from './calendar-facts.js';
import { firstHoliday, fractionOff, type HolidayCalendar } from './calendar-holidays.js';

/** What a worker can do: contracted = holiday + timeOff + effective. Load is not counted yet. */
export function capacityFrom(facts: WorkerFacts, firstDay: DayNumber, length: number): MeasuredDays {
  const days = blankDays(facts.workerId, firstDay, length);
  days.states.fill(KNOWN);
  for (const engagement of facts.engagements) addEngagement(days, engagement);
  if (facts.holidays !== null) addHolidays(days, facts.holidays);
  for (const timeOff of facts.timeOff) {
    if ('from' in timeOff) addDaysOff(days, timeOff);
  }
  settleCapacity(days, cutByTheClock(facts, firstDay, length));
  return days;
}

function addEngagement(days: MeasuredDays, { from, to, patterns }: Engagement): void {
  const first = firstIndex(days, from);
  const last = lastIndex(days, to);
  if (last < first) return;
  if (patterns.length === 0) {
    days.states.fill(UNKNOWN, first, last + 1);
    return;
  }
  const ordered = patterns.length === 1 ? patterns : patterns.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const [i, pattern] of ordered.entries()) {
    const next = ordered[i + 1];
    const start = Math.max(first, firstIndex(days, pattern.from));
    const end = next === undefined ? last : Math.min(last, dayNumber(next.from) - days.firstDay - 1);
    addPattern(days, pattern, start, end);
  }
}

function addPattern(days: MeasuredDays, { anchor, minutes }: WorkPattern, start: number, end: number): void {
  const { contracted } = days;
  let position = modulo(days.firstDay + start - dayNumber(anchor), minutes.length);
  for (let i = start; i <= end; i++) {
    contracted[i] = contracted[i]! + minutes[position]!;
    position = position + 1 === minutes.length ? 0 : position + 1;
  }
}

function addHolidays({ firstDay, length, holiday }: MeasuredDays, calendar: HolidayCalendar): void {
  const { days, minutesOff } = calendar;
  for (let k = firstHoliday(calendar, firstDay); k < days.length && days[k]! < firstDay + length; k++) {
    holiday[days[k]! - firstDay] = minutesOff[k]!;
  }
}

function addDaysOff(days: MeasuredDays, { from, to, minutesPerDay }: DaysOff): void {
  const { timeOff } = days;
  // A whole day is as many minutes as a day can have; what is above the contracted ones is cut when the day is settled.
  const minutes = minutesPerDay ?? MINUTES_PER_DAY;
  const last = lastIndex(days, to);
  for (let i = firstIndex(days, from); i <= last; i++) timeOff[i] = timeOff[i]! + minutes;
}

/** Turns the sums of the facts into the day's capacity: until here `holiday` is of 1,440 and nothing is capped. */
function settleCapacity(days: MeasuredDays, cuts: ReadonlyMap<number, DayCut> | null): void {
  const { length, states, contracted, holiday, timeOff, effective } = days;
  for (let i = 0; i < length; i++) {
    if (states[i] === UNKNOWN) {
      contracted[i] = holiday[i] = timeOff[i] = 0;
      continue;
    }
    const cut = cuts?.get(i);
    const work = Math.min(MINUTES_PER_DAY, contracted[i]!);
    const publicHoliday = cut ? Math.min(work, cut.holiday) : fractionOff(work, holiday[i]!);
    const leave = Math.min(work - publicHoliday, timeOff[i]! + (cut?.leave ?? 0));
    contracted[i] = work;
    holiday[i] = publicHoliday;
    timeOff[i] = leave;
    effective[i] = work - publicHoliday - leave;
  }
}
