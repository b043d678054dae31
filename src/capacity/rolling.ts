import { v7 as uuidv7 } from 'uuid';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { type DateRange, intersect } from '../time/date-range.js';
import { contributionOf, NO_CONTRIBUTION } from './contribution.js';
import { readFacts } from './facts.js';
import { ALL_TIME, covers, hull, windowOf } from './horizon.js';
import { holdKeptHorizon, lockKeptHorizon, readKeptHorizon, writeKeptHorizon } from './kept-horizon.js';
import { judgeAnew } from './overbookings-rolling.js';
import { TotalsChanges } from './totals.js';
import { type Kept, readKept, WorkerWeeksChanges } from './worker-weeks.js';

// The stored weeks follow the calendar: what begins to be kept is added, what is past is let go. At the very first, and
// after all was forgotten, that is everything. Each of these functions is a transaction of its own.

const BATCH = 200;

/** Workers of whom not all of the days $1 to $2 are stored, behind $3, locked in the order of their ids. */
const DUE = `
  select w.id from worker w
  where w.id > $3::uuid and not exists (
    select 1 from worker_weeks k where k.worker_id = w.id and k.first_week <= $1::date and k.first_week + 7 * k.weeks > $2::date)
  order by w.id limit $4 for no key update`;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether the stored weeks are where they belong today. */
export async function isHorizonDue(ctx: Context): Promise<boolean> {
  const [kept, target] = [await readKeptHorizon(ctx), windowOf(ctx.now())];
  return kept === null || kept.from !== target.from || kept.to !== target.to;
}

/**
 * Stores the weeks of the next workers behind the one with this id, and records what that adds to departments in one
 * event, which nobody is told of: nothing became of anybody's capacity. What they let go is no longer kept, of anybody.
 * Answers the last of them, null behind the last.
 */
export async function rollNextWorkers(ctx: Context, after: string | null): Promise<string | null> {
  const target = windowOf(ctx.now());
  const locked = await ctx.rows<{ id: string }>('capacity.roll-due', DUE, [
    target.from,
    target.to,
    after ?? NOBODY,
    BATCH,
  ]);
  if (locked.length === 0) return null;
  // Read once they are locked: somebody else may have stored them while we waited.
  const kept = await readKept(
    ctx,
    locked.map(({ id }) => id),
  );
  const due = [...kept.values()].filter(({ window }) => window === null || !covers(window, target));
  if (due.length > 0) {
    await letGoOfOthers(ctx, target);
    await roll(ctx, due, target);
  }
  return locked.at(-1)!.id;
}

/**
 * No other days than these are kept, from the commit on that takes them from somebody; and so it stays until then. Behind
 * the locks of the workers, like that of whoever adds one.
 */
async function letGoOfOthers(ctx: Context, target: DateRange): Promise<void> {
  const hasOthers = (kept: DateRange | null) => kept !== null && !covers(target, kept);
  const isDue = hasOthers(await readKeptHorizon(ctx));
  const kept = await (isDue ? lockKeptHorizon(ctx) : holdKeptHorizon(ctx));
  if (kept && hasOthers(kept)) await keep(ctx, kept, intersect(kept, target));
}

async function roll(ctx: Context, workers: readonly Kept[], target: DateRange): Promise<void> {
  const facts = await readFacts(
    ctx,
    workers.map(({ workerId }) => workerId),
    ALL_TIME,
  );
  const weeks = new WorkerWeeksChanges();
  // Of the days that are let go as well: should they be stored once more, nothing is counted twice.
  const totals = new TotalsChanges(workers.reduce((all, { window }) => hull(all, window ?? all), target));
  for (const { workerId, kind, window } of workers) {
    const stored = window ? contributionOf(facts.get(workerId)!, window) : NO_CONTRIBUTION;
    const contribution = contributionOf(facts.get(workerId)!, target);
    weeks.replace(workerId, contribution);
    totals.add(kind, stored, contribution);
  }
  weeks.write(ctx);
  await recordChange(ctx, {
    kind: 'HORIZON_ROLLED',
    subjectType: 'Horizon',
    subjectId: uuidv7(),
    before: null,
    after: { ...target, workers: workers.length },
    totals: totals.changes(),
  });
  // Who is stored anew is judged anew: all that is kept of him rests on his facts again.
  await judgeAnew(ctx, workers, facts);
}

const IS_DUE = `
  select exists (select 1 from worker w where not exists (
    select 1 from worker_weeks k where k.worker_id = w.id and k.first_week <= $1::date and k.first_week + 7 * k.weeks > $2::date)) as due`;

const isAnybodyDue = async (ctx: Context, { from, to }: DateRange): Promise<boolean> => {
  const [workers] = await ctx.rows<{ due: boolean }>('capacity.roll-is-due', IS_DUE, [from, to]);
  return workers!.due;
};

/** Says that the weeks are kept, if they are of everybody. Answers whether they are. */
export async function keepHorizon(ctx: Context): Promise<boolean> {
  const target = windowOf(ctx.now());
  // Asked before the lock too: who clears the store waits for its readers first, and for this lock then.
  if (await isAnybodyDue(ctx, target)) return false;
  // Nobody adds a worker meanwhile; hence it is read in a statement of its own, behind the lock.
  const kept = await lockKeptHorizon(ctx);
  if (await isAnybodyDue(ctx, target)) return false;
  await keep(ctx, kept, target);
  return true;
}

/** Which days are stored can be asked for: it is an event, like all by which an answer changes. */
async function keep(ctx: Context, before: DateRange | null, after: DateRange | null): Promise<void> {
  if (before?.from === after?.from && before?.to === after?.to) return;
  await writeKeptHorizon(ctx, after);
  await recordChange(ctx, {
    kind: 'HORIZON_KEPT',
    subjectType: 'Horizon',
    subjectId: uuidv7(),
    before: before && { ...before },
    after: after && { ...after },
  });
}
