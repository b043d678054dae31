import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';
import type { MissingLink as MissingLinkFound } from './graph-missing-links.js';
import { percent } from './key-departments.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'Two departments that are meant to contribute to the same objective, or to objectives of which one depends on the other, and have no minutes on any common objective.',
})
export class MissingLink {
  firstId!: string;
  secondId!: string;
  objectiveIds!: readonly string[];
  dependencyIds!: readonly string[];

  @Field(() => GraphQLDecimal, {
    description:
      'What is at stake, in percent of the strategy with two decimals: each objective that asks for the link counts with its weight, divided by the number of others who contribute to it; each dependency with the weight of what depends (of SHARES_RESULT the mean of both), divided by the number of pairs that it asks for.',
  })
  stakePercent!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Who ought to work together and does not.',
})
export class MissingLinks {
  @Field(() => [MissingLink], { description: 'The most at stake first, then by id.' })
  links!: MissingLink[];

  @Field(() => Int, { description: 'How many pairs of departments ought to work together.' })
  requiredPairs!: number;

  @Field(() => Int, { description: 'How many of them do not.' })
  missingPairs!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Congruence (Cataldo and others 2006): the part of the pairs that ought to work together which do, 0 to 1. Null where none ought to.',
  })
  congruence!: number | null;
}

export const missingLinkOf = ({ stake, ...link }: MissingLinkFound): MissingLink => ({
  ...link,
  stakePercent: percent(stake),
});
