import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Grant } from '../auth/access-grant.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from './objective.js';

@Resolver(() => Grant)
export class GrantObjectiveResolver {
  @FieldResolver(() => Objective, {
    nullable: true,
    description: 'The objective that a PROJECT_LEAD leads, with those below it; null for other roles.',
  })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: Grant): Promise<Objective | null> | null {
    return objectiveId ? objectiveById.load(ctx, objectiveId) : null;
  }
}
