import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { AssignmentProposeInput, withHundredths } from './assignment.inputs.js';
import { Assignment, assignmentById } from './assignment.js';
import { AssignmentFit, AssignmentPlacement, assignmentFit } from './assignment-fit.js';

@Resolver(() => AssignmentPlacement)
export class AssignmentFitResolver {
  @Query(() => AssignmentFit, {
    description:
      'How the worker could do such an assignment beside his confirmed ones, day by day, and what would find no place. For those who may propose it.',
  })
  assignmentFit(
    @Ctx() ctx: Context,
    @Arg('input', () => AssignmentProposeInput, { description: 'The assignment to try.' })
    input: AssignmentProposeInput,
  ): Promise<AssignmentFit> {
    return assignmentFit(ctx, withHundredths(input));
  }

  @FieldResolver(() => Assignment, {
    nullable: true,
    description:
      'Which assignment; null for the one that is tried, and for those that the viewer may not see.',
  })
  assignment(
    @Ctx() ctx: Context,
    @Root() { assignmentId }: AssignmentPlacement,
  ): Promise<Assignment | null> | null {
    return assignmentId ? assignmentById.load(ctx, assignmentId) : null;
  }

  @FieldResolver(() => Objective, {
    nullable: true,
    description: 'For which objective; null for what the viewer may not see.',
  })
  objective(
    @Ctx() ctx: Context,
    @Root() { objectiveId }: AssignmentPlacement,
  ): Promise<Objective | null> | null {
    return objectiveId ? objectiveById.load(ctx, objectiveId) : null;
  }
}
