import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Account, accountById } from '../auth/account.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { findNode, Node } from '../graphql/node.js';
import { Worker, workerById } from '../workforce/worker.js';
import {
  Change,
  ChangeConnection,
  ChangedFact,
  ChangeFilter,
  ChangeMessage,
  changedFacts,
} from './change.js';
import { changesPage } from './change-list.js';
import { changesStream } from './change-stream.js';
import { AFTER, type News } from './news.js';

const FILTER = { nullable: true, description: 'Which ones; all by default.' } as const;

interface Arguments {
  filter?: ChangeFilter | null;
  after?: string | null;
}

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'The log of everything that was written, page by page, from the first entry on. Its cursors are those of the streams: read to the end, then follow behind the last one. For people, and clients with `events:subscribe`.',
  })
  changes(
    @Ctx() ctx: Context,
    @Arg('filter', () => ChangeFilter, FILTER) filter?: ChangeFilter,
    @Arg('newestFirst', () => Boolean, {
      defaultValue: false,
      description: 'Whether the latest comes first; `after` then continues with earlier ones.',
    })
    newestFirst: boolean = false,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many, 1 to 100.' }) first: number = 25,
    @Arg('after', () => String, { nullable: true, description: 'Continue behind this cursor.' })
    after?: string,
  ): Promise<Connection<Change>> {
    return changesPage(ctx, { filter: filter ?? {}, newestFirst, first, after: after ?? null });
  }

  @Subscription(() => ChangeMessage, {
    name: 'changes',
    description:
      'Everything that is written, as soon as it is published, in order. There is no snapshot; a first CAUGHT_UP says from where on it is news, and `after` resumes with no gap and no duplicate, up to 30 days back. For people, and clients with `events:subscribe`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      changesStream(context, args.filter ?? {}, args.after ?? null),
  })
  async changesFollowed(
    @Root() { kind, sequence, event }: News,
    @Ctx() ctx: Context,
    @Arg('filter', () => ChangeFilter, FILTER) _filter?: ChangeFilter,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<ChangeMessage> {
    return { kind, cursor: await ctx.feed.cursorOf(event ?? sequence), change: event };
  }

  @FieldResolver(() => [ChangedFact], {
    description: 'The facts that it changed. No name, pay, reason or kind of leave is in the log.',
  })
  facts(@Root() change: Change): ChangedFact[] {
    return changedFacts(change);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What it happened to, as it is now; null where there is no more of it that you may see.',
  })
  subject(@Ctx() ctx: Context, @Root() { subjectId }: Change): Promise<object | null> {
    return findNode(ctx, subjectId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The worker it is about; null where it is about none, or none that you may see.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Change): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Who did it: for ADMIN; null for others, and for what Muster did by itself.',
  })
  actor(@Ctx() ctx: Context, @Root() { actorId }: Change): Promise<Account | null> | null {
    return actorId ? accountById.load(ctx, actorId) : null;
  }
}
