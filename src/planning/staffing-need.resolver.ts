import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import {
  StaffingNeedCreateInput,
  StaffingNeedTransitionInput,
  StaffingNeedUpdateInput,
} from './staffing-need.inputs.js';
import {
  NeededSkill,
  StaffingNeed,
  StaffingNeedConnection,
  StaffingNeedListArgs,
  staffingNeedById,
  staffingNeeds,
  staffingNeedsByDepartment,
  staffingNeedsByObjective,
} from './staffing-need.js';
import {
  staffingNeedClose,
  staffingNeedCreate,
  staffingNeedUpdate,
  staffingNeedWithdraw,
} from './staffing-need.service.js';
import {
  needsAsOf,
  revisionsByNeed,
  StaffingNeedRevision,
  StaffingNeedRevisionConnection,
} from './staffing-need-revision.js';

const FOR_WHOM =
  'For ADMIN, HR, RESOURCE_MANAGER, leads of the objective, heads of the department, and clients with `assignments:write`.';

@Resolver(() => StaffingNeed)
export class StaffingNeedResolver {
  @Query(() => StaffingNeed, {
    nullable: true,
    description: 'A staffing need by its id; null where there is none.',
  })
  staffingNeed(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<StaffingNeed | null> {
    return staffingNeedById.load(ctx, id);
  }

  @Query(() => StaffingNeedConnection, {
    description: 'Staffing needs as they are, page by page. Everyone signed in sees all of them.',
  })
  staffingNeeds(
    @Ctx() ctx: Context,
    @Args(() => StaffingNeedListArgs) args: PageArguments,
  ): Promise<Connection<StaffingNeed>> {
    return page(ctx, staffingNeeds, args);
  }

  @Query(() => StaffingNeedRevisionConnection, {
    description: 'Staffing needs as they stood at an instant: of each the revision then in force.',
  })
  staffingNeedsAsOf(
    @Ctx() ctx: Context,
    @Arg('asOf', () => GraphQLDateTime, { description: 'The instant.' }) asOf: Date,
    @Args(() => StaffingNeedListArgs) args: PageArguments,
  ): Promise<Connection<StaffingNeedRevision>> {
    return page(ctx, needsAsOf(asOf), args);
  }

  @FieldResolver(() => Objective, { description: 'The objective that there is work on.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: StaffingNeed): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department whose need it is; null: of none.',
  })
  department(@Ctx() ctx: Context, @Root() { departmentId }: StaffingNeed): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }

  @FieldResolver(() => StaffingNeedRevisionConnection, {
    description: 'Every state it was ever in, the newest first.',
  })
  revisions(
    @Ctx() ctx: Context,
    @Root() { id }: StaffingNeed,
    @Args(() => PageArgs) args: PageArguments,
  ): Promise<Connection<StaffingNeedRevision>> {
    return revisionsByNeed(ctx, id, args);
  }

  @Mutation(() => StaffingNeed, { description: `Records that somebody is needed. ${FOR_WHOM}` })
  staffingNeedCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => StaffingNeedCreateInput, { description: 'What is needed, and when.' })
    input: StaffingNeedCreateInput,
  ): Promise<StaffingNeed> {
    return staffingNeedCreate(ctx, input);
  }

  @Mutation(() => StaffingNeed, {
    description: `Changes an OPEN staffing need; what it was is kept as a revision. ${FOR_WHOM}`,
  })
  staffingNeedUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => StaffingNeedUpdateInput, { description: 'Which one, and what changes.' })
    input: StaffingNeedUpdateInput,
  ): Promise<StaffingNeed> {
    return staffingNeedUpdate(ctx, input);
  }

  @Mutation(() => StaffingNeed, { description: `States that an OPEN staffing need is met. ${FOR_WHOM}` })
  staffingNeedClose(
    @Ctx() ctx: Context,
    @Arg('input', () => StaffingNeedTransitionInput, { description: 'Which one, as you have seen it.' })
    input: StaffingNeedTransitionInput,
  ): Promise<StaffingNeed> {
    return staffingNeedClose(ctx, input);
  }

  @Mutation(() => StaffingNeed, { description: `Gives an OPEN staffing need up. ${FOR_WHOM}` })
  staffingNeedWithdraw(
    @Ctx() ctx: Context,
    @Arg('input', () => StaffingNeedTransitionInput, { description: 'Which one, as you have seen it.' })
    input: StaffingNeedTransitionInput,
  ): Promise<StaffingNeed> {
    return staffingNeedWithdraw(ctx, input);
  }
}

@Resolver(() => StaffingNeedRevision)
export class StaffingNeedRevisionResolver {
  @FieldResolver(() => StaffingNeed, { description: 'The need as it is now.' })
  need(@Ctx() ctx: Context, @Root() { id }: StaffingNeedRevision): Promise<StaffingNeed | null> {
    return staffingNeedById.load(ctx, id);
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department whose need it was; null: of none.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: StaffingNeedRevision,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => NeededSkill)
export class NeededSkillResolver {
  @FieldResolver(() => Skill, { description: 'Which skill.' })
  skill(@Ctx() ctx: Context, @Root() { skillId }: NeededSkill): Promise<Skill | null> {
    return skillById.load(ctx, skillId);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Objective)
export class ObjectiveStaffingNeedsResolver {
  @FieldResolver(() => StaffingNeedConnection, { description: 'Who is needed for it, page by page.' })
  staffingNeeds(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Args(() => StaffingNeedListArgs) args: PageArguments,
  ): Promise<Connection<StaffingNeed>> {
    return staffingNeedsByObjective(ctx, id, args);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Department)
export class DepartmentStaffingNeedsResolver {
  @FieldResolver(() => StaffingNeedConnection, { description: 'Whom it needs, page by page.' })
  staffingNeeds(
    @Ctx() ctx: Context,
    @Root() { id }: Department,
    @Args(() => StaffingNeedListArgs) args: PageArguments,
  ): Promise<Connection<StaffingNeed>> {
    return staffingNeedsByDepartment(ctx, id, args);
  }
}
