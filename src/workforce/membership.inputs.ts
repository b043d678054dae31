import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import { ExternalId } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';

const SHARE = 'Percentage of their time, 0.01 to 100, at most two decimals';

@InputType({ description: 'A membership in a department.' })
export class MembershipInput {
  @Field(() => ID, { description: 'In which department.' })
  departmentId!: string;

  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day, included; none while it has no end.',
  })
  to?: LocalDate | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: `${SHARE}; 100 by default.` })
  share?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'A new membership.' })
export class MembershipCreateInput extends MembershipInput {
  @Field(() => ID, { description: 'Whose membership.' })
  workerId!: string;
}

@InputType({ description: 'Changes of a membership: what is given is changed, the rest stays.' })
export class MembershipUpdateInput {
  @Field(() => ID, { description: 'Which membership.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day.' })
  from?: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null for no end.' })
  to?: LocalDate | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: `${SHARE}.` })
  share?: string;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'When a membership ends.' })
export class MembershipEndInput {
  @Field(() => ID, { description: 'Which membership.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, { description: 'Its last day, included; not before its first.' })
  on!: LocalDate;
}

@InputType({ description: 'Which membership, as you have seen it.' })
export class MembershipRemoveInput {
  @Field(() => ID, { description: 'Which membership.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}
