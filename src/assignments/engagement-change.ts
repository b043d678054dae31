import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { EngagementUpdateInput } from '../workforce/engagement.inputs.js';
import { Engagement } from '../workforce/engagement.js';
import { engagementUpdate } from '../workforce/engagement.service.js';
import { cutAssignments } from './engagement-termination.js';

/** Lives here, since an earlier end also cuts assignments: the lowest folder that knows every noun it writes. */
@Resolver()
export class EngagementChangeResolver {
  @Mutation(() => Engagement, {
    description:
      'Changes an engagement that is not over. Its days change capacity. Where a READY or ACTIVE one is to end earlier, assignments within it that begin later are cancelled, those that run on are cut to its last day. For HR, and clients with `workforce:write`.',
  })
  engagementUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementUpdateInput, { description: 'Which one, and what changes.' })
    input: EngagementUpdateInput,
  ): Promise<Engagement> {
    return engagementUpdate(ctx, input, ({ workerId, to }, lastDay) =>
      cutAssignments(ctx, [{ workerId, lastDay, agreedEnd: to }]),
    );
  }
}
