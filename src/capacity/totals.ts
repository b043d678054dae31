import { type DateRange, lengthInDays } from '../time/date-range.js';
import { type DayNumber, dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { type DepartmentDays, KNOWN, UNKNOWN } from './calendar.js';
import { type Contribution, departmentsOf } from './contribution.js';

// What a change adds to the weeks of departments, as an event carries it to whoever adds it up.

/**
 * What is added up by department: days of members of known and of unknown capacity, `unknownConfirmed` minutes of the
 * latter, and minutes of the former. Holidays and over-allocation follow: contracted = holiday + timeOff + effective and
 * free - overAllocated = effective - confirmed hold for sums as well.
 */
export const TOTALS = [
  'known',
  'unknown',
  'unknownConfirmed',
  'contracted',
  'effective',
  'timeOff',
  'confirmed',
  'tentative',
  'free',
  'outsideCapacity',
] as const;
export type Total = (typeof TOTALS)[number];

export type WorkerKindName = 'STAFF' | 'FREELANCER';

/** To so many weeks in a row, the first being `week` weeks after the Monday `from`, these seven days are added. */
type Addition = readonly [week: number, weeks: number, days: readonly number[]];

/** What is added to a department's members of one kind. A total is absent where that is nothing. */
export interface TotalsChange {
  readonly departmentId: string | null;
  readonly kind: WorkerKindName;
  readonly from: LocalDate;
  readonly added: Partial<Record<Total, readonly Addition[]>>;
}

/** What is added to a week: seven days and their sum. A total is absent where that is nothing. */
export interface TotalsWeek {
  readonly departmentId: string | null;
  readonly kind: WorkerKindName;
  readonly monday: DayNumber;
  readonly added: Partial<Record<Total, number[]>>;
}

const withSum = (days: Int32Array): number[] => [...days, days.reduce((a, b) => a + b, 0)];

/** What undoes it. */
export const negated = ({ added, ...change }: TotalsChange): TotalsChange => ({
  ...change,
  added: Object.fromEntries(
    Object.entries(added).map(([total, additions]) => [
      total,
      additions.map(([week, weeks, days]) => [week, weeks, days.map((value) => -value)]),
    ]),
  ),
});

/** The days of the totals of one department's members of one kind. */
type Days = Readonly<Record<Total, Int32Array>>;

/** Adds up what changes mean for departments, over a range of whole weeks. */
export class TotalsChanges {
  readonly #firstDay: DayNumber;
  readonly #length: number;
  readonly #days = new Map<string, { departmentId: string | null; kind: WorkerKindName; days: Days }>();

  constructor(range: DateRange) {
    this.#firstDay = dayNumber(range.from);
    this.#length = lengthInDays(range);
  }

  /** That a worker contributes `after` instead of `before`: nothing on days that they do not hold. */
  add(kind: WorkerKindName, before: Contribution, after: Contribution): void {
    for (const departmentId of departmentsOf(before, after)) {
      const days = this.#of(departmentId, kind);
      const [was, is] = [before.get(departmentId), after.get(departmentId)];
      if (was) addTo(days, this.#firstDay, was, -1);
      if (is) addTo(days, this.#firstDay, is, 1);
    }
  }

  /** Those that are not nothing. */
  changes(): TotalsChange[] {
    const from = localDate(this.#firstDay);
    return [...this.#days.values()].flatMap(({ departmentId, kind, days }) => {
      const added: Partial<Record<Total, Addition[]>> = {};
      for (const total of TOTALS) {
        const additions = additionsOf(days[total]);
        if (additions.length > 0) added[total] = additions;
      }
      return Object.keys(added).length > 0 ? [{ departmentId, kind, from, added }] : [];
    });
  }

  covers({ from, to }: DateRange): boolean {
    return dayNumber(from) >= this.#firstDay && dayNumber(to) < this.#firstDay + this.#length;
  }

  /** How many departments, by kind of their members, something was added to. */
  get size(): number {
    return this.#days.size;
  }

  /** The same of everybody taken together. */
  ofAll(): TotalsChanges {
    const all = new TotalsChanges({
      from: localDate(this.#firstDay),
      to: localDate(this.#firstDay + this.#length - 1),
    });
    for (const { kind, days } of this.#days.values()) {
      const sums = all.#of(null, kind);
      for (const total of TOTALS)
        for (let day = 0; day < this.#length; day++) sums[total][day]! += days[total][day]!;
    }
    return all;
  }

  /** Week by week, those that are not nothing; departments in no order. */
  *weeks(): Generator<TotalsWeek> {
    for (const { departmentId, kind, days } of this.#days.values()) {
      for (let week = 0; week < this.#length / 7; week++) {
        const added: Partial<Record<Total, number[]>> = {};
        let isNone = true;
        for (const total of TOTALS) {
          if (isNothing(days[total], week)) continue;
          added[total] = withSum(days[total].subarray(week * 7, week * 7 + 7));
          isNone = false;
        }
        if (!isNone) yield { departmentId, kind, monday: this.#firstDay + week * 7, added };
      }
    }
  }

  #of(departmentId: string | null, kind: WorkerKindName): Days {
    const key = `${kind} ${departmentId}`;
    let found = this.#days.get(key);
    if (!found) {
      const days = Object.fromEntries(TOTALS.map((total) => [total, new Int32Array(this.#length)]));
      found = { departmentId, kind, days: days as Days };
      this.#days.set(key, found);
    }
    return found.days;
  }
}

/** The days of `part` that lie within; `days` begin on `firstDay`. */
function addTo(days: Days, firstDay: DayNumber, part: DepartmentDays, sign: 1 | -1): void {
  const { states } = part;
  const offset = part.firstDay - firstDay;
  const last = Math.min(part.length, days.known.length - offset);
  for (let i = Math.max(0, -offset); i < last; i++) {
    const day = offset + i;
    if (states[i] === UNKNOWN) {
      days.unknown[day]! += sign;
      days.unknownConfirmed[day]! += sign * part.confirmed[i]!;
    } else if (states[i] === KNOWN) {
      days.known[day]! += sign;
      days.contracted[day]! += sign * part.contracted[i]!;
      days.effective[day]! += sign * part.effective[i]!;
      days.timeOff[day]! += sign * part.timeOff[i]!;
      days.confirmed[day]! += sign * part.confirmed[i]!;
      days.tentative[day]! += sign * part.tentative[i]!;
      days.free[day]! += sign * part.free[i]!;
      days.outsideCapacity[day]! += sign * part.outsideCapacity[i]!;
    }
  }
}

function additionsOf(days: Int32Array): Addition[] {
  const additions: Addition[] = [];
  const weeks = days.length / 7;
  for (let week = 0; week < weeks; ) {
    if (isNothing(days, week)) {
      week += 1;
      continue;
    }
    let next = week + 1;
    while (next < weeks && isSame(days, week, next)) next += 1;
    additions.push([week, next - week, Array.from(days.subarray(week * 7, week * 7 + 7))]);
    week = next;
  }
  return additions;
}

function isNothing(days: Int32Array, week: number): boolean {
  for (let i = week * 7; i < week * 7 + 7; i++) if (days[i] !== 0) return false;
  return true;
}

function isSame(days: Int32Array, week: number, other: number): boolean {
  for (let day = 0; day < 7; day++) if (days[week * 7 + day] !== days[other * 7 + day]) return false;
  return true;
}
