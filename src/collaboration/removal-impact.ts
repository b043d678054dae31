import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';
import { KeyDepartmentEvidence } from './key-departments.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What would be lost without a department and all below it.',
})
export class DepartmentRemovalImpact {
  departmentId!: string;
  soleObjectiveIds!: readonly string[];
  soleSkillIds!: readonly string[];

  @Field(() => GraphQLDecimal, {
    description: 'Its part in the strategy, in percent with two decimals, as `keyDepartments` has it.',
  })
  strategicSharePercent!: string;

  @Field(() => Int, { description: 'Minutes of its people on objectives, without what is withheld.' })
  minutes!: number;

  @Field(() => Int, { description: 'How many people these minutes come from.' })
  people!: number;

  @Field(() => [KeyDepartmentEvidence], {
    description: 'The objectives that lose something, those with the most of the strategy first.',
  })
  evidence!: KeyDepartmentEvidence[];

  @Field(() => Int, {
    description: 'How many other departments it works with, as far as enough people stand behind the tie.',
  })
  ties!: number;

  @Field(() => Float, { description: 'The share of pairs of others that only it connects, 0 to 1.' })
  fragmentation!: number;

  @Field(() => Boolean, { description: 'Whether those whom it connects fall apart without it.' })
  isArticulationPoint!: boolean;

  @Field(() => Int, { description: 'The minimum of people that a figure or a tie is shown of.' })
  minimumPeople!: number;
}
