import { type RawBuilder, sql } from 'kysely';
import type { Context } from './context.js';
import { Faults } from './errors.js';
import { Direction, type FilterFields } from './filter.js';
import type { PageArguments } from './list-arguments.js';

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
export function readPage(list: List, { orderBy, first, after }: PageArguments) {
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

export const writeCursor = (keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

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
export function behind(criteria: readonly Criterion[], position: readonly string[]): RawBuilder<boolean> {
  const [criterion, ...rest] = criteria;
  const [key, ...keys] = position;
  const { column, descends } = criterion!;
  const beyond = descends ? sql<boolean>`${column} < ${key}` : sql<boolean>`${column} > ${key}`;
  return rest.length === 0 ? beyond : sql`(${beyond} or (${column} = ${key} and ${behind(rest, keys)}))`;
}

export function orderSql(criteria: readonly Criterion[]) {
  return sql.join(criteria.map(({ column, descends }) => (descends ? sql`${column} desc` : sql`${column}`)));
}

export const keysSql = (criteria: readonly Criterion[]) =>
  sql`array[${sql.join(criteria.map(({ column }) => sql`${column}::text`))}] as "_keys"`;
