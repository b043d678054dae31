import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CapacityLine, CapacityWeek } from '../capacity/spans.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

export enum MessageKind {
  SNAPSHOT = 'SNAPSHOT',
  DELTA = 'DELTA',
  CAUGHT_UP = 'CAUGHT_UP',
  HEARTBEAT = 'HEARTBEAT',
}
registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'What a message of a stream is.',
  valuesConfig: {
    SNAPSHOT: { description: 'A part of the state that the deltas behind it are changes of.' },
    DELTA: { description: 'One change.' },
    CAUGHT_UP: { description: 'All that had happened before was sent: from here on it is news.' },
    HEARTBEAT: { description: 'Nothing happened for 15 seconds; the cursor has moved on all the same.' },
  },
});

type Values = readonly (number | null)[];
const DAYS = 'Seven days, Monday first, in minutes; null on days of unknown capacity.';

@ObjectType({ simpleResolvers: true, description: 'What a worker contributes to a department in a week.' })
export class CapacityWeekValues {
  @Field(() => [Int], { nullable: 'items', description: `By work pattern. ${DAYS}` })
  contractedMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Taken by public holidays. ${DAYS}` })
  holidayMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Taken by approved time off. ${DAYS}` })
  timeOffMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `What remains: capacity. ${DAYS}` })
  effectiveMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Of confirmed assignments. ${DAYS}` })
  confirmedMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Of proposed assignments. ${DAYS}` })
  tentativeMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Effective without confirmed work. ${DAYS}` })
  freeMinutes!: Values;

  @Field(() => [Int], { nullable: 'items', description: `Confirmed beyond effective. ${DAYS}` })
  overAllocatedMinutes!: Values;
}

@ObjectType({ description: 'What a change did to a worker’s contribution to one department in one week.' })
export class CapacityChangeLine {
  /** Null where the viewer may not see the worker. */
  workerId!: string | null;
  departmentId!: string | null;

  @Field(() => GraphQLDate, { description: 'The Monday of the week.' })
  week!: LocalDate;

  @Field(() => CapacityWeekValues, { description: 'As it was.' })
  before!: CapacityWeekValues;

  @Field(() => CapacityWeekValues, {
    description: 'As it is. The difference to `before` is the change of the department.',
  })
  after!: CapacityWeekValues;
}

@ObjectType({ simpleResolvers: true, description: 'A message of the stream of changes of capacity.' })
export class CapacityChange {
  @Field(() => MessageKind, { description: 'What this message is.' })
  kind!: MessageKind;

  @Field(() => String, {
    description: 'Where it stands in the stream: pass it as `after` to resume behind it.',
  })
  cursor!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What happened, such as `ASSIGNMENT_CONFIRMED`; null if not a DELTA, or if the viewer may not see the worker.',
  })
  cause!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Shared by all messages of one bulk change; null for a single one.',
  })
  causeId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was written; null if not a DELTA.' })
  occurredAt!: Date | null;

  @Field(() => [CapacityChangeLine], {
    description: 'What it did, within the scope and the weeks of the range; empty if not a DELTA.',
  })
  lines!: CapacityChangeLine[];
}

export function changeLineOf(
  { workerId, departmentId, week, before, after }: CapacityLine,
  isVisible: boolean,
): CapacityChangeLine {
  return {
    workerId: isVisible ? workerId : null,
    departmentId,
    week,
    before: valuesOf(before),
    after: valuesOf(after),
  };
}

function valuesOf({
  contracted,
  effective,
  timeOff,
  confirmed,
  tentative,
}: CapacityWeek): CapacityWeekValues {
  const perDay = (value: (day: number, effective: number) => number): Values =>
    effective.map((minutes, day) => (minutes === null ? null : value(day, minutes)));
  return {
    contractedMinutes: contracted,
    holidayMinutes: perDay((day, minutes) => contracted[day]! - minutes - timeOff[day]!),
    timeOffMinutes: timeOff,
    effectiveMinutes: effective,
    confirmedMinutes: confirmed,
    tentativeMinutes: tentative,
    freeMinutes: perDay((day, minutes) => Math.max(0, minutes - confirmed[day]!)),
    overAllocatedMinutes: perDay((day, minutes) => Math.max(0, confirmed[day]! - minutes)),
  };
}
