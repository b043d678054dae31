import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { type DepartmentDays, UNKNOWN } from './calendar.js';
import { type Contribution, departmentsOf } from './contribution.js';

// How a change of capacity is kept in the log. Years of weeks that are all alike cost as much as one.

/** What a week consists of; the rest follows: holiday, free and over are sums and differences of these. */
const KEPT = ['contracted', 'effective', 'timeOff', 'confirmed', 'tentative'] as const;
type Kept = (typeof KEPT)[number];

/** Weeks in a row with the same seven values, Monday to Sunday. */
type Run = readonly [weeks: number, values: readonly (number | null)[]];

/** A measure is absent where all its values are 0. */
type Runs = Partial<Record<Kept, readonly Run[]>>;

/** A worker's contribution to a department in a week: minutes of the seven days, Monday first; null on unknown days. */
export type CapacityWeek = Readonly<Record<Kept, readonly (number | null)[]>>;

/** What one change did to a worker's contribution to one department in one week. */
export interface CapacityLine {
  readonly workerId: string;
  /** Null: the share of the worker that belongs to no department. */
  readonly departmentId: string | null;
  /** The Monday. */
  readonly week: LocalDate;
  readonly before: CapacityWeek;
  readonly after: CapacityWeek;
}

/** What became of a worker's contribution to one department, from the Monday `from` on, for so many weeks. */
export interface CapacitySpan {
  readonly departmentId: string | null;
  readonly from: LocalDate;
  readonly weeks: number;
  readonly before: Runs | null;
  readonly after: Runs | null;
}

/** The change between two contributions over the same whole weeks. No change: no spans. */
export function capacitySpans(before: Contribution, after: Contribution): CapacitySpan[] {
  return [...departmentsOf(before, after)].flatMap(
    (departmentId) => spanOf(departmentId, before.get(departmentId), after.get(departmentId)) ?? [],
  );
}

function spanOf(departmentId: string | null, was?: DepartmentDays, is?: DepartmentDays): CapacitySpan | null {
  const { length, firstDay } = (was ?? is)!;
  const [before, after] = [keptOf(was, length), keptOf(is, length)];
  const weeks = length / 7;
  let first = 0;
  while (first < weeks && isSameWeek(before, after, first)) first += 1;
  if (first === weeks) return null;
  let last = weeks - 1;
  while (isSameWeek(before, after, last)) last -= 1;
  return {
    departmentId,
    from: localDate(firstDay + first * 7),
    weeks: last - first + 1,
    before: was ? runsOf(before, first, last) : null,
    after: is ? runsOf(after, first, last) : null,
  };
}

/** What is kept of all days, in the order of KEPT. Plain arrays of numbers: this is the inner loop of every change. */
type KeptDays = readonly Int32Array[];

/** Stands for the null of an unknown day; minutes are never negative. */
const NULL = -1;

/** 0 where the worker is not in the department; null where his capacity is unknown. Work is known even then. */
function keptOf(days: DepartmentDays | undefined, length: number): KeptDays {
  if (!days) {
    const nothing = new Int32Array(length);
    return KEPT.map(() => nothing);
  }
  const hasUnknown = days.states.includes(UNKNOWN);
  return KEPT.map((measure) => {
    const minutes = days[measure];
    if (!hasUnknown || measure === 'confirmed' || measure === 'tentative') return minutes;
    return minutes.map((value, day) => (days.states[day] === UNKNOWN ? NULL : value));
  });
}

const isSameWeek = (before: KeptDays, after: KeptDays, week: number): boolean =>
  before.every((minutes, measure) => isSame(minutes, week, after[measure]!, week));

function isSame(one: Int32Array, week: number, other: Int32Array, otherWeek: number): boolean {
  const [start, otherStart] = [week * 7, otherWeek * 7];
  for (let day = 0; day < 7; day++) if (one[start + day] !== other[otherStart + day]) return false;
  return true;
}

function runsOf(kept: KeptDays, first: number, last: number): Runs {
  const runs: Partial<Record<Kept, Run[]>> = {};
  for (const [i, measure] of KEPT.entries()) {
    const found = runsOfMeasure(kept[i]!, first, last);
    if (found.some(([, values]) => values.some((value) => value !== 0))) runs[measure] = found;
  }
  return runs;
}

function runsOfMeasure(minutes: Int32Array, first: number, last: number): Run[] {
  const runs: Run[] = [];
  let start = first;
  for (let week = first + 1; week <= last + 1; week++) {
    if (week <= last && isSame(minutes, start, minutes, week)) continue;
    const values = Array.from(minutes.subarray(start * 7, start * 7 + 7), (value) =>
      value === NULL ? null : value,
    );
    runs.push([week - start, values]);
    start = week;
  }
  return runs;
}

const NOTHING = [0, 0, 0, 0, 0, 0, 0] as const;

/** The lines of an event, week by week in order, without the weeks in which nothing changed. */
export function linesOfSpan(workerId: string, span: CapacitySpan): CapacityLine[] {
  const before = weeksOf(span.before, span.weeks);
  const after = weeksOf(span.after, span.weeks);
  const monday = dayNumber(span.from);
  return Array.from({ length: span.weeks }, (_, week) => ({
    workerId,
    departmentId: span.departmentId,
    week: localDate(monday + week * 7),
    before: before[week]!,
    after: after[week]!,
  })).filter(({ before, after }) =>
    KEPT.some((measure) => before[measure].some((value, day) => value !== after[measure][day])),
  );
}

function weeksOf(runs: Runs | null, weeks: number): CapacityWeek[] {
  const expanded = KEPT.map((measure) => {
    const values = (runs?.[measure] ?? []).flatMap(([count, week]) =>
      Array<readonly (number | null)[]>(count).fill(week),
    );
    return [measure, values] as const;
  });
  return Array.from({ length: weeks }, (_, week) => {
    return Object.fromEntries(
      expanded.map(([measure, values]) => [measure, values[week] ?? NOTHING]),
    ) as unknown as CapacityWeek;
  });
}
