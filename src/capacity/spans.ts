import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { type DepartmentDays, KNOWN, UNKNOWN } from './calendar.js';
import { type Contribution, departmentsOf } from './contribution.js';
import { isSameWeek, NO_TOTALS, type WeekTotals } from './week-totals.js';

// How a change of capacity is kept in the log. Years of weeks that are all alike cost as much as one.

/**
 * What a week consists of; the rest follows: holiday, free and over are sums and differences of these. `known` is 1 on
 * days of a member whose capacity is known.
 */
const KEPT = [
  'contracted',
  'effective',
  'timeOff',
  'confirmed',
  'tentative',
  'outsideCapacity',
  'known',
] as const;
type Kept = (typeof KEPT)[number];

/** Weeks in a row with the same seven values, Monday to Sunday. */
type Run = readonly [weeks: number, values: readonly (number | null)[]];

/** A measure is absent where all its values are 0. */
type Runs = Partial<Record<Kept, readonly Run[]>>;

/** What one change did to a worker's contribution to one department in one week. */
export interface CapacityLine {
  readonly workerId: string;
  /** Null: the share of the worker that belongs to no department. */
  readonly departmentId: string | null;
  /** The Monday. */
  readonly week: LocalDate;
  readonly before: WeekTotals;
  readonly after: WeekTotals;
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
  while (first < weeks && isAlike(before, after, first)) first += 1;
  if (first === weeks) return null;
  let last = weeks - 1;
  while (isAlike(before, after, last)) last -= 1;
  return {
    departmentId,
    from: localDate(firstDay + first * 7),
    weeks: last - first + 1,
    before: was ? runsOf(before, first, last) : null,
    after: is ? runsOf(after, first, last) : null,
  };
}

/** What is kept of all days, in the order of KEPT. Plain arrays of numbers: this is the inner loop of every change. */
type Days = Int32Array | Uint8Array;
type KeptDays = readonly Days[];

/** Stands for the null of an unknown day; minutes are never negative. */
const NULL = -1;

const UNKNOWN_AS_NULL: readonly Kept[] = ['contracted', 'effective', 'timeOff'];

/** 0 where the worker is not in the department; null where his capacity is unknown. Work is known even then. */
function keptOf(days: DepartmentDays | undefined, length: number): KeptDays {
  if (!days) {
    const nothing = new Int32Array(length);
    return KEPT.map(() => nothing);
  }
  const hasUnknown = days.states.includes(UNKNOWN);
  return KEPT.map((measure) => {
    if (measure === 'known')
      return hasUnknown ? days.states.map((state) => (state === KNOWN ? 1 : 0)) : days.states;
    const minutes = days[measure];
    if (!hasUnknown || !UNKNOWN_AS_NULL.includes(measure)) return minutes;
    return minutes.map((value, day) => (days.states[day] === UNKNOWN ? NULL : value));
  });
}

const isAlike = (before: KeptDays, after: KeptDays, week: number): boolean =>
  before.every((minutes, measure) => isSame(minutes, week, after[measure]!, week));

function isSame(one: Days, week: number, other: Days, otherWeek: number): boolean {
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

function runsOfMeasure(minutes: Days, first: number, last: number): Run[] {
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
  })).filter(({ before, after }) => !isSameWeek(before, after));
}

type Values = readonly (number | null)[];
const NOTHING: Values = [0, 0, 0, 0, 0, 0, 0];

function weeksOf(runs: Runs | null, weeks: number): WeekTotals[] {
  if (!runs) return Array<WeekTotals>(weeks).fill(NO_TOTALS);
  const expanded = KEPT.map((measure) =>
    (runs[measure] ?? []).flatMap(([count, values]) => Array<Values>(count).fill(values)),
  );
  let latest: { kept: Values[]; totals: WeekTotals } | undefined;
  return Array.from({ length: weeks }, (_, week) => {
    const kept = expanded.map((values) => values[week] ?? NOTHING);
    // Weeks of one run are one week.
    if (!latest || kept.some((values, measure) => values !== latest!.kept[measure]))
      latest = { kept, totals: totalsOf(kept) };
    return latest.totals;
  });
}

/** Null where capacity is unknown: there all counts for nothing, save confirmed work, which is told apart. */
function totalsOf(kept: readonly Values[]): WeekTotals {
  const [contracted, effective, timeOff, confirmed, tentative, outsideCapacity, known] = kept as [
    Values,
    Values,
    Values,
    Values,
    Values,
    Values,
    Values,
  ];
  const onKnown = (values: Values) =>
    values.map((value, day) => (effective[day] === null ? 0 : (value ?? 0)));
  return {
    known: onKnown(known),
    unknown: effective.map((minutes) => (minutes === null ? 1 : 0)),
    unknownConfirmed: confirmed.map((minutes, day) => (effective[day] === null ? (minutes ?? 0) : 0)),
    contracted: onKnown(contracted),
    effective: onKnown(effective),
    timeOff: onKnown(timeOff),
    confirmed: onKnown(confirmed),
    tentative: onKnown(tentative),
    free: effective.map((minutes, day) =>
      minutes === null ? 0 : Math.max(0, minutes - (confirmed[day] ?? 0)),
    ),
    outsideCapacity: onKnown(outsideCapacity),
  };
}
