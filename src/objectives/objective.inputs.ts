import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

@InputType({ description: 'A new objective; it is PLANNED.' })
export class ObjectiveCreateInput {
  @Field(() => String, { description: 'What is to be reached; 1 to 200 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What is meant by it; at most 4,000 characters.' })
  description?: string | null;

  @Field(() => ID, { nullable: true, description: 'The objective it serves; none for one at the top.' })
  parentId?: string | null;

  @Field(() => ID, { description: 'The department that owns it.' })
  ownerId!: string;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'How much it counts, 0 to 1000, relative to its siblings.',
  })
  weight!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day of its period; none: open.' })
  from?: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day of its period, included; none: open.',
  })
  to?: LocalDate | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its id in another system; unique, at most 200 characters.',
  })
  externalId?: string | null;
}

@InputType({ description: 'Changes of an objective: what is given is changed, the rest stays.' })
export class ObjectiveUpdateInput {
  @Field(() => ID, { description: 'Which objective.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'What is to be reached; 1 to 200 characters.' })
  title?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is meant by it, at most 4,000 characters; null for nothing.',
  })
  description?: string | null;

  @Field(() => ID, { nullable: true, description: 'The department that owns it from now on.' })
  ownerId?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How much it counts, 0 to 1000, relative to its siblings.',
  })
  weight?: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day of its period; null: open.' })
  from?: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day of its period, included; null: open.',
  })
  to?: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  externalId?: string | null;
}

@InputType({ description: 'Where an objective shall lie in the tree.' })
export class ObjectiveMoveInput {
  @Field(() => ID, { description: 'Which objective; all below it moves along.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: 'The objective above it from now on; null for the top.' })
  parentId?: string | null;
}

@InputType({ description: 'Which objective, as you have seen it.' })
export class ObjectiveTransitionInput {
  @Field(() => ID, { description: 'Which objective.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}
