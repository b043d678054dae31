import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDate, GraphQLDateTime, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

export enum NeedDimension {
  DEPARTMENT = 'DEPARTMENT',
  SKILL = 'SKILL',
  ROLE = 'ROLE',
}
registerEnumType(NeedDimension, {
  name: 'NeedDimension',
  description: 'By what workforce need is divided.',
  valuesConfig: {
    DEPARTMENT: {
      description:
        'Work of people and their supply by their shares of membership, placeholders by their department. Adds up to the whole.',
    },
    SKILL: {
      description:
        'Placeholders count for each skill that they ask for, people with all their work and supply for each skill that they have, at whatever level: an assignment says for no skill what it takes. Hence skills overlap, and do not add up. For viewers who see everybody; FORBIDDEN for others.',
    },
    ROLE: {
      description:
        'Placeholders and assignments by their role (assignments without one by the worker’s title), supply by the worker’s title, in whatever case. For viewers who see everybody; FORBIDDEN for others.',
    },
  },
});

@InputType({ description: 'Whose need: of one department, or of the whole organisation.' })
export class WorkforceNeedScopeInput {
  @Field(() => ID, { nullable: true, description: 'This department; the whole organisation by default.' })
  departmentId?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether departments below it count as well; they do by default.',
  })
  includeSubtree: boolean = true;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What is needed and what there is, on the days from `from` to `to`. One FTE is the standard week (a setting, 2,400 minutes by default) by days / 7.',
})
export class WorkforceNeedBucket {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'Confirmed and placeholder minutes: what has to be done.' })
  demandMinutes!: number;

  @Field(() => Int, { description: 'Minutes of confirmed assignments.' })
  confirmedMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes of open staffing needs, from the day of `asOf` on, which counts.',
  })
  placeholderMinutes!: number;

  @Field(() => Int, { description: 'Minutes of proposed assignments: apart, in no other number.' })
  tentativeMinutes!: number;

  @Field(() => Int, {
    description: 'Effective minutes of people, by the known starts and ends of engagements.',
  })
  supplyMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes of people who are being hired. Muster keeps no hiring yet, so there are none: 0.',
  })
  pipelineMinutes!: number;

  @Field(() => Int, {
    description: 'Demand by target utilisation, half up: minutes of people that it takes.',
  })
  requiredMinutes!: number;

  @Field(() => Int, {
    description: 'Required less supply and pipeline; negative where there is more than enough.',
  })
  gapMinutes!: number;

  @Field(() => GraphQLDecimal, { description: 'Required minutes in full-time equivalents, to two decimals.' })
  requiredFte!: string;

  @Field(() => GraphQLDecimal, { description: 'Supply in full-time equivalents, to two decimals.' })
  supplyFte!: string;

  @Field(() => GraphQLDecimal, { description: 'The gap in full-time equivalents, to two decimals.' })
  gapFte!: string;

  @Field(() => Int, {
    description:
      'People missing: the gap of each role in full-time equivalents, rounded up, then summed. Too many in one role make up for nothing in another.',
  })
  gapHeads!: number;
}

@ObjectType({ description: 'What a group needs, and has.' })
export class WorkforceNeedLine {
  departmentId!: string | null;
  skillId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The role, as it was first met; null for what states none, or where not grouped by it.',
  })
  role!: string | null;

  @Field(() => [WorkforceNeedBucket], { description: 'Bucket by bucket, in order.' })
  buckets!: WorkforceNeedBucket[];

  @Field(() => WorkforceNeedBucket, { description: 'The whole range.' })
  total!: WorkforceNeedBucket;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An answer to: whom do we need, when, and how many of them are missing?',
})
export class WorkforceNeedReport {
  @Field(() => GraphQLDateTime, { description: 'The instant whose staffing needs are counted.' })
  asOf!: Date;

  @Field(() => GraphQLDecimal, { description: 'How far people shall be used, in percent.' })
  targetUtilisationPercent!: string;

  @Field(() => Int, { description: 'Minutes of a full-time week in this organisation.' })
  standardWeekMinutes!: number;

  @Field(() => Int, {
    description: 'People with a day of unknown capacity: the minutes of such days are in no number.',
  })
  unknownWorkers!: number;

  @Field(() => [WorkforceNeedLine], {
    description: 'Groups with any demand or supply, by ids of department and skill and by role, none last.',
  })
  lines!: WorkforceNeedLine[];
}
