import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { lengthInDays } from '../time/date-range.js';
import { dayNumber, type LocalDate, localDate } from '../time/local-date.js';
import { type DepartmentDays, UNKNOWN } from './calendar.js';
import { type Contribution, departmentsOf } from './contribution.js';
import type { OverbookedWindow } from './overbooked-windows.js';
import { PACKED, type PackedDays, packMinutes, packStates, unpack } from './packed-days.js';
import type { WorkerKindName } from './totals.js';

/** How a worker stands in the stored weeks. */
export interface Kept {
  readonly workerId: string;
  readonly kind: WorkerKindName;
  /** The days that are stored of him; null while there are none. */
  readonly window: DateRange | null;
  /** His overbooked windows, as his last event left them. */
  readonly overbooked: readonly OverbookedWindow[];
}

const keptOf = (workers: string) => `
  select w.id as "workerId", w.kind, k.first_week as "from", k.weeks,
    (select windows from worker_overbooking o where o.worker_id = w.id) as overbooked
  from worker w left join lateral (select first_week, weeks from worker_weeks where worker_id = w.id limit 1) k on true
  where w.id = ${workers}`;
const KEPT = keptOf('any($1::uuid[])');
// PostgreSQL makes a plan for it once, and not at each call: four times the work of the statement itself.
const KEPT_OF_ONE = keptOf('$1::uuid');

interface KeptRow {
  workerId: string;
  kind: WorkerKindName;
  from: LocalDate | null;
  weeks: number | null;
  overbooked: OverbookedWindow[] | null;
}

/** By worker. In a write: once they are locked, else it may be outdated at once. */
export async function readKept(ctx: Context, workerIds: readonly string[]): Promise<Map<string, Kept>> {
  const rows =
    workerIds.length === 1
      ? await ctx.rows<KeptRow>('capacity.kept-of-one', KEPT_OF_ONE, workerIds)
      : await ctx.rows<KeptRow>('capacity.kept', KEPT, [workerIds]);
  return new Map(
    rows.map(({ workerId, kind, from, weeks, overbooked }) => [
      workerId,
      {
        workerId,
        kind,
        window: from === null ? null : windowFrom(from, weeks!),
        overbooked: overbooked ?? [],
      },
    ]),
  );
}

/** So many weeks from a Monday on. */
export const windowFrom = (from: LocalDate, weeks: number): DateRange => ({
  from,
  to: localDate(dayNumber(from) + weeks * 7 - 1),
});

export const WEEKS_COLUMNS = {
  states: 'states',
  contracted: 'contracted',
  effective: 'effective',
  timeOff: 'time_off',
  confirmed: 'confirmed',
  tentative: 'tentative',
  outsideCapacity: 'outside_capacity',
} as const;
type Column = keyof typeof WEEKS_COLUMNS;
const columns = Object.keys(WEEKS_COLUMNS) as Column[];

/** Bytes of a day. */
const WIDTHS: Readonly<Record<Column, number>> = { states: 1, ...PACKED };

interface Row {
  worker_id: string;
  department_id: string | null;
  first_week: LocalDate;
  weeks: number;
  has_unknown: boolean;
}
type Changed = Row & Partial<Record<Column, Uint8Array | null>>;

/** So many rows are sent one by one: as bytes, a quarter of the work that they are as text. */
const FEW = 4;

/** What is to be written of workers who are locked, gathered, so that many cost as many statements as one. */
export class WorkerWeeksChanges {
  readonly #inserted: Changed[] = [];
  readonly #updated: Changed[] = [];
  readonly #deleted: Pick<Row, 'worker_id' | 'department_id'>[] = [];

  /** That a worker contributes `after` where `before` is stored; both over the same window. */
  change(workerId: string, before: Contribution, after: Contribution): void {
    for (const departmentId of departmentsOf(before, after)) {
      const [was, is] = [before.get(departmentId), after.get(departmentId)];
      if (!is) this.#deleted.push({ worker_id: workerId, department_id: departmentId });
      else if (!was) this.#inserted.push({ ...rowOf(workerId, is), ...packed(is, columns) });
      else {
        const changed = columns.filter((column) => !isSame(daysOf(was, column), daysOf(is, column)));
        if (changed.length > 0) this.#updated.push({ ...rowOf(workerId, is), ...packed(is, changed) });
      }
    }
  }

  /** That a worker's weeks are now these, whatever is stored and over whichever window. */
  replace(workerId: string, contribution: Contribution): void {
    this.change(workerId, new Map(), contribution);
    this.#replaced.push(workerId);
  }
  readonly #replaced: string[] = [];

  /** The last of a change: sent with the commit. */
  write(ctx: Context): void {
    if (this.#replaced.length > 0)
      ctx.write('capacity.weeks-replace', 'delete from worker_weeks where worker_id = any($1::uuid[])', [
        this.#replaced,
      ]);
    if (this.#deleted.length > 0) ctx.write('capacity.weeks-delete', DELETE, [JSON.stringify(this.#deleted)]);
    if (this.#inserted.length > 0) ctx.write('capacity.weeks-insert', INSERT, insertedAs(this.#inserted));
    if (this.#updated.length > FEW)
      ctx.write('capacity.weeks-update', UPDATE, [JSON.stringify(this.#updated.map(recordOf))]);
    else for (const row of this.#updated) ctx.write('capacity.weeks-update-one', UPDATE_ONE, valuesOf(row));
  }
}

const DELETE = `
  delete from worker_weeks w using jsonb_to_recordset($1::jsonb) as gone (worker_id uuid, department_id uuid)
  where w.worker_id = gone.worker_id and w.department_id is not distinct from gone.department_id`;

const RECORD = `worker_id uuid, department_id uuid, first_week date, weeks int, has_unknown boolean,
  ${columns.map((column) => `"${column}" text`).join(', ')}`;

// The bytes of all rows are one value: as text they would be twice as many, to be written and read on the way. Where in
// it a column of a row begins, is null where the column is.
const INSERT = `
  insert into worker_weeks (worker_id, department_id, first_week, weeks, has_unknown, ${columns.map((column) => WEEKS_COLUMNS[column])})
  select worker_id, department_id, first_week, weeks, has_unknown, ${columns.map((column) => `substring($6::bytea from "${column}" for ${WIDTHS[column] * 7} * weeks)`)}
  from unnest($1::uuid[], $2::uuid[], $3::date[], $4::int[], $5::boolean[], ${columns.map((_, i) => `$${i + 7}::int[]`)})
    as row (worker_id, department_id, first_week, weeks, has_unknown, ${columns.map((column) => `"${column}"`)})`;

function insertedAs(rows: readonly Changed[]): unknown[] {
  const packed: Uint8Array[] = [];
  let position = 1;
  const startOf = (bytes: Uint8Array | null | undefined): number | 'NULL' => {
    if (!bytes) return 'NULL';
    const start = position;
    packed.push(bytes);
    position += bytes.byteLength;
    return start;
  };
  // As PostgreSQL writes arrays: its client would look at each number for what is to be escaped.
  const starts = columns.map((column) => `{${rows.map((row) => startOf(row[column])).join()}}`);
  return [
    rows.map((row) => row.worker_id),
    rows.map((row) => row.department_id),
    rows.map((row) => row.first_week),
    rows.map((row) => row.weeks),
    rows.map((row) => row.has_unknown),
    Buffer.concat(packed),
    ...starts,
  ];
}

// What does not find its row divides by zero, and undoes the change.
const UPDATE_ONE = `
  with updated as (
  update worker_weeks set has_unknown = $5, ${columns
    .map((column, i) => {
      const stored = WEEKS_COLUMNS[column];
      return `${stored} = case when $${2 * i + 6}::boolean then $${2 * i + 7}::bytea else ${stored} end`;
    })
    .join(', ')}
  where worker_id = $1::uuid and department_id is not distinct from $2::uuid and first_week = $3::date and weeks = $4::int
  returning 1)
  select 1 / count(*) as "isComplete" from updated`;

const valuesOf = (row: Changed) => [
  row.worker_id,
  row.department_id,
  row.first_week,
  row.weeks,
  row.has_unknown,
  ...columns.flatMap((column) => [column in row, row[column] ?? null]),
];

// Where not all that is to be changed is there, it divides by zero: what is stored would no longer be what the facts
// come to, so that nothing of it may be committed.
const UPDATE = `
  with updated as (
  update worker_weeks w set has_unknown = row.has_unknown, ${columns
    .map((column) => {
      const stored = WEEKS_COLUMNS[column];
      return `${stored} = case when '${column}' = any(row.changed) then decode(row."${column}", 'hex') else w.${stored} end`;
    })
    .join(', ')}
  from jsonb_to_recordset($1::jsonb) as row (${RECORD}, changed text[])
  where w.worker_id = row.worker_id and w.department_id is not distinct from row.department_id
    and w.first_week = row.first_week and w.weeks = row.weeks
  returning 1)
  select 1 / (count(*) = jsonb_array_length($1::jsonb))::int as "isComplete" from updated`;

const recordOf = (row: Changed) => ({
  ...row,
  ...Object.fromEntries(columns.map((column) => [column, hex(row[column])])),
  // Columns that did not change are told apart from those that became zero.
  changed: columns.filter((column) => column in row),
});

const hex = (bytes: Uint8Array | null | undefined): string | null =>
  bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex') : null;

const rowOf = (workerId: string, { departmentId, firstDay, length, states }: DepartmentDays): Row => ({
  worker_id: workerId,
  department_id: departmentId,
  first_week: localDate(firstDay),
  weeks: length / 7,
  has_unknown: states.includes(UNKNOWN),
});

const packed = (days: DepartmentDays, some: readonly Column[]): Partial<Record<Column, Uint8Array | null>> =>
  Object.fromEntries(
    some.map((column) => [
      column,
      column === 'states' ? packStates(days) : packMinutes(days[column], PACKED[column]),
    ]),
  );

const daysOf = (days: DepartmentDays, column: Column) => days[column];

function isSame(one: Int32Array | Uint8Array, other: Int32Array | Uint8Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

type SliceRow = { workerId: string; departmentId: string | null } & PackedDays;

/** Of so many ($3) days from $2 on, a column's bytes, as `substring` counts. */
export const slice = (column: Column) =>
  `substring(${WEEKS_COLUMNS[column]} from ($2::date - first_week) * ${WIDTHS[column]} + 1 for $3::int * ${WIDTHS[column]}) as "${column}"`;

/** Whether these days are stored of everybody. */
export const isKept =
  'exists (select 1 from kept_horizon where first_day <= $2::date and last_day >= $2::date + $3::int - 1)';

const SLICES = `
  select worker_id as "workerId", department_id as "departmentId", ${[
    ...columns.map((column) => slice(column)),
  ]}
  from worker_weeks
  where worker_id = any($1::uuid[])
    and ${isKept}
  order by worker_id, department_id`;

/**
 * What these workers contribute to departments in the range, as it is stored; null where the range is not kept, and
 * for a worker who does not exist there is nothing.
 */
export async function storedDays(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<Map<string, DepartmentDays[]> | null> {
  if (workerIds.length === 0) return new Map();
  const length = lengthInDays(range);
  const rows = await ctx.rows<SliceRow>('capacity.slices', SLICES, [workerIds, range.from, length]);
  // Every worker has a row, "no department" if nothing else.
  if (rows.length === 0) return null;
  const firstDay = dayNumber(range.from);
  const days = new Map<string, DepartmentDays[]>();
  for (const { workerId, departmentId, ...packed } of rows) {
    const part = { ...unpack(packed, { workerId, firstDay, length }), departmentId };
    const parts = days.get(workerId);
    if (parts) parts.push(part);
    else days.set(workerId, [part]);
  }
  return days;
}
