import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';
import type { DepartmentPair } from './graph-pairs.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'What a department contributes to an objective over a range of days: the work, not the plan. Of fewer people than the minimum, only that it is so, except for who sees their assignments: heads of the department, leads of the objective, ADMIN, HR, RESOURCE_MANAGER, FINANCE, RISK_OFFICER, and clients with `assignments:write`, `workforce:read` or `workforce:write`.',
})
export class ObjectiveDepartment {
  departmentId!: string | null;

  @Field(() => Int, {
    description:
      'Minutes of its members on the objective, by their dated shares; days of unknown capacity do not count. 0 where withheld.',
  })
  minutes!: number;

  @Field(() => GraphQLDecimal, {
    description:
      'Its share of the minutes on the objective, in percent with two decimals. Over the departments they add up to exactly 100.00; 0.00 where withheld, of what is shown then.',
  })
  sharePercent!: string;

  @Field(() => Int, { description: 'How many people these minutes come from; 0 where withheld.' })
  people!: number;

  @Field(() => Boolean, {
    description: 'Whether the figures are withheld, because fewer people than the minimum stand behind them.',
  })
  isWithheld!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Two departments that work together: on the same objectives, or one for the other.',
})
export class CollaborationPair {
  firstId!: string;
  secondId!: string;
  sharedObjectiveIds!: readonly string[];

  @Field(() => Int, { description: 'How many objectives both have minutes on.' })
  sharedObjectiveCount!: number;

  @Field(() => Int, {
    description:
      'Minutes of people of the first department on objectives that the second one owns, without objectives on which they are fewer than the minimum.',
  })
  lentByFirstMinutes!: number;

  @Field(() => Boolean, {
    description:
      'Whether all minutes lent by the first one are withheld, because fewer people than the minimum stand behind them on each objective.',
  })
  isLentByFirstWithheld!: boolean;

  @Field(() => Int, {
    description:
      'Minutes of people of the second department on objectives that the first one owns, without objectives on which they are fewer than the minimum.',
  })
  lentBySecondMinutes!: number;

  @Field(() => Boolean, {
    description:
      'Whether all minutes lent by the second one are withheld, because fewer people than the minimum stand behind them on each objective.',
  })
  isLentBySecondWithheld!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Which departments work together, and which work for which.',
})
export class CollaborationMatrix {
  /** The strongest first. */
  found!: readonly DepartmentPair[];

  @Field(() => Int, {
    description:
      'How many pairs of departments work together; all others have nothing in common in the range, or are withheld.',
  })
  pairCount!: number;

  @Field(() => Int, {
    description:
      'How many pairs are withheld, because fewer people than the minimum stand behind what they do together.',
  })
  withheldPairs!: number;

  @Field(() => Int, { description: 'The minimum of people that a pair or a figure is shown of.' })
  minimumPeople!: number;
}

export const pairOf = ({ lentByFirst, lentBySecond, ...pair }: DepartmentPair): CollaborationPair => ({
  ...pair,
  sharedObjectiveCount: pair.sharedObjectiveIds.length,
  lentByFirstMinutes: lentByFirst ?? 0,
  isLentByFirstWithheld: lentByFirst === null,
  lentBySecondMinutes: lentBySecond ?? 0,
  isLentBySecondWithheld: lentBySecond === null,
});
