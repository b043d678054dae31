import type { Context } from '../graphql/context.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { dayNumber, localDate } from '../time/local-date.js';
import type { DepartmentDays } from './calendar.js';
import { PACKED_MEASURES, type PackedDays, unpack } from './packed-days.js';
import { computedDays } from './parts.js';
import { byDepartmentId } from './shares.js';
import { type CapacitySpan, linesOfSpan } from './spans.js';
import { readUndisturbed, type Standing } from './undisturbed.js';
import { isNothing, type WeekLine, type WeekTotals, weekOf } from './week-totals.js';
import { isKept, slice } from './worker-weeks.js';

type Row = {
  sequence: number;
  isKept: boolean;
  unpublished: { workerId: string; capacity: CapacitySpan[] }[] | null;
  /** Null in the one row that there is where nothing is found. */
  workerId: string | null;
  departmentId: string | null;
} & PackedDays;

const WEEKS = `
  select now.sequence, now."isKept", now.unpublished, k.*
  from (select (select coalesce(max(sequence), 0) from change_event) as sequence, ${isKept} as "isKept",
      (select jsonb_agg(jsonb_build_object('workerId', worker_id, 'capacity', capacity) order by id) from change_event
        where sequence is null and worker_id = any($1::uuid[]) and capacity is not null) as unpublished) as now
    left join (select worker_id as "workerId", department_id as "departmentId", ${[
      slice('states'),
      ...PACKED_MEASURES.map((measure) => slice(measure)),
    ]} from worker_weeks where worker_id = any($1::uuid[])) as k on now."isKept"
  order by k."workerId", k."departmentId"`;

/**
 * What these workers come to in each of their departments in these whole weeks, as of the newest published event: by
 * worker, department and week, without those in which they are no members.
 * @throws UserError UNAVAILABLE where it is not stored yet, and cannot be computed either
 */
export async function workerWeeksNow(
  ctx: Context,
  workerIds: readonly string[],
  weeks: DateRange,
): Promise<Standing<Iterable<WeekLine>>> {
  const length = lengthInDays(weeks);
  const rows = await ctx.rows<Row>('capacity.worker-weeks-now', WEEKS, [workerIds, weeks.from, length]);
  const [{ sequence, isKept: isStored, unpublished }] = rows as [Row, ...Row[]];
  if (!isStored)
    return readUndisturbed(ctx, async () => {
      const parts = await computedDays(ctx, workerIds, weeks);
      return linesOf([...parts.values()].flat(), new Earlier([]), weeks);
    });
  // Weeks of workers are written before their event is numbered: what it did to them is to come.
  return { sequence, state: linesOf(storedParts(rows, weeks), new Earlier(unpublished ?? []), weeks) };
}

function* storedParts(rows: readonly Row[], weeks: DateRange): Generator<DepartmentDays> {
  const [firstDay, length] = [dayNumber(weeks.from), lengthInDays(weeks)];
  for (const { workerId, departmentId, ...packed } of rows)
    if (workerId !== null) yield { ...unpack(packed, { workerId, firstDay, length }), departmentId };
}

function* linesOf(
  parts: Iterable<DepartmentDays>,
  earlier: Earlier,
  { from, to }: DateRange,
): Generator<WeekLine> {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  for (const part of parts) {
    const { workerId, departmentId } = part;
    for (let day = first; day <= last; day += 7) {
      const week = localDate(day);
      const totals = earlier.take({ workerId, departmentId, week }) ?? weekOf(part, day - first);
      if (!isNothing(totals)) yield { workerId, departmentId, week, totals };
    }
  }
  for (const line of earlier.rest()) if (line.week >= from && line.week <= to) yield line;
}

type Cell = Pick<WeekLine, 'workerId' | 'departmentId' | 'week'>;
const keyOf = ({ workerId, departmentId, week }: Cell) => `${workerId} ${departmentId} ${week}`;

/** Weeks as they were before events that are not published yet. */
class Earlier {
  readonly #lines = new Map<string, WeekLine>();

  /** In the order of decision, so that the first to touch a week tells what it was. */
  constructor(unpublished: readonly { workerId: string; capacity: readonly CapacitySpan[] }[]) {
    for (const { workerId, capacity } of unpublished)
      for (const { before, after: _, ...cell } of capacity.flatMap((span) => linesOfSpan(workerId, span))) {
        const key = keyOf(cell);
        if (!this.#lines.has(key)) this.#lines.set(key, { ...cell, totals: before });
      }
  }

  take(cell: Cell): WeekTotals | undefined {
    const key = keyOf(cell);
    const found = this.#lines.get(key);
    this.#lines.delete(key);
    return found?.totals;
  }

  /** What nobody has taken: of departments that the worker is no longer in. */
  rest(): WeekLine[] {
    return [...this.#lines.values()]
      .filter(({ totals }) => !isNothing(totals))
      .sort((a, b) => byDepartmentId(a.departmentId, b.departmentId));
  }
}
