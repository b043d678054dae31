import { ArrayMaxSize, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate } from '../graphql/scalars.js';
import { ExternalId, NotBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { SkillRequirementInput } from './scope.js';

const MOST_SKILLS = 10;
/** Ten years of whole days. */
const MOST_MINUTES = 5_260_320;

@InputType({
  description:
    'A new staffing need; it is OPEN. State the load once: as `minutesPerDay` or as `totalMinutes`.',
})
export class StaffingNeedCreateInput {
  @Field(() => ID, { description: 'On which objective there is work.' })
  objectiveId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The department whose need it is, and whose holidays it keeps; none: of no department.',
  })
  departmentId?: string | null;

  @Field(() => String, {
    description: 'What whoever is found will be there, such as `Analyst`; 1 to 200 characters.',
  })
  @MinLength(1)
  @MaxLength(200)
  role!: string;

  @Field(() => [SkillRequirementInput], {
    defaultValue: [],
    description: 'What they must be able to do: all of these, at most 10.',
  })
  @ArrayMaxSize(MOST_SKILLS)
  @ValidateNested({ each: true })
  skills!: SkillRequirementInput[];

  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day, included; none for an open need. `totalMinutes` need one.',
  })
  to?: LocalDate | null;

  @Field(() => Int, { nullable: true, description: 'Minutes on every day that is worked, 1 to 1,440.' })
  @Min(1)
  @Max(1_440)
  minutesPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes over all its days.' })
  @Min(1)
  @Max(MOST_MINUTES)
  totalMinutes?: number | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Which staffing need, as you have seen it.' })
export class StaffingNeedTransitionInput {
  @Field(() => ID, { description: 'Which staffing need.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({
  description:
    'Changes of an OPEN staffing need: what is given is changed, the rest stays. A new load replaces the old one.',
})
export class StaffingNeedUpdateInput extends StaffingNeedTransitionInput {
  @Field(() => ID, { nullable: true, description: 'The department whose need it is; null: of none.' })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: 'The role asked for; 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  role?: string;

  @Field(() => [SkillRequirementInput], {
    nullable: true,
    description: 'The skills asked for, instead of those so far; at most 10.',
  })
  @ArrayMaxSize(MOST_SKILLS)
  @ValidateNested({ each: true })
  skills?: SkillRequirementInput[];

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day.' })
  from?: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null opens it.' })
  to?: LocalDate | null;

  @Field(() => Int, { nullable: true, description: 'Minutes on every day that is worked, 1 to 1,440.' })
  @Min(1)
  @Max(1_440)
  minutesPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes over all its days.' })
  @Min(1)
  @Max(MOST_MINUTES)
  totalMinutes?: number | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}
