import type { Assignment as Item } from '../capacity/calendar.js';
import type { DayMinutes } from '../capacity/facts.js';
import { horizonOf } from '../capacity/horizon.js';
import type { Faults } from '../graphql/errors.js';
import type { OpenDateRange } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { type Assignment, LoadMode } from './assignment.js';

/** How much, in one of four modes: a rate, a share in hundredths of a percent, a total over all days, or day by day. */
export interface Load {
  minutesPerDay?: number | null | undefined;
  /** Of a rate only: on days without capacity as well. */
  includeNonWorking?: boolean | null | undefined;
  percent?: number | null | undefined;
  totalMinutes?: number | null | undefined;
  days?: readonly DayMinutes[] | null | undefined;
}

/** A load and its days; of stated days the range may be left out, which then is that of their dates. */
export interface DatedLoad extends Load {
  from?: LocalDate | null | undefined;
  to?: LocalDate | null | undefined;
}

/** Ten years: every change of a worker is judged by all his days. */
const MOST_DAYS = 3_653;
const MOST_STATED_DAYS = 366;

const modeOf = ({ percent, totalMinutes, days }: Load): LoadMode => {
  if (percent != null) return LoadMode.PERCENT;
  if (totalMinutes != null) return LoadMode.TOTAL;
  return days == null ? LoadMode.RATE : LoadMode.DAYS;
};

/** Whether some load is stated at all. */
export const statesLoad = (load: Load): boolean => statedIn(load) > 0;

const statedIn = ({ minutesPerDay, percent, totalMinutes, days }: Load): number =>
  [minutesPerDay, percent, totalMinutes, days].filter((value) => value != null).length;

/** From when to when: as stated, or from the first to the last of the dates. Null where neither says. */
function rangeOf({ from, to, days }: DatedLoad): { from: LocalDate | null; to: LocalDate | null } {
  const dates = (days ?? []).map(({ date }) => date).sort();
  return { from: from ?? dates[0] ?? null, to: to ?? dates.at(-1) ?? null };
}

/**
 * Notes all that is wrong with days and load: REQUIRED, TOO_FAR_AWAY, OPEN_TOO_LATE, REVERSED_RANGE, LOAD_MODE, PERCENT_NEEDS_END,
 * TOTAL_NEEDS_END, NOTHING_LEFT, ONLY_RATES, and of stated days NO_DAYS, TOO_MANY_DAYS, DAY_TWICE, OUTSIDE_ASSIGNMENT.
 */
export function requireLoad(faults: Faults, load: DatedLoad, now: Date): void {
  const { from, to } = rangeOf(load);
  faults.require(from !== null, ['input', 'from'], 'REQUIRED', 'An assignment has a first day.');
  if (from !== null) requireRange(faults, { from, to }, now);
  faults.require(
    statedIn(load) === 1,
    ['input', 'minutesPerDay'],
    'LOAD_MODE',
    'State the load once: as `minutesPerDay`, `percent`, `totalMinutes` or `days`.',
  );
  faults.require(
    load.percent == null || to !== null,
    ['input', 'to'],
    'PERCENT_NEEDS_END',
    'A share of somebody needs a last day.',
  );
  faults.require(
    load.totalMinutes == null || to !== null,
    ['input', 'to'],
    'TOTAL_NEEDS_END',
    'A total is spread over its days, so it needs a last one.',
  );
  faults.require(
    load.totalMinutes == null || load.totalMinutes >= 1,
    ['input', 'totalMinutes'],
    'NOTHING_LEFT',
    'Nothing of the total was kept: state it anew.',
  );
  faults.require(
    !load.includeNonWorking || load.minutesPerDay != null,
    ['input', 'includeNonWorking'],
    'ONLY_RATES',
    'Only `minutesPerDay` may include days without capacity.',
  );
  if (load.days) requireDays(faults, load.days, { from, to });
}

function requireRange(faults: Faults, { from, to }: OpenDateRange, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  const [earliest, latest] = [addDays(today, -MOST_DAYS), addDays(today, MOST_DAYS)];
  faults.require(
    from >= earliest && from <= latest && (to === null || to <= latest),
    ['input', 'from'],
    'TOO_FAR_AWAY',
    `An assignment lies within ten years of today, ${earliest} to ${latest}.`,
  );
  faults.require(
    to === null || to >= from,
    ['input', 'to'],
    'REVERSED_RANGE',
    `It cannot end (${to}) before it begins (${from}).`,
  );
  const horizon = horizonOf(now).to;
  // Judged to the horizon, it would be judged on no day.
  faults.require(
    to !== null || from <= horizon,
    ['input', 'to'],
    'OPEN_TOO_LATE',
    `One that begins after ${horizon} needs a last day.`,
  );
}

function requireDays(
  faults: Faults,
  days: readonly DayMinutes[],
  { from, to }: ReturnType<typeof rangeOf>,
): void {
  faults.require(days.length > 0, ['input', 'days'], 'NO_DAYS', 'At least one day is stated.');
  faults.require(
    days.length <= MOST_STATED_DAYS,
    ['input', 'days'],
    'TOO_MANY_DAYS',
    `At most ${MOST_STATED_DAYS} days are stated, not ${days.length}.`,
  );
  const seen = new Set<LocalDate>();
  for (const [i, { date }] of days.entries()) {
    faults.require(
      !seen.has(date),
      ['input', 'days', i, 'date'],
      'DAY_TWICE',
      `${date} is stated more than once.`,
    );
    seen.add(date);
    faults.require(
      (from === null || date >= from) && (to === null || date <= to),
      ['input', 'days', i, 'date'],
      'OUTSIDE_ASSIGNMENT',
      `${date} is not from ${from} to ${to}.`,
    );
  }
}

/** The columns of a load that was checked. */
export const columnsOfLoad = (load: DatedLoad) => {
  const { from, to } = rangeOf(load);
  return {
    from: from!,
    to,
    load: modeOf(load),
    minutesPerDay: load.minutesPerDay ?? null,
    includeNonWorking: load.includeNonWorking ?? false,
    percent: load.percent ?? null,
    totalMinutes: load.totalMinutes ?? null,
    days: load.days?.map(({ date, minutes }) => ({ date, minutes })).sort(byDate) ?? null,
  };
};

const byDate = (a: DayMinutes, b: DayMinutes) => (a.date < b.date ? -1 : 1);

export type Loaded = Pick<
  Assignment,
  'load' | 'minutesPerDay' | 'includeNonWorking' | 'percent' | 'totalMinutes' | 'keptMinutes' | 'days'
>;

/** As the arithmetic takes it. */
export function itemLoadOf(row: Loaded): Item['load'] {
  switch (row.load) {
    case LoadMode.RATE:
      return {
        mode: 'RATE',
        minutesPerDay: row.minutesPerDay!,
        ...(row.includeNonWorking && { includeNonWorking: true }),
      };
    case LoadMode.PERCENT:
      return { mode: 'PERCENT', percent: row.percent! };
    case LoadMode.TOTAL:
      return { mode: 'TOTAL', totalMinutes: row.totalMinutes!, kept: row.keptMinutes };
    case LoadMode.DAYS:
      return { mode: 'DAYS', days: row.days! };
  }
}

/** What is still to be worked of an assignment: where it was cut, only what was kept. */
export function loadLeft({
  releasedOn,
  keptMinutes,
  ...load
}: Loaded & Pick<Assignment, 'releasedOn'>): Load {
  return {
    minutesPerDay: load.minutesPerDay,
    includeNonWorking: load.includeNonWorking,
    percent: load.percent,
    totalMinutes: keptMinutes ? keptMinutes.reduce((sum, each) => sum + each, 0) : load.totalMinutes,
    days: load.days?.filter(({ date }) => releasedOn === null || date <= releasedOn) ?? null,
  };
}
