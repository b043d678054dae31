import { setImmediate as nextTurn } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { type DateRange, intersect } from '../time/date-range.js';
import { workerDays } from './calendar.js';
import { fitsEvenly } from './calendar-overbookings.js';
import { contributionFrom, contributionOf, NO_CONTRIBUTION } from './contribution.js';
import { readFacts } from './facts.js';
import { ALL_TIME, covers, hull, windowOf } from './horizon.js';
import {
  holdKeptHorizon,
  lockKeptHorizon,
  readFilling,
  readKeptHorizon,
  writeKeptHorizon,
} from './kept-horizon.js';
import { judgeAnew } from './overbookings-rolling.js';
import { type TotalsChange, TotalsChanges } from './totals.js';
import { type Kept, readKept, WorkerWeeksChanges } from './worker-weeks.js';

// The stored weeks follow the calendar: what begins to be kept is added, what is past is let go. At the very first, and
// after all was forgotten, that is everything. Each of these functions is a transaction of its own.

const BATCH = 200;
/** So many workers are computed before others have their turn. */
const TURN = 50;

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
  const { last, due } = await lockDue(ctx, target, after, { atOnce: BATCH, isPatient: true });
  if (due.length > 0) {
    await letGoOfOthers(ctx, target);
    const totals = new TotalsChanges(rangeOf(due, target));
    await storeWorkers(ctx, due, { target, totals });
    await recordRolling(ctx, target, due.length, totals.changes());
  }
  return last;
}

/** Of the days that are let go as well: should they be stored once more, nothing is counted twice. */
export const rangeOf = (workers: readonly Kept[], target: DateRange): DateRange =>
  workers.reduce((all, { window }) => hull(all, window ?? all), target);

/**
 * The next workers of whom not all of these days are stored, locked. Whoever is not patient goes by those that others
 * have locked. `last` is null behind the last of them.
 */
export async function lockDue(
  ctx: Context,
  target: DateRange,
  after: string | null,
  { atOnce, isPatient }: { atOnce: number; isPatient: boolean },
): Promise<{ last: string | null; due: readonly Kept[] }> {
  const locked = await ctx.rows<{ id: string }>(
    isPatient ? 'capacity.roll-due' : 'capacity.roll-due-and-free',
    isPatient ? DUE : `${DUE} skip locked`,
    [target.from, target.to, after ?? NOBODY, atOnce],
  );
  if (locked.length === 0) return { last: null, due: [] };
  // Read once they are locked: somebody else may have stored them while we waited.
  const kept = await readKept(
    ctx,
    locked.map(({ id }) => id),
  );
  const due = [...kept.values()].filter(({ window }) => window === null || !covers(window, target));
  return { last: locked.at(-1)!.id, due };
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

/**
 * Stores these days of workers who are locked, adds to `totals` what became of what they contribute, and judges them
 * anew: all that is kept of them rests on their facts again.
 */
export async function storeWorkers(
  ctx: Context,
  workers: readonly Kept[],
  { target, totals }: { target: DateRange; totals: TotalsChanges },
): Promise<void> {
  const facts = await readFacts(
    ctx,
    workers.map(({ workerId }) => workerId),
    ALL_TIME,
  );
  const weeks = new WorkerWeeksChanges();
  const fitting = new Set<string>();
  for (const [i, { workerId, kind, window }] of workers.entries()) {
    // Other requests have their turn.
    if (i % TURN === TURN - 1) await nextTurn();
    const of = facts.get(workerId)!;
    const days = workerDays(of, target);
    const after = contributionFrom(of, days);
    weeks.replace(workerId, after);
    totals.add(kind, window ? contributionOf(of, window) : NO_CONTRIBUTION, after);
    if (fitsEvenly(of, days)) fitting.add(workerId);
  }
  weeks.write(ctx);
  await judgeAnew(ctx, workers, facts, fitting);
}

export const recordRolling = (
  ctx: Context,
  target: DateRange,
  workers: number,
  totals: readonly TotalsChange[],
): Promise<void> =>
  recordChange(ctx, {
    kind: 'HORIZON_ROLLED',
    subjectType: 'Horizon',
    subjectId: uuidv7(),
    before: null,
    after: { ...target, workers },
    totals,
  });

const IS_DUE = `
  select exists (select 1 from worker w where not exists (
    select 1 from worker_weeks k where k.worker_id = w.id and k.first_week <= $1::date and k.first_week + 7 * k.weeks > $2::date)) as due`;

const isAnybodyDue = async (ctx: Context, { from, to }: DateRange): Promise<boolean> => {
  const [workers] = await ctx.rows<{ due: boolean }>('capacity.roll-is-due', IS_DUE, [from, to]);
  return workers!.due;
};

/**
 * Says that the weeks are kept, if they are of everybody, and nobody has yet to write what he added up of them: `filling`
 * is who does so now. Answers whether they are.
 */
export async function keepHorizon(ctx: Context, filling: string | null = null): Promise<boolean> {
  const target = windowOf(ctx.now());
  // Asked before the lock too: who clears the store waits for its readers first, and for this lock then.
  if (await isAnybodyDue(ctx, target)) return false;
  // Nobody adds a worker meanwhile; hence it is read in a statement of its own, behind the lock.
  const kept = await lockKeptHorizon(ctx);
  if ((await readFilling(ctx)) !== filling || (await isAnybodyDue(ctx, target))) return false;
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
