import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.js';

const ANSWERS_WITHIN_MS = 2_000;

/** What the organisation's database is. */
export interface DatabaseKind {
  readonly kind: 'embedded' | 'PostgreSQL';
  /** Of PostgreSQL, which the embedded one is too, such as `15.4`. */
  readonly version: string;
}

/** Which database answers; null where none does, or not soon. */
export async function answeringDatabase({
  rows,
  isEmbedded,
}: Pick<Database, 'rows' | 'isEmbedded'>): Promise<DatabaseKind | null> {
  const kind = isEmbedded ? 'embedded' : 'PostgreSQL';
  const answers = rows<{ version: string }>(
    'readiness',
    `select current_setting('server_version') as version`,
  ).then(
    ([row]) => ({ kind, version: row!.version.split(' ')[0]! }) as const,
    () => null,
  );
  const waiting = new AbortController();
  const late = sleep(ANSWERS_WITHIN_MS, null, { signal: waiting.signal }).catch(() => null);
  try {
    return await Promise.race([answers, late]);
  } finally {
    waiting.abort();
  }
}
