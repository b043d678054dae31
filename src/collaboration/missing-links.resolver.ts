import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { ObjectiveDependency, objectiveDependencyById } from '../objectives/objective-dependency.js';
import { MissingLink, MissingLinks } from './missing-links.js';
import { missingLinks } from './missing-links.service.js';
import { StrategyArgs, strategyAsked } from './strategy-args.js';

@Resolver(() => MissingLink)
export class MissingLinkResolver {
  @Query(() => MissingLinks, {
    description:
      'Which departments ought to work together and do not: both are meant to contribute to an objective that has begun, or one to an objective that depends on what the other owns or is meant to contribute to; and they have no minutes on any common objective in the range. What ought to be is judged by the strategy as it is now. Of some objectives: what these ask for. That few people stand behind a tie does not make it missing. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  missingLinks(
    @Ctx() ctx: Context,
    @Args(() => StrategyArgs) args: StrategyArgs,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many, 1 to 1,000.' }) first: number,
  ): Promise<MissingLinks> {
    return missingLinks(ctx, { ...strategyAsked(args), first });
  }

  @FieldResolver(() => Department, { description: 'The one with the lesser id.' })
  first(@Ctx() ctx: Context, @Root() { firstId }: MissingLink): Promise<Department | null> {
    return departmentById.load(ctx, firstId);
  }

  @FieldResolver(() => Department, { description: 'The other one.' })
  second(@Ctx() ctx: Context, @Root() { secondId }: MissingLink): Promise<Department | null> {
    return departmentById.load(ctx, secondId);
  }

  @FieldResolver(() => [Objective], {
    description: 'The objectives that both are meant to contribute to, by id: the older ones first.',
  })
  objectives(@Ctx() ctx: Context, @Root() { objectiveIds }: MissingLink): Promise<(Objective | null)[]> {
    return objectiveById.loadMany(ctx, objectiveIds);
  }

  @FieldResolver(() => [ObjectiveDependency], {
    description:
      'The dependencies between what the one and the other own, or are meant to contribute to, by id: the older ones first.',
  })
  dependencies(
    @Ctx() ctx: Context,
    @Root() { dependencyIds }: MissingLink,
  ): Promise<(ObjectiveDependency | null)[]> {
    return objectiveDependencyById.loadMany(ctx, dependencyIds);
  }
}
