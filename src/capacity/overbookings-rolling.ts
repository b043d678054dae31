import { type Change, recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import type { WorkerFacts } from './calendar.js';
import { readFacts } from './facts.js';
import { ALL_TIME, horizonOf } from './horizon.js';
import { OverbookedWindowsChanges, overbookedWindows } from './overbooked-windows.js';
import { type Kept, readKept } from './worker-weeks.js';

// Overbookings follow the calendar: each week some enter the horizon, and others leave it, though nobody changed
// anything. Each of these functions is a transaction of its own.

const BATCH = 200;

/** Workers behind $2 of whom the passing of time may open or close something that was judged up to $1, or ever; locked. */
const DUE = `
  select w.id from worker w
  where w.id > $2::uuid and (exists (select 1 from worker_overbooking o where o.worker_id = w.id)
    or exists (select 1 from assignment a where a.worker_id = w.id and a.state in ('CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED')
      and coalesce(a.released_on, a."to", 'infinity') > coalesce($1::date, '-infinity')))
  order by w.id limit ${BATCH} for no key update`;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The horizon by which everybody was judged; null before they were. */
export async function readJudgedHorizon(ctx: Context): Promise<DateRange | null> {
  const [row] = await ctx.rows<{ from: LocalDate | null; to: LocalDate | null }>(
    'capacity.judged-horizon',
    'select first_day as "from", last_day as "to" from judged_horizon',
  );
  return row!.from === null ? null : { from: row!.from, to: row!.to! };
}

/** Whether everybody was judged by today's horizon. */
export const isJudged = (ctx: Context, judged: DateRange | null): boolean =>
  judged?.to === horizonOf(ctx.now()).to;

/**
 * Judges the next workers behind the one with this id by today's horizon, as far as that may differ from what is kept
 * of them. Answers the last of them, null behind the last.
 */
export async function judgeNextWorkers(ctx: Context, after: string | null): Promise<string | null> {
  const judged = await readJudgedHorizon(ctx);
  const due = await ctx.rows<{ id: string }>('capacity.judge-due', DUE, [
    judged?.to ?? null,
    after ?? NOBODY,
  ]);
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return null;
  const [kept, facts] = [await readKept(ctx, ids), await readFacts(ctx, ids, ALL_TIME)];
  await judgeAnew(ctx, [...kept.values()], facts);
  return ids.at(-1)!;
}

/** Says that everybody was judged by this horizon, today's by default. */
export async function keepJudgedHorizon(
  ctx: Context,
  { from, to }: DateRange = horizonOf(ctx.now()),
): Promise<void> {
  await ctx.rows(
    'capacity.judged-write',
    'update judged_horizon set first_day = $1::date, last_day = $2::date',
    [from, to],
  );
}

/**
 * Keeps, and records in an event of each, what is not kept as these workers' facts have it. They are locked. Of whom
 * `fitting` holds, it is known that nothing is overbooked.
 */
export async function judgeAnew(
  ctx: Context,
  workers: readonly Kept[],
  facts: ReadonlyMap<string, WorkerFacts>,
  fitting: ReadonlySet<string> = new Set(),
): Promise<void> {
  const horizon = horizonOf(ctx.now());
  const windows = new OverbookedWindowsChanges();
  const changes = workers.flatMap(({ workerId, overbooked }): Change[] => {
    const overbookings = windows.change(
      workerId,
      overbooked,
      fitting.has(workerId) ? [] : overbookedWindows(facts.get(workerId)!, horizon),
    );
    if (!overbookings) return [];
    return [
      { kind: 'OVERBOOKINGS_ROLLED', subjectType: 'Worker', subjectId: workerId, workerId, overbookings },
    ];
  });
  windows.write(ctx);
  await recordChanges(ctx, changes);
}
