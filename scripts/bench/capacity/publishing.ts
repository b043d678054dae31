import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { PUBLISHER_LOCK } from '../../../src/events/publisher.js';

/**
 * The publisher of a database is whoever holds its lock: while this connection has it, events stay unfolded. Waits for
 * the one who publishes now to end. Answers how to let publishing go on.
 */
export async function withholdPublishing(client: Client): Promise<() => Promise<void>> {
  await client.query('select pg_advisory_lock($1)', [PUBLISHER_LOCK]);
  return async () => {
    await client.query('select pg_advisory_unlock($1)', [PUBLISHER_LOCK]);
  };
}

/** Waits until nothing is left to publish. */
export async function untilPublished(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ left: number }>(
      'select count(*)::int as left from change_event where sequence is null',
    );
    if (rows[0]!.left === 0) return;
    await wait(20);
  }
}
