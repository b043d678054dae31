import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { Engagement, engagementById } from './engagement.js';
import { WorkPatternRemoveInput, WorkPatternSetInput } from './work-pattern.inputs.js';
import { TimeWindow, WEEKDAYS, Weekday, WorkPattern, workPatternsByEngagement } from './work-pattern.js';
import { workPatternRemove, workPatternSet } from './work-pattern.service.js';

@Resolver(() => WorkPattern)
export class WorkPatternResolver {
  @FieldResolver(() => Engagement, { description: 'The engagement it is part of.' })
  engagement(@Ctx() ctx: Context, @Root() { engagementId }: WorkPattern): Promise<Engagement | null> {
    return engagementById.load(ctx, engagementId);
  }

  @FieldResolver(() => [[TimeWindow]], {
    nullable: true,
    description:
      'When on each day of the cycle, Monday first, is worked; null where only the minutes are known.',
  })
  windows(@Root() { windows }: WorkPattern): TimeWindow[][] | null {
    return windows?.map((day) => day.map(([start, end]) => ({ start, end }))) ?? null;
  }

  @FieldResolver(() => [Weekday], {
    nullable: true,
    description: 'Days of a flexible week on which is worked. Null otherwise.',
  })
  workingDays(@Root() { workingDays }: WorkPattern): Weekday[] | null {
    return workingDays?.map((day) => WEEKDAYS[day]!) ?? null;
  }

  @Mutation(() => WorkPattern, {
    description:
      'Sets how much is worked from a day on. Changes capacity. For HR, and clients with `workforce:write`.',
  })
  workPatternSet(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkPatternSetInput, { description: 'The pattern, and from when on.' })
    input: WorkPatternSetInput,
  ): Promise<WorkPattern> {
    return workPatternSet(ctx, input);
  }

  @Mutation(() => Engagement, {
    description:
      'Takes a pattern away; the one before it stays in force instead. Changes capacity. For HR, and clients with `workforce:write`.',
  })
  workPatternRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkPatternRemoveInput, { description: 'Which one.' }) input: WorkPatternRemoveInput,
  ): Promise<Engagement> {
    return workPatternRemove(ctx, input);
  }
}

@Resolver(() => Engagement)
export class EngagementPatternsResolver {
  @FieldResolver(() => [WorkPattern], {
    description: 'Its patterns, the earliest first; none: nobody knows how much is worked.',
  })
  patterns(@Ctx() ctx: Context, @Root() { id }: Engagement): Promise<WorkPattern[]> {
    return workPatternsByEngagement.load(ctx, id);
  }
}
