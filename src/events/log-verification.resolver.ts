import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { ChangeLogVerification, changeLogVerification } from './log-verification.js';

@Resolver()
export class LogVerificationResolver {
  @Query(() => ChangeLogVerification, {
    description:
      'Recomputes the hashes by which each event of the log proves all events before it, step by step. For ADMIN.',
  })
  changeLogVerification(
    @Ctx() ctx: Context,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `next` of the step before, or an `end` that was kept; the first event by default.',
    })
    after?: string,
  ): Promise<ChangeLogVerification> {
    return changeLogVerification(ctx, after ?? null);
  }
}
