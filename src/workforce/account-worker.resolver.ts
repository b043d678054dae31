import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Account } from '../auth/account.js';
import { SignedIn } from '../auth/viewer.js';
import type { Context } from '../graphql/context.js';
import { Worker, workerById } from './worker.js';

@Resolver(() => Account)
export class AccountWorkerResolver {
  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The worker whose account it is; null for clients, and for people who do not work here.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Account): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }
}

@Resolver(() => SignedIn)
export class ViewerWorkerResolver {
  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The worker that you are; null for clients, and for people who do not work here.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: SignedIn): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }
}
