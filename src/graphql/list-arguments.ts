import { ArgsType, type ClassType, Field, Int } from 'type-graphql';
import type { Direction } from './filter.js';
import type { PageArguments } from './page.js';

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
