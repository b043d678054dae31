import type { Context } from '../graphql/context.js';
import { ObjectiveMinutes } from './graph-minutes.js';
import { type MinutesAsked, putMinutes, workersAssigned } from './objective-minutes.js';

type Asked = Omit<MinutesAsked, 'objectiveIds'>;

/** Ranges that are kept: whoever looks at a strategy looks at the same few again and again. */
const MOST_RANGES = 4;

/** Who changed since, and how far the log is published at that moment. What is not published counts as changed. */
const CHANGED = `select (select coalesce(max(sequence), 0) from change_event)::bigint as sequence,
  array(select distinct worker_id from change_event
    where worker_id is not null and (sequence > $1::bigint or sequence is null)) as "workerIds"`;

interface Changed {
  sequence: number;
  workerIds: string[];
}

/**
 * The minutes of one range, kept up to date by the change log: whatever changes what a person puts in is an event that
 * names the person. A person is computed anew where an event of his was published after all that was read began, so
 * that what is read twice is at worst what it was.
 */
class KeptMinutes {
  readonly minutes = new ObjectiveMinutes();
  #sequence: number | null = null;
  #latest: Promise<unknown> = Promise.resolve();

  constructor(readonly asked: Asked) {}

  /** Takes up all that was committed before the call. One after the other: each may find most done by the one before. */
  refreshed(ctx: Context): Promise<void> {
    const refreshed = this.#latest.then(() => this.#refresh(ctx));
    this.#latest = refreshed.catch(() => {});
    return refreshed;
  }

  async #refresh(ctx: Context): Promise<void> {
    const since = this.#sequence;
    const [changed] = await ctx.rows<Changed>('collaboration.changed', CHANGED, [
      since ?? Number.MAX_SAFE_INTEGER,
    ]);
    const workerIds = since === null ? await workersAssigned(ctx, this.asked) : changed!.workerIds;
    await putMinutes(ctx, this.minutes, this.asked, workerIds);
    this.#sequence = changed!.sequence;
  }
}

const kept = new WeakMap<object, Map<string, KeptMinutes>>();

/**
 * Who works how much on which objective, as of now. What is answered changes with what others ask later: copy what you
 * need of it before you wait for anything.
 */
export async function keptMinutes(ctx: Context, asked: Asked): Promise<ObjectiveMinutes> {
  const ranges = kept.get(ctx.memory) ?? new Map<string, KeptMinutes>();
  kept.set(ctx.memory, ranges);
  const key = `${asked.range.from} ${asked.range.to} ${asked.includeTentative}`;
  const found = ranges.get(key) ?? new KeptMinutes(asked);
  // The one asked for last comes last, and the first one goes.
  ranges.delete(key);
  ranges.set(key, found);
  const [oldest] = ranges.keys();
  if (ranges.size > MOST_RANGES) ranges.delete(oldest!);
  await found.refreshed(ctx);
  return found.minutes;
}
