import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'How many people there are on the days from `from` to `to`: engaged, and with a share in the department. closing = opening + joins - leaves.',
})
export class HeadcountBucket {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'People who were there the day before, and stay.' })
  openingPeople!: number;

  @Field(() => Int, {
    description: 'First days; those who come back, or from another department, count as well.',
  })
  joins!: number;

  @Field(() => Int, { description: 'Last days; those who go to another department count as well.' })
  leaves!: number;

  @Field(() => Int, { description: 'People who are there on the last day, and stay.' })
  closingPeople!: number;

  @Field(() => Int, { description: 'Different people who are there on any day.' })
  people!: number;

  @Field(() => Int, { description: 'Their minutes by work pattern, by their shares in the department.' })
  contractedMinutes!: number;

  @Field(() => GraphQLDecimal, {
    description: 'The same in full-time equivalents of the standard week, to two decimals.',
  })
  contractedFte!: string;
}

@ObjectType({ description: 'The headcount of a department, or of all.' })
export class HeadcountLine {
  departmentId!: string | null;

  @Field(() => [HeadcountBucket], { description: 'Bucket by bucket, in order.' })
  buckets!: HeadcountBucket[];

  @Field(() => HeadcountBucket, { description: 'The whole range.' })
  range!: HeadcountBucket;
}

@ObjectType({ simpleResolvers: true, description: 'An answer to: how many are we, who comes, and who goes?' })
export class HeadcountReport {
  @Field(() => [HeadcountLine], {
    description:
      'Departments with anybody in the range, each by its own members, by id; last those with a share in none.',
  })
  lines!: HeadcountLine[];

  @Field(() => HeadcountLine, { description: 'Everybody in the scope, each person once.' })
  total!: HeadcountLine;
}
