import { type RawBuilder, sql } from 'kysely';
import type { Connection } from './connection.js';
import type { Context } from './context.js';
import { UserError } from './errors.js';
import { conditionOf } from './filter.js';
import { behind, keysSql, type List, orderSql, readPage, writeCursor } from './keyset.js';
import type { PageArguments } from './list-arguments.js';
import { defineLoader, type Loader } from './loader.js';
import { rowsOf, UNNAMED } from './statement.js';

const nameOf = (name: string, { filter, orderBy }: PageArguments) =>
  filter || orderBy?.length ? UNNAMED : name;

type Keyed<T> = T & { _keys: string[] };

function assemble<T>(
  found: Keyed<T>[],
  size: number,
  after: string | null | undefined,
  totalCount: () => Promise<number>,
): Connection<T> {
  const edges = found.slice(0, size).map((node) => ({ cursor: writeCursor(node._keys), node: node as T }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

/** What the database cannot read as a value of a column (class 22): texts, days and instants of no calendar. */
const UNREADABLE: ReadonlySet<string> = new Set(['22P02', '22003', '22007', '22008', '22009', '22021']);

/** @throws UserError BAD_USER_INPUT: a cursor made of keys that do not fit their columns */
async function reading<T>(after: string | null | undefined, rows: Promise<T>): Promise<T> {
  try {
    return await rows;
  } catch (error) {
    const isUnreadable = UNREADABLE.has((error as { code?: string }).code ?? '');
    if (isUnreadable && after)
      throw new UserError('BAD_USER_INPUT', '`after` is not a cursor of this list.', {
        reason: 'CURSOR',
        field: ['after'],
      });
    if (isUnreadable)
      throw new UserError('BAD_USER_INPUT', 'The filter compares with a value that lies out of reach.', {
        reason: 'VALUE_OUT_OF_REACH',
        field: ['filter'],
      });
    throw error;
  }
}

/** One page of a list, read by keyset: as fast at its end as at its beginning. */
export async function page<T>(
  ctx: Context,
  list: List,
  args: PageArguments,
  where: RawBuilder<boolean> = sql`true`,
): Promise<Connection<T>> {
  const { criteria, size, position } = readPage(list, args);
  const matches = sql<boolean>`${where} and ${list.visible?.(ctx) ?? sql`true`} and ${conditionOf(args.filter, list.filters)}`;
  const found = await reading(
    args.after,
    rowsOf<Keyed<T>>(
      ctx,
      nameOf(list.name, args),
      sql`select ${list.columns}, ${keysSql(criteria)} from ${list.from}
        where ${matches} and ${position ? behind(criteria, position) : sql`true`}
        order by ${orderSql(criteria)} limit ${size + 1}`,
    ),
  );
  return assemble(found, size, args.after, async () => {
    const [row] = await rowsOf<{ count: number }>(
      ctx,
      nameOf(`${list.name}.count`, args),
      sql`select count(*) as count from ${list.from} where ${matches}`,
    );
    return row!.count;
  });
}

/**
 * Pages of a list under many parents in one statement: `pageBy(assignments, sql`a.objective_id`)` gives a function
 * that reads the page under one parent, and reads together what is asked for in the same turn with the same arguments.
 */
export function pageBy<T>(list: List, parent: RawBuilder<unknown>) {
  const loaders = new Map<string, Loader<string, Connection<T>>>();
  const loaderFor = (args: PageArguments): Loader<string, Connection<T>> => {
    const key = JSON.stringify(args);
    const known = loaders.get(key);
    if (known) return known;
    // Arguments are the callers': what they are must not fill the memory.
    if (loaders.size > 500) loaders.clear();
    const loader = defineLoader<string, Connection<T>>((parents, ctx) =>
      pagesUnder<T>(ctx, list, parent, parents, args),
    );
    loaders.set(key, loader);
    return loader;
  };
  return (ctx: Context, parentId: string, args: PageArguments) => loaderFor(args).load(ctx, parentId);
}

type Under<T> = Keyed<T> & { _parent: string };

async function pagesUnder<T>(
  ctx: Context,
  list: List,
  parent: RawBuilder<unknown>,
  parents: readonly string[],
  args: PageArguments,
) {
  const { criteria, size, position } = readPage(list, args);
  const matches = sql<boolean>`${list.visible?.(ctx) ?? sql`true`} and ${conditionOf(args.filter, list.filters)}`;
  const found = await reading(
    args.after,
    rowsOf<Under<T>>(
      ctx,
      nameOf(`${list.name}.under`, args),
      sql`select k.id as "_parent", item.* from unnest(${parents}::uuid[]) k(id) cross join lateral (
        select ${list.columns}, ${keysSql(criteria)} from ${list.from}
        where ${parent} = k.id and ${matches} and ${position ? behind(criteria, position) : sql`true`}
        order by ${orderSql(criteria)} limit ${size + 1}) item`,
    ),
  );
  const counts = countsUnder(ctx, nameOf(`${list.name}.count-under`, args), list, parent, parents, matches);
  const byParent = Map.groupBy(found, ({ _parent }) => _parent);
  return parents.map((id) => {
    return assemble<T>(byParent.get(id) ?? [], size, args.after, async () => (await counts()).get(id) ?? 0);
  });
}

function countsUnder(
  ctx: Context,
  name: string,
  list: List,
  parent: RawBuilder<unknown>,
  parents: readonly string[],
  matches: RawBuilder<boolean>,
) {
  let counted: Promise<Map<string, number>> | undefined;
  const count = async () => {
    const rows = await rowsOf<{ id: string; count: number }>(
      ctx,
      name,
      sql`select ${parent} as id, count(*) as count from ${list.from}
        where ${parent} = any(${parents}::uuid[]) and ${matches} group by 1`,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  };
  return () => (counted ??= count());
}
