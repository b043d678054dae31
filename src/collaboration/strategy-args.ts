import { ArgsType, Field, ID, Int } from 'type-graphql';
import { DateRangeInput } from '../graphql/range.js';
import type { StrategyAsked } from './strategy-work.js';

/** Whose minutes count. */
@ArgsType()
export class WorkArgs {
  @Field(() => DateRangeInput, { description: 'Which days.' })
  range!: DateRangeInput;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether proposed assignments count like confirmed ones.',
  })
  includeTentative!: boolean;
}

/** Of which part of the strategy, and by which departments. */
@ArgsType()
export class StrategyArgs extends WorkArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'Departments at this level of the tree, with all below them; 1 is the top. Null: each department by itself.',
  })
  level?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these objectives and those below them; all by default.',
  })
  objectiveIds?: string[] | null;
}

export const strategyAsked = ({
  range,
  includeTentative,
  level,
  objectiveIds,
}: StrategyArgs): StrategyAsked => ({
  range,
  includeTentative,
  level: level ?? null,
  objectiveIds: objectiveIds ?? null,
});
