import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { WeekTotals } from '../capacity/week-totals.js';
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
const DAYS = 'Seven days, Monday first, in minutes; null on days on which all capacity is unknown.';
const PEOPLE = 'Seven days, Monday first.';

@ObjectType({
  simpleResolvers: true,
  description:
    'What a worker, or a department, comes to in a week: what `capacity` says of these days. They add up over people, null counting as 0.',
})
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

  @Field(() => [Int], { nullable: 'items', description: `Confirmed on days without capacity. ${DAYS}` })
  outsideCapacityMinutes!: Values;

  @Field(() => [Int], {
    description: `Confirmed minutes of people whose capacity is unknown on that day: not in any other sum. ${PEOPLE}`,
  })
  unknownConfirmedMinutes!: readonly number[];

  @Field(() => [Int], {
    description: `Members whose capacity is known on that day, if only as none. ${PEOPLE}`,
  })
  knownPeople!: readonly number[];

  @Field(() => [Int], {
    description: `Members whose capacity is unknown on that day (an engagement without a work pattern). ${PEOPLE}`,
  })
  unknownPeople!: readonly number[];
}

@ObjectType({
  description:
    'What became of one department in one week: by a worker’s change, or, in a snapshot of departments, all of it.',
})
export class CapacityChangeLine {
  /** Null where the viewer may not see the worker, and in a snapshot of departments. */
  workerId!: string | null;
  departmentId!: string | null;

  @Field(() => GraphQLDate, { description: 'The Monday of the week.' })
  week!: LocalDate;

  @Field(() => CapacityWeekValues, { description: 'As it was. In a SNAPSHOT nothing, which is 0.' })
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
    description:
      'Where it stands in the stream: pass it as `after` to resume behind it. That of a snapshot’s part which others follow begins the snapshot anew.',
  })
  cursor!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What happened, such as `ASSIGNMENT_CONFIRMED`; null if not a DELTA of one change, or if the viewer may not see the worker.',
  })
  cause!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Shared by all messages of one bulk change; null for a single one, and where this tells of several.',
  })
  causeId!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was written; null if not a DELTA of one change.',
  })
  occurredAt!: Date | null;

  @Field(() => Int, {
    description:
      'Of how many changes this tells: 1 if a DELTA; more where the reader was slow, and they were merged; 0 for the others.',
  })
  changes!: number;

  @Field(() => [CapacityChangeLine], {
    description:
      'What it did, within the scope and the weeks of the range; in a SNAPSHOT what there is. Empty for the others.',
  })
  lines!: CapacityChangeLine[];

  @Field(() => Boolean, {
    description:
      'Whether who has applied this and all before holds the state at `cursor`: false only for a part of a SNAPSHOT that others follow.',
  })
  isComplete!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether a department was moved in the tree, so that others may belong to the scope from now on: follow anew, with a snapshot, to hold what they have.',
  })
  isScopeChanged!: boolean;
}

/** A line on its way to whoever follows; `before` and `after` add up over people. */
export interface ChangeLine {
  readonly workerId: string | null;
  readonly departmentId: string | null;
  readonly week: LocalDate;
  readonly before: WeekTotals;
  readonly after: WeekTotals;
}

export const changeLineOf = (
  { workerId, departmentId, week, before, after }: ChangeLine,
  isVisible: boolean,
): CapacityChangeLine => ({
  workerId: isVisible ? workerId : null,
  departmentId,
  week,
  before: valuesOf(before),
  after: valuesOf(after),
});

function valuesOf({ known, unknown, unknownConfirmed, ...minutes }: WeekTotals): CapacityWeekValues {
  const { contracted, effective, timeOff, confirmed, tentative, free, outsideCapacity } = minutes;
  // As `capacity` has it: only where there are people, and all of them unknown.
  const perDay = (value: (day: number) => number): Values =>
    known.map((people, day) => (people === 0 && unknown[day]! > 0 ? null : value(day)));
  return {
    contractedMinutes: perDay((day) => contracted[day]!),
    holidayMinutes: perDay((day) => contracted[day]! - effective[day]! - timeOff[day]!),
    timeOffMinutes: perDay((day) => timeOff[day]!),
    effectiveMinutes: perDay((day) => effective[day]!),
    confirmedMinutes: perDay((day) => confirmed[day]!),
    tentativeMinutes: perDay((day) => tentative[day]!),
    freeMinutes: perDay((day) => free[day]!),
    overAllocatedMinutes: perDay((day) => free[day]! - effective[day]! + confirmed[day]!),
    outsideCapacityMinutes: perDay((day) => outsideCapacity[day]!),
    unknownConfirmedMinutes: unknownConfirmed,
    knownPeople: known,
    unknownPeople: unknown,
  };
}
