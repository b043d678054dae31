import { ArgsType, type ClassType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import { Direction } from './filter.js';

export interface PageArguments {
  filter?: object | null | undefined;
  orderBy?: { field: string; direction: Direction }[] | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
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

/** Which page of a list. */
@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; 25 by default.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Continue behind this cursor.' })
  after?: string | null;
}

/** What the lists of a noun are asked by; `which` and `order` say what they hold, and in what order, where neither is asked for. */
export function listArgsOf<F extends object, O extends { field: string; direction: Direction }>(
  Filter: ClassType<F>,
  Order: ClassType<O>,
  { which = 'all by default', order }: { which?: string; order: string },
): ClassType<PageArgs & { filter?: F | null; orderBy?: O[] | null }> {
  @ArgsType()
  class ListArgs extends PageArgs {
    @Field(() => Filter, { nullable: true, description: `Which ones; ${which}.` })
    filter?: F | null;

    @Field(() => [Order], { nullable: true, description: `In what order; ${order}.` })
    orderBy?: O[] | null;
  }
  return ListArgs;
}
