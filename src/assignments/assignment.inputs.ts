import { Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Faults } from '../graphql/errors.js';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import { ExternalId, NotBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';

/** Ten years of whole days. */
const MOST_MINUTES = 5_260_320;

@InputType({ description: 'Minutes of one day.' })
class AssignmentDayInput {
  @Field(() => GraphQLDate, { description: 'The day; each is stated once.' })
  date!: LocalDate;

  @Field(() => Int, { description: 'Minutes worked on it, 1 to 1,440.' })
  @Min(1)
  @Max(1_440)
  minutes!: number;
}

@InputType({ description: 'Why the worker is to be overbooked. For RESOURCE_MANAGER.' })
export class OverrideInput {
  @Field(() => String, {
    description: 'Why, 1 to 500 characters. Kept beside the assignment, never in the log.',
  })
  @NotBlank()
  @MaxLength(500)
  reason!: string;
}

/** The load is stated in one of these ways. */
@InputType()
abstract class AssignmentLoadInput {
  @Field(() => Int, { nullable: true, description: 'Minutes on every day with capacity, 1 to 1,440.' })
  @Min(1)
  @Max(1_440)
  minutesPerDay?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether `minutesPerDay` counts on days without capacity as well; it does not by default.',
  })
  includeNonWorking?: boolean | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Share of the effective minutes of each day, in percent: 0.01 to 100, at most two decimals.',
  })
  percent?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes in all, spread over the days in proportion to the effective minutes of each; needs `to`.',
  })
  @Min(1)
  @Max(MOST_MINUTES)
  totalMinutes?: number | null;

  @Field(() => [AssignmentDayInput], {
    nullable: true,
    description:
      'Minutes day by day, at most 366 days, on any kind of day. Without `from` and `to` these are its first and last one.',
  })
  @ValidateNested({ each: true })
  days?: AssignmentDayInput[] | null;
}

@InputType({
  description:
    'An assignment asked for, or to be previewed. State the load once: as `minutesPerDay`, `percent`, `totalMinutes` or `days`.',
})
export class AssignmentProposeInput extends AssignmentLoadInput {
  @Field(() => ID, { description: 'Who shall work.' })
  workerId!: string;

  @Field(() => ID, { description: 'On which objective.' })
  objectiveId!: string;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The first day; only beside `days` it may be left out.',
  })
  from?: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day, included; none for an open one. `percent` and `totalMinutes` need one.',
  })
  to?: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'What the worker does there; at most 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  role?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Which assignment, as you have seen it.' })
export class AssignmentTransitionInput {
  @Field(() => ID, { description: 'Which assignment.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: 'Which assignment ends, and when.' })
export class AssignmentReleaseInput extends AssignmentTransitionInput {
  @Field(() => GraphQLDate, { description: 'The last day worked, within the assignment.' })
  lastDay!: LocalDate;
}

@InputType({
  description:
    'Changes of an assignment: what is given is changed, the rest stays. A new load replaces the old one.',
})
export class AssignmentUpdateInput extends AssignmentLoadInput {
  @Field(() => ID, { description: 'Which assignment.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day.' })
  from?: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null opens it.' })
  to?: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'What the worker does there; null for nothing said.' })
  @NotBlank()
  @MaxLength(200)
  role?: string | null;
}

/** The load as the service takes it: percent in hundredths. @throws UserError BAD_USER_INPUT (PERCENT) */
export function withHundredths<T extends { percent?: string | null }>(
  input: T,
): Omit<T, 'percent'> & { percent?: number | null } {
  const { percent, ...rest } = input;
  if (percent == null) return percent === null ? { ...rest, percent } : rest;
  const [whole, decimals = ''] = percent.split('.');
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  const faults = new Faults();
  faults.require(
    !whole!.startsWith('-') && decimals.length <= 2 && hundredths >= 1 && hundredths <= 10_000,
    ['input', 'percent'],
    'PERCENT',
    `A share is from 0.01 to 100 percent, with at most two decimals; not ${percent}.`,
  );
  faults.throwIfAny();
  return { ...rest, percent: hundredths };
}
