import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { WorkerFacts } from './calendar.js';
import { type Contribution, contributionOf, NO_CONTRIBUTION } from './contribution.js';
import { covers, horizonOf, hull, windowOf } from './horizon.js';
import { holdKeptHorizon } from './kept-horizon.js';
import {
  OverbookedWindowsChanges,
  type OverbookingsChange,
  overbookedWindows,
  restsOnTheSame,
} from './overbooked-windows.js';
import { type CapacitySpan, capacitySpans } from './spans.js';
import { TotalsChanges } from './totals.js';
import { type Kept, WorkerWeeksChanges } from './worker-weeks.js';

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

  /** All days that are stored of any of them. */
  readonly #range: DateRange;

  private constructor(horizon: DateRange, kept: ReadonlyMap<string, Kept>, newWindow: DateRange | null) {
    this.#range = Array.from(kept.values(), ({ window }) => window ?? horizon).reduce(
      hull,
      newWindow ?? horizon,
    );
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

  /** Gathers what is stored of some changes. */
  begin(): Stored {
    return {
      weeks: new WorkerWeeksChanges(),
      overbooked: new OverbookedWindowsChanges(),
      totals: new TotalsChanges(this.#range),
    };
  }

  /** What the event of a worker says about his capacity; what is to be stored is added to `stored`. */
  change(before: WorkerFacts, after: WorkerFacts, stored: Stored): CapacitySpan[] {
    const kept = this.#kept.get(before.workerId)!;
    if (kept.window === null && this.#newWindow !== null && isNew(before)) {
      const entered = contributionOf(after, this.#newWindow);
      store(kept, NO_CONTRIBUTION, entered, stored);
      return capacitySpans(NO_CONTRIBUTION, entered);
    }
    const streamed = kept.window === null ? this.#horizon : hull(kept.window, this.#horizon);
    const [was, is] = [contributionOf(before, streamed), contributionOf(after, streamed)];
    if (kept.window !== null) {
      // Where the horizon has moved on, what is stored of the worker has yet to follow.
      if (covers(kept.window, streamed)) store(kept, was, is, stored);
      else store(kept, contributionOf(before, kept.window), contributionOf(after, kept.window), stored);
    }
    return capacitySpans(was, is);
  }

  /** What the change of a worker opened and closed; what is to be kept is added to `stored`. `fits`: that all finds place is known. */
  overbookings(
    before: WorkerFacts,
    after: WorkerFacts,
    { overbooked }: Stored,
    { fits }: { fits: boolean },
  ): OverbookingsChange | null {
    if (restsOnTheSame(before, after)) return null;
    const { workerId, overbooked: was } = this.#kept.get(before.workerId)!;
    return overbooked.change(workerId, was, fits ? [] : overbookedWindows(after, this.#horizon));
  }
}

interface Stored {
  readonly weeks: WorkerWeeksChanges;
  readonly overbooked: OverbookedWindowsChanges;
  readonly totals: TotalsChanges;
}

function store(
  { workerId, kind }: Kept,
  before: Contribution,
  after: Contribution,
  { weeks, totals }: Stored,
): void {
  weeks.change(workerId, before, after);
  totals.add(kind, before, after);
}

const isNew = ({ engagements, memberships, timeOff, assignments }: WorkerFacts): boolean =>
  engagements.length + memberships.length + timeOff.length + assignments.length === 0;

/** All that is kept of others, and all that they will be given. */
async function windowOfNew(ctx: Context): Promise<DateRange> {
  const target = windowOf(ctx.now());
  const kept = await holdKeptHorizon(ctx);
  return kept ? hull(kept, target) : target;
}
