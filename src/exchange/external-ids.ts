import type { Context } from '../graphql/context.js';

export interface Named {
  readonly externalId: string;
  readonly id: string;
  readonly isArchived: boolean;
}

const byExternalId = (table: string, lock: string) =>
  `select external_id as "externalId", id, archived_at is not null as "isArchived"
   from ${table} where external_id = any($1) order by id ${lock}`;

/** The departments of these external ids; they cannot be archived before the transaction ends. */
export const departmentsNamed = (ctx: Context, externalIds: Iterable<string>): Promise<Map<string, Named>> =>
  read(ctx, 'exchange.departments', byExternalId('department', 'for share'), externalIds);

/** The workers of these external ids, unlocked. */
export const workersNamed = (ctx: Context, externalIds: Iterable<string>): Promise<Map<string, Named>> =>
  read(ctx, 'exchange.workers', byExternalId('worker', ''), externalIds);

async function read(ctx: Context, name: string, statement: string, externalIds: Iterable<string>) {
  const found = await ctx.rows<Named>(name, statement, [[...new Set(externalIds)]]);
  return new Map(found.map((named) => [named.externalId, named]));
}
