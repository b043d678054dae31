import { ArrayMaxSize, IsEmail, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLZone } from '../graphql/scalars.js';
import { ExternalId, NotBlank } from '../graphql/texts.js';
import { EngagementInput } from './engagement.inputs.js';
import { MembershipInput } from './membership.inputs.js';
import { SkillLevelInput } from './skill.inputs.js';
import { WorkerKind, WorkMode } from './worker.js';

@InputType({ description: 'A new worker; what they need to have capacity may come along.' })
export class WorkerCreateInput {
  @Field(() => WorkerKind, { description: 'Staff or freelancer.' })
  kind!: WorkerKind;

  @Field(() => String, { description: 'Their name, 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'Their e-mail address; unique.' })
  @IsEmail()
  @MaxLength(320)
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'What they are here; up to 200 characters.' })
  @MaxLength(200)
  title?: string | null;

  @Field(() => GraphQLZone, { description: 'The time zone of their home.' })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The region of their public holidays, which is loaded; none for none.',
  })
  @MaxLength(20)
  region?: string | null;

  @Field(() => WorkMode, { description: 'Where they work.', defaultValue: WorkMode.ONSITE })
  workMode: WorkMode = WorkMode.ONSITE;

  @Field(() => String, { nullable: true, description: 'Their id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;

  @Field(() => EngagementInput, {
    nullable: true,
    description: 'Their first engagement; ACTIVE by default, READY if it begins later.',
  })
  @ValidateNested()
  engagement?: EngagementInput | null;

  @Field(() => [MembershipInput], {
    nullable: true,
    description: 'The departments they belong to; up to 20.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  memberships?: MembershipInput[] | null;

  @Field(() => [SkillLevelInput], { nullable: true, description: 'What they can do; up to 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  skills?: SkillLevelInput[] | null;
}

@InputType({ description: 'Changes of a worker: what is given is changed, the rest stays.' })
export class WorkerUpdateInput {
  @Field(() => ID, { description: 'Which worker.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Their name, 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name?: string;

  @Field(() => String, { nullable: true, description: 'Their e-mail address; null for none.' })
  @IsEmail()
  @MaxLength(320)
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'What they are here; null for nothing stated.' })
  @MaxLength(200)
  title?: string | null;

  @Field(() => GraphQLZone, { nullable: true, description: 'The time zone of their home.' })
  timeZone?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The region of their public holidays; null for none. Changes capacity.',
  })
  @MaxLength(20)
  region?: string | null;

  @Field(() => WorkMode, { nullable: true, description: 'Where they work.' })
  workMode?: WorkMode;

  @Field(() => String, { nullable: true, description: 'Their id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Which worker, as you have seen them.' })
export class WorkerTransitionInput {
  @Field(() => ID, { description: 'Which worker.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}
