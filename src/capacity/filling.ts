import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { capacityStore } from './capacity-store.js';
import { capacityStoreClear } from './capacity-store.service.js';
import { addTotalsToDepartmentWeeks } from './department-week.js';
import { horizonOf, windowOf } from './horizon.js';
import { beginFilling, readFilling } from './kept-horizon.js';
import { keepJudgedHorizon } from './overbookings-rolling.js';
import { keepHorizon, lockDue, rangeOf, recordRolling, storeWorkers } from './rolling.js';
import { TotalsChanges } from './totals.js';

// The store is filled from nothing by one who adds up in memory what departments have, and writes it at the end: each
// week of theirs once, and not for every batch of people. Nothing of it is read before. Should he not come to the end,
// what he stored is in no total: hence he leaves his name before he begins, and whoever finds it begins anew.

/** Runs something as a transaction of its own. */
export type Run = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

const BATCH = 500;
/** While one batch waits for the database, the other is computed. */
const LANES = 2;
/** Departments, by kind of their members, that a lane holds in memory: of 2,000 that is some 90 MB. */
const MOST_SUMS = 2_000;

/** The store was cleared meanwhile, or somebody else has begun anew. */
class Interrupted extends Error {}

/** Stores everybody's weeks from nothing, and says that they are kept; or leaves that to somebody else who has begun. */
export async function fillStore(run: Run): Promise<void> {
  for (;;) {
    const filling = uuidv7();
    const begun = await run((ctx) => begin(ctx, filling));
    if (!begun) return;
    try {
      await new Filling(run, filling).fill();
      if (begun.horizon) await run((ctx) => keepJudgedHorizon(ctx, begun.horizon!));
      return;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if ((await run(readFilling)) !== null) return;
    }
  }
}

/** Null where somebody else has. The horizon, by which whoever is stored is judged as well, where that will be everybody. */
async function begin(ctx: Context, filling: string): Promise<{ horizon: DateRange | null } | null> {
  const former = await readFilling(ctx);
  if (former !== null) {
    await ctx.rows('capacity.filling-stop', 'lock table worker_weeks in access exclusive mode');
    // He may have come to the end after all.
    if ((await readFilling(ctx)) !== former) return null;
    await capacityStoreClear(ctx);
  }
  const { storedWorkers } = await capacityStore(ctx);
  const isBegun = await beginFilling(ctx, filling);
  return isBegun ? { horizon: storedWorkers === 0 ? horizonOf(ctx.now()) : null } : null;
}

/** How far one has come. */
interface Progress {
  /** The last worker looked at; null before the first, and behind the last. */
  readonly last: string | null;
  /** Of workers who are stored, what is not written yet. */
  readonly totals: TotalsChanges | null;
}

class Filling {
  constructor(
    readonly run: Run,
    readonly filling: string,
  ) {}

  /** @throws Interrupted */
  async fill(): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, () => this.#pass(false)));
    // Whom others had locked is waited for now.
    do await this.#pass(true);
    while (!(await this.run((ctx) => keepHorizon(ctx, this.filling))));
  }

  /** Stores every worker who is due. */
  async #pass(isPatient: boolean): Promise<void> {
    let last: string | null = null;
    let totals: TotalsChanges | null = null;
    do {
      const before: Progress = { last, totals };
      const after: Progress = await this.run((ctx) => this.#store(ctx, before, isPatient));
      if (totals && after.totals !== totals) await this.#write(totals);
      ({ last, totals } = after);
    } while (last !== null);
    if (totals) await this.#write(totals);
  }

  /**
   * The next workers, whose totals are added to these sums, or to others, where they have no room for them. Should the
   * transaction fail, so does the filling, and all is begun anew.
   */
  async #store(ctx: Context, before: Progress, isPatient: boolean): Promise<Progress> {
    const target = windowOf(ctx.now());
    const { last, due } = await lockDue(ctx, target, before.last, { atOnce: BATCH, isPatient });
    // Behind the reading of stored weeks, for which whoever clears them waits.
    await this.#expectOurs(ctx);
    if (due.length === 0) return { last, totals: before.totals };
    const range = rangeOf(due, target);
    const hasRoom = before.totals?.covers(range) && before.totals.size < MOST_SUMS;
    const totals = hasRoom ? before.totals! : new TotalsChanges(range);
    await storeWorkers(ctx, due, { target, totals });
    await recordRolling(ctx, target, due.length, []);
    return { last, totals };
  }

  async #write(totals: TotalsChanges): Promise<void> {
    await this.run(async (ctx) => {
      await ctx.rows('capacity.filling-hold', 'lock table worker_weeks in access share mode');
      await this.#expectOurs(ctx);
      await addTotalsToDepartmentWeeks(ctx.rows.bind(ctx), totals);
    });
  }

  async #expectOurs(ctx: Context): Promise<void> {
    if ((await readFilling(ctx)) !== this.filling) throw new Interrupted();
  }
}
