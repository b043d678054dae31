import type { Context } from '../graphql/context.js';
import { type OverbookedWindow, type OverbookingsChange, without } from './overbooked-windows.js';

/** The overbooked windows of workers, as the log tells of them up to a sequence. */
export interface OpenOverbookings {
  readonly sequence: number;
  /** By worker, in the order of ids; those who have none are absent. */
  readonly byWorker: ReadonlyMap<string, readonly OverbookedWindow[]>;
}

interface Row {
  sequence: number;
  kept: { workerId: string; windows: OverbookedWindow[] }[];
  /** The latest first. */
  pending: { workerId: string; overbookings: OverbookingsChange }[];
}

// Of one moment, hence in one statement.
const OPEN = `
  select coalesce((select max(sequence) from change_event), 0) as sequence,
    coalesce((select jsonb_agg(jsonb_build_object('workerId', worker_id, 'windows', windows) order by worker_id)
      from worker_overbooking), '[]') as kept,
    coalesce((select jsonb_agg(jsonb_build_object('workerId', worker_id, 'overbookings', overbookings) order by id desc)
      from change_event where sequence is null and overbookings is not null), '[]') as pending`;

/** What is kept is ahead of the log by what is not published yet: that is taken back. */
export async function openOverbookings(ctx: Context): Promise<OpenOverbookings> {
  const [row] = await ctx.rows<Row>('capacity.open-overbookings', OPEN);
  const { sequence, kept, pending } = row!;
  const byWorker = new Map(
    kept.map(({ workerId, windows }): [string, readonly OverbookedWindow[]] => [workerId, windows]),
  );
  for (const { workerId, overbookings } of pending) {
    const before = without(byWorker.get(workerId) ?? [], overbookings.opened);
    byWorker.set(workerId, [...before, ...overbookings.closed].sort(byDays));
  }
  const some = [...byWorker].filter(([, windows]) => windows.length > 0);
  return { sequence, byWorker: new Map(some.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const byDays = (a: OverbookedWindow, b: OverbookedWindow) => (a.from < b.from ? -1 : 1);
