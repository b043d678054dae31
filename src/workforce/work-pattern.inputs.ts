import { ArrayMaxSize, ArrayMinSize, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

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
export class WorkPatternSetInput extends WorkPatternInput {
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
export class WorkPatternRemoveInput {
  @Field(() => ID, { description: 'Which pattern.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}
