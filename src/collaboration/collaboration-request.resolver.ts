import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Assignment, AssignmentConnection } from '../assignments/assignment.js';
import { Department, departmentById } from '../departments/department.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { Skill, skillById } from '../workforce/skill.js';
import {
  CollaborationRequestAnswerInput,
  CollaborationRequestAssignInput,
  CollaborationRequestCreateInput,
  CollaborationRequestTransitionInput,
} from './collaboration-request.inputs.js';
import {
  assignmentsByRequest,
  CollaborationRequest,
  CollaborationRequestConnection,
  CollaborationRequestListArgs,
  collaborationRequestById,
  collaborationRequests,
  incomingRequests,
  outgoingRequests,
  requestByAssignment,
  requestsByObjective,
} from './collaboration-request.js';
import {
  collaborationRequestAccept,
  collaborationRequestAssign,
  collaborationRequestCancel,
  collaborationRequestComplete,
  collaborationRequestCreate,
  collaborationRequestDecline,
} from './collaboration-request.service.js';

const FOR_ASKING =
  'For heads of the asking department, leads of the objective, ADMIN, RESOURCE_MANAGER, and clients with `assignments:write`.';
const FOR_ANSWERING =
  'For heads of the asked department, ADMIN, RESOURCE_MANAGER, and clients with `assignments:write`.';
const SEEN = { description: 'Which one, as you have seen it.' } as const;

type Requests = Promise<Connection<CollaborationRequest>>;

@Resolver(() => CollaborationRequest)
export class CollaborationRequestResolver {
  @Query(() => CollaborationRequest, {
    nullable: true,
    description: 'A request for help by its id; null where there is none that you may see.',
  })
  collaborationRequest(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<CollaborationRequest | null> {
    return collaborationRequestById.load(ctx, id);
  }

  @Query(() => CollaborationRequestConnection, {
    description: 'Requests for help that you may see, page by page.',
  })
  collaborationRequests(
    @Ctx() ctx: Context,
    @Args(() => CollaborationRequestListArgs) args: PageArguments,
  ): Requests {
    return page(ctx, collaborationRequests, args);
  }

  @FieldResolver(() => Department, { description: 'The department that asks.' })
  fromDepartment(
    @Ctx() ctx: Context,
    @Root() { fromDepartmentId }: CollaborationRequest,
  ): Promise<Department | null> {
    return departmentById.load(ctx, fromDepartmentId);
  }

  @FieldResolver(() => Department, { description: 'The department that is asked.' })
  toDepartment(
    @Ctx() ctx: Context,
    @Root() { toDepartmentId }: CollaborationRequest,
  ): Promise<Department | null> {
    return departmentById.load(ctx, toDepartmentId);
  }

  @FieldResolver(() => Objective, { description: 'The objective that help is wanted on.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: CollaborationRequest): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Skill, { nullable: true, description: 'The skill that is wanted; null: any.' })
  skill(@Ctx() ctx: Context, @Root() { skillId }: CollaborationRequest): Promise<Skill | null> | null {
    return skillId ? skillById.load(ctx, skillId) : null;
  }

  @FieldResolver(() => AssignmentConnection, {
    description: 'The assignments that it became, those that you may see.',
  })
  assignments(
    @Ctx() ctx: Context,
    @Root() { id }: CollaborationRequest,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<Assignment>> {
    return assignmentsByRequest(ctx, id, args);
  }

  @Mutation(() => CollaborationRequest, { description: `Asks another department for help. ${FOR_ASKING}` })
  collaborationRequestCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestCreateInput, { description: 'Who asks whom, and for what.' })
    input: CollaborationRequestCreateInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestCreate(ctx, input);
  }

  @Mutation(() => CollaborationRequest, { description: `Agrees to help. ${FOR_ANSWERING}` })
  collaborationRequestAccept(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestAnswerInput, SEEN) input: CollaborationRequestAnswerInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestAccept(ctx, input);
  }

  @Mutation(() => CollaborationRequest, { description: `Declines to help. ${FOR_ANSWERING}` })
  collaborationRequestDecline(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestAnswerInput, SEEN) input: CollaborationRequestAnswerInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestDecline(ctx, input);
  }

  @Mutation(() => CollaborationRequest, {
    description: `Proposes one of the asked department’s people for an ACCEPTED request. ${FOR_ANSWERING} Whoever does it may also propose this worker for this objective.`,
  })
  collaborationRequestAssign(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestAssignInput, { description: 'Who helps, and how much.' })
    input: CollaborationRequestAssignInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestAssign(ctx, input);
  }

  @Mutation(() => CollaborationRequest, {
    description: `Gives an OPEN or ACCEPTED request up. ${FOR_ASKING}`,
  })
  collaborationRequestCancel(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestTransitionInput, SEEN) input: CollaborationRequestTransitionInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestCancel(ctx, input);
  }

  @Mutation(() => CollaborationRequest, {
    description: `Says that the help of an ACCEPTED request was had. ${FOR_ASKING}`,
  })
  collaborationRequestComplete(
    @Ctx() ctx: Context,
    @Arg('input', () => CollaborationRequestTransitionInput, SEEN) input: CollaborationRequestTransitionInput,
  ): Promise<CollaborationRequest> {
    return collaborationRequestComplete(ctx, input);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Department)
export class DepartmentRequestsResolver {
  @FieldResolver(() => CollaborationRequestConnection, {
    description: 'Requests for help that it is asked, those that you may see.',
  })
  incomingRequests(
    @Ctx() ctx: Context,
    @Root() { id }: Department,
    @Args(() => CollaborationRequestListArgs) args: PageArguments,
  ): Requests {
    return incomingRequests(ctx, id, args);
  }

  @FieldResolver(() => CollaborationRequestConnection, {
    description: 'Requests for help that it asks, those that you may see.',
  })
  outgoingRequests(
    @Ctx() ctx: Context,
    @Root() { id }: Department,
    @Args(() => CollaborationRequestListArgs) args: PageArguments,
  ): Requests {
    return outgoingRequests(ctx, id, args);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Objective)
export class ObjectiveRequestsResolver {
  @FieldResolver(() => CollaborationRequestConnection, {
    description: 'Requests for help with it, those that you may see.',
  })
  collaborationRequests(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Args(() => CollaborationRequestListArgs) args: PageArguments,
  ): Requests {
    return requestsByObjective(ctx, id, args);
  }
}

@Resolver(() => Assignment)
export class AssignmentRequestResolver {
  @FieldResolver(() => CollaborationRequest, {
    nullable: true,
    description: 'The request for help that it was proposed for; null where there is none that you may see.',
  })
  collaborationRequest(
    @Ctx() ctx: Context,
    @Root() { id }: Assignment,
  ): Promise<CollaborationRequest | null> {
    return requestByAssignment.load(ctx, id);
  }
}
