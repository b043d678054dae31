import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { MissingLink, MissingLinks } from './missing-links.js';
import { missingLinks } from './missing-links.service.js';
import { StrategyArgs, strategyAsked } from './strategy-args.js';

@Resolver(() => MissingLink)
export class MissingLinkResolver {
  @Query(() => MissingLinks, {
    description:
      'Which departments ought to work together and do not: both are meant to contribute to an objective that has begun, and have no minutes on any common one in the range. Of some objectives: what these ask for. That few people stand behind a tie does not make it missing. Everyone signed in sees it; client applications need `capacity:read`.',
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
    description: 'The objectives that ask for it, by id: the older ones first.',
  })
  objectives(@Ctx() ctx: Context, @Root() { objectiveIds }: MissingLink): Promise<(Objective | null)[]> {
    return objectiveById.loadMany(ctx, objectiveIds);
  }
}
