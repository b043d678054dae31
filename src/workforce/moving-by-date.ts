import { lockWorkers } from '../capacity/changing-capacity.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { today } from '../time/local-date.js';

/** How rows that rest on a worker go from one state to the next when their day has come. */
export interface MoveByDate<T> {
  /** Its GraphQL type. */
  readonly noun: string;
  readonly table: string;
  /** Of a row `moved`, named as `T` has them. */
  readonly columns: string;
  /** What is recorded to have happened, such as `ENGAGEMENT_ENDED`. */
  readonly event: string;
  readonly from: string;
  readonly to: string;
  /** SQL, of a row `moved` and the day `zone.today` where its worker lives. */
  readonly isDue: string;
  /** What the log keeps of it. */
  readonly factsOf: (row: T) => Readonly<Record<string, unknown>>;
}

type Row = { id: string; workerId: string; version: number };

const AT_ONCE = 200;

/**
 * Moves some of what is due, and answers how many rows: 0 once all are moved. Both states count alike, so no capacity
 * changes; yet it happens under the locks of the workers, as whatever else is decided about these rows does.
 */
export async function moveByDate<T extends Row>(ctx: Context, move: MoveByDate<T>): Promise<number> {
  const { noun, event, from, factsOf } = move;
  const zones = await zonesToday(ctx);
  const due = await ctx.rows<Row>(`${event}.due`, dueOf(move), zones);
  if (due.length === 0) return 0;
  await lockWorkers(ctx, [...new Set(due.map(({ workerId }) => workerId))]);
  // Until they were locked, any of them could still be moved by someone else, or to other days.
  const moved = await ctx.rows<T>(`${event}.move`, moveOf(move), [...zones, due.map(({ id }) => id)]);
  const order = new Map(due.map(({ id }, index) => [id, index]));
  moved.sort((one, other) => order.get(one.id)! - order.get(other.id)!);
  await recordChanges(
    ctx,
    moved.map((row) => ({
      kind: event,
      subjectType: noun,
      subjectId: row.id,
      workerId: row.workerId,
      before: factsOf({ ...row, state: from, version: row.version - 1 }),
      after: factsOf(row),
    })),
  );
  return moved.length;
}

/** The zones that workers live in, and which day it is there: two arrays, the parameters `$1` and `$2`. */
async function zonesToday(ctx: Context): Promise<[names: string[], days: string[]]> {
  const found = await ctx.rows<{ name: string }>(
    'worker.zones',
    'select distinct time_zone as name from worker',
  );
  const names = found.map(({ name }) => name);
  return [names, names.map((name) => today(name, ctx.now()))];
}

const SOURCE =
  'worker w join unnest($1::text[], $2::date[]) as zone (name, today) on zone.name = w.time_zone';

const condition = ({ from, isDue }: MoveByDate<never>) =>
  `moved.worker_id = w.id and moved.state = '${from}' and ${isDue}`;

const dueOf = (move: MoveByDate<never>) =>
  `select moved.id, moved.worker_id as "workerId" from ${move.table} moved, ${SOURCE}
   where ${condition(move)} order by moved.worker_id, moved.id limit ${AT_ONCE}`;

const moveOf = (move: MoveByDate<never>) =>
  `update ${move.table} moved set state = '${move.to}', version = moved.version + 1 from ${SOURCE}
   where ${condition(move)} and moved.id = any($3::uuid[]) returning ${move.columns}`;
