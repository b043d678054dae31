import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import {
  KeyDepartment,
  KeyDepartmentEvidence,
  KeyDepartments,
  KeyDepartmentWeightsInput,
} from './key-departments.js';
import { keyDepartments } from './key-departments.service.js';

@Resolver(() => KeyDepartment)
export class KeyDepartmentResolver {
  @Query(() => KeyDepartments, {
    description:
      'Which departments the strategy rests on in a range of days, best founded first, with every part of the judgement and its evidence. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  keyDepartments(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('weights', () => KeyDepartmentWeightsInput, {
      nullable: true,
      description: 'How much each measure counts; as the defaults say where it is not given.',
    })
    weights: KeyDepartmentWeightsInput | null,
    @Arg('level', () => Int, {
      nullable: true,
      description:
        'Departments at this level of the tree, with all below them; 1 is the top. Null: each department by itself.',
    })
    level: number | null,
    @Arg('objectiveIds', () => [ID], {
      nullable: true,
      description: 'Only these objectives and those below them; all by default.',
    })
    objectiveIds: string[] | null,
    @Arg('includeTentative', () => Boolean, {
      defaultValue: false,
      description: 'Whether proposed assignments count like confirmed ones.',
    })
    includeTentative: boolean,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 100.' }) first: number,
  ): Promise<KeyDepartments> {
    return keyDepartments(ctx, {
      range,
      level: level ?? null,
      objectiveIds: objectiveIds ?? null,
      weights: weights ?? new KeyDepartmentWeightsInput(),
      includeTentative,
      first,
    });
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
