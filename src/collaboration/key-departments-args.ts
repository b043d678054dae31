import { ArgsType, Field, Int } from 'type-graphql';
import { KeyDepartmentWeightsInput } from './key-departments.js';
import type { KeyDepartmentsQuestion } from './key-departments.service.js';
import { StrategyArgs, strategyAsked } from './strategy-args.js';

@ArgsType()
export class KeyDepartmentsArgs extends StrategyArgs {
  @Field(() => KeyDepartmentWeightsInput, {
    nullable: true,
    description: 'How much each measure counts; as the defaults say where it is not given.',
  })
  weights?: KeyDepartmentWeightsInput | null;

  @Field(() => Int, { defaultValue: 10, description: 'How many, 1 to 100.' })
  first!: number;
}

export const keyDepartmentsAsked = (args: KeyDepartmentsArgs): KeyDepartmentsQuestion => ({
  ...strategyAsked(args),
  weights: args.weights ?? new KeyDepartmentWeightsInput(),
  first: args.first,
});
