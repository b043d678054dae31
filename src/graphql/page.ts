import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import { type ClassType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from './context.js';
import { Faults, UserError } from './errors.js';
import { conditionOf, Direction, type FilterFields } from './filter.js';
import { defineLoader, type Loader } from './loader.js';

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * A statement whose text is the caller's to shape, by filter and order: prepared ones are kept for ever, and these would
 * have no end.
 */
const UNNAMED = '';

const nameOf = (name: string, { filter, orderBy }: PageArguments) =>
  filter || orderBy?.length ? UNNAMED : name;

/** Runs a statement composed with kysely's `sql`. Its text must not vary with its values. */
export function rowsOf<T>(ctx: Context, name: string, statement: RawBuilder<T>): Promise<T[]> {
  const { sql: text, parameters } = statement.compile(compiler);
  if (name === UNNAMED) return ctx.rows<T>(UNNAMED, text, parameters);
  // One text per name: a prepared statement is known by its name alone.
  const hash = createHash('sha1').update(text).digest('base64url').slice(0, 12);
  return ctx.rows<T>(`${name}.${hash}`, text, parameters);
}

@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows after `endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page began after a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item: pass it as `after` for the next page.',
  })
  endCursor!: string | null;
}

interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  /** A function, so that it is counted only where it is selected. */
  totalCount: () => Promise<number>;
}

/** The GraphQL type of a page of `Item`, named `<name>Connection`. */
export function connectionOf<T extends object>(Item: ClassType<T> | (abstract new () => T), name: string) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A ${name} in a list, with its cursor.` })
  class ItemEdge implements Edge<T> {
    @Field(() => String, { description: 'Pass it as `after` to continue behind this item.' })
    cursor!: string;

    @Field(() => Item as ClassType<T>, { description: 'The item itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ItemConnection {
    @Field(() => [ItemEdge], { description: 'The items with their cursors.' })
    edges!: ItemEdge[];

    @Field(() => [Item as ClassType<T>], { description: 'The items themselves.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many items the whole list has; counted only if asked for.' })
    totalCount!: number;
  }
  return ItemConnection as unknown as ClassType<Connection<T>>;
}

/** The input type of an order, named `<name>Order`, over the keys of `fields`. */
export function orderOf<F extends Record<string, string>>(fields: F, name: string) {
  registerEnumType(fields, {
    name: `${name}OrderField`,
    description: `What a list of ${name} can be ordered by.`,
    valuesConfig: Object.fromEntries(
      Object.keys(fields).map((key) => [
        key,
        { description: `By ${key.toLowerCase().replaceAll('_', ' ')}.` },
      ]),
    ) as never,
  });

  @InputType(`${name}Order`, {
    description: `One criterion of the order of a list of ${name}; ties are ordered by id.`,
  })
  class Order {
    @Field(() => fields, { description: 'What is compared.' })
    field!: F[keyof F];

    @Field(() => Direction, { description: 'Which way.', defaultValue: Direction.ASC })
    direction!: Direction;
  }
  return Order;
}

export interface PageArguments {
  filter?: object | null | undefined;
  orderBy?: { field: string; direction: Direction }[] | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** How the rows of a noun are listed. */
export interface List {
  /** Names its statements. */
  readonly name: string;
  /** Such as `worker w`. */
  readonly from: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly filters: FilterFields;
  /** Columns that are never null. */
  readonly orders: Readonly<Record<string, RawBuilder<unknown>>>;
  readonly defaultOrder: { field: string; direction: Direction }[];
  /** Which rows this viewer may see; all where it is absent. */
  readonly visible?: (ctx: Context) => RawBuilder<boolean>;
}

const DEFAULT_PAGE = 25;
const LARGEST_PAGE = 100;

interface Criterion {
  column: RawBuilder<unknown>;
  descends: boolean;
}

/** @throws UserError BAD_USER_INPUT where `first` or `after` cannot be used */
function readPage(list: List, { orderBy, first, after }: PageArguments) {
  const order = orderBy?.length ? orderBy : list.defaultOrder;
  const criteria: Criterion[] = [
    ...order.map(({ field, direction }) => ({
      column: list.orders[field]!,
      descends: direction === Direction.DESC,
    })),
    { column: list.id, descends: order.at(-1)?.direction === Direction.DESC },
  ];
  const size = first ?? DEFAULT_PAGE;
  const faults = new Faults();
  faults.require(
    size >= 1 && size <= LARGEST_PAGE,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to ${LARGEST_PAGE}, not ${size}.`,
  );
  const position = after ? readCursor(after) : null;
  faults.require(
    position === null || position?.length === criteria.length,
    ['after'],
    'CURSOR',
    '`after` is not a cursor of this list and order.',
  );
  faults.throwIfAny();
  return { criteria, size, position };
}

const writeCursor = (keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

function readCursor(cursor: string): string[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string' && !key.includes('\0'))
      ? keys
      : undefined;
  } catch {
    return undefined;
  }
}

/** Rows behind `position`, in the order of `criteria`: (a > x) or (a = x and (b > y or ...)). */
function behind(criteria: readonly Criterion[], position: readonly string[]): RawBuilder<boolean> {
  const [criterion, ...rest] = criteria;
  const [key, ...keys] = position;
  const { column, descends } = criterion!;
  const beyond = descends ? sql<boolean>`${column} < ${key}` : sql<boolean>`${column} > ${key}`;
  return rest.length === 0 ? beyond : sql`(${beyond} or (${column} = ${key} and ${behind(rest, keys)}))`;
}

function orderSql(criteria: readonly Criterion[]) {
  return sql.join(criteria.map(({ column, descends }) => (descends ? sql`${column} desc` : sql`${column}`)));
}

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

const keysSql = (criteria: readonly Criterion[]) =>
  sql`array[${sql.join(criteria.map(({ column }) => sql`${column}::text`))}] as "_keys"`;

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
