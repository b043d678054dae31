import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import { horizonOf } from '../capacity/horizon.js';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { CapacityChange, CapacityChangeLine, changeLineOf } from './capacity-change.js';
import { capacityChanges } from './capacity-changes.js';
import { cursorOf, type Message } from './capacity-message.js';
import { ChangeScopeInput } from './scope.js';

interface Arguments {
  scope?: ChangeScopeInput | null;
  range?: DateRangeInput | null;
  after?: string | null;
  snapshot: boolean;
}

@Resolver(() => CapacityChangeLine)
export class CapacityChangeResolver {
  @Subscription(() => CapacityChange, {
    description: `What there is in scope (SNAPSHOT), then every change of it, from whatever cause, in order (DELTA). Who adds \`after\` - \`before\` of every line to a cell for its department and week (of a scope of workers: for its worker, department and week), null counting as 0, beginning with nothing at the first SNAPSHOT, holds at each \`cursor\` exactly what \`capacity\` said of these days then; it says null where \`knownPeople\` is 0 and \`unknownPeople\` is not. Lines are of departments' own members: add up those of a subtree, or of all, to have it. CAUGHT_UP says from where on it is news; \`after\` resumes with no gap and no duplicate. For people, and clients with both \`events:subscribe\` and \`capacity:read\`.`,
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      capacityChanges(context, {
        scope: args.scope ?? {},
        range: args.range ?? horizonOf(context.now()),
        after: args.after ?? null,
        snapshot: args.snapshot,
      }),
  })
  async capacityChanged(
    @Root() message: Message,
    @Ctx() ctx: Context,
    @Arg('scope', () => ChangeScopeInput, { nullable: true, description: 'Whose; everybody’s by default.' })
    scope?: ChangeScopeInput,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description:
        'Which days, widened to whole weeks; within the horizon (a year back, two ahead), which is the default. Days that the horizon leaves behind meanwhile are no longer followed.',
    })
    _range?: DateRangeInput,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Resume behind this cursor, without a snapshot; from now on by default.',
    })
    _after?: string,
    @Arg('snapshot', () => Boolean, {
      defaultValue: true,
      description: 'Whether it begins with what there is; without it, only with news.',
    })
    _snapshot?: boolean,
  ): Promise<CapacityChange> {
    const { kind, event, changes, lines, isComplete, isScopeChanged } = message;
    const visible = await visibleWorkers(ctx, event, lines);
    const isVisible = (workerId: string | null) => workerId !== null && visible.has(workerId);
    return {
      kind,
      cursor: await cursorOf(ctx, message),
      // Why a person's capacity changed is for those who may see the person.
      cause: event && (isVisible(event.workerId) || isScopeChanged) ? event.kind : null,
      causeId: event?.causeId ?? null,
      occurredAt: event?.occurredAt ?? null,
      changes,
      lines: lines
        .filter(({ workerId }) => isVisible(workerId) || !scope?.workerIds)
        .map((line) => changeLineOf(line, isVisible(line.workerId))),
      isComplete,
      isScopeChanged,
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

async function visibleWorkers(
  ctx: Context,
  event: Message['event'],
  lines: Message['lines'],
): Promise<Set<string>> {
  const concerned = new Set([event?.workerId, ...lines.map(({ workerId }) => workerId)]);
  const standings = await standingById.loadMany(
    ctx,
    [...concerned].filter((id) => id != null),
  );
  return new Set(
    standings.flatMap((standing) =>
      standing !== null && canSeeWorker(ctx.viewer, standing) ? standing.id : [],
    ),
  );
}
