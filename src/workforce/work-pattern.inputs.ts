import { ArrayMaxSize, ArrayMinSize, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate, GraphQLTimeOfDay } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { Weekday } from './work-pattern.js';

const MINUTES =
  'Minutes of each day of the cycle, Monday first, 0 to 1440 each: 7 for each of its 1 to 52 weeks.';
const WINDOWS =
  'In place of `minutes`, when on each day of the cycle, Monday first: its windows, which do not overlap. Their minutes are those of the day; none for a day off.';
const ANCHOR =
  'The Monday on which the first week of the cycle begins; that of the week of `from` by default.';

@InputType({ description: 'A time of the day that is worked, by the clock where the worker lives.' })
export class TimeWindowInput {
  @Field(() => GraphQLTimeOfDay, { description: 'When it begins.' })
  start!: number;

  @Field(() => GraphQLTimeOfDay, { description: 'When it ends, after it begins; `24:00` for midnight.' })
  end!: number;
}

@InputType({
  description:
    'How much is worked on which days, from the first day of an engagement on. State it once: as `minutes`, as `windows`, or as `weeklyMinutes` with `workingDays`.',
})
export class WorkPatternInput {
  @Field(() => GraphQLDate, { nullable: true, description: ANCHOR })
  anchor?: LocalDate | null;

  @Field(() => [Int], { nullable: true, description: MINUTES })
  @ArrayMinSize(7)
  @ArrayMaxSize(364)
  @Min(0, { each: true })
  @Max(1440, { each: true })
  minutes?: number[] | null;

  @Field(() => [[TimeWindowInput]], { nullable: true, description: WINDOWS })
  @ArrayMinSize(7)
  @ArrayMaxSize(364)
  windows?: TimeWindowInput[][] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of a flexible week: its minutes, 1 to 10,080, spread evenly over `workingDays`, the earlier ones first.',
  })
  @Min(1)
  @Max(10_080)
  weeklyMinutes?: number | null;

  @Field(() => [Weekday], { nullable: true, description: 'Of a flexible week: the days on which is worked.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  workingDays?: Weekday[] | null;
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
