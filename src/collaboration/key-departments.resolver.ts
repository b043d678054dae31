import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import { KeyDepartment, KeyDepartmentEvidence, KeyDepartments } from './key-departments.js';
import { keyDepartments } from './key-departments.service.js';
import { KeyDepartmentsArgs, keyDepartmentsAsked } from './key-departments-args.js';

@Resolver(() => KeyDepartment)
export class KeyDepartmentResolver {
  @Query(() => KeyDepartments, {
    description:
      'Which departments the strategy rests on in a range of days, best founded first, with every part of the judgement and its evidence. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  keyDepartments(
    @Ctx() ctx: Context,
    @Args(() => KeyDepartmentsArgs) args: KeyDepartmentsArgs,
  ): Promise<KeyDepartments> {
    return keyDepartments(ctx, keyDepartmentsAsked(args));
  }

  @FieldResolver(() => Department, { description: 'Which one.' })
  department(@Ctx() ctx: Context, @Root() { departmentId }: KeyDepartment): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }

  @FieldResolver(() => [Skill], {
    description:
      'Skills that open staffing needs of the objectives ask for, and that its members alone have.',
  })
  soleSkills(@Ctx() ctx: Context, @Root() { soleSkillIds }: KeyDepartment): Promise<(Skill | null)[]> {
    return skillById.loadMany(ctx, soleSkillIds);
  }
}

@Resolver(() => KeyDepartmentEvidence)
export class KeyDepartmentEvidenceResolver {
  @FieldResolver(() => Objective, { description: 'Which one.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: KeyDepartmentEvidence): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }
}
