import type { Opt } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, InterfaceType } from 'type-graphql';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from './context.js';
import { defineLoader, type Loader } from './loader.js';
import { GraphQLDateTime } from './scalars.js';

/** Base of everything that has a row and a GraphQL type: one class is both. */
@InterfaceType({ description: 'Anything that has an identity and can be fetched again by its id.' })
export abstract class Node {
  @Field(() => ID, { description: 'Identifies it for ever; a UUID.' })
  @PrimaryKey({ type: 'uuid' })
  readonly id: string & Opt = uuidv7();

  @Field(() => Int, { description: 'Rises with every change; updates name the version they have seen.' })
  @Property({ type: 'integer', version: true, default: 1 })
  readonly version!: number & Opt;

  @Field(() => GraphQLDateTime, { description: 'When it was first recorded.' })
  @Property({ type: 'datetime', fieldName: 'created_at' })
  readonly createdAt: Date & Opt = new Date();
}

interface NodeKind {
  /** Name of the GraphQL type, or of its interface. */
  readonly type: string;
  readonly table: string;
  /** Null where the row does not exist or the viewer may not see it. */
  readonly load: Loader<string, object | null>['load'];
  /** The concrete type of a row, where `type` is an interface. */
  readonly typeOf?: (row: object) => string;
}

const kinds = new Map<string, NodeKind>();

/** Makes rows of a table answerable by `node(id)` and replayable by an idempotency key. */
export function defineNode(kind: NodeKind): void {
  kinds.set(kind.type, kind);
}

/** Whether rows of this type are known to `loadNode`. */
export const isNodeKind = (type: string): boolean => kinds.has(type);

export async function loadNode(ctx: Context, type: string, id: string): Promise<object | null> {
  const kind = kinds.get(type);
  return kind ? kind.load(ctx, id) : null;
}

const nodeTypes = new WeakMap<object, string>();

/** The GraphQL type of a row that `findNode` answered. */
export const typeOfNode = (row: object): string | undefined => nodeTypes.get(row);

/** The type of whatever has an id; ids of one turn are looked up together. */
const typeById = defineLoader<string, string | null>(async (ids, ctx) => {
  const union = [...kinds.values()]
    .map(({ type, table }) => `select id, '${type}' as type from ${table} where id = any($1::uuid[])`)
    .join(' union all ');
  const found = await ctx.rows<{ id: string; type: string }>('node.type', union, [ids]);
  const types = new Map(found.map(({ id, type }) => [id, type]));
  return ids.map((id) => types.get(id) ?? null);
});

/** The row with this id, of whatever type; null where there is none that the viewer may see. */
export async function findNode(ctx: Context, anyId: string): Promise<object | null> {
  // As the database writes it.
  const id = anyId.toLowerCase();
  const type = await typeById.load(ctx, id);
  if (type === null) return null;
  const kind = kinds.get(type)!;
  const row = await kind.load(ctx, id);
  if (row) nodeTypes.set(row, kind.typeOf?.(row) ?? kind.type);
  return row;
}
