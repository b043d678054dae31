import { MaxLength } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { WorkerFacts } from '../capacity/calendar.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { NotBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { Engagement } from '../workforce/engagement.js';
import { terminateEngagement } from '../workforce/engagement.service.js';
import { Assignment, AssignmentState } from './assignment.js';
import { factsOf } from './assignment-facts.js';
import { endedOn, factsOfTotals } from './kept-minutes.js';

@InputType({ description: 'Which engagement ends early, when and why.' })
class EngagementTerminateInput {
  @Field(() => ID, { description: 'Which engagement.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, { description: 'The last day, within the engagement.' })
  on!: LocalDate;

  @Field(() => String, {
    description: 'Why; 1 to 500 characters. Kept beside the engagement, never in the log.',
  })
  @NotBlank()
  @MaxLength(500)
  reason!: string;
}

/** Lives here, since it also cuts assignments: the lowest folder that knows every noun it writes. */
@Resolver()
export class EngagementTerminationResolver {
  @Mutation(() => Engagement, {
    description:
      'Ends an active engagement early. Assignments within it that begin later are cancelled, those that run on are cut to its last day. For HR, and clients with `workforce:write`.',
  })
  engagementTerminate(
    @Ctx() ctx: Context,
    @Arg('input', () => EngagementTerminateInput, { description: 'Which one, when and why.' })
    input: EngagementTerminateInput,
  ): Promise<Engagement> {
    return terminate(ctx, input);
  }
}

const terminate = (ctx: Context, input: EngagementTerminateInput): Promise<Engagement> =>
  terminateEngagement(ctx, input, ({ workerId }, agreedEnd) =>
    cutAssignments(ctx, [{ workerId, lastDay: input.on, agreedEnd }]),
  );

const LIVE = [AssignmentState.PROPOSED, AssignmentState.CONFIRMED, AssignmentState.ACTIVE];

/** An engagement that ends earlier than it was to. */
export interface EarlierEnd {
  readonly workerId: string;
  readonly lastDay: LocalDate;
  /** Null: it was to go on. */
  readonly agreedEnd: LocalDate | null;
}

/**
 * Cuts what rests on the days that engagements lose, one engagement for each worker, under the lock of the workers.
 * Assignments that begin after the agreed end rest on a later engagement, and stay. Call it before the engagements are
 * written: what totals had until then is kept as it was spread.
 */
export async function cutAssignments(
  ctx: Context,
  ends: readonly EarlierEnd[],
  causeId?: string,
): Promise<void> {
  const endOf = new Map(ends.map((end) => [end.workerId, end]));
  const live = await ctx.em.find(
    Assignment,
    { workerId: { $in: [...endOf.keys()] }, state: { $in: LIVE } },
    { orderBy: { id: 'asc' }, refresh: true },
  );
  const assignments = live.filter((assignment) => restsOn(assignment, endOf.get(assignment.workerId)!));
  const before = assignments.map(factsOf);
  const facts = await factsOfTotals(ctx, assignments);
  for (const assignment of assignments) {
    const { workerId } = assignment;
    cut(assignment, endOf.get(workerId)!.lastDay, facts.get(workerId));
  }
  await ctx.em.flush();
  await recordChanges(
    ctx,
    assignments.map((assignment, index) => ({
      kind: assignment.state === AssignmentState.CANCELLED ? 'ASSIGNMENT_CANCELLED' : 'ASSIGNMENT_TRUNCATED',
      subjectType: 'Assignment',
      subjectId: assignment.id,
      workerId: assignment.workerId,
      ...(causeId && { causeId }),
      before: before[index]!,
      after: factsOf(assignment),
    })),
  );
}

/** Whether days of an assignment rest on what an engagement loses. */
export const restsOn = (
  { from, to }: Pick<Assignment, 'from' | 'to'>,
  { lastDay, agreedEnd }: Omit<EarlierEnd, 'workerId'>,
): boolean => (agreedEnd === null || from <= agreedEnd) && (to === null || to > lastDay);

/**
 * Ends an assignment with its engagement: one that would begin later is called off.
 * @param facts of the worker, while the engagement goes on; asked for totals only
 */
export function cut(
  assignment: Pick<Assignment, 'id' | 'from' | 'load' | 'state' | 'releasedOn' | 'keptMinutes'>,
  lastDay: LocalDate,
  facts: WorkerFacts | undefined,
): void {
  if (assignment.from > lastDay) {
    assignment.state = AssignmentState.CANCELLED;
    return;
  }
  if (assignment.releasedOn === null || assignment.releasedOn > lastDay)
    Object.assign(assignment, endedOn(assignment, lastDay, facts));
  if (assignment.state === AssignmentState.ACTIVE) assignment.state = AssignmentState.RELEASED;
}
