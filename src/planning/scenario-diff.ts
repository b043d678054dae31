import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Overbooking } from '../assignments/overbooking.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { CapacityBucket } from './capacity.js';

/** What is compared, by the field of a bucket that holds it. */
export const COMPARED = {
  CONTRACTED: 'contractedMinutes',
  HOLIDAY: 'holidayMinutes',
  TIME_OFF: 'timeOffMinutes',
  EFFECTIVE: 'effectiveMinutes',
  CONFIRMED: 'confirmedMinutes',
  TENTATIVE: 'tentativeMinutes',
  FREE: 'freeMinutes',
  OVER_ALLOCATED: 'overAllocatedMinutes',
  OUTSIDE_CAPACITY: 'outsideCapacityMinutes',
  UNKNOWN_CONFIRMED: 'unknownConfirmedMinutes',
  UNKNOWN_WORKERS: 'unknownWorkers',
} as const;
export type ComparedMeasure = keyof typeof COMPARED;
const ComparedMeasure = Object.fromEntries(Object.keys(COMPARED).map((name) => [name, name])) as {
  [Name in ComparedMeasure]: Name;
};
registerEnumType(ComparedMeasure, {
  name: 'ComparedMeasure',
  description: 'A measure of capacity that a scenario can change.',
  valuesConfig: Object.fromEntries(
    Object.entries(COMPARED).map(([name, field]) => [name, { description: `\`${field}\` of a bucket.` }]),
  ) as never,
});

@ObjectType({ simpleResolvers: true, description: 'What a scenario makes of one measure.' })
export class MeasureDifference {
  @Field(() => ComparedMeasure, { description: 'Which measure.' })
  measure!: ComparedMeasure;

  @Field(() => Int, { nullable: true, description: 'As it is; null where it is unknown.' })
  before!: number | null;

  @Field(() => Int, { nullable: true, description: 'As it would be; null where it is unknown.' })
  after!: number | null;

  @Field(() => Int, { nullable: true, description: 'after - before; null where either is unknown.' })
  delta!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a scenario makes of the days from `from` to `to`.' })
export class ScenarioDiffBucket {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => CapacityBucket, { description: 'As it is.' })
  before!: CapacityBucket;

  @Field(() => CapacityBucket, { description: 'As it would be.' })
  after!: CapacityBucket;

  @Field(() => [MeasureDifference], { description: 'The measures that differ, and by how much.' })
  differences!: MeasureDifference[];
}

@ObjectType({ description: 'What a scenario makes of the capacity of a department.' })
export class ScenarioDepartmentDiff {
  departmentId!: string | null;

  @Field(() => [ScenarioDiffBucket], { description: 'The buckets that differ, in order.' })
  buckets!: ScenarioDiffBucket[];

  @Field(() => ScenarioDiffBucket, { description: 'The whole range.' })
  total!: ScenarioDiffBucket;
}

@ObjectType({
  description:
    'What a scenario makes of the capacity of a worker; of all those together whom the viewer may not see.',
})
export class ScenarioWorkerDiff {
  /** Null: not one worker, but those whom the viewer may not see. */
  workerId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name that the scenario gives to a worker who does not exist yet; null otherwise.',
  })
  name!: string | null;

  @Field(() => Boolean, {
    description: 'Whether these are, in one line, the workers whom the viewer may not see.',
  })
  isOthers!: boolean;

  @Field(() => [ScenarioDiffBucket], { description: 'The buckets that differ, in order.' })
  buckets!: ScenarioDiffBucket[];

  @Field(() => ScenarioDiffBucket, { description: 'The whole range.' })
  total!: ScenarioDiffBucket;

  @Field(() => [Overbooking], {
    description:
      'Overbooked windows of the range that there would be, and are not now, or not so. Empty for others.',
  })
  overbookingsOpened!: Overbooking[];

  @Field(() => [Overbooking], {
    description:
      'Overbooked windows of the range that are there, and would not be, or not so. Empty for others.',
  })
  overbookingsClosed!: Overbooking[];

  @Field(() => Int, { description: 'Minutes over of the overbooked windows of the range, as they are.' })
  minutesOverBefore!: number;

  @Field(() => Int, { description: 'Minutes over of the overbooked windows of the range, as they would be.' })
  minutesOverAfter!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a scenario makes of the staffing needs of a department, from today on, in minutes.',
})
export class ScenarioNeedBucket {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'Minutes of OPEN needs, as they are.' })
  unmetMinutesBefore!: number;

  @Field(() => Int, { description: 'Minutes of OPEN needs, as they would be.' })
  unmetMinutesAfter!: number;

  @Field(() => Int, { description: 'Minutes of needs that the scenario says are met.' })
  metMinutes!: number;
}

@ObjectType({ description: 'What a scenario makes of the staffing needs of a department.' })
export class ScenarioNeedDiff {
  departmentId!: string | null;

  @Field(() => [ScenarioNeedBucket], { description: 'Bucket by bucket, in order.' })
  buckets!: ScenarioNeedBucket[];

  @Field(() => ScenarioNeedBucket, { description: 'The whole range.' })
  total!: ScenarioNeedBucket;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a scenario changes, and nothing else: whom it leaves as they are has no line.',
})
export class ScenarioDiff {
  @Field(() => [ScenarioDepartmentDiff], {
    description: 'By id, the share of people that belongs to no department last. Each is its own members.',
  })
  departments!: ScenarioDepartmentDiff[];

  @Field(() => [ScenarioWorkerDiff], {
    description: 'By id, those who come last, and behind them, as one, those whom the viewer may not see.',
  })
  workers!: ScenarioWorkerDiff[];

  @Field(() => [ScenarioNeedDiff], {
    description: 'By department whose needs it touches, by id; needs of no department last.',
  })
  needs!: ScenarioNeedDiff[];
}
