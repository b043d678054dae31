import type { DateRange } from '../time/date-range.js';
import { lengthInDays } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';
import { capacityFrom } from './calendar-capacity.js';
import { blankDays, firstIndex, lastIndex, type MeasuredDays, UNKNOWN } from './calendar-days.js';
import type { Assignment, WorkerFacts } from './calendar-facts.js';
import { loading } from './calendar-load.js';
import { byDepartmentId, type SharePeriod, sharePeriods } from './shares.js';

export { KNOWN, MEASURES, type Measure, type MeasuredDays, NOT_A_MEMBER, UNKNOWN } from './calendar-days.js';
export type { Assignment, Engagement, WorkerFacts } from './calendar-facts.js';
export { type HolidayCalendar, holidayCalendar } from './calendar-holidays.js';

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
  const days = capacityFrom(facts, firstDay, length);
  const addLoad = loading(facts, days);
  for (const assignment of facts.assignments) {
    addLoad(assignment, assignment.firmness === 'HARD' ? days.confirmed : days.tentative);
  }
  settleLoad(days);
  return days;
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
  const addLoad = loading(facts, days);
  const sumSoFar = new Int32Array(days.length);
  return touching.sort(byFirmness).map((assignment) => {
    const minutes = new Int32Array(days.length);
    addLoad(assignment, minutes);
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

export function byStart(a: Assignment, b: Assignment): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
