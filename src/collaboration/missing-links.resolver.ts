import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { MissingLink, MissingLinks } from './missing-links.js';
import { missingLinks } from './missing-links.service.js';

@Resolver(() => MissingLink)
export class MissingLinkResolver {
  @Query(() => MissingLinks, {
    description:
      'Which departments ought to work together and do not: both are meant to contribute to an objective that has begun, and have no minutes on any common one in the range. That few people stand behind a tie does not make it missing. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  missingLinks(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('level', () => Int, {
      nullable: true,
      description:
        'Departments at this level of the tree, with all below them; 1 is the top. Null: each department by itself.',
    })
    level: number | null,
    @Arg('objectiveIds', () => [ID], {
      nullable: true,
      description: 'Only links that these objectives, or those below them, ask for; all by default.',
    })
    objectiveIds: string[] | null,
    @Arg('includeTentative', () => Boolean, {
      defaultValue: false,
      description: 'Whether proposed assignments count like confirmed ones.',
    })
    includeTentative: boolean,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many, 1 to 1,000.' }) first: number,
  ): Promise<MissingLinks> {
    const question = { range, level: level ?? null, objectiveIds: objectiveIds ?? null, includeTentative };
    return missingLinks(ctx, { ...question, first });
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
