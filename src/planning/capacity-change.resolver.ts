import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import { horizonOf } from '../capacity/horizon.js';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { CapacityChange, CapacityChangeLine, changeLineOf } from './capacity-change.js';
import { capacityChanges, type Message } from './capacity-changes.js';
import { ChangeScopeInput } from './scope.js';

interface Arguments {
  scope?: ChangeScopeInput | null;
  range?: DateRangeInput | null;
  after?: string | null;
}

@Resolver(() => CapacityChangeLine)
export class CapacityChangeResolver {
  @Subscription(() => CapacityChange, {
    description:
      'Every change of capacity in scope, from whatever cause, in order. A first CAUGHT_UP says from where on it is news; `after` resumes with no gap and no duplicate. For people, and clients with both `events:subscribe` and `capacity:read`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      capacityChanges(context, args.scope ?? {}, args.range ?? horizonOf(context.now()), args.after ?? null),
  })
  async capacityChanged(
    @Root() { kind, sequence, event, lines }: Message,
    @Ctx() ctx: Context,
    @Arg('scope', () => ChangeScopeInput, { nullable: true, description: 'Whose; everybody’s by default.' })
    scope?: ChangeScopeInput,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description:
        'Which days, widened to whole weeks; within the horizon (a year back, two ahead), which is the default.',
    })
    _range?: DateRangeInput,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Resume behind this cursor; from now on by default.',
    })
    _after?: string,
  ): Promise<CapacityChange> {
    const standing = event?.workerId ? await standingById.load(ctx, event.workerId) : null;
    const isVisible = standing !== null && canSeeWorker(ctx.viewer, standing);
    return {
      kind,
      cursor: ctx.feed.cursorOf(sequence),
      // Why a person's capacity changed is for those who may see the person.
      cause: isVisible ? event!.kind : null,
      causeId: event?.causeId ?? null,
      occurredAt: event?.occurredAt ?? null,
      lines: isVisible || !scope?.workerIds ? lines.map((line) => changeLineOf(line, isVisible)) : [],
    };
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Whose; null where the viewer may not see the worker.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: CapacityChangeLine): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'To which department; null for the share that belongs to none.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: CapacityChangeLine,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}
