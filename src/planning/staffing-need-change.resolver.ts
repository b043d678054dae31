import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { AFTER, type News, newsMessageOf } from './news.js';
import { StaffingNeed, staffingNeedById } from './staffing-need.js';
import { StaffingNeedChange, StaffingNeedChangeFilter } from './staffing-need-change.js';
import { staffingNeedChangeOf, staffingNeedChanges } from './staffing-need-changes.js';

interface Arguments {
  filter?: StaffingNeedChangeFilter | null;
  after?: string | null;
}

@Resolver(() => StaffingNeedChange)
export class StaffingNeedChangeResolver {
  @Subscription(() => StaffingNeedChange, {
    description:
      'Every change of staffing needs, in order. There is no snapshot: `staffingNeeds` lists what there is. A first CAUGHT_UP says from where on it is news; `after` resumes with no gap and no duplicate. For people, and clients with `events:subscribe` and one of the reading scopes.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      staffingNeedChanges(context, args.filter ?? {}, args.after ?? null),
  })
  async staffingNeedChanged(
    @Root() news: News,
    @Ctx() ctx: Context,
    @Arg('filter', () => StaffingNeedChangeFilter, {
      nullable: true,
      description: 'Which ones; all by default.',
    })
    _filter?: StaffingNeedChangeFilter,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<StaffingNeedChange> {
    const { event } = news;
    return {
      ...(await newsMessageOf(ctx, news)),
      change: event && staffingNeedChangeOf(event),
      needId: event?.subjectId ?? null,
    };
  }

  @FieldResolver(() => StaffingNeed, {
    nullable: true,
    description:
      'The placeholder as it is when the message is sent, which may be later than what it tells of; null if not a DELTA.',
  })
  need(@Ctx() ctx: Context, @Root() { needId }: StaffingNeedChange): Promise<StaffingNeed | null> | null {
    return needId ? staffingNeedById.load(ctx, needId) : null;
  }
}
