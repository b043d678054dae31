import { Field, Int, ObjectType } from 'type-graphql';
import { canSeeAssignment } from '../auth/policy.js';
import { fits, type Placement } from '../capacity/calendar-fits.js';
import { lastJudgedDay } from '../capacity/calendar-items.js';
import { horizonOf } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { type LocalDate, localDate } from '../time/local-date.js';
import { AssignmentDay } from './assignment.js';
import { CANDIDATE, candidateOf } from './assignment-candidate.js';
import type { Proposal } from './assignment-facts.js';
import { judge } from './judgement.js';

@ObjectType({
  description: 'Where the minutes of one assignment, or of those that the viewer may not see, find a place.',
})
export class AssignmentPlacement {
  assignmentId!: string | null;
  objectiveId!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the assignment that is tried.' })
  isCandidate!: boolean;

  @Field(() => [AssignmentDay], {
    description: 'Day by day, those of the assignment that is tried and with minutes only.',
  })
  days!: AssignmentDay[];

  @Field(() => Int, { description: 'Minutes that find no place on any of its days, within these or beyond.' })
  unplacedMinutes!: number;
}

@ObjectType({
  description:
    'How the confirmed assignments of a worker, and one that is tried, could all be worked: what is bound to a day first, then totals by earliest deadline, each on its earliest days with room. Nothing is written.',
})
export class AssignmentFit {
  @Field(() => Boolean, { description: 'Whether confirming it would not be refused.' })
  fits!: boolean;

  @Field(() => Int, { description: 'Minutes of all his assignments that find no place, now.' })
  minutesOverBefore!: number;

  @Field(() => Int, {
    description: 'Minutes of all his assignments that find no place, once it is confirmed.',
  })
  minutesOverAfter!: number;

  @Field(() => [AssignmentPlacement], {
    description: 'Those that work on its days or find no place, the one that is tried first.',
  })
  placements!: AssignmentPlacement[];
}

/** @throws UserError as `assignmentPreview` */
export async function assignmentFit(ctx: Context, proposal: Proposal): Promise<AssignmentFit> {
  const { standing, columns, before, after } = await candidateOf(ctx, proposal);
  const verdict = judge(ctx, standing, before, after, columns);
  const horizon = lastJudgedDay(horizonOf(ctx.now()).to, before, after);
  const placements = fits(after, horizon).map((placement) =>
    placementOf(placement, columns.from, columns.to ?? horizon),
  );
  const candidate = placements.filter(({ assignmentId }) => assignmentId === CANDIDATE);
  const others = placements.filter(({ assignmentId }) => assignmentId !== CANDIDATE);
  const visible = others.filter(({ objectiveId }) => canSeeAssignment(ctx.viewer, objectiveId!, standing));
  const hidden = merged(others.filter((placement) => !visible.includes(placement)));
  return {
    fits: verdict.reason === null,
    minutesOverBefore: verdict.minutesOverBefore,
    minutesOverAfter: verdict.minutesOverAfter,
    placements: [
      ...candidate.map((placement) => ({ ...placement, assignmentId: null, isCandidate: true })),
      ...[...visible, hidden].filter(({ days, unplacedMinutes }) => days.length > 0 || unplacedMinutes > 0),
    ],
  };
}

function placementOf(
  { assignment, firstDay, minutes, unplacedMinutes }: Placement,
  from: LocalDate,
  to: LocalDate,
): AssignmentPlacement {
  const days = Array.from(minutes, (each, i) => ({ date: localDate(firstDay + i), minutes: each }));
  return {
    assignmentId: assignment.id,
    objectiveId: assignment.objectiveId,
    isCandidate: false,
    days: days.filter(({ date, minutes }) => minutes > 0 && date >= from && date <= to),
    unplacedMinutes,
  };
}

/** Together, without names. */
function merged(placements: readonly AssignmentPlacement[]): AssignmentPlacement {
  const byDate = new Map<LocalDate, number>();
  for (const { date, minutes } of placements.flatMap(({ days }) => days)) {
    byDate.set(date, (byDate.get(date) ?? 0) + minutes);
  }
  return {
    assignmentId: null,
    objectiveId: null,
    isCandidate: false,
    days: Array.from(byDate, ([date, minutes]) => ({ date, minutes })).sort((a, b) =>
      a.date < b.date ? -1 : 1,
    ),
    unplacedMinutes: placements.reduce((sum, { unplacedMinutes }) => sum + unplacedMinutes, 0),
  };
}
