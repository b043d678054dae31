import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { AFTER, type News, newsMessageOf } from '../planning/news.js';
import { CollaborationRequest, collaborationRequestById } from './collaboration-request.js';
import {
  CollaborationRequestChange,
  CollaborationRequestChangeFilter,
} from './collaboration-request-change.js';
import {
  collaborationRequestChangeOf,
  collaborationRequestChanges,
} from './collaboration-request-changes.js';

interface Arguments {
  filter?: CollaborationRequestChangeFilter | null;
  after?: string | null;
}

@Resolver(() => CollaborationRequestChange)
export class CollaborationRequestChangeResolver {
  @Subscription(() => CollaborationRequestChange, {
    description:
      'Every change of requests for help that you may see, in order. There is no snapshot: `collaborationRequests` lists what there is. A first CAUGHT_UP says from where on it is news; `after` resumes with no gap and no duplicate. For people, and clients with `events:subscribe` and one of `assignments:write`, `workforce:read` and `workforce:write`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      collaborationRequestChanges(context, args.filter ?? {}, args.after ?? null),
  })
  async collaborationRequestChanged(
    @Root() news: News,
    @Ctx() ctx: Context,
    @Arg('filter', () => CollaborationRequestChangeFilter, {
      nullable: true,
      description: 'Which ones; all by default.',
    })
    _filter?: CollaborationRequestChangeFilter,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<CollaborationRequestChange> {
    const { event } = news;
    return {
      ...(await newsMessageOf(ctx, news)),
      change: event && collaborationRequestChangeOf(event),
      requestId: event?.subjectId ?? null,
    };
  }

  @FieldResolver(() => CollaborationRequest, {
    nullable: true,
    description:
      'The request as it is when the message is sent, which may be later than what it tells of; null if not a DELTA.',
  })
  request(
    @Ctx() ctx: Context,
    @Root() { requestId }: CollaborationRequestChange,
  ): Promise<CollaborationRequest | null> | null {
    return requestId ? collaborationRequestById.load(ctx, requestId) : null;
  }
}
