import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { utilisation } from '../capacity/calendar-ratios.js';
import type { GroupSum } from '../capacity/calendar-sums.js';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

export enum Bucket {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
}
registerEnumType(Bucket, {
  name: 'Bucket',
  description: 'Into what a range is divided. The first and the last one are cut to the range.',
  valuesConfig: {
    DAY: { description: 'Calendar days.' },
    WEEK: { description: 'Weeks from Monday to Sunday (ISO 8601).' },
    MONTH: { description: 'Calendar months.' },
    QUARTER: { description: 'Calendar quarters.' },
  },
});

const UNKNOWN = 'Null where every member’s capacity is unknown.';

@ObjectType({
  simpleResolvers: true,
  description:
    'Capacity of days from `from` to `to`, in minutes. contracted = holiday + timeOff + effective; free - overAllocated = effective - confirmed, day by day.',
})
export class CapacityBucket {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, { nullable: true, description: `Minutes by work pattern. ${UNKNOWN}` })
  contractedMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Contracted minutes that public holidays take. ${UNKNOWN}`,
  })
  holidayMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Contracted minutes that approved time off takes. ${UNKNOWN}`,
  })
  timeOffMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Contracted minutes that remain: capacity. ${UNKNOWN}` })
  effectiveMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Minutes of confirmed assignments. ${UNKNOWN}` })
  confirmedMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Minutes of proposed assignments. ${UNKNOWN}` })
  tentativeMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Effective minutes without confirmed work, day by day. ${UNKNOWN}`,
  })
  freeMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Confirmed minutes beyond the effective ones, day by day. ${UNKNOWN}`,
  })
  overAllocatedMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Confirmed minutes on days without capacity. ${UNKNOWN}` })
  outsideCapacityMinutes!: number | null;

  @Field(() => Int, {
    description:
      'Confirmed minutes of people on days on which their capacity is unknown: not in any other sum.',
  })
  unknownConfirmedMinutes!: number;

  @Field(() => Int, {
    description: 'People with a day of unknown capacity (an engagement without a work pattern).',
  })
  unknownWorkers!: number;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'Confirmed by effective minutes in percent, half up to two decimals: of a group the ratio of sums. Null where nothing is effective.',
  })
  utilisationPercent!: string | null;
}

export function bucketOf({ from, to }: { from: LocalDate; to: LocalDate }, sum: GroupSum): CapacityBucket {
  const hundredths = utilisation(sum.confirmed, sum.effective);
  return {
    from,
    to,
    contractedMinutes: sum.contracted,
    holidayMinutes: sum.holiday,
    timeOffMinutes: sum.timeOff,
    effectiveMinutes: sum.effective,
    confirmedMinutes: sum.confirmed,
    tentativeMinutes: sum.tentative,
    freeMinutes: sum.free,
    overAllocatedMinutes: sum.overAllocated,
    outsideCapacityMinutes: sum.outsideCapacity,
    unknownConfirmedMinutes: sum.unknownConfirmed,
    unknownWorkers: sum.unknownWorkers,
    utilisationPercent: hundredths === null ? null : (hundredths / 100).toFixed(2),
  };
}

@ObjectType({ description: 'The capacity of a worker, of a department, or of the organisation.' })
export class CapacityLine {
  workerId!: string | null;
  departmentId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name that a scenario gives to a worker who does not exist yet, where the line is theirs; null otherwise.',
  })
  name!: string | null;

  @Field(() => [CapacityBucket], { description: 'Bucket by bucket, in order.' })
  buckets!: CapacityBucket[];

  @Field(() => CapacityBucket, { description: 'The whole range.' })
  total!: CapacityBucket;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An answer to: who has capacity, and where does it fall short?',
})
export class CapacityReport {
  @Field(() => [CapacityLine], {
    description:
      'For workers in the order asked; for all departments by id, with no department last; else one line.',
  })
  lines!: CapacityLine[];
}
