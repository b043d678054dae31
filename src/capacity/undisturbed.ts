import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';

/** What was the state just behind the event with this number. */
export interface Standing<T> {
  readonly sequence: number;
  readonly state: T;
}

const LOOK = `select (select coalesce(max(sequence), 0) from change_event) as sequence,
  exists (select 1 from change_event where sequence is null) as "hasUnpublished"`;

const ATTEMPTS = 20;
const PAUSE_MS = 25;

/**
 * What `read` finds by several statements, as of one event: read anew where anything was written meanwhile.
 * @throws UserError UNAVAILABLE where there is no end of writing
 */
export async function readUndisturbed<T>(ctx: Context, read: () => Promise<T>): Promise<Standing<T>> {
  const look = async () => (await ctx.rows<Look>('capacity.look', LOOK))[0]!;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await look();
    if (!before.hasUnpublished) {
      const state = await read();
      const after = await look();
      if (!after.hasUnpublished && after.sequence === before.sequence)
        return { sequence: after.sequence, state };
    }
    await sleep(PAUSE_MS);
  }
  throw new UserError(
    'UNAVAILABLE',
    'Capacity is still being stored, and too much is written to compute it meanwhile. Try again in a minute.',
    { reason: 'NOT_STORED' },
  );
}

interface Look {
  sequence: number;
  hasUnpublished: boolean;
}
