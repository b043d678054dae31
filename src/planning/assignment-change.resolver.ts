import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Assignment, assignmentById } from '../assignments/assignment.js';
import type { Context } from '../graphql/context.js';
import { AssignmentChange, AssignmentChangeFilter } from './assignment-change.js';
import { assignmentChangeOf, assignmentChanges } from './assignment-changes.js';
import { AFTER, type News, newsMessageOf } from './news.js';

interface Arguments {
  filter?: AssignmentChangeFilter | null;
  after?: string | null;
}

@Resolver(() => AssignmentChange)
export class AssignmentChangeResolver {
  @Subscription(() => AssignmentChange, {
    description:
      'Every change of assignments, in order. There is no snapshot: `assignments` lists what there is. A first CAUGHT_UP says from where on it is news; `after` resumes with no gap and no duplicate. For people, and clients with `events:subscribe` and one of `assignments:write`, `workforce:read` and `workforce:write`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      assignmentChanges(context, args.filter ?? {}, args.after ?? null),
  })
  async assignmentChanged(
    @Root() news: News,
    @Ctx() ctx: Context,
    @Arg('filter', () => AssignmentChangeFilter, {
      nullable: true,
      description: 'Which ones; all by default.',
    })
    _filter?: AssignmentChangeFilter,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<AssignmentChange> {
    const { event } = news;
    return {
      ...(await newsMessageOf(ctx, news)),
      change: event && assignmentChangeOf(event),
      assignmentId: event?.subjectId ?? null,
    };
  }

  @FieldResolver(() => Assignment, {
    nullable: true,
    description:
      'The assignment as it is when the message is sent, which may be later than what it tells of; null if not a DELTA.',
  })
  assignment(
    @Ctx() ctx: Context,
    @Root() { assignmentId }: AssignmentChange,
  ): Promise<Assignment | null> | null {
    return assignmentId ? assignmentById.load(ctx, assignmentId) : null;
  }
}
