import { Decimal } from 'decimal.js';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { standingById } from '../auth/grants.js';
import { canSeePay } from '../auth/policy.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { EngagementCreateInput, EngagementTransitionInput, RateType } from './engagement.inputs.js';
import {
  Engagement,
  EngagementConnection,
  EngagementListArgs,
  engagementById,
  engagements,
  engagementsByWorker,
} from './engagement.js';
import {
  engagementActivate,
  engagementCancel,
  engagementCreate,
  engagementEnd,
  engagementOffer,
  engagementReady,
} from './engagement.service.js';
import { Worker, workerById } from './worker.js';

const WHICH = { description: 'Which one.' };
const PAY =
  'null unless you are HR, FINANCE, the worker, the head of a department of theirs, or the lead a freelancer works for.';

async function seesPay(ctx: Context, workerId: string): Promise<boolean> {
  const standing = await standingById.load(ctx, workerId);
  return standing !== null && canSeePay(ctx.viewer, standing);
}

@Resolver(() => Engagement)
export class EngagementResolver {
  @Query(() => Engagement, {
    nullable: true,
    description: 'An engagement by its id; null where there is none in your reach.',
  })
  engagement(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Engagement | null> {
    return engagementById.load(ctx, id);
  }

  @Query(() => EngagementConnection, {
    description: 'The engagements of the workers in your reach, page by page.',
  })
  engagements(
    @Ctx() ctx: Context,
    @Args(() => EngagementListArgs) args: PageArguments,
  ): Promise<Connection<Engagement>> {
    return page(ctx, engagements, args);
  }

  @FieldResolver(() => Worker, { description: 'Whose engagement it is.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Engagement): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => RateType, { nullable: true, description: `What it pays; ${PAY}` })
  async rate(
    @Ctx() ctx: Context,
    @Root() { workerId, rateAmount, rateCurrency, rateUnit }: Engagement,
  ): Promise<RateType | null> {
    if (rateAmount === null || rateCurrency === null || rateUnit === null) return null;
    if (!(await seesPay(ctx, workerId))) return null;
    return { amount: { amount: new Decimal(rateAmount).toFixed(), currency: rateCurrency }, unit: rateUnit };
  }

  @FieldResolver(() => String, { nullable: true, description: `Why it was terminated; ${PAY}` })
  async terminationReason(
    @Ctx() ctx: Context,
    @Root() { workerId, terminationReason }: Engagement,
  ): Promise<string | null> {
    return terminationReason !== null && (await seesPay(ctx, workerId)) ? terminationReason : null;
  }

  @Mutation(() => Engagement, {
    description:
      'Adds an engagement; READY and ACTIVE ones change capacity, and must not overlap others that count. DRAFT and OFFERED ones may. For HR, and clients with `workforce:write`.',
  })
  engagementCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementCreateInput, { description: 'The new engagement.' })
    input: EngagementCreateInput,
  ): Promise<Engagement> {
    return engagementCreate(ctx, input);
  }

  @Mutation(() => Engagement, {
    description: 'A DRAFT becomes OFFERED. For HR, and clients with `workforce:write`.',
  })
  engagementOffer(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTransitionInput, WHICH) input: EngagementTransitionInput,
  ): Promise<Engagement> {
    return engagementOffer(ctx, input);
  }

  @Mutation(() => Engagement, {
    description:
      'An OFFERED one becomes READY, and gives capacity from now on. CONFLICT (ENGAGEMENT_OVERLAPS) where another one counts on some of its days. For HR, and clients with `workforce:write`.',
  })
  engagementReady(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTransitionInput, WHICH) input: EngagementTransitionInput,
  ): Promise<Engagement> {
    return engagementReady(ctx, input);
  }

  @Mutation(() => Engagement, {
    description: 'A READY one becomes ACTIVE. For HR, and clients with `workforce:write`.',
  })
  engagementActivate(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTransitionInput, WHICH) input: EngagementTransitionInput,
  ): Promise<Engagement> {
    return engagementActivate(ctx, input);
  }

  @Mutation(() => Engagement, {
    description:
      'An ACTIVE one whose last day has passed becomes ENDED. For HR, and clients with `workforce:write`.',
  })
  engagementEnd(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTransitionInput, WHICH) input: EngagementTransitionInput,
  ): Promise<Engagement> {
    return engagementEnd(ctx, input);
  }

  @Mutation(() => Engagement, {
    description:
      'One that is not ACTIVE yet becomes CANCELLED; a READY one gives no capacity any more. For HR, and clients with `workforce:write`.',
  })
  engagementCancel(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTransitionInput, WHICH) input: EngagementTransitionInput,
  ): Promise<Engagement> {
    return engagementCancel(ctx, input);
  }
}

@Resolver(() => Worker)
export class WorkerEngagementsResolver {
  @FieldResolver(() => [Engagement], { description: 'Their engagements in whatever state, by first day.' })
  engagements(@Ctx() ctx: Context, @Root() { id }: Worker): Promise<Engagement[]> {
    return engagementsByWorker.load(ctx, id);
  }
}
