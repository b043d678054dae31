import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import { DepartmentStaffing, ObjectiveStaffing, SkillStaffing } from './objective-staffing.js';
import { objectiveStaffing } from './objective-staffing.service.js';

@Resolver(() => ObjectiveStaffing)
export class ObjectiveStaffingResolver {
  @Query(() => ObjectiveStaffing, {
    description:
      'What is planned, confirmed, tentative and missing of an objective in a range of days, by department and by skill. Figures of few people are withheld from who does not see their assignments. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  objectiveStaffing(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Which objective.' }) id: string,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('descendants', () => Boolean, {
      defaultValue: true,
      description: 'Whether the objectives below it count as well; they do by default.',
    })
    descendants: boolean,
  ): Promise<ObjectiveStaffing> {
    return objectiveStaffing(ctx, { objectiveId: id, range, descendants });
  }

  @FieldResolver(() => Objective, { description: 'Which one.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: ObjectiveStaffing): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }
}

@Resolver(() => DepartmentStaffing)
export class DepartmentStaffingResolver {
  @FieldResolver(() => Department, {
    nullable: true,
    description: 'Which one; null for people, and needs, of none.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: DepartmentStaffing,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => SkillStaffing)
export class SkillStaffingResolver {
  @FieldResolver(() => Skill, {
    nullable: true,
    description: 'Which one; null for people without any, and needs that ask for none.',
  })
  skill(@Ctx() ctx: Context, @Root() { skillId }: SkillStaffing): Promise<Skill | null> | null {
    return skillId ? skillById.load(ctx, skillId) : null;
  }
}
