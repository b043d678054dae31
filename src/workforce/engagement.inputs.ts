import { ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money, MoneyInput } from '../graphql/money.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { ExternalId } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { EngagementState, RateUnit } from './engagement.js';
import { WorkPatternInput } from './work-pattern.inputs.js';

@ObjectType('Rate', { simpleResolvers: true, description: 'What an engagement pays for each unit.' })
export class RateType {
  @Field(() => Money, { description: 'How much each unit costs.' })
  amount!: Money;

  @Field(() => RateUnit, { description: 'What it is paid for.' })
  unit!: RateUnit;
}

@InputType({ description: 'What an engagement pays for each unit.' })
export class RateInput {
  @Field(() => MoneyInput, { description: 'How much each unit costs; not negative, at most four decimals.' })
  amount!: MoneyInput;

  @Field(() => RateUnit, { description: 'What it is paid for.' })
  unit!: RateUnit;
}

@InputType({ description: 'An engagement.' })
export class EngagementInput {
  @Field(() => GraphQLDate, { description: 'Its first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'Its last day, included; none while it has no end.',
  })
  to?: LocalDate | null;

  @Field(() => EngagementState, {
    nullable: true,
    description: 'As what it begins: DRAFT, OFFERED, READY or ACTIVE.',
  })
  state?: EngagementState | null;

  @Field(() => RateInput, { nullable: true, description: 'What it pays.' })
  rate?: RateInput | null;

  @Field(() => WorkPatternInput, {
    nullable: true,
    description: 'How much is worked on which days, from its first day on.',
  })
  @ValidateNested()
  pattern?: WorkPatternInput | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'A new engagement; DRAFT by default.' })
export class EngagementCreateInput extends EngagementInput {
  @Field(() => ID, { description: 'Whose engagement.' })
  workerId!: string;
}

@InputType({ description: 'Changes of an engagement: what is given is changed, the rest stays.' })
export class EngagementUpdateInput {
  @Field(() => ID, { description: 'Which engagement.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'Its first day.' })
  from?: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'Its last day, included; null for no end.' })
  to?: LocalDate | null;

  @Field(() => RateInput, { nullable: true, description: 'What it pays; null for nothing stated.' })
  rate?: RateInput | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Which engagement, as you have seen it.' })
export class EngagementTransitionInput {
  @Field(() => ID, { description: 'Which engagement.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}
