import { Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../graphql/connection.js';
import { GraphQLZone } from '../graphql/scalars.js';

@InputType({ description: 'Whose working hours to share: a window by the clock of a zone.' })
export class OverlapInput {
  @Field(() => GraphQLZone, { description: 'The zone of those to work with.' })
  timeZone!: string;

  @Field(() => Int, { description: 'When their day begins, in minutes since midnight.', defaultValue: 540 })
  @Min(0)
  @Max(1_439)
  startMinute: number = 540;

  @Field(() => Int, {
    description: 'When their day ends, in minutes since midnight; after its begin.',
    defaultValue: 1_020,
  })
  @Min(1)
  @Max(1_440)
  endMinute: number = 1_020;

  @Field(() => Int, {
    description:
      'The least overlap on any working day of the range, in minutes; of those whose hours nobody knows it is 0.',
    defaultValue: 0,
  })
  @Min(0)
  @Max(1_440)
  minMinutes: number = 0;
}

export enum AvailabilityCriterion {
  FREE_TIME = 'FREE_TIME',
  SKILL_LEVEL = 'SKILL_LEVEL',
  OVERLAP = 'OVERLAP',
}
registerEnumType(AvailabilityCriterion, {
  name: 'AvailabilityCriterion',
  description: 'By what available workers are ranked.',
  valuesConfig: {
    FREE_TIME: { description: 'Free minutes by effective minutes of the range: up to 500 points.' },
    SKILL_LEVEL: {
      description: 'Levels of the skills asked for, by the highest possible: up to 300 points.',
    },
    OVERLAP: {
      description:
        'Average overlap of working hours, by the window asked for: up to 200 points; none where nobody knows the hours.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Why a worker is ranked where he is.' })
export class AvailabilityReason {
  @Field(() => AvailabilityCriterion, { description: 'What was judged.' })
  criterion!: AvailabilityCriterion;

  @Field(() => Int, { description: 'What it adds to the score.' })
  points!: number;

  @Field(() => String, { description: 'In words, with the facts.' })
  text!: string;
}

@ObjectType({ description: 'A worker who is free in the range asked for.' })
export class AvailableWorker {
  workerId!: string;

  @Field(() => Int, {
    description: 'Sum of the points of its reasons, 0 to 1,000: the higher, the earlier in the list.',
  })
  score!: number;

  @Field(() => Int, { description: 'Free minutes in the range, day by day.' })
  freeMinutes!: number;

  @Field(() => Int, { description: 'Effective minutes in the range.' })
  effectiveMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Average overlap of working hours a day, in minutes, by the windows of the work pattern, over the days that have any. Null if none was asked for, or where the pattern says minutes only.',
  })
  overlapMinutesPerDay!: number | null;

  @Field(() => [AvailabilityReason], { description: 'What the score consists of.' })
  reasons!: AvailabilityReason[];
}

@ObjectType({ simpleResolvers: true, description: 'An available worker in a list, with its cursor.' })
export class AvailableWorkerEdge {
  @Field(() => String, { description: 'Pass it as `after` to continue behind this item.' })
  cursor!: string;

  @Field(() => AvailableWorker, { description: 'The item itself.' })
  node!: AvailableWorker;
}

@ObjectType({ simpleResolvers: true, description: 'A page of available workers, best first.' })
export class AvailableWorkerConnection {
  @Field(() => [AvailableWorkerEdge], { description: 'The items with their cursors.' })
  edges!: AvailableWorkerEdge[];

  @Field(() => [AvailableWorker], { description: 'The items themselves.' })
  nodes!: AvailableWorker[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many workers are available in all.' })
  totalCount!: number;
}
