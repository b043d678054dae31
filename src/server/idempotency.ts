import { createHash } from 'node:crypto';
import { type GraphQLOutputType, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Context } from '../graphql/context.js';
import { notFound, UserError } from '../graphql/errors.js';
import { isNodeKind, loadNode } from '../graphql/node.js';

/** What a mutation field answered: rows by type and ids, or whatever has none as JSON. */
export type StoredResult = { type: string; id: string } | { type: string; ids: string[] } | { json: unknown };

export interface Attempt {
  readonly key: string;
  /** `Mutation` field. */
  readonly field: string;
  /** Of field and arguments: another one under the same key is refused. */
  readonly hash: string;
}

/**
 * The key of a mutation field, from its input or from the header; null where it has none.
 * @throws UserError BAD_USER_INPUT (IDEMPOTENCY_KEY)
 */
export function attemptOf(
  ctx: Context,
  field: string,
  args: { input?: { idempotencyKey?: string | null } },
): Attempt | null {
  const given = [args.input?.idempotencyKey, ctx.idempotencyKey].filter((key) => key != null);
  const [key] = given;
  if (key === undefined) return null;
  if (new Set(given).size > 1) throw refuseKey('The header and the input name different idempotency keys.');
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw refuseKey(
      'An idempotency key has 1 to 200 characters: ASCII letters, digits and signs, no blanks.',
    );
  }
  const { idempotencyKey: _, ...input } = args.input ?? {};
  const hash = createHash('sha256')
    .update(canonical([field, { ...args, input }]))
    .digest('base64url');
  return { key, field, hash };
}

const refuseKey = (message: string) =>
  new UserError('BAD_USER_INPUT', message, { reason: 'IDEMPOTENCY_KEY' });

/** JSON with sorted keys, so that the same arguments in another order are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
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
     on conflict (account_id, key) do update set field = excluded.field, request_hash = excluded.request_hash, created_at = now()
       where idempotency_key.created_at < now() - interval '48 hours'
     returning key`,
    [accountId, key, field, hash],
  );
  if (inserted.length > 0) return null;
  const [stored] = await ctx.rows<{ request_hash: string; result: StoredResult }>(
    'idempotency.stored',
    'select request_hash, result from idempotency_key where account_id = $1 and key = $2',
    [accountId, key],
  );
  if (stored?.request_hash !== hash) {
    throw new UserError('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used for another request.', {
      reason: 'OTHER_PAYLOAD',
    });
  }
  return stored.result;
}

export function store(ctx: Context, { key }: Attempt, result: StoredResult): void {
  ctx.write(
    'idempotency.store',
    'update idempotency_key set result = $3 where account_id = $1 and key = $2',
    [ctx.viewer.accountId, key, JSON.stringify(result)],
  );
}

/** What a field of this type answered, as it is stored. */
export function storable(type: GraphQLOutputType, result: unknown): StoredResult {
  const kind = nodeKindOf(type);
  if (!kind || result === null || result === undefined) return { json: result ?? null };
  if (Array.isArray(result)) return { type: kind, ids: result.map(({ id }: { id: string }) => id) };
  return { type: kind, id: (result as { id: string }).id };
}

/** The kind of rows of a type: itself, or the interface that its rows are known by. */
function nodeKindOf(output: GraphQLOutputType): string | undefined {
  const type = getNamedType(output);
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  return [type, ...type.getInterfaces()].map(({ name }) => name).find(isNodeKind);
}

/** What was answered, read anew by the rights of now. @throws UserError NOT_FOUND */
export async function replay(ctx: Context, stored: StoredResult): Promise<unknown> {
  if ('json' in stored) return stored.json;
  const load = async (id: string) => {
    const row = await loadNode(ctx, stored.type, id);
    if (!row) throw notFound(stored.type, id);
    return row;
  };
  return 'ids' in stored ? Promise.all(stored.ids.map(load)) : load(stored.id);
}
