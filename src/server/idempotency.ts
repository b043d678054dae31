import { createHash } from 'node:crypto';
import type { Context } from '../graphql/context.js';
import { notFound, UserError } from '../graphql/errors.js';
import { loadNode } from '../graphql/node.js';

/** What a mutation field answered: a row by type and id, or whatever has none as JSON. */
export type StoredResult = { type: string; id: string } | { json: unknown };

export interface Attempt {
  readonly key: string;
  /** `Mutation` field. */
  readonly field: string;
  /** Of field and arguments: another one under the same key is refused. */
  readonly hash: string;
}

export function attemptOf(ctx: Context, field: string, args: { input?: { idempotencyKey?: string } }): Attempt | null {
  const key = args.input?.idempotencyKey ?? ctx.idempotencyKey;
  if (key === undefined) return null;
  if (key.length < 1 || key.length > 200) {
    throw new UserError('BAD_USER_INPUT', 'An idempotency key has 1 to 200 characters.', { reason: 'IDEMPOTENCY_KEY' });
  }
  const { idempotencyKey: _, ...input } = args.input ?? {};
  const hash = createHash('sha256').update(canonical([field, { ...args, input }])).digest('base64url');
  return { key, field, hash };
}

/** JSON with sorted keys, so that the same arguments in another order are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * Takes the key for this attempt, first thing in the transaction: a twin waits here, then finds what was answered.
 * Null where the attempt is the first.
 * @throws UserError IDEMPOTENCY_KEY_REUSED for another payload
 */
export async function claim(ctx: Context, { key, field, hash }: Attempt): Promise<StoredResult | null> {
  const { accountId } = ctx.viewer;
  const inserted = await ctx.rows(
    'idempotency.claim',
    `insert into idempotency_key (account_id, key, field, request_hash) values ($1, $2, $3, $4)
     on conflict do nothing returning key`,
    [accountId, key, field, hash],
  );
  if (inserted.length > 0) return null;
  const [stored] = await ctx.rows<{ request_hash: string; result: StoredResult }>(
    'idempotency.stored',
    'select request_hash, result from idempotency_key where account_id = $1 and key = $2',
    [accountId, key],
  );
  if (stored?.request_hash !== hash) {
    throw new UserError('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used for another request.', { reason: 'OTHER_PAYLOAD' });
  }
  return stored.result;
}

export async function store(ctx: Context, { key }: Attempt, result: StoredResult): Promise<void> {
  await ctx.rows('idempotency.store', 'update idempotency_key set result = $3 where account_id = $1 and key = $2', [
    ctx.viewer.accountId,
    key,
    JSON.stringify(result),
  ]);
}

/** What was answered, read anew by the rights of now. @throws UserError NOT_FOUND */
export async function replay(ctx: Context, stored: StoredResult): Promise<unknown> {
  if ('json' in stored) return stored.json;
  const row = await loadNode(ctx, stored.type, stored.id);
  if (!row) throw notFound(stored.type, stored.id);
  return row;
}
