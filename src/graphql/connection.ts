import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

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

export interface Edge<T> {
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
