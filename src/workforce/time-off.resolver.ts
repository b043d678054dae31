import { Max, MaxLength, Min } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeeReasonOfLeave } from '../auth/policy.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { checkedRange, DateRangeInput } from '../graphql/range.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { ExternalId } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { TimeOff, TimeOffKind, timeOffById } from './time-off.js';
import {
  timeOffApprove,
  timeOffCancel,
  timeOffReject,
  timeOffRequest,
  timeOffWithdraw,
} from './time-off.service.js';
import { TimeOffConnection, TimeOffListArgs, timeOffByWorker, timeOffs } from './time-off-list.js';
import { Worker, workerById } from './worker.js';

const WHICH = { description: 'Which one.' };
const PRIVATE = 'null unless you are HR, the worker, or the head of a department of theirs.';

@InputType({
  description:
    'When somebody asks to be off: whole days, minutes of each of some days, or an interval of time from `startsAt` until `endsAt`.',
})
class TimeOffRequestInput {
  @Field(() => ID, { nullable: true, description: 'Whose time off; your own by default.' })
  workerId?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day off.' })
  from?: LocalDate | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day off, included.' })
  to?: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes off on each of the days, 1 to 1440; the whole days by default.',
  })
  @Min(1)
  @Max(1440)
  minutesPerDay?: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Instead of days: the instant at which the time off begins, a whole second.',
  })
  startsAt?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'The instant at which it ends, not included. It may lie on another day; what it costs is what falls into working time.',
  })
  endsAt?: Date | null;

  @Field(() => TimeOffKind, { description: 'Why, in general.' })
  kind!: TimeOffKind;

  @Field(() => String, { nullable: true, description: 'Why, in words; up to 1,000 characters.' })
  @MaxLength(1000)
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Which time off, as you have seen it.' })
class TimeOffTransitionInput {
  @Field(() => ID, { description: 'Which time off.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

async function seesReason(ctx: Context, workerId: string): Promise<boolean> {
  const standing = await standingById.load(ctx, workerId);
  return standing !== null && canSeeReasonOfLeave(ctx.viewer, standing);
}

@Resolver(() => TimeOff)
export class TimeOffResolver {
  @Query(() => TimeOffConnection, {
    description: 'The time off of the workers in your reach, in whatever state, page by page.',
  })
  timeOff(
    @Ctx() ctx: Context,
    @Args(() => TimeOffListArgs) args: PageArguments,
  ): Promise<Connection<TimeOff>> {
    return page(ctx, timeOffs(ctx), args);
  }

  @Query(() => TimeOff, {
    nullable: true,
    description: 'A time off by its id; null where there is none in your reach.',
  })
  timeOffById(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<TimeOff | null> {
    return timeOffById.load(ctx, id);
  }

  @FieldResolver(() => Worker, { description: 'Who is off.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: TimeOff): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => TimeOffKind, { nullable: true, description: `Why, in general; ${PRIVATE}` })
  async kind(@Ctx() ctx: Context, @Root() { workerId, kind }: TimeOff): Promise<TimeOffKind | null> {
    return (await seesReason(ctx, workerId)) ? kind : null;
  }

  @FieldResolver(() => String, { nullable: true, description: `Why, in words; ${PRIVATE}` })
  async reason(@Ctx() ctx: Context, @Root() { workerId, reason }: TimeOff): Promise<string | null> {
    return reason !== null && (await seesReason(ctx, workerId)) ? reason : null;
  }

  @Mutation(() => TimeOff, {
    description: 'Asks for days off. For the worker, the head of a department of theirs, and HR.',
  })
  timeOffRequest(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeOffRequestInput, { description: 'Whose, and which days.' })
    input: TimeOffRequestInput,
  ): Promise<TimeOff> {
    return timeOffRequest(ctx, input);
  }

  @Mutation(() => TimeOff, {
    description:
      'Grants what was REQUESTED; capacity falls, assignments stay. For HR and heads, but for nobody who is off themselves.',
  })
  timeOffApprove(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeOffTransitionInput, WHICH) input: TimeOffTransitionInput,
  ): Promise<TimeOff> {
    return timeOffApprove(ctx, input);
  }

  @Mutation(() => TimeOff, {
    description: 'Refuses what was REQUESTED. For HR and heads, but for nobody who is off themselves.',
  })
  timeOffReject(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeOffTransitionInput, WHICH) input: TimeOffTransitionInput,
  ): Promise<TimeOff> {
    return timeOffReject(ctx, input);
  }

  @Mutation(() => TimeOff, {
    description: 'Takes back what is REQUESTED. For the worker, the head of a department of theirs, and HR.',
  })
  timeOffWithdraw(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeOffTransitionInput, WHICH) input: TimeOffTransitionInput,
  ): Promise<TimeOff> {
    return timeOffWithdraw(ctx, input);
  }

  @Mutation(() => TimeOff, {
    description:
      'Gives up what was APPROVED; capacity is back. For HR and heads, but for nobody who is off themselves.',
  })
  timeOffCancel(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeOffTransitionInput, WHICH) input: TimeOffTransitionInput,
  ): Promise<TimeOff> {
    return timeOffCancel(ctx, input);
  }
}

@Resolver(() => Worker)
export class WorkerTimeOffResolver {
  @FieldResolver(() => TimeOffConnection, {
    description: 'Their time off that has a day in the range, in whatever state, by first day.',
  })
  timeOff(
    @Ctx() ctx: Context,
    @Root() { id }: Worker,
    @Arg('range', () => DateRangeInput, { description: 'Which days; at most ten years.' })
    range: DateRangeInput,
    @Args(() => PageArgs) args: PageArguments,
  ): Promise<Connection<TimeOff>> {
    return timeOffByWorker(ctx, id, { filter: { range: checkedRange(range) }, ...args });
  }
}
