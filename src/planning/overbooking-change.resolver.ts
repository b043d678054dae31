import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { Worker, workerById } from '../workforce/worker.js';
import { cursorOf } from './capacity-message.js';
import { AFTER } from './news.js';
import { OverbookedWindow, OverbookingChange } from './overbooking-change.js';
import { type Message, overbookingChanges } from './overbooking-changes.js';
import { ChangeScopeInput } from './scope.js';

interface Arguments {
  scope?: ChangeScopeInput | null;
  after?: string | null;
}

@Resolver(() => OverbookedWindow)
export class OverbookingChangeResolver {
  @Subscription(() => OverbookingChange, {
    description:
      'What opens and closes of overbookings within the horizon (a year back, two ahead), from whatever cause, in order: first, as SNAPSHOT, what is open; CAUGHT_UP; then each change. `after` resumes with no gap and no duplicate, without a SNAPSHOT; that of a snapshot’s part which others follow begins the snapshot anew. A department has who is, was or will be its member. For people, and clients with both `events:subscribe` and `capacity:read`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      overbookingChanges(context, args.scope ?? {}, args.after ?? null),
  })
  async overbookingChanged(
    @Root() { kind, sequence, event, opened, closed, isComplete }: Message,
    @Ctx() ctx: Context,
    @Arg('scope', () => ChangeScopeInput, { nullable: true, description: 'Whose; everybody’s by default.' })
    _scope?: ChangeScopeInput,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<OverbookingChange> {
    const seen = await visibleTo(ctx, [...opened, ...closed]);
    return {
      kind,
      cursor: await cursorOf(ctx, { sequence, event, isComplete }),
      opened: opened.filter((window) => seen.has(window.workerId)),
      closed: closed.filter((window) => seen.has(window.workerId)),
      isComplete,
      cause: event?.kind ?? null,
      causeId: event?.causeId ?? null,
      occurredAt: event?.occurredAt ?? null,
    };
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Whose; null where the viewer may not see the worker any more.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: OverbookedWindow): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }
}

/** Those of these workers whom the viewer may see when the message leaves: a long snapshot outlasts rights. */
async function visibleTo(ctx: Context, windows: readonly OverbookedWindow[]): Promise<ReadonlySet<string>> {
  const standings = await standingById.loadMany(ctx, [...new Set(windows.map(({ workerId }) => workerId))]);
  return new Set(
    standings.flatMap((worker) => (worker !== null && canSeeWorker(ctx.viewer, worker) ? worker.id : [])),
  );
}
