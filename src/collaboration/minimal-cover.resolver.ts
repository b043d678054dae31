import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Skill, skillById } from '../workforce/skill.js';
import { CoverDepartment, CoverLack, MinimalCover } from './minimal-cover.js';
import { minimalCover } from './minimal-cover.service.js';

@Resolver(() => CoverDepartment)
export class MinimalCoverResolver {
  @Query(() => MinimalCover, {
    description:
      'The smallest set of departments whose people have the skills and the free minutes in the range for the open staffing needs of these objectives and those below them. When in the range is not compared. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  minimalCover(
    @Ctx() ctx: Context,
    @Arg('objectiveIds', () => [ID], { description: 'Which objectives, 1 to 100.' }) objectiveIds: string[],
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('level', () => Int, {
      nullable: true,
      description:
        'Departments at this level of the tree, with all below them; 1 is the top. Null: each department by itself.',
    })
    level: number | null,
  ): Promise<MinimalCover> {
    return minimalCover(ctx, { objectiveIds, range, level: level ?? null });
  }

  @FieldResolver(() => Department, { description: 'Which one.' })
  department(@Ctx() ctx: Context, @Root() { departmentId }: CoverDepartment): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }
}

@Resolver(() => CoverLack)
export class CoverLackResolver {
  @FieldResolver(() => [Skill], {
    description: 'What one must be able to do for it, all of them; empty where anybody can do it.',
  })
  skills(@Ctx() ctx: Context, @Root() { skillIds }: CoverLack): Promise<(Skill | null)[]> {
    return skillById.loadMany(ctx, skillIds);
  }
}
