import { Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate } from '../graphql/scalars.js';
import { NotBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';

/** Ten years of whole days. */
const MOST_MINUTES = 5_260_320;
const LONGEST_TEXT = 4_000;

@InputType({ description: 'Help asked for; the request is OPEN.' })
export class CollaborationRequestCreateInput {
  @Field(() => ID, { description: 'The department that asks.' })
  fromDepartmentId!: string;

  @Field(() => ID, { description: 'The department that is asked; another one.' })
  toDepartmentId!: string;

  @Field(() => ID, { description: 'On which objective help is wanted.' })
  objectiveId!: string;

  @Field(() => ID, { nullable: true, description: 'The skill that is wanted; none: any.' })
  skillId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Minutes of help in all; none: not said.' })
  @Min(1)
  @Max(MOST_MINUTES)
  minutes?: number | null;

  @Field(() => GraphQLDate, { description: 'The first day on which help is wanted.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    description: 'The last day on which help is wanted, included; not before today, within ten years.',
  })
  to!: LocalDate;

  @Field(() => String, { description: 'What is asked for, 1 to 4,000 characters. It is never in the log.' })
  @NotBlank()
  @MaxLength(LONGEST_TEXT)
  message!: string;

  @Field(() => GraphQLDate, {
    nullable: true,
    description:
      'The last day on which it may be answered, from today to the last day of help, which it is by default.',
  })
  expiresOn?: LocalDate | null;
}

@InputType({ description: 'Which request for help, as you have seen it.' })
export class CollaborationRequestTransitionInput {
  @Field(() => ID, { description: 'Which request.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: 'The answer to a request for help.' })
export class CollaborationRequestAnswerInput extends CollaborationRequestTransitionInput {
  @Field(() => String, {
    nullable: true,
    description: 'What the asking department is told, 1 to 4,000 characters. It is never in the log.',
  })
  @NotBlank()
  @MaxLength(LONGEST_TEXT)
  answer?: string | null;
}

@InputType({
  description:
    'Who helps. State the load once, as `minutesPerDay` or `totalMinutes`; none: the minutes that the request asks for.',
})
export class CollaborationRequestAssignInput extends CollaborationRequestTransitionInput {
  @Field(() => ID, { description: 'Who helps: a member of the asked department, or of one below it.' })
  workerId!: string;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The first day; that of the request by default, and not before it.',
  })
  from?: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day, included; that of the request by default, and not after it.',
  })
  to?: LocalDate | null;

  @Field(() => Int, { nullable: true, description: 'Minutes on every day with capacity, 1 to 1,440.' })
  @Min(1)
  @Max(1_440)
  minutesPerDay?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes in all, spread over the days in proportion to the effective minutes of each.',
  })
  @Min(1)
  @Max(MOST_MINUTES)
  totalMinutes?: number | null;

  @Field(() => String, { nullable: true, description: 'What the worker does there; at most 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  role?: string | null;
}
