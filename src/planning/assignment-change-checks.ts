import { withHundredths } from '../assignments/assignment.inputs.js';
import { AssignmentState, assignmentById } from '../assignments/assignment.js';
import { changed, endOf, expectChangeable } from '../assignments/assignment-facts.js';
import { assignableWorker, expectOpenObjective } from '../assignments/assignment-rights.js';
import { requireLoad } from '../assignments/load.js';
import type { Context } from '../graphql/context.js';
import { expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { applied, type Planned } from './applied.js';
import { newPeople, worldOf } from './as-if.js';
import { takenOver } from './handover.js';
import type {
  ScenarioAssignmentAddInput,
  ScenarioAssignmentMoveInput,
  ScenarioAssignmentRemoveInput,
} from './scenario.inputs.js';
import type { Checked, ScenarioChange } from './scenario-change.js';

/** @throws UserError as `assignmentPropose`, but for rights */
export async function checkAssignmentAdd(
  ctx: Context,
  { assignment, isFirm }: ScenarioAssignmentAddInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const proposal = withHundredths(assignment);
  const faults = new Faults();
  requireLoad(faults, proposal, ctx.now());
  faults.throwIfAny();
  await expectWorker(ctx, proposal.workerId, earlier);
  await expectOpenObjective(ctx, proposal.objectiveId);
  return { details: { kind: 'ASSIGNMENT_ADD', proposal, isFirm }, seen: {} };
}

/** @throws UserError as `assignmentUpdate`, but for rights and capacity; CONFLICT (ALREADY_CHANGED) */
export async function checkAssignmentMove(
  ctx: Context,
  { id, expectedVersion, workerId, ...input }: ScenarioAssignmentMoveInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const changes = withHundredths(input);
  const assignment = await assignmentToChange(ctx, { id, expectedVersion }, earlier);
  const toWorkerId = workerId && workerId !== assignment.workerId ? workerId : null;
  const next = toWorkerId === null ? changed(assignment, changes) : takenOver(assignment, changes);
  const faults = new Faults();
  faults.require(
    toWorkerId !== null || Object.values(changes).some((value) => value !== undefined),
    ['input'],
    'NOTHING_CHANGES',
    'State what changes: the worker, the days, the load or the role.',
  );
  // Days before a handover stay with who has it.
  const days = toWorkerId === null ? next.days : (next.days?.filter(({ date }) => date >= next.from) ?? null);
  requireLoad(faults, { ...next, days }, ctx.now());
  if (toWorkerId !== null) requireHandover(faults, assignment, next.from);
  faults.throwIfAny();
  if (toWorkerId !== null) {
    await expectWorker(ctx, toWorkerId, earlier);
    await expectOpenObjective(ctx, assignment.objectiveId);
  }
  return {
    details: {
      kind: 'ASSIGNMENT_MOVE',
      assignmentId: id,
      objectiveId: assignment.objectiveId,
      workerId: assignment.workerId,
      toWorkerId,
      changes,
    },
    seen: { [id]: expectedVersion },
  };
}

/** Notes what is wrong with the day of a handover: ALREADY_BEGUN, OUTSIDE_ASSIGNMENT. */
function requireHandover(faults: Faults, assignment: Planned, day: string): void {
  const end = endOf(assignment);
  faults.require(
    assignment.state !== AssignmentState.ACTIVE || day > assignment.from,
    ['input', 'from'],
    'ALREADY_BEGUN',
    `It is being worked on since ${assignment.from}: state a later day from which it is taken over.`,
  );
  faults.require(
    end === null || day <= end,
    ['input', 'from'],
    'OUTSIDE_ASSIGNMENT',
    `It ends on ${end}: nothing is left to be taken over on ${day}.`,
  );
}

/** @throws UserError as `assignmentCancel` and `assignmentRelease`, but for rights; CONFLICT (ALREADY_CHANGED) */
export async function checkAssignmentRemove(
  ctx: Context,
  { id, expectedVersion, lastDay = null }: ScenarioAssignmentRemoveInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const assignment = await assignmentToChange(ctx, { id, expectedVersion }, earlier);
  const end = endOf(assignment);
  const hasBegun = assignment.state === AssignmentState.ACTIVE;
  const faults = new Faults();
  faults.require(
    hasBegun === (lastDay !== null),
    ['input', 'lastDay'],
    hasBegun ? 'ALREADY_BEGUN' : 'NOT_BEGUN',
    hasBegun
      ? 'It is being worked on: state the last day worked.'
      : 'It has not begun, and is called off as a whole: it has no last day worked.',
  );
  faults.require(
    lastDay === null || (lastDay >= assignment.from && (end === null || lastDay <= end)),
    ['input', 'lastDay'],
    'OUTSIDE_ASSIGNMENT',
    `The last day lies within the assignment, ${assignment.from} to ${end ?? 'open'}; ${lastDay} does not.`,
  );
  faults.throwIfAny();
  return {
    details: { kind: 'ASSIGNMENT_REMOVE', assignmentId: id, workerId: assignment.workerId, lastDay },
    seen: { [id]: expectedVersion },
  };
}

/** An assignment as earlier changes leave it, which none of them may have changed by name. */
async function assignmentToChange(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  earlier: readonly ScenarioChange[],
): Promise<Planned> {
  const found = await assignmentById.load(ctx, id);
  if (!found) throw notFound('Assignment', id);
  expectVersion(found, expectedVersion);
  expectChangeable(found);
  if (earlier.some(({ details }) => 'assignmentId' in details && details.assignmentId === id)) {
    throw new UserError(
      'CONFLICT',
      'The scenario changes this assignment already: remove that change first.',
      {
        reason: 'ALREADY_CHANGED',
        field: ['input', 'id'],
      },
    );
  }
  const world = applied(await worldOf(ctx, earlier, [found.workerId]), earlier);
  const assignment = world.assignments.get(id)!;
  expectChangeable(assignment);
  return assignment;
}

/** Somebody in reach, or whom the scenario adds. @throws UserError NOT_FOUND, CONFLICT (WORKER_ARCHIVED) */
async function expectWorker(ctx: Context, id: string, earlier: readonly ScenarioChange[]): Promise<void> {
  if (!newPeople(earlier).has(id)) await assignableWorker(ctx, id);
}
