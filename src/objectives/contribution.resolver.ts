import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { Contribution, ContributionRole, contributionsByObjective } from './contribution.js';
import { contributionRemove, contributionSet } from './contribution.service.js';
import { Objective, objectiveById } from './objective.js';

@InputType({ description: 'How a department shall contribute to an objective.' })
class ContributionSetInput {
  @Field(() => ID, { description: 'Which objective.' })
  objectiveId!: string;

  @Field(() => ID, { description: 'Which department.' })
  departmentId!: string;

  @Field(() => ContributionRole, { description: 'What the department shall be to the objective.' })
  role!: ContributionRole;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes planned over the whole period, 0 or more; none: not planned yet.',
  })
  plannedMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have seen, if you changed one: another one is CONFLICT.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'Which department shall no longer contribute to which objective.' })
class ContributionRemoveInput {
  @Field(() => ID, { description: 'Which objective.' })
  objectiveId!: string;

  @Field(() => ID, { description: 'Which department.' })
  departmentId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have seen, if it matters: another one is CONFLICT.',
  })
  expectedVersion?: number | null;
}

@Resolver(() => Contribution)
export class ContributionResolver {
  @FieldResolver(() => Objective, { description: 'The objective worked on.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: Contribution): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Department, { description: 'The department that works on it.' })
  department(@Ctx() ctx: Context, @Root() { departmentId }: Contribution): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }

  @Mutation(() => Contribution, {
    description:
      'Makes a department contribute to an objective, or changes how it does. For ADMIN, the heads of the owning department, and leads of the objective or above it.',
  })
  contributionSet(
    @Ctx() ctx: Context,
    @Arg('input', () => ContributionSetInput, { description: 'Who, to what, and how.' })
    input: ContributionSetInput,
  ): Promise<Contribution> {
    return contributionSet(ctx, input);
  }

  @Mutation(() => Objective, {
    description:
      'Takes a department off an objective; what its people are assigned to stays. For ADMIN, the heads of the owning department, and leads of the objective or above it.',
  })
  contributionRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => ContributionRemoveInput, { description: 'Who, and off what.' })
    input: ContributionRemoveInput,
  ): Promise<Objective> {
    return contributionRemove(ctx, input);
  }
}

@Resolver(() => Objective)
export class ObjectiveContributionsResolver {
  @FieldResolver(() => [Contribution], {
    description:
      'The departments meant to work on it: the responsible ones first, then contributors, then who is consulted; by name.',
  })
  contributions(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<Contribution[]> {
    return contributionsByObjective.load(ctx, id);
  }
}
