import { readFactsText } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import type { LocalDate } from '../time/local-date.js';
import { calculated, keeper } from './calculations.js';
import { type MinutesAsked, workersAssigned } from './objective-minutes.js';

interface Asked extends Omit<MinutesAsked, 'objectiveIds'> {
  /** The first days of the later parts that the minutes of the range are told apart by. */
  partStarts: readonly LocalDate[];
}

/** Ranges that are kept: whoever looks at a strategy looks at the same few again and again. */
const MOST_RANGES = 4;
/** Read at once, and handed over: whoever looks into them is another thread. */
const WORKERS_AT_ONCE = 250;

/** Who changed since, and how far the log is published at that moment. What is not published counts as changed. */
const CHANGED = `select (select coalesce(max(sequence), 0) from change_event)::bigint as sequence,
  array(select distinct worker_id from change_event
    where worker_id is not null and (sequence > $1::bigint or sequence is null)) as "workerIds"`;

interface Changed {
  sequence: number;
  workerIds: string[];
}

let last = 0;

/**
 * The minutes of one range, kept up to date by the change log: whatever changes what a person puts in is an event that
 * names the person. A person is computed anew where an event of his was published after all that was read began, so
 * that what is read twice is at worst what it was. What is computed is kept by the thread that computes it: here nobody
 * waits for so many people.
 */
class KeptMinutes {
  readonly id = ++last;
  /** How many are asking: until they are answered, it is not forgotten. */
  asking = 0;
  #sequence: number | null = null;
  #keeper: object | null = null;
  #latest: Promise<unknown> = Promise.resolve();

  constructor(readonly asked: Asked) {}

  /** Takes up all that was committed before the call. One after the other: each may find most done by the one before. */
  refreshed(ctx: Context): Promise<void> {
    const refreshed = this.#latest.then(() => this.#refresh(ctx));
    this.#latest = refreshed.catch(() => {});
    return refreshed;
  }

  async #refresh(ctx: Context): Promise<void> {
    const by = keeper();
    const since = by === this.#keeper ? this.#sequence : null;
    const [changed] = await ctx.rows<Changed>('collaboration.changed', CHANGED, [
      since ?? Number.MAX_SAFE_INTEGER,
    ]);
    const workerIds = since === null ? await workersAssigned(ctx, this.asked) : changed!.workerIds;
    await this.#take(ctx, workerIds);
    this.#sequence = changed!.sequence;
    this.#keeper = by;
  }

  /** Facts are read some hundred people at a time, each lot at the state of its own moment, while the last is computed. */
  async #take(ctx: Context, workerIds: readonly string[]): Promise<void> {
    let taken: Promise<unknown> = Promise.resolve();
    for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
      const read = readFactsText(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), this.asked.range);
      const [facts] = await Promise.all([read, taken]);
      taken = calculated('take', { ...this.asked, keptId: this.id, facts });
    }
    await taken;
  }
}

const organisations = new WeakMap<object, number>();
const kept = new Map<string, KeptMinutes>();

/**
 * Asks about who works how much on which objective, as of now.
 * @param ask is given the number that it is kept under while it asks
 */
export async function onKeptMinutes<T>(
  ctx: Context,
  asked: Asked,
  ask: (keptId: number) => Promise<T>,
): Promise<T> {
  const organisation = organisations.get(ctx.memory) ?? ++last;
  organisations.set(ctx.memory, organisation);
  const key = `${organisation} ${asked.range.from} ${asked.range.to} ${asked.includeTentative} ${asked.partStarts}`;
  const minutes = kept.get(key) ?? new KeptMinutes(asked);
  // The one asked for last comes last.
  kept.delete(key);
  kept.set(key, minutes);
  minutes.asking += 1;
  try {
    await minutes.refreshed(ctx);
    return await ask(minutes.id);
  } finally {
    minutes.asking -= 1;
    await forgetOldest();
  }
}

async function forgetOldest(): Promise<void> {
  for (const [key, { id, asking }] of kept) {
    if (kept.size <= MOST_RANGES) return;
    if (asking > 0) continue;
    kept.delete(key);
    await calculated('forget', { keptId: id });
  }
}
