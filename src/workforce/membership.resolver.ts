import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import { includesDate } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import {
  MembershipCreateInput,
  MembershipEndInput,
  MembershipRemoveInput,
  MembershipUpdateInput,
} from './membership.inputs.js';
import {
  departmentsByWorker,
  Membership,
  MembershipConnection,
  MembershipListArgs,
  membershipById,
  memberships,
  membershipsByDepartment,
  membershipsByWorker,
} from './membership.js';
import {
  membershipCreate,
  membershipEnd,
  membershipRemove,
  membershipUpdate,
  percentOf,
} from './membership.service.js';
import { Worker, workerById } from './worker.js';

const AT = { nullable: true, description: 'On which day; today (UTC) by default.' };

const todayOf = (ctx: Context): LocalDate => ctx.now().toISOString().slice(0, 10);

@Resolver(() => Membership)
export class MembershipResolver {
  @Query(() => Membership, {
    nullable: true,
    description: 'A membership by its id; null where there is none in your reach.',
  })
  membership(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Membership | null> {
    return membershipById.load(ctx, id);
  }

  @Query(() => MembershipConnection, {
    description: 'The memberships of the workers in your reach, page by page.',
  })
  memberships(
    @Ctx() ctx: Context,
    @Args(() => MembershipListArgs) args: PageArguments,
  ): Promise<Connection<Membership>> {
    return page(ctx, memberships, args);
  }

  @FieldResolver(() => Worker, { description: 'Who is the member.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Membership): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => Department, { description: 'Of which department.' })
  department(@Ctx() ctx: Context, @Root() { departmentId }: Membership): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }

  @FieldResolver(() => GraphQLDecimal, {
    description: "The department's share of the worker's time, as a percentage: `64.6`.",
  })
  share(@Root() { share }: Membership): string {
    return percentOf(share);
  }

  @Mutation(() => Membership, {
    description:
      'Makes a worker a member of a department. CONFLICT (SHARES_EXCEED_WHOLE) above 100 % on a day. For HR, and clients with `workforce:write`.',
  })
  membershipCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => MembershipCreateInput, { description: 'The new membership.' })
    input: MembershipCreateInput,
  ): Promise<Membership> {
    return membershipCreate(ctx, input);
  }

  @Mutation(() => Membership, {
    description: 'Changes a membership: its days, its share. For HR, and clients with `workforce:write`.',
  })
  membershipUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => MembershipUpdateInput, { description: 'Which one, and what changes.' })
    input: MembershipUpdateInput,
  ): Promise<Membership> {
    return membershipUpdate(ctx, input);
  }

  @Mutation(() => Membership, {
    description: 'Sets the last day of a membership. For HR, and clients with `workforce:write`.',
  })
  membershipEnd(
    @Ctx() ctx: Context,
    @Arg('input', () => MembershipEndInput, { description: 'Which one, and when.' })
    input: MembershipEndInput,
  ): Promise<Membership> {
    return membershipEnd(ctx, input);
  }

  @Mutation(() => Worker, {
    description:
      'Takes a membership away, as though it had never been; answers the worker. For HR, and clients with `workforce:write`.',
  })
  membershipRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => MembershipRemoveInput, { description: 'Which one.' }) input: MembershipRemoveInput,
  ): Promise<Worker> {
    return membershipRemove(ctx, input);
  }
}

@Resolver(() => Worker)
export class WorkerMembershipsResolver {
  @FieldResolver(() => [Membership], {
    description: 'Their memberships, past and future ones too, by first day.',
  })
  memberships(@Ctx() ctx: Context, @Root() { id }: Worker): Promise<Membership[]> {
    return membershipsByWorker.load(ctx, id);
  }

  @FieldResolver(() => [Department], {
    description: 'The departments they are a member of on a day, by the first day there.',
  })
  async departments(
    @Ctx() ctx: Context,
    @Root() { id }: Worker,
    @Arg('at', () => GraphQLDate, AT) at?: LocalDate,
  ): Promise<(Department | null)[]> {
    if (!at) return departmentsByWorker.load(ctx, id);
    const held = await membershipsByWorker.load(ctx, id);
    const ids = held
      .filter((membership) => includesDate(membership, at))
      .map(({ departmentId }) => departmentId);
    return departmentById.loadMany(ctx, ids);
  }
}

@Resolver(() => Department)
export class DepartmentMembersResolver {
  @FieldResolver(() => MembershipConnection, {
    description:
      'The memberships of a day, by the name of the worker; of workers in your reach. Those of departments below are theirs.',
  })
  members(
    @Ctx() ctx: Context,
    @Root() { id }: Department,
    @Args(() => PageArgs) args: PageArguments,
    @Arg('at', () => GraphQLDate, AT) at?: LocalDate,
  ): Promise<Connection<Membership>> {
    return membershipsByDepartment(ctx, id, { filter: { at: at ?? todayOf(ctx) }, ...args });
  }
}
