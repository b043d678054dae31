import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { GraphQLDateTime, GraphQLDecimal } from '../graphql/scalars.js';
import { ContributionRevision, contributionsAsOf } from './contribution-revision.js';
import { Objective, objectiveById } from './objective.js';
import {
  ObjectiveRevision,
  ObjectiveRevisionConnection,
  objectiveAsOf,
  revisionsByObjective,
} from './objective-revision.js';
import { weightsBelowAsOf } from './weights.js';

@Resolver(() => Objective)
export class ObjectiveHistoryResolver {
  @FieldResolver(() => ObjectiveRevision, {
    nullable: true,
    description: 'It as it stood at an instant; null where it had not been recorded by then.',
  })
  asOf(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Arg('asOf', () => GraphQLDateTime, { description: 'The instant.' }) asOf: Date,
  ): Promise<ObjectiveRevision | null> {
    return objectiveAsOf(ctx, id, asOf);
  }

  @FieldResolver(() => ObjectiveRevisionConnection, {
    description: 'Every state it was ever in, the newest first.',
  })
  revisions(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Args(() => PageArgs) args: PageArguments,
  ): Promise<Connection<ObjectiveRevision>> {
    return revisionsByObjective(ctx, id, args);
  }
}

@Resolver(() => ObjectiveRevision)
export class ObjectiveRevisionResolver {
  @FieldResolver(() => Objective, { description: 'The objective as it is now.' })
  objective(@Ctx() ctx: Context, @Root() { id }: ObjectiveRevision): Promise<Objective | null> {
    return objectiveById.load(ctx, id);
  }

  @FieldResolver(() => ObjectiveRevision, {
    nullable: true,
    description: 'The objective directly above, as it stood at the same instant; null at the top.',
  })
  parent(
    @Ctx() ctx: Context,
    @Root() { parentId, asOf }: ObjectiveRevision,
  ): Promise<ObjectiveRevision | null> | null {
    return parentId ? objectiveAsOf(ctx, parentId, asOf) : null;
  }

  @FieldResolver(() => Department, { description: 'The department that owned it, as it is now.' })
  owner(@Ctx() ctx: Context, @Root() { ownerId }: ObjectiveRevision): Promise<Department | null> {
    return departmentById.load(ctx, ownerId);
  }

  @FieldResolver(() => GraphQLDecimal, {
    description:
      'Its share among its siblings at the same instant, 0 to 1, to six decimals: theirs add up to exactly 1. Cancelled ones have 0; so have all where every weight is 0.',
  })
  async normalisedWeight(
    @Ctx() ctx: Context,
    @Root() { id, parentId, asOf }: ObjectiveRevision,
  ): Promise<string> {
    return (await weightsBelowAsOf(ctx, parentId, asOf)).get(id)!;
  }

  @FieldResolver(() => [ContributionRevision], {
    description:
      'The departments that were meant to work on it at the same instant: the responsible ones first, then contributors, then who is consulted; by name.',
  })
  contributions(
    @Ctx() ctx: Context,
    @Root() { id, asOf }: ObjectiveRevision,
  ): Promise<ContributionRevision[]> {
    return contributionsAsOf(ctx, id, asOf);
  }
}

@Resolver(() => ContributionRevision)
export class ContributionRevisionResolver {
  @FieldResolver(() => Department, { description: 'The department, as it is now.' })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: ContributionRevision,
  ): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }
}
