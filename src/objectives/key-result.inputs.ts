import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { KeyResultDirection } from './key-result.js';

const TITLE = 'What is measured; 1 to 200 characters.';
const UNIT = 'In what it is measured; at most 40 characters.';
const DIRECTION = 'Which way it is to go; start and target must agree.';
const START = 'Where it begins, in its unit.';
const TARGET = 'Where it is to go, in its unit.';
const WEIGHT = 'How much it counts, 0 to 1000, relative to the others of its objective.';

@InputType({ description: 'A new key result of an objective.' })
export class KeyResultCreateInput {
  @Field(() => ID, { description: 'Of which objective.' })
  objectiveId!: string;

  @Field(() => String, { description: TITLE })
  title!: string;

  @Field(() => String, { defaultValue: '', description: UNIT })
  unit!: string;

  @Field(() => KeyResultDirection, { description: DIRECTION })
  direction!: KeyResultDirection;

  @Field(() => GraphQLDecimal, { description: START })
  start!: string;

  @Field(() => GraphQLDecimal, { description: TARGET })
  target!: string;

  @Field(() => Int, { defaultValue: 1, description: WEIGHT })
  weight!: number;
}

@InputType({ description: 'Which key result, as you have seen it.' })
export class KeyResultSeenInput {
  @Field(() => ID, { description: 'Which key result.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: 'Changes of a key result: what is given is changed, the rest stays.' })
export class KeyResultUpdateInput extends KeyResultSeenInput {
  @Field(() => String, { nullable: true, description: TITLE })
  title?: string;

  @Field(() => String, { nullable: true, description: UNIT })
  unit?: string;

  @Field(() => KeyResultDirection, { nullable: true, description: DIRECTION })
  direction?: KeyResultDirection;

  @Field(() => GraphQLDecimal, { nullable: true, description: START })
  start?: string;

  @Field(() => GraphQLDecimal, { nullable: true, description: TARGET })
  target?: string;

  @Field(() => Int, { nullable: true, description: WEIGHT })
  weight?: number;
}

@InputType({ description: 'What a key result was on a day.' })
export class KeyResultRecordInput {
  @Field(() => ID, { description: 'Which key result.' })
  id!: string;

  @Field(() => GraphQLDecimal, { description: 'What it was, in its unit.' })
  current!: string;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'On which day, not a future one; today (UTC) by default.',
  })
  on?: LocalDate | null;
}
