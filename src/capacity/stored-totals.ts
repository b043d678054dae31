import type { Context } from '../graphql/context.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { type DayNumber, dayNumber, localDate, weekdayOf } from '../time/local-date.js';
import { UNKNOWN } from './calendar.js';
import type { GroupSum } from './calendar-sums.js';
import { TOTAL_COLUMNS } from './department-week.js';
import { TOTALS, type TotalsChange } from './totals.js';

export interface TotalsQuestion {
  readonly range: DateRange;
  /** What the range is made up of, in order. */
  readonly buckets: readonly DateRange[];
  /** Their own members; null: everybody, those of no department included. */
  readonly departmentIds: readonly string[] | null;
  /** Whether departments are told apart. */
  readonly byDepartment: boolean;
  /** Null: all. */
  readonly kinds: readonly string[] | null;
}

/** A day of a stored week, 1 being Monday, or 8 for the whole week; and to which bucket it belongs. */
interface Piece {
  bucket: number;
  monday: DayNumber;
  slot: number;
}

interface Row {
  isKept: boolean;
  pending: TotalsChange[][] | null;
  /** Of members with unknown days, the bytes of their days in the range. */
  unknown: { workerId: string; departmentId: string | null; states: string }[] | null;
  /** Department, bucket, and the totals in the order of TOTALS. */
  sums: [string | null, number, ...(number | null)[]][] | null;
}

/**
 * What departments have, from their stored weeks and from what those who wrote just now add to these; null where the
 * range is not kept. All in one statement, hence of one moment: an event counts in the weeks or beside them.
 */
export async function storedTotals(ctx: Context, question: TotalsQuestion): Promise<StoredTotals | null> {
  const pieces = piecesOf(question.buckets);
  const { range, departmentIds, byDepartment, kinds } = question;
  // Planned each time, for the departments and weeks asked for: a plan for any number of them takes three times as long.
  const [row] = await ctx.rows<Row>('', statementOf(departmentIds !== null, byDepartment), [
    range.from,
    lengthInDays(range),
    kinds,
    pieces.map(({ bucket }) => bucket),
    pieces.map(({ monday }) => localDate(monday)),
    pieces.map(({ slot }) => slot),
    ...(departmentIds ? [departmentIds] : []),
  ]);
  return row!.isKept ? new StoredTotals(question, pieces, row!) : null;
}

// Whole numbers below 2^53 are exact as float8, and add up several times faster than bigint, whose sums are numeric. The
// sums, thousands of them, as json: as jsonb, which is built to be searched, they would take twice as long.
function statementOf(isOfSome: boolean, byDepartment: boolean): string {
  const of = (alias: string) => `($3::text[] is null or ${alias}.kind = any($3))`;
  const among = (alias: string) => (isOfSome ? `and ${alias}.department_id = any($7::uuid[])` : '');
  const group = byDepartment ? 'd.department_id' : 'null::uuid';
  return `
    select
      exists (select 1 from kept_horizon where first_day <= $1::date and last_day >= $1::date + $2::int - 1) as "isKept",
      (select jsonb_agg(totals) from change_event where sequence is null and totals is not null) as pending,
      (select jsonb_agg(jsonb_build_object('workerId', k.worker_id, 'departmentId', k.department_id,
          'states', encode(substring(k.states from $1::date - k.first_week + 1 for $2::int), 'hex')))
        from worker_weeks k join worker w on w.id = k.worker_id where k.has_unknown and ${of('w')} ${among('k')}) as unknown,
      (select json_agg(json_build_array(department_id, bucket, ${TOTALS.map((total) => `"${total}"`)})) from (
        select ${group} as department_id, p.bucket, ${TOTALS.map((total) => `sum(d.${TOTAL_COLUMNS[total]}[p.slot]::float8) as "${total}"`)}
        from unnest($4::int[], $5::date[], $6::int[]) as p (bucket, week, slot)
        join ${isOfSome || byDepartment ? 'department_week' : 'organisation_week'} d on d.week = p.week where ${of('d')} ${among('d')}
        group by 1, 2) as found) as sums`;
}

/** Whole weeks as such, the days of others one by one. */
function piecesOf(buckets: readonly DateRange[]): Piece[] {
  return buckets.flatMap(({ from, to }, bucket) => {
    const pieces: Piece[] = [];
    const last = dayNumber(to);
    for (let day = dayNumber(from); day <= last; ) {
      const weekday = weekdayOf(day);
      const isWhole = weekday === 0 && day + 6 <= last;
      pieces.push({ bucket, monday: day - weekday, slot: isWhole ? 8 : weekday + 1 });
      day += isWhole ? 7 : 1;
    }
    return pieces;
  });
}

/** The answer, from which lines are made. */
export class StoredTotals {
  readonly #buckets: readonly { first: number; last: number }[];
  /** By department, if they are told apart, all buckets' totals one behind the other. */
  readonly #sums = new Map<string | null, Float64Array>();
  readonly #unknown: { workerId: string; departmentId: string | null; states: Uint8Array }[];
  readonly #byDepartment: boolean;

  constructor(question: TotalsQuestion, pieces: readonly Piece[], { pending, unknown, sums }: Row) {
    const start = dayNumber(question.range.from);
    this.#buckets = [...question.buckets, question.range].map(({ from, to }) => ({
      first: dayNumber(from) - start,
      last: dayNumber(to) - start,
    }));
    this.#byDepartment = question.byDepartment;
    this.#unknown = (unknown ?? []).map(({ states, ...of }) => ({
      ...of,
      states: Buffer.from(states, 'hex'),
    }));
    for (const [departmentId, bucket, ...values] of sums ?? [])
      for (const [i, value] of values.entries())
        this.#sumsOf(departmentId)[bucket * TOTALS.length + i]! += value ?? 0;
    const piecesByWeek = Map.groupBy(pieces, ({ monday }) => monday);
    const some = question.departmentIds && new Set<string | null>(question.departmentIds);
    for (const change of (pending ?? []).flat()) {
      const isAsked =
        (!some || some.has(change.departmentId)) && (!question.kinds || question.kinds.includes(change.kind));
      if (isAsked) this.#add(change, piecesByWeek);
    }
  }

  /** Bucket by bucket, and last the whole range, of these departments taken together; of all that was asked for by default. */
  sums(departmentIds: readonly (string | null)[] | null = null): GroupSum[] {
    const keys = departmentIds ?? [...this.#sums.keys()];
    const unknown = departmentIds
      ? this.#unknown.filter(({ departmentId }) => departmentIds.includes(departmentId))
      : this.#unknown;
    const whole = this.#buckets.length - 1;
    const added = new Float64Array(this.#buckets.length * TOTALS.length);
    for (const key of keys) {
      const sums = this.#sums.get(key);
      if (!sums) continue;
      for (let i = 0; i < whole * TOTALS.length; i++) {
        added[i]! += sums[i]!;
        added[whole * TOTALS.length + (i % TOTALS.length)]! += sums[i]!;
      }
    }
    return this.#buckets.map((bucket, index) => {
      const unknownWorkers = new Set(
        unknown.filter(({ states }) => hasUnknown(states, bucket)).map(({ workerId }) => workerId),
      ).size;
      return groupSum(added.subarray(index * TOTALS.length, (index + 1) * TOTALS.length), unknownWorkers);
    });
  }

  #sumsOf(departmentId: string | null): Float64Array {
    const key = this.#byDepartment ? departmentId : null;
    let sums = this.#sums.get(key);
    if (!sums) {
      sums = new Float64Array(this.#buckets.length * TOTALS.length);
      this.#sums.set(key, sums);
    }
    return sums;
  }

  #add({ departmentId, from, added }: TotalsChange, piecesByWeek: ReadonlyMap<DayNumber, Piece[]>): void {
    const sums = this.#sumsOf(departmentId);
    const start = dayNumber(from);
    for (const [i, total] of TOTALS.entries()) {
      for (const [first, weeks, days] of added[total] ?? []) {
        const whole = days.reduce((a, b) => a + b, 0);
        for (let week = first; week < first + weeks; week++) {
          for (const { bucket, slot } of piecesByWeek.get(start + week * 7) ?? [])
            sums[bucket * TOTALS.length + i]! += slot === 8 ? whole : days[slot - 1]!;
        }
      }
    }
  }
}

function hasUnknown(states: Uint8Array, { first, last }: { first: number; last: number }): boolean {
  for (let i = first; i <= last; i++) if (states[i] === UNKNOWN) return true;
  return false;
}

function groupSum(values: Float64Array, unknownWorkers: number): GroupSum {
  const [
    known,
    ,
    unknownConfirmed,
    contracted,
    effective,
    timeOff,
    confirmed,
    tentative,
    free,
    outsideCapacity,
  ] = values as unknown as [number, number, number, number, number, number, number, number, number, number];
  const isNull = known === 0 && unknownWorkers > 0;
  const minutes = (value: number) => (isNull ? null : value);
  return {
    contracted: minutes(contracted),
    holiday: minutes(contracted - timeOff - effective),
    timeOff: minutes(timeOff),
    effective: minutes(effective),
    confirmed: minutes(confirmed),
    tentative: minutes(tentative),
    free: minutes(free),
    overAllocated: minutes(free - effective + confirmed),
    outsideCapacity: minutes(outsideCapacity),
    knownDays: known,
    unknownConfirmed,
    unknownWorkers,
  };
}
