import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import type { DateRange } from '../time/date-range.js';
import { effortsOf, ObjectiveMinutes } from './graph-minutes.js';

/** What is read at once is taken up at once: of more people, others would wait for it. */
const WORKERS_AT_ONCE = 100;
const TURN_MILLISECONDS = 10;

/** Lets other requests have their turn whenever this one has worked for a while. */
export function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MILLISECONDS) return;
    await nextTurn();
    began = performance.now();
  };
}

export interface MinutesAsked {
  range: DateRange;
  includeTentative: boolean;
  /** All objectives where it is absent. */
  objectiveIds?: readonly string[];
}

/**
 * Who works how much on which objective, for a few objectives: of everything, what is kept knows it sooner. Facts are
 * read some hundred people at a time, each lot at the state of its own moment.
 */
export async function readMinutes(ctx: Context, asked: MinutesAsked): Promise<ObjectiveMinutes> {
  const minutes = new ObjectiveMinutes();
  const workerIds = await workersAssigned(ctx, asked);
  const question = { ...asked, objectiveIds: asked.objectiveIds ? new Set(asked.objectiveIds) : null };
  const turn = turns();
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const facts = await readFacts(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), asked.range);
    for (const worker of facts.values()) {
      minutes.put(worker.workerId, effortsOf(worker, question));
      await turn();
    }
  }
  return minutes;
}

/** Whoever is assigned in the range, in the order of ids. */
export async function workersAssigned(
  ctx: Context,
  { range, includeTentative, objectiveIds }: MinutesAsked,
): Promise<string[]> {
  const onObjective = objectiveIds ? sql`a.objective_id = any(${objectiveIds}::uuid[])` : sql`true`;
  const states = ['CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED', ...(includeTentative ? ['PROPOSED'] : [])];
  // One text is taken apart in a moment, where a row for each of many thousands is not.
  const [found] = await rowsOf<{ ids: string | null }>(
    ctx,
    'collaboration.workers',
    sql`select string_agg(distinct a.worker_id::text, ',' order by a.worker_id::text) as ids from assignment a
      where ${onObjective} and a.state = any(${states}::text[]) and a."from" <= ${range.to}::date
        and coalesce(a.released_on, a."to", 'infinity') >= greatest(a."from", ${range.from}::date)`,
  );
  return found!.ids?.split(',') ?? [];
}
