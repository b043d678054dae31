import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { assignmentDays, workerDays } from '../capacity/calendar.js';
import { unscheduledMinutes } from '../capacity/calendar-load.js';
import { horizonOf } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { CANDIDATE, candidateOf } from './assignment-candidate.js';
import type { Proposal } from './assignment-facts.js';
import { judge } from './judgement.js';
import { Overbooking } from './overbooking.js';

export enum RefusalReason {
  OVERBOOKED = 'OVERBOOKED',
  NO_PATTERN = 'NO_PATTERN',
}
registerEnumType(RefusalReason, {
  name: 'RefusalReason',
  description: 'Why a confirmation would be refused.',
  valuesConfig: {
    OVERBOOKED: { description: 'More minutes would find no place than do now.' },
    NO_PATTERN: { description: 'An engagement of those days has no work pattern: capacity is unknown.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What confirming an assignment would do. Nothing is written.',
})
export class AssignmentPreview {
  @Field(() => Boolean, { description: 'Whether it would be confirmed.' })
  fits!: boolean;

  @Field(() => RefusalReason, { nullable: true, description: 'Why it would be refused; null where it fits.' })
  reason!: RefusalReason | null;

  @Field(() => Int, {
    description: 'Minutes it takes, over its days; an open one to the end of the horizon.',
  })
  plannedMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes of a total that would be placed on no day, as none of its days has capacity.',
  })
  unscheduledMinutes!: number;

  @Field(() => Int, { description: 'Free minutes of the worker on these days, now.' })
  freeMinutesBefore!: number;

  @Field(() => Int, { description: 'Free minutes of the worker on these days, once it is confirmed.' })
  freeMinutesAfter!: number;

  @Field(() => Int, { description: 'Minutes of all his assignments that find no place, now.' })
  minutesOverBefore!: number;

  @Field(() => Int, {
    description: 'Minutes of all his assignments that find no place, once it is confirmed.',
  })
  minutesOverAfter!: number;

  @Field(() => [Overbooking], {
    description: 'The certificate: the overbooked windows of these days, empty where it fits.',
  })
  overbookings!: Overbooking[];
}

/** @throws UserError as `assignmentPropose`, but for rights: whoever sees the worker may ask */
export async function assignmentPreview(ctx: Context, proposal: Proposal): Promise<AssignmentPreview> {
  const { standing, columns, before, after } = await candidateOf(ctx, proposal);
  const verdict = judge(ctx, standing, before, after, columns);
  const horizon = horizonOf(ctx.now()).to;
  const window = { from: columns.from, to: columns.to ?? horizon };
  const [daysBefore, daysAfter] = [workerDays(before, window), workerDays(after, window)];
  const planned = assignmentDays(after, daysAfter).find(({ assignment }) => assignment.id === CANDIDATE);
  return {
    fits: verdict.reason === null,
    reason: verdict.reason as RefusalReason | null,
    plannedMinutes: sum(planned?.minutes),
    unscheduledMinutes: unscheduledMinutes(after, CANDIDATE),
    freeMinutesBefore: sum(daysBefore.free),
    freeMinutesAfter: sum(daysAfter.free),
    minutesOverBefore: verdict.minutesOverBefore,
    minutesOverAfter: verdict.minutesOverAfter,
    overbookings: verdict.overbookings.map((window) => ({
      ...window,
      lines: window.lines.map((line) =>
        line.assignmentId === CANDIDATE ? { ...line, assignmentId: null } : line,
      ),
    })),
  };
}

const sum = (minutes: Int32Array | undefined): number =>
  minutes?.reduce((total, each) => total + each, 0) ?? 0;
