import { Field, Int, ObjectType } from 'type-graphql';
import { type Standing, standingById } from '../auth/grants.js';
import { canSeeAssignment, canSeeWorker } from '../auth/policy.js';
import {
  type AssignmentDays,
  assignmentDays,
  departmentDays,
  KNOWN,
  type MeasuredDays,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { GroupSums } from '../capacity/calendar-sums.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { departmentsIn, expectInReach, isWithin, workersInScope } from './scope.js';
import { visitFacts } from './worker-facts.js';

const ALONE = 'Null where every capacity is unknown.';

@ObjectType({ simpleResolvers: true, description: 'What one assignment takes of the capacity broken down.' })
export class BreakdownLine {
  assignmentId!: string;

  @Field(() => Int, { description: 'Minutes.' })
  minutes!: number;

  @Field(() => Boolean, { description: 'Whether it counts as confirmed, rather than as tentative.' })
  isConfirmed!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What capacity consists of: contracted = holiday + time off + effective minutes; confirmed and tentative minutes are those of the lines and of the others. Days of unknown capacity are left out.',
})
export class CapacityBreakdown {
  @Field(() => Int, { nullable: true, description: `Minutes by work pattern. ${ALONE}` })
  contractedMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Contracted minutes that public holidays take. ${ALONE}` })
  holidayMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Contracted minutes that time off takes. ${ALONE}` })
  timeOffMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Contracted minutes that remain. ${ALONE}` })
  effectiveMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Minutes of confirmed assignments. ${ALONE}` })
  confirmedMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: `Minutes of proposed assignments. ${ALONE}` })
  tentativeMinutes!: number | null;

  @Field(() => [BreakdownLine], {
    description: 'Assignments that the viewer may see: confirmed ones first, those with most minutes first.',
  })
  lines!: BreakdownLine[];

  @Field(() => Int, {
    description: 'Confirmed minutes of assignments without a line, hidden ones among them.',
  })
  otherConfirmedMinutes!: number;

  @Field(() => Int, {
    description: 'Tentative minutes of assignments without a line, hidden ones among them.',
  })
  otherTentativeMinutes!: number;
}

export interface BreakdownQuestion {
  range: DateRange;
  workerId: string | null;
  departmentId: string | null;
  includeSubtree: boolean;
  first: number;
}

/**
 * What the capacity of a worker, a department or the organisation consists of; of a department its members' shares.
 * @throws UserError BAD_USER_INPUT with all faults, NOT_FOUND
 */
export async function capacityBreakdown(
  ctx: Context,
  question: BreakdownQuestion,
): Promise<CapacityBreakdown> {
  checkBreakdown(question);
  const { range, workerId } = question;
  if (workerId) await expectInReach(ctx, [workerId]);
  const departmentIds = await departmentsIn(ctx, question);
  const scope = workerId ? { workerIds: [workerId] } : {};
  const sums = new GroupSums([range]);
  const lines: BreakdownLine[] = [];
  await visitFacts(ctx, await workersInScope(ctx, scope, departmentIds, range), range, async (some) => {
    const standings = await standingById.loadMany(
      ctx,
      some.map((facts) => facts.workerId),
    );
    for (const [i, facts] of some.entries()) {
      const days = workerDays(facts, range);
      const parts = departmentDays(facts, days);
      sums.addWorker(
        departmentIds ? parts.filter((part) => isWithin(departmentIds, part.departmentId)) : parts,
      );
      lines.push(...visibleLines(ctx, facts, { standing: standings[i]!, departmentIds, days }));
    }
  });
  const { contracted, holiday, timeOff, effective, confirmed, tentative } = sums.sums()[0]!;
  const shown = lines.sort(byMinutes).slice(0, question.first);
  return {
    contractedMinutes: contracted,
    holidayMinutes: holiday,
    timeOffMinutes: timeOff,
    effectiveMinutes: effective,
    confirmedMinutes: confirmed,
    tentativeMinutes: tentative,
    lines: shown,
    otherConfirmedMinutes: (confirmed ?? 0) - sumOf(shown.filter(({ isConfirmed }) => isConfirmed)),
    otherTentativeMinutes: (tentative ?? 0) - sumOf(shown.filter(({ isConfirmed }) => !isConfirmed)),
  };
}

interface Cell {
  standing: Standing;
  departmentIds: ReadonlySet<string> | null;
  days: MeasuredDays;
}

function visibleLines(
  { viewer }: Context,
  facts: WorkerFacts,
  { standing, departmentIds, days }: Cell,
): BreakdownLine[] {
  if (!canSeeWorker(viewer, standing)) return [];
  return assignmentDays(facts, days)
    .filter(({ assignment }) => canSeeAssignment(viewer, assignment.objectiveId, standing))
    .map((each) => ({
      assignmentId: each.assignment.id,
      isConfirmed: each.assignment.firmness === 'HARD',
      minutes: minutesIn(each, departmentIds, days.states),
    }))
    .filter(({ minutes }) => minutes > 0);
}

/** On the days on which capacity is known. */
function minutesIn(
  { minutes, departments }: AssignmentDays,
  departmentIds: ReadonlySet<string> | null,
  states: Uint8Array,
): number {
  const parts = departmentIds
    ? departments
        .filter(({ departmentId }) => isWithin(departmentIds, departmentId))
        .map((part) => part.minutes)
    : [minutes];
  return parts.reduce(
    (sum, part) => part.reduce((each, value, i) => each + (states[i] === KNOWN ? value : 0), sum),
    0,
  );
}

function byMinutes(a: BreakdownLine, b: BreakdownLine): number {
  if (a.isConfirmed !== b.isConfirmed) return a.isConfirmed ? -1 : 1;
  return b.minutes - a.minutes || (a.assignmentId < b.assignmentId ? -1 : 1);
}

const sumOf = (lines: readonly BreakdownLine[]): number =>
  lines.reduce((sum, { minutes }) => sum + minutes, 0);

function checkBreakdown({ range, workerId, departmentId, first }: BreakdownQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    workerId === null || departmentId === null,
    ['workerId'],
    'SCOPE',
    'It is of a worker, of a department or of all: name one of them.',
  );
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  faults.throwIfAny();
}
