import type { Change } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { WorkerFacts } from './calendar.js';
import { type Contribution, contributionOf, NO_CONTRIBUTION } from './contribution.js';
import { covers, horizonOf, hull, windowOf } from './horizon.js';
import { holdKeptHorizon } from './kept-horizon.js';
import { capacitySpans } from './spans.js';
import { type TotalsChange, TotalsChanges } from './totals.js';
import type { Kept, WorkerWeeksChanges } from './worker-weeks.js';

/**
 * How changes of workers are kept: streamed over the horizon, and stored over the days that are stored of them already.
 * A new worker is stored at once. One of whom nothing is stored yet, since the store is just being filled, is left to
 * whoever fills it; until then his changes add nothing to any total.
 */
export class Keeping {
  readonly #horizon: DateRange;
  readonly #kept: ReadonlyMap<string, Kept>;
  /** What is stored of workers who are new. */
  readonly #newWindow: DateRange | null;

  private constructor(horizon: DateRange, kept: ReadonlyMap<string, Kept>, newWindow: DateRange | null) {
    this.#horizon = horizon;
    this.#kept = kept;
    this.#newWindow = newWindow;
  }

  /** Of workers who are locked, by their facts before the change. */
  static async of(
    ctx: Context,
    before: ReadonlyMap<string, WorkerFacts>,
    kept: ReadonlyMap<string, Kept>,
  ): Promise<Keeping> {
    const hasNew = Array.from(kept.values()).some(
      ({ workerId, window }) => window === null && isNew(before.get(workerId)!),
    );
    const newWindow = hasNew ? await windowOfNew(ctx) : null;
    return new Keeping(horizonOf(ctx.now()), kept, newWindow);
  }

  /** What the event of a worker says about his capacity; what is to be stored is added to `weeks`. */
  change(
    before: WorkerFacts,
    after: WorkerFacts,
    weeks: WorkerWeeksChanges,
  ): Pick<Change, 'capacity' | 'totals'> {
    const { workerId } = before;
    const kept = this.#kept.get(workerId)!;
    if (kept.window === null && this.#newWindow !== null && isNew(before)) {
      const entered = contributionOf(after, this.#newWindow);
      weeks.change(workerId, NO_CONTRIBUTION, entered);
      return {
        capacity: capacitySpans(NO_CONTRIBUTION, entered),
        ...totalsOf(kept, this.#newWindow, NO_CONTRIBUTION, entered),
      };
    }
    const streamed = kept.window === null ? this.#horizon : hull(kept.window, this.#horizon);
    const [was, is] = [contributionOf(before, streamed), contributionOf(after, streamed)];
    const capacity = capacitySpans(was, is);
    if (kept.window === null) return { capacity };
    if (covers(kept.window, streamed)) {
      weeks.change(workerId, was, is);
      return { capacity, ...totalsOf(kept, kept.window, was, is) };
    }
    // The horizon has moved on, and what is stored of the worker has yet to follow.
    const [stored, storing] = [contributionOf(before, kept.window), contributionOf(after, kept.window)];
    weeks.change(workerId, stored, storing);
    return { capacity, ...totalsOf(kept, kept.window, stored, storing) };
  }
}

const isNew = ({ engagements, memberships, timeOff, assignments }: WorkerFacts): boolean =>
  engagements.length + memberships.length + timeOff.length + assignments.length === 0;

/** All that is kept of others, and all that they will be given. */
async function windowOfNew(ctx: Context): Promise<DateRange> {
  const target = windowOf(ctx.now());
  const kept = await holdKeptHorizon(ctx);
  return kept ? hull(kept, target) : target;
}

function totalsOf(
  { kind }: Kept,
  window: DateRange,
  before: Contribution,
  after: Contribution,
): { totals?: TotalsChange[] } {
  const totals = new TotalsChanges(window);
  totals.add(kind, before, after);
  const changes = totals.changes();
  return changes.length > 0 ? { totals: changes } : {};
}
