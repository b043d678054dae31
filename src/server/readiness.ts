import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.js';

const ANSWERS_WITHIN_MS = 2_000;

/** Whether the database answers, and soon. */
export async function isReady({ rows }: Pick<Database, 'rows'>): Promise<boolean> {
  const answers = rows('readiness', 'select 1').then(
    () => true,
    () => false,
  );
  const waiting = new AbortController();
  const late = sleep(ANSWERS_WITHIN_MS, false, { signal: waiting.signal }).catch(() => false);
  try {
    return await Promise.race([answers, late]);
  } finally {
    waiting.abort();
  }
}
