import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import { DepartmentRemovalImpact } from './removal-impact.js';
import { departmentRemovalImpact } from './removal-impact.service.js';
import { WorkArgs } from './strategy-args.js';

@Resolver(() => DepartmentRemovalImpact)
export class DepartmentRemovalImpactResolver {
  @Query(() => DepartmentRemovalImpact, {
    description:
      'What would be lost in a range of days without a department and all below it: objectives, skills, minutes, and ties between others. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  departmentRemovalImpact(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Which department.' }) id: string,
    @Args(() => WorkArgs) { range, includeTentative }: WorkArgs,
  ): Promise<DepartmentRemovalImpact> {
    return departmentRemovalImpact(ctx, { departmentId: id.toLowerCase(), range, includeTentative });
  }

  @FieldResolver(() => Department, { description: 'Which one.' })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: DepartmentRemovalImpact,
  ): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }

  @FieldResolver(() => [Objective], { description: 'Objectives that no other department works on.' })
  soleObjectives(
    @Ctx() ctx: Context,
    @Root() { soleObjectiveIds }: DepartmentRemovalImpact,
  ): Promise<(Objective | null)[]> {
    return objectiveById.loadMany(ctx, soleObjectiveIds);
  }

  @FieldResolver(() => [Skill], {
    description: 'Skills that open staffing needs ask for, and that its members alone have.',
  })
  soleSkills(
    @Ctx() ctx: Context,
    @Root() { soleSkillIds }: DepartmentRemovalImpact,
  ): Promise<(Skill | null)[]> {
    return skillById.loadMany(ctx, soleSkillIds);
  }
}
