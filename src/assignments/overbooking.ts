import { Field, Int, ObjectType } from 'type-graphql';
import type { Standing } from '../auth/grants.js';
import { canSeeAssignment } from '../auth/policy.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { overbookings, type Overbooking as Window } from '../capacity/calendar-overbookings.js';
import type { Context } from '../graphql/context.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({
  description: 'What one assignment, or the others together, must have done within an overbooked window.',
})
export class OverbookingLine {
  assignmentId!: string | null;
  objectiveId!: string | null;

  @Field(() => Int, { description: 'Minutes that must lie within the window.' })
  minutes!: number;
}

@ObjectType({
  description:
    'Days in which more minutes must be worked than there are (Hall’s condition), with what forces them.',
})
export class Overbooking {
  @Field(() => GraphQLDate, { description: 'The first day of the window.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day of the window, included.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'Minutes that find no place.' })
  minutesOver!: number;

  @Field(() => Int, { description: 'Effective minutes that there are.' })
  availableMinutes!: number;

  @Field(() => [OverbookingLine], {
    description: 'What forces them. Assignments that the viewer may not see are one line without a name.',
  })
  lines!: OverbookingLine[];
}

/** The overbooked windows that meet a range, for this viewer. */
export function certificate(
  ctx: Context,
  facts: WorkerFacts,
  standing: Standing,
  range: DateRange,
  horizon: LocalDate,
): Overbooking[] {
  return overbookings(facts, range, horizon).map((window) => ({
    from: window.from,
    to: window.to,
    minutesOver: window.minutesOver,
    availableMinutes: window.availableMinutes,
    lines: linesOf(ctx, standing, window),
  }));
}

function linesOf({ viewer }: Context, standing: Standing, { forced }: Window): OverbookingLine[] {
  const lines = forced.map(({ assignment, minutes }) => ({
    assignmentId: assignment.id,
    objectiveId: assignment.objectiveId,
    minutes,
  }));
  const visible = lines.filter(({ objectiveId }) => canSeeAssignment(viewer, objectiveId, standing));
  const hidden = lines
    .filter((line) => !visible.includes(line))
    .reduce((sum, { minutes }) => sum + minutes, 0);
  return hidden > 0 ? [...visible, { assignmentId: null, objectiveId: null, minutes: hidden }] : visible;
}
