import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import {
  ObjectiveCreateInput,
  ObjectiveMoveInput,
  ObjectiveTransitionInput,
  ObjectiveUpdateInput,
} from './objective.inputs.js';
import {
  Objective,
  ObjectiveConnection,
  ObjectiveListArgs,
  objectiveById,
  objectives,
  objectivesByOwner,
  objectivesByParent,
} from './objective.js';
import {
  objectiveAchieve,
  objectiveActivate,
  objectiveCancel,
  objectiveCreate,
  objectiveMiss,
  objectiveUpdate,
} from './objective.service.js';
import { objectiveMove } from './objective-move.service.js';
import { weightsBelow } from './weights.js';

const FOR_WHOM = 'For ADMIN, the heads of the owning department, and leads of it or above it.';

@Resolver(() => Objective)
export class ObjectiveResolver {
  @Query(() => Objective, {
    nullable: true,
    description: 'An objective by its id; null where there is none.',
  })
  objective(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Objective | null> {
    return objectiveById.load(ctx, id);
  }

  @Query(() => ObjectiveConnection, {
    description: 'Objectives, page by page. Everyone signed in sees all of them.',
  })
  objectives(
    @Ctx() ctx: Context,
    @Args(() => ObjectiveListArgs) args: PageArguments,
  ): Promise<Connection<Objective>> {
    return page(ctx, objectives, args);
  }

  @FieldResolver(() => Objective, {
    nullable: true,
    description: 'The objective directly above; null at the top.',
  })
  parent(@Ctx() ctx: Context, @Root() { parentId }: Objective): Promise<Objective | null> | null {
    return parentId ? objectiveById.load(ctx, parentId) : null;
  }

  @FieldResolver(() => [Objective], {
    description: 'The objectives directly below, by title; of every status.',
  })
  children(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<Objective[]> {
    return objectivesByParent.load(ctx, id);
  }

  @FieldResolver(() => Department, { description: 'The department that owns it.' })
  owner(@Ctx() ctx: Context, @Root() { ownerId }: Objective): Promise<Department | null> {
    return departmentById.load(ctx, ownerId);
  }

  @FieldResolver(() => GraphQLDecimal, {
    description:
      'Its share among its siblings, 0 to 1, to six decimals: theirs add up to exactly 1. Cancelled ones have 0; so have all where every weight is 0.',
  })
  async normalisedWeight(@Ctx() ctx: Context, @Root() { id, parentId }: Objective): Promise<string> {
    return (await weightsBelow(ctx, parentId)).get(id)!;
  }

  @Mutation(() => Objective, {
    description:
      'Adds an objective. For ADMIN, the heads of the owning department, and leads of what is above it.',
  })
  objectiveCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveCreateInput, { description: 'The new objective.' })
    input: ObjectiveCreateInput,
  ): Promise<Objective> {
    return objectiveCreate(ctx, input);
  }

  @Mutation(() => Objective, { description: `Changes an objective. ${FOR_WHOM}` })
  objectiveUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveUpdateInput, { description: 'Which one, and what changes.' })
    input: ObjectiveUpdateInput,
  ): Promise<Objective> {
    return objectiveUpdate(ctx, input);
  }

  @Mutation(() => Objective, {
    description: `Puts an objective, with all below it, under another one. CONFLICT (CYCLE) where that lies below it, (DEPENDS_ON_ANCESTOR) where one of them depends on what would lie above it. ${FOR_WHOM} They need the same right where it goes.`,
  })
  objectiveMove(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveMoveInput, { description: 'Which one, and where to.' })
    input: ObjectiveMoveInput,
  ): Promise<Objective> {
    return objectiveMove(ctx, { ...input, parentId: input.parentId ?? null });
  }

  @Mutation(() => Objective, { description: `Begins to pursue a PLANNED objective. ${FOR_WHOM}` })
  objectiveActivate(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveTransitionInput, { description: 'Which one.' })
    input: ObjectiveTransitionInput,
  ): Promise<Objective> {
    return objectiveActivate(ctx, input);
  }

  @Mutation(() => Objective, { description: `States that an ACTIVE objective is reached. ${FOR_WHOM}` })
  objectiveAchieve(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveTransitionInput, { description: 'Which one.' })
    input: ObjectiveTransitionInput,
  ): Promise<Objective> {
    return objectiveAchieve(ctx, input);
  }

  @Mutation(() => Objective, { description: `States that an ACTIVE objective was not reached. ${FOR_WHOM}` })
  objectiveMiss(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveTransitionInput, { description: 'Which one.' })
    input: ObjectiveTransitionInput,
  ): Promise<Objective> {
    return objectiveMiss(ctx, input);
  }

  @Mutation(() => Objective, {
    description: `Gives up a PLANNED or ACTIVE objective; assignments to it stay. ${FOR_WHOM}`,
  })
  objectiveCancel(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveTransitionInput, { description: 'Which one.' })
    input: ObjectiveTransitionInput,
  ): Promise<Objective> {
    return objectiveCancel(ctx, input);
  }
}

@Resolver(() => Department)
export class DepartmentObjectivesResolver {
  @FieldResolver(() => ObjectiveConnection, { description: 'The objectives it owns, page by page.' })
  objectives(
    @Ctx() ctx: Context,
    @Root() { id }: Department,
    @Args(() => ObjectiveListArgs) args: PageArguments,
  ): Promise<Connection<Objective>> {
    return objectivesByOwner(ctx, id, args);
  }
}
