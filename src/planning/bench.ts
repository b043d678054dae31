import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';

@ObjectType({ description: 'Who of a department, or of all, has little to do.' })
export class BenchLine {
  departmentId!: string | null;

  @Field(() => Int, { description: 'People with any effective minutes in the range.' })
  people!: number;

  @Field(() => Int, { description: 'Those of them who are on the bench.' })
  benchPeople!: number;

  @Field(() => Int, { description: 'Free minutes of these, by their shares in the department.' })
  benchMinutes!: number;

  @Field(() => GraphQLDecimal, {
    description: 'The same in full-time equivalents of the standard week, to two decimals.',
  })
  benchFte!: string;
}

@ObjectType({ description: 'Somebody with little to do.' })
export class BenchWorker {
  workerId!: string;

  @Field(() => Int, { description: 'Free minutes in the range.' })
  freeMinutes!: number;

  @Field(() => Int, { description: 'Effective minutes in the range.' })
  effectiveMinutes!: number;

  @Field(() => GraphQLDecimal, {
    description: 'Free by effective minutes in percent, half up to two decimals.',
  })
  freePercent!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An answer to: who has little to do, and where?' })
export class BenchReport {
  @Field(() => [BenchLine], {
    description: 'Departments with anybody, each by its own members, by id; last those with a share in none.',
  })
  lines!: BenchLine[];

  @Field(() => BenchLine, { description: 'Everybody in the scope, each person once.' })
  total!: BenchLine;

  @Field(() => [BenchWorker], {
    description:
      'Those on the bench whom the viewer may see: the freest share first, then by id; as many as asked for.',
  })
  workers!: BenchWorker[];
}
