import { ArrayMaxSize, ArrayMinSize, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { Engagement, engagementById } from './engagement.js';
import { WorkPattern, workPatternsByEngagement } from './work-pattern.js';
import { workPatternRemove, workPatternSet } from './work-pattern.service.js';

const MINUTES =
  'Minutes of each day of the cycle, Monday first, 0 to 1440 each: 7 for each of its 1 to 52 weeks.';
const ANCHOR =
  'The Monday on which the first week of the cycle begins; that of the week of `from` by default.';

@InputType({ description: 'How much is worked on which days, from the first day of an engagement on.' })
export class WorkPatternInput {
  @Field(() => GraphQLDate, { nullable: true, description: ANCHOR })
  anchor?: LocalDate | null;

  @Field(() => [Int], { description: MINUTES })
  @ArrayMinSize(7)
  @ArrayMaxSize(364)
  @Min(0, { each: true })
  @Max(1440, { each: true })
  minutes!: number[];
}

@InputType({ description: 'A pattern, and from when on it is in force.' })
class WorkPatternSetInput extends WorkPatternInput {
  @Field(() => ID, { description: 'Under which engagement.' })
  engagementId!: string;

  @Field(() => GraphQLDate, {
    description: 'The first day it is in force; one that began on the same day is replaced.',
  })
  from!: LocalDate;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have seen of the pattern that is replaced; another one is CONFLICT.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'Which pattern, as you have seen it.' })
class WorkPatternRemoveInput {
  @Field(() => ID, { description: 'Which pattern.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@Resolver(() => WorkPattern)
export class WorkPatternResolver {
  @FieldResolver(() => Engagement, { description: 'The engagement it is part of.' })
  engagement(@Ctx() ctx: Context, @Root() { engagementId }: WorkPattern): Promise<Engagement | null> {
    return engagementById.load(ctx, engagementId);
  }

  @Mutation(() => WorkPattern, {
    description: 'Sets how much is worked from a day on. Changes capacity. For HR.',
  })
  workPatternSet(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkPatternSetInput, { description: 'The pattern, and from when on.' })
    input: WorkPatternSetInput,
  ): Promise<WorkPattern> {
    return workPatternSet(ctx, input);
  }

  @Mutation(() => Engagement, {
    description: 'Takes a pattern away; the one before it stays in force instead. Changes capacity. For HR.',
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
