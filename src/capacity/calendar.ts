import type { DateRange } from '../time/date-range.js';
import { lengthInDays } from '../time/date-range.js';
import { type DayNumber, dayNumber, type LocalDate, modulo } from '../time/local-date.js';
import {
  type Assignment,
  type Engagement,
  type HolidayCalendar,
  type Load,
  MINUTES_PER_DAY,
  type TimeOff,
  type WorkerFacts,
  type WorkPattern,
} from './calendar-facts.js';
import { byDepartmentId, type SharePeriod, sharePeriods, WHOLE_SHARE } from './shares.js';

export type { Assignment, Engagement, HolidayCalendar, WorkerFacts, WorkPattern } from './calendar-facts.js';
export { holidayCalendar } from './calendar-facts.js';

/**
 * What is measured, in minutes. `tentative` is the load of SOFT assignments beside `confirmed`, of HARD ones;
 * `outsideCapacity` is the part of `confirmed` on days on which the worker has no effective minutes.
 */
export const MEASURES = [
  'contracted',
  'holiday',
  'timeOff',
  'effective',
  'confirmed',
  'tentative',
  'free',
  'overAllocated',
  'outsideCapacity',
] as const;
export type Measure = (typeof MEASURES)[number];

/** A day that does not count: the worker is not in the department. Its minutes are 0. */
export const NOT_A_MEMBER = 0;
export const KNOWN = 1;
/** The day of an engagement without any pattern (NO_PATTERN): `confirmed` and `tentative` hold, all else is null, kept as 0. */
export const UNKNOWN = 2;

/** Minutes by day, one array for each measure. The arrays may be shared with others: never write to them. */
export interface MeasuredDays extends Readonly<Record<Measure, Int32Array>> {
  readonly workerId: string;
  readonly firstDay: DayNumber;
  readonly length: number;
  /** NOT_A_MEMBER, KNOWN or UNKNOWN for each day. */
  readonly states: Uint8Array;
}

export type WorkerDays = MeasuredDays;

/** A worker's part in one department, null for the share that no membership covers. */
export interface DepartmentDays extends MeasuredDays {
  readonly departmentId: string | null;
}

/** Minutes by day that an assignment takes of its worker, and of his departments, which add up to them. */
export interface AssignmentDays {
  readonly assignment: Assignment;
  readonly minutes: Int32Array;
  readonly departments: readonly { departmentId: string | null; minutes: Int32Array }[];
}

/** The days of a worker: contracted = holiday + timeOff + effective and free - overAllocated = effective - confirmed. */
export function workerDays(facts: WorkerFacts, range: DateRange): WorkerDays {
  return daysFrom(facts, dayNumber(range.from), lengthInDays(range));
}

/** As `workerDays`, by number. */
export function daysFrom(facts: WorkerFacts, firstDay: DayNumber, length: number): WorkerDays {
  const days = blankDays(facts.workerId, firstDay, length);
  days.states.fill(KNOWN);
  for (const engagement of facts.engagements) addEngagement(days, engagement);
  if (facts.holidays !== null) addHolidays(days, facts.holidays);
  for (const timeOff of facts.timeOff) addTimeOff(days, timeOff);
  settleCapacity(days);
  for (const assignment of facts.assignments) {
    addLoad(assignment, days, assignment.firmness === 'HARD' ? days.confirmed : days.tentative);
  }
  settleLoad(days);
  return days;
}

function blankDays(workerId: string, firstDay: DayNumber, length: number): MeasuredDays {
  // One buffer for all measures: with one for each, everything takes twice as long (10,000 workers, 91 days).
  const buffer = new ArrayBuffer(MEASURES.length * length * Int32Array.BYTES_PER_ELEMENT);
  let offset = 0;
  const minutes = () => {
    const array = new Int32Array(buffer, offset, length);
    offset += array.byteLength;
    return array;
  };
  return {
    workerId,
    firstDay,
    length,
    states: new Uint8Array(length),
    contracted: minutes(),
    holiday: minutes(),
    timeOff: minutes(),
    effective: minutes(),
    confirmed: minutes(),
    tentative: minutes(),
    free: minutes(),
    overAllocated: minutes(),
    outsideCapacity: minutes(),
  };
}

function firstIndex(days: MeasuredDays, from: LocalDate): number {
  return Math.max(0, dayNumber(from) - days.firstDay);
}

function lastIndex(days: MeasuredDays, to: LocalDate | null): number {
  return to === null ? days.length - 1 : Math.min(days.length - 1, dayNumber(to) - days.firstDay);
}

function addEngagement(days: WorkerDays, { from, to, patterns }: Engagement): void {
  const first = firstIndex(days, from);
  const last = lastIndex(days, to);
  if (last < first) return;
  if (patterns.length === 0) {
    days.states.fill(UNKNOWN, first, last + 1);
    return;
  }
  const ordered = patterns.length === 1 ? patterns : patterns.toSorted(byFrom);
  for (const [i, pattern] of ordered.entries()) {
    const next = ordered[i + 1];
    const start = Math.max(first, firstIndex(days, pattern.from));
    const end = next === undefined ? last : Math.min(last, dayNumber(next.from) - days.firstDay - 1);
    addPattern(days, pattern, start, end);
  }
}

function addPattern(days: WorkerDays, { anchor, minutes }: WorkPattern, start: number, end: number): void {
  const { contracted } = days;
  let position = modulo(days.firstDay + start - dayNumber(anchor), minutes.length);
  for (let i = start; i <= end; i++) {
    contracted[i] = contracted[i]! + minutes[position]!;
    position = position + 1 === minutes.length ? 0 : position + 1;
  }
}

function addHolidays({ firstDay, length, holiday }: WorkerDays, { days, minutesOff }: HolidayCalendar): void {
  for (let k = lowerBound(days, firstDay); k < days.length && days[k]! < firstDay + length; k++) {
    holiday[days[k]! - firstDay] = minutesOff[k]!;
  }
}

/** The first index whose value is not below; the values ascend. */
function lowerBound(values: Int32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addTimeOff(days: WorkerDays, leave: TimeOff): void {
  if ('startsAt' in leave) throw new RangeError('Leave between instants is not counted yet.');
  const { from, to, minutesPerDay } = leave;
  const { timeOff } = days;
  // A whole day is as many minutes as a day can have; what is above the contracted ones is cut when the day is settled.
  const minutes = minutesPerDay ?? MINUTES_PER_DAY;
  const last = lastIndex(days, to);
  for (let i = firstIndex(days, from); i <= last; i++) timeOff[i] = timeOff[i]! + minutes;
}

/** Turns the sums of the facts into the day's capacity: until here `holiday` is of 1,440 and nothing is capped. */
function settleCapacity({ length, states, contracted, holiday, timeOff, effective }: WorkerDays): void {
  for (let i = 0; i < length; i++) {
    if (states[i] === UNKNOWN) {
      contracted[i] = holiday[i] = timeOff[i] = 0;
      continue;
    }
    const work = Math.min(MINUTES_PER_DAY, contracted[i]!);
    // Half up.
    const publicHoliday = Math.floor((2 * work * holiday[i]! + MINUTES_PER_DAY) / (2 * MINUTES_PER_DAY));
    const leave = Math.min(work - publicHoliday, timeOff[i]!);
    contracted[i] = work;
    holiday[i] = publicHoliday;
    timeOff[i] = leave;
    effective[i] = work - publicHoliday - leave;
  }
}

function addLoad({ from, to, load }: Assignment, days: WorkerDays, target: Int32Array): void {
  const { effective, states } = days;
  const last = lastIndex(days, to);
  for (let i = firstIndex(days, from); i <= last; i++) {
    target[i] = target[i]! + minutesOn(load, effective[i]!, states[i] === UNKNOWN);
  }
}

function minutesOn(load: Load, effective: number, isUnknown: boolean): number {
  switch (load.mode) {
    case 'RATE':
      return effective > 0 || isUnknown || load.includeNonWorking ? load.minutesPerDay : 0;
    case 'PERCENT':
      // Rounded down, so that percents of at most 100 in all never overbook anybody.
      return Math.floor((load.percent * effective) / WHOLE_SHARE);
    case 'TOTAL':
    case 'DAYS':
      throw new RangeError(`${load.mode} is not spread yet.`);
  }
}

function settleLoad(days: WorkerDays): void {
  const { length, states, effective, confirmed, free, overAllocated, outsideCapacity } = days;
  for (let i = 0; i < length; i++) {
    if (states[i] === UNKNOWN) continue;
    const left = effective[i]! - confirmed[i]!;
    if (left >= 0) free[i] = left;
    else overAllocated[i] = -left;
    if (effective[i] === 0) outsideCapacity[i] = confirmed[i]!;
  }
}

/**
 * The worker's days given out to his departments, by department id, "no department" last; every measure adds up to the
 * worker's. The whole of a worker in one department all the time shares the worker's arrays.
 */
export function departmentDays(facts: WorkerFacts, days: WorkerDays): DepartmentDays[] {
  const periods = sharePeriods(facts.memberships, days.firstDay, days.length);
  const sole = soleDepartment(periods);
  if (sole !== undefined) return [{ ...days, departmentId: sole }];

  const lines = new Map<string | null, DepartmentDays>();
  for (const departmentId of departmentsOf(periods)) {
    const { workerId, firstDay, length } = days;
    lines.set(departmentId, { ...blankDays(workerId, firstDay, length), departmentId });
  }
  for (const period of periods) {
    const members = period.departmentIds.map((id) => lines.get(id)!);
    for (let i = period.first; i <= period.last; i++) shareDay(days, i, period, members);
  }
  return [...lines.values()];
}

/** Only s() of sums is monotone, so the smaller measures are differences of it (CAPACITY.md, Departments). */
function shareDay(days: WorkerDays, i: number, { shares }: SharePeriod, members: readonly DepartmentDays[]) {
  const isUnknown = days.states[i] === UNKNOWN;
  const contracted = shares.of(days.contracted[i]!);
  const worked = shares.of(days.effective[i]! + days.timeOff[i]!);
  const effective = shares.of(days.effective[i]!);
  const confirmed = shares.of(days.confirmed[i]!);
  const loaded = shares.of(days.confirmed[i]! + days.tentative[i]!);
  const isOutsideCapacity = days.effective[i] === 0;
  for (let k = 0; k < members.length; k++) {
    const line = members[k]!;
    line.states[i] = days.states[i]!;
    line.confirmed[i] = confirmed[k]!;
    line.tentative[i] = loaded[k]! - confirmed[k]!;
    if (isUnknown) continue;
    line.contracted[i] = contracted[k]!;
    line.holiday[i] = contracted[k]! - worked[k]!;
    line.timeOff[i] = worked[k]! - effective[k]!;
    line.effective[i] = effective[k]!;
    line.free[i] = Math.max(0, effective[k]! - confirmed[k]!);
    line.overAllocated[i] = Math.max(0, confirmed[k]! - effective[k]!);
    if (isOutsideCapacity) line.outsideCapacity[i] = confirmed[k]!;
  }
}

/** The department that has all of the worker on every day; null is "no department", undefined none. */
function soleDepartment(periods: readonly SharePeriod[]): string | null | undefined {
  const departmentIds = departmentsOf(periods);
  return departmentIds.length === 1 ? departmentIds[0] : undefined;
}

function departmentsOf(periods: readonly SharePeriod[]): (string | null)[] {
  if (periods.length === 1) return [...periods[0]!.departmentIds];
  return [...new Set(periods.flatMap((period) => period.departmentIds))].sort(byDepartmentId);
}

/**
 * The assignments that touch the days, HARD before SOFT, each by (from, id): the order in which their minutes are given
 * out to departments. Over HARD ones they add up to `confirmed`, over SOFT ones to `tentative`.
 */
export function assignmentDays(facts: WorkerFacts, days: WorkerDays): AssignmentDays[] {
  const touching = facts.assignments.filter(({ from, to }) => lastIndex(days, to) >= firstIndex(days, from));
  if (touching.length === 0) return [];
  const periods = sharePeriods(facts.memberships, days.firstDay, days.length);
  const sole = soleDepartment(periods);
  const departmentIds = departmentsOf(periods);
  const sumSoFar = new Int32Array(days.length);
  return touching.sort(byFirmness).map((assignment) => {
    const minutes = new Int32Array(days.length);
    addLoad(assignment, days, minutes);
    if (sole !== undefined) return { assignment, minutes, departments: [{ departmentId: sole, minutes }] };

    const lines = new Map(departmentIds.map((id) => [id, new Int32Array(days.length)]));
    for (const { first, last, departmentIds, shares } of periods) {
      const members = departmentIds.map((id) => lines.get(id)!);
      for (let i = first; i <= last; i++) {
        const before = shares.of(sumSoFar[i]!);
        sumSoFar[i] = sumSoFar[i]! + minutes[i]!;
        const after = shares.of(sumSoFar[i]!);
        for (let k = 0; k < members.length; k++) members[k]![i] = after[k]! - before[k]!;
      }
    }
    return {
      assignment,
      minutes,
      departments: Array.from(lines, ([departmentId, minutes]) => ({ departmentId, minutes })),
    };
  });
}

function byFirmness(a: Assignment, b: Assignment): number {
  if (a.firmness !== b.firmness) return a.firmness === 'HARD' ? -1 : 1;
  return byStart(a, b);
}

function byStart(a: Assignment, b: Assignment): number {
  return byFrom(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function byFrom(a: { from: LocalDate }, b: { from: LocalDate }): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}
