import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Worker, workerById } from '../workforce/worker.js';
import {
  AssignmentProposeInput,
  AssignmentReleaseInput,
  AssignmentTransitionInput,
  AssignmentUpdateInput,
  OverrideInput,
  withHundredths,
} from './assignment.inputs.js';
import {
  Assignment,
  AssignmentConnection,
  AssignmentListArgs,
  assignmentById,
  assignments,
  assignmentsByObjective,
  assignmentsByWorker,
  LoadMode,
} from './assignment.js';
import {
  assignmentActivate,
  assignmentCancel,
  assignmentComplete,
  assignmentConfirm,
  assignmentPropose,
  assignmentReject,
  assignmentRelease,
  assignmentUpdate,
} from './assignment.service.js';
import { AssignmentPreview, assignmentPreview } from './assignment-preview.js';
import { OverbookingLine } from './overbooking.js';
import { unscheduledById } from './unscheduled.js';

const OVERRIDE = {
  nullable: true,
  description: 'Overbooks the worker where he has no room, and why. FORBIDDEN to all but RESOURCE_MANAGER.',
};
const SEEN = { description: 'Which one, as you have seen it.' };

@Resolver(() => Assignment)
export class AssignmentResolver {
  @Query(() => Assignment, {
    nullable: true,
    description: 'An assignment by its id; null where the viewer sees none.',
  })
  assignment(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Assignment | null> {
    return assignmentById.load(ctx, id);
  }

  @Query(() => AssignmentConnection, {
    description: 'The assignments that the viewer may see, page by page.',
  })
  assignments(
    @Ctx() ctx: Context,
    @Args(() => AssignmentListArgs) args: PageArguments,
  ): Promise<Connection<Assignment>> {
    return page(ctx, assignments, args);
  }

  @Query(() => AssignmentPreview, {
    description:
      'What confirming such an assignment would do, and whether it would be refused. For those who may propose it.',
  })
  assignmentPreview(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentProposeInput, { description: 'The assignment to try.' })
    input: AssignmentProposeInput,
  ): Promise<AssignmentPreview> {
    return assignmentPreview(ctx, withHundredths(input));
  }

  @FieldResolver(() => Worker, { description: 'Who works.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Assignment): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => Objective, { description: 'What is worked on.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: Assignment): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'RATE: minutes on every day with capacity. Null otherwise.',
  })
  minutesPerDay(@Root() { minutesPerDay }: Assignment): number | null {
    return minutesPerDay;
  }

  @FieldResolver(() => GraphQLDecimal, {
    nullable: true,
    description: 'PERCENT: share of each day in percent. Null otherwise.',
  })
  percent(@Root() { percent }: Assignment): string | null {
    return percent === null ? null : (percent / 100).toFixed(2);
  }

  @FieldResolver(() => Int, {
    description: 'TOTAL: minutes that are placed on no day, as none of its days has capacity. 0 otherwise.',
  })
  unscheduledMinutes(@Ctx() ctx: Context, @Root() { id, load }: Assignment): Promise<number> | number {
    return load === LoadMode.TOTAL ? unscheduledById.load(ctx, id) : 0;
  }

  @Mutation(() => Assignment, {
    description:
      'Asks for a worker: tentative, takes no capacity. For the lead of the objective, the head of the worker, RESOURCE_MANAGER.',
  })
  assignmentPropose(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentProposeInput, { description: 'Who, on what, when and how much.' })
    input: AssignmentProposeInput,
  ): Promise<Assignment> {
    return assignmentPropose(ctx, withHundredths(input));
  }

  @Mutation(() => Assignment, {
    description: 'Changes an assignment that has not ended; a confirmed one is judged anew (OVERBOOKED).',
  })
  assignmentUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentUpdateInput, { description: 'Which one, and what changes.' })
    input: AssignmentUpdateInput,
    @Arg('override', () => OverrideInput, OVERRIDE) override?: OverrideInput | null,
  ): Promise<Assignment> {
    return assignmentUpdate(ctx, withHundredths(input), override);
  }

  @Mutation(() => Assignment, {
    description:
      'Agrees to a proposed assignment: it takes capacity from now on. CONFLICT (OVERBOOKED) with the certificate where the worker has no room. For RESOURCE_MANAGER, the head of the worker, and of freelancers the lead.',
  })
  assignmentConfirm(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentTransitionInput, SEEN) input: AssignmentTransitionInput,
    @Arg('override', () => OverrideInput, OVERRIDE) override?: OverrideInput | null,
  ): Promise<Assignment> {
    return assignmentConfirm(ctx, input, override);
  }

  @Mutation(() => Assignment, {
    description: 'Declines a proposed assignment. For those who might confirm it.',
  })
  assignmentReject(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentTransitionInput, SEEN) input: AssignmentTransitionInput,
  ): Promise<Assignment> {
    return assignmentReject(ctx, input);
  }

  @Mutation(() => Assignment, {
    description: 'Calls off an assignment that has not begun; its capacity is free again.',
  })
  assignmentCancel(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentTransitionInput, SEEN) input: AssignmentTransitionInput,
  ): Promise<Assignment> {
    return assignmentCancel(ctx, input);
  }

  @Mutation(() => Assignment, {
    description: 'Says that work has begun; from its first day on. Changes no capacity.',
  })
  assignmentActivate(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentTransitionInput, SEEN) input: AssignmentTransitionInput,
  ): Promise<Assignment> {
    return assignmentActivate(ctx, input);
  }

  @Mutation(() => Assignment, {
    description: 'Says that work is done; from its last day on. Changes no capacity.',
  })
  assignmentComplete(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentTransitionInput, SEEN) input: AssignmentTransitionInput,
  ): Promise<Assignment> {
    return assignmentComplete(ctx, input);
  }

  @Mutation(() => Assignment, {
    description:
      'Ends an active assignment early; its later capacity is free again. CONFLICT (OVERBOOKED) with the certificate where a total was to be worked on later days, and has no room before.',
  })
  assignmentRelease(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentReleaseInput, SEEN) input: AssignmentReleaseInput,
    @Arg('override', () => OverrideInput, OVERRIDE) override?: OverrideInput | null,
  ): Promise<Assignment> {
    return assignmentRelease(ctx, input, override);
  }
}

@Resolver(() => OverbookingLine)
export class OverbookingLineResolver {
  @FieldResolver(() => Assignment, {
    nullable: true,
    description:
      'Which assignment; null for the one that is previewed, and for those that the viewer may not see.',
  })
  assignment(
    @Ctx() ctx: Context,
    @Root() { assignmentId }: OverbookingLine,
  ): Promise<Assignment | null> | null {
    return assignmentId ? assignmentById.load(ctx, assignmentId) : null;
  }

  @FieldResolver(() => Objective, {
    nullable: true,
    description: 'For which objective; null for what the viewer may not see.',
  })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: OverbookingLine): Promise<Objective | null> | null {
    return objectiveId ? objectiveById.load(ctx, objectiveId) : null;
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Objective)
export class ObjectiveAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: 'Who works on it: the assignments that the viewer may see.',
  })
  assignments(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Args(() => AssignmentListArgs) args: PageArguments,
  ): Promise<Connection<Assignment>> {
    return assignmentsByObjective(ctx, id, args);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Worker)
export class WorkerAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: 'What they work on: the assignments that the viewer may see.',
  })
  assignments(
    @Ctx() ctx: Context,
    @Root() { id }: Worker,
    @Args(() => AssignmentListArgs) args: PageArguments,
  ): Promise<Connection<Assignment>> {
    return assignmentsByWorker(ctx, id, args);
  }
}
