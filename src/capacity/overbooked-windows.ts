import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { WorkerFacts } from './calendar.js';
import { overbookings } from './calendar-overbookings.js';

/** Days of a worker, both included, in which more minutes of confirmed work must lie than there are, and by how many. */
export interface OverbookedWindow extends DateRange {
  readonly overMinutes: number;
}

/** What became of the overbooked windows of a worker. One that goes on with other days or minutes is closed, and opened anew. */
export interface OverbookingsChange {
  readonly opened: readonly OverbookedWindow[];
  readonly closed: readonly OverbookedWindow[];
}

const NONE: readonly OverbookedWindow[] = [];

/** The overbooked windows that meet the horizon, in order and whole. */
export function overbookedWindows(facts: WorkerFacts, horizon: DateRange): readonly OverbookedWindow[] {
  if (!facts.assignments.some(({ firmness }) => firmness === 'HARD')) return NONE;
  return overbookings(facts, horizon).map(({ from, to, minutesOver }) => ({
    from,
    to,
    overMinutes: minutesOver,
  }));
}

/** Null: nothing. */
function overbookingsChange(
  before: readonly OverbookedWindow[],
  after: readonly OverbookedWindow[],
): OverbookingsChange | null {
  const [opened, closed] = [without(after, before), without(before, after)];
  return opened.length + closed.length === 0 ? null : { opened, closed };
}

/** Those windows that are none of the others. */
export function without(
  windows: readonly OverbookedWindow[],
  others: readonly OverbookedWindow[],
): readonly OverbookedWindow[] {
  const known = new Set(others.map(keyOf));
  return windows.filter((window) => !known.has(keyOf(window)));
}

const keyOf = ({ from, to, overMinutes }: OverbookedWindow) => `${from} ${to} ${overMinutes}`;

/**
 * Whether both are the same, with certainty, of all that overbookings rest on: of facts that were derived from one
 * another, which share what did not change.
 */
export function restsOnTheSame(before: WorkerFacts, after: WorkerFacts): boolean {
  if (before.engagements !== after.engagements) return false;
  if (before.timeOff !== after.timeOff || before.holidays !== after.holidays) return false;
  const [was, is] = [before, after].map(({ assignments }) =>
    assignments.filter(({ firmness }) => firmness === 'HARD'),
  );
  return was!.length === is!.length && was!.every((assignment, index) => assignment === is![index]);
}

const WRITE = `
  with changed as (select * from jsonb_to_recordset($1::jsonb) as changed (worker_id uuid, windows jsonb)),
  gone as (delete from worker_overbooking o using changed where o.worker_id = changed.worker_id and changed.windows = '[]')
  insert into worker_overbooking (worker_id, windows) select worker_id, windows from changed where windows <> '[]'
  on conflict (worker_id) do update set windows = excluded.windows`;

/** The overbooked windows that are to be kept of workers who are locked, gathered. */
export class OverbookedWindowsChanges {
  readonly #changed: { worker_id: string; windows: readonly OverbookedWindow[] }[] = [];

  /** That a worker has these windows now, where others are kept of him. Answers what became of them, null for nothing. */
  change(
    workerId: string,
    before: readonly OverbookedWindow[],
    after: readonly OverbookedWindow[],
  ): OverbookingsChange | null {
    const change = overbookingsChange(before, after);
    if (change) this.#changed.push({ worker_id: workerId, windows: after });
    return change;
  }

  write(ctx: Context): void {
    if (this.#changed.length > 0)
      ctx.write('capacity.overbooked-write', WRITE, [JSON.stringify(this.#changed)]);
  }
}
