import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeePay } from '../auth/policy.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { WorkerCreateInput, WorkerTransitionInput, WorkerUpdateInput } from './worker.inputs.js';
import { type Freelancer, type Staff, Worker, workerById } from './worker.js';
import { workerArchive, workerCreate, workerRestore, workerUpdate } from './worker.service.js';
import {
  FreelancerConnection,
  StaffConnection,
  WorkerConnection,
  WorkerListArgs,
  workers,
} from './worker-list.js';

@Resolver(() => Worker)
export class WorkerResolver {
  @Query(() => Worker, {
    nullable: true,
    description: 'A worker by their id; null where there is none, or none in your reach.',
  })
  worker(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Their id.' }) id: string,
  ): Promise<Worker | null> {
    return workerById.load(ctx, id);
  }

  @Query(() => WorkerConnection, { description: 'The workers in your reach, page by page.' })
  workers(@Ctx() ctx: Context, @Args(() => WorkerListArgs) args: PageArguments): Promise<Connection<Worker>> {
    return page(ctx, workers(ctx), args);
  }

  @Query(() => StaffConnection, { description: 'The employed workers in your reach, page by page.' })
  staff(@Ctx() ctx: Context, @Args(() => WorkerListArgs) args: PageArguments): Promise<Connection<Staff>> {
    return page(ctx, workers(ctx), args, sql`w.kind = 'STAFF'`);
  }

  @Query(() => FreelancerConnection, { description: 'The freelancers in your reach, page by page.' })
  freelancers(
    @Ctx() ctx: Context,
    @Args(() => WorkerListArgs) args: PageArguments,
  ): Promise<Connection<Freelancer>> {
    return page(ctx, workers(ctx), args, sql`w.kind = 'FREELANCER'`);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Their e-mail address; null unless you are HR, FINANCE, they themselves, the head of a department of theirs, or the lead a freelancer works for.',
  })
  async email(@Ctx() ctx: Context, @Root() { id, email }: Worker): Promise<string | null> {
    if (email === null) return null;
    const standing = await standingById.load(ctx, id);
    return standing && canSeePay(ctx.viewer, standing) ? email : null;
  }

  @Mutation(() => Worker, {
    description:
      'Adds a worker, with a first engagement, memberships and skills where given: all of it, or nothing. For HR, and clients with `workforce:write`.',
  })
  workerCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerCreateInput, { description: 'The new worker.' }) input: WorkerCreateInput,
  ): Promise<Worker> {
    return workerCreate(ctx, input);
  }

  @Mutation(() => Worker, {
    description:
      'Changes a worker. Another region changes capacity. For HR, and clients with `workforce:write`.',
  })
  workerUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerUpdateInput, { description: 'Which one, and what changes.' })
    input: WorkerUpdateInput,
  ): Promise<Worker> {
    return workerUpdate(ctx, input);
  }

  @Mutation(() => Worker, {
    description:
      'Takes a worker out of use; the past stays. CONFLICT (WORKER_ENGAGED) while an engagement runs or is to come. For HR, and clients with `workforce:write`.',
  })
  workerArchive(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerTransitionInput, { description: 'Which one.' }) input: WorkerTransitionInput,
  ): Promise<Worker> {
    return workerArchive(ctx, input);
  }

  @Mutation(() => Worker, {
    description: 'Takes an archived worker back into use. For HR, and clients with `workforce:write`.',
  })
  workerRestore(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerTransitionInput, { description: 'Which one.' }) input: WorkerTransitionInput,
  ): Promise<Worker> {
    return workerRestore(ctx, input);
  }
}
