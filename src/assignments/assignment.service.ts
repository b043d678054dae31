import type { Standing } from '../auth/grants.js';
import { canConfirm, canOverbook, canPropose, canSeeAssignment } from '../auth/policy.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import {
  authorize,
  expectTransition,
  expectVersion,
  Faults,
  notFound,
  UserError,
} from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import { dayAtHome } from '../workforce/worker.js';
import { type Assignment, AssignmentState, assignmentTransitions } from './assignment.js';
import {
  changed,
  columnsOfProposal,
  endOf,
  expectChangeable,
  factsOf,
  type Proposal,
  type ProposalChanges,
  withAssignment,
} from './assignment-facts.js';
import { expectAssignable, expectOpen, holdStatus, lockWorker, lockWorkerOf } from './assignment-rights.js';
import { changeAssignment, insertAssignment, readAssignment } from './assignment-row.js';
import { judge, refuse, type Verdict } from './judgement.js';
import { endedOn, factsOfTotals } from './kept-minutes.js';
import { requireLoad } from './load.js';

/** An assignment as the caller has seen it. */
export interface Seen {
  id: string;
  expectedVersion: number;
}

/**
 * Asks for a worker: tentative, so it is never refused for want of capacity.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (OBJECTIVE_CLOSED, WORKER_ARCHIVED, EXTERNAL_ID_TAKEN)
 */
export async function assignmentPropose(ctx: Context, proposal: Proposal): Promise<Assignment> {
  const faults = new Faults();
  requireLoad(faults, proposal, ctx.now());
  faults.throwIfAny();
  let standing!: Standing;
  let status!: string | null;
  return changingCapacity(ctx, {
    workerIds: [proposal.workerId],
    async lock() {
      // In this order, in one go.
      [standing, status] = await Promise.all([
        lockWorker(ctx, proposal.workerId),
        holdStatus(ctx, proposal.objectiveId),
      ]);
    },
    async change() {
      expectAssignable(ctx, standing);
      expectOpen(proposal.objectiveId, status);
      authorize(canPropose(ctx.viewer, proposal.objectiveId, standing));
      return insertAssignment(ctx, { ...columnsOfProposal(proposal), state: AssignmentState.PROPOSED });
    },
    after: withAssignment,
    event: (assignment) => eventOf('ASSIGNMENT_PROPOSED', assignment, null),
  });
}

export interface AssignmentChanges extends Seen, ProposalChanges {}

/** Why a worker is to be overbooked. */
export interface Override {
  reason: string;
}

/**
 * Changes days, load or role of an assignment that has not ended. What is confirmed is judged like a confirmation.
 * @throws UserError as `assignmentConfirm`, and BAD_USER_INPUT
 */
export async function assignmentUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: AssignmentChanges,
  override?: Override | null,
): Promise<Assignment> {
  return changing(
    ctx,
    { id, expectedVersion },
    {
      kind: 'ASSIGNMENT_UPDATED',
      refusedAs: ['OVERBOOKED', 'NO_PATTERN'],
      override,
      mayDo: (assignment) => (assignment.state === AssignmentState.PROPOSED ? canPropose : canConfirm),
      write(assignment) {
        expectChangeable(assignment);
        const next = changed(assignment, changes);
        const faults = new Faults();
        requireLoad(faults, next, ctx.now());
        faults.throwIfAny();
        Object.assign(assignment, next);
      },
    },
  );
}

/**
 * Agrees to an assignment: from now on it takes capacity. With an `override` more of it than there is.
 * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION, OVERBOOKED with the
 * certificate, NO_PATTERN)
 */
export const assignmentConfirm = (
  ctx: Context,
  seen: Seen,
  override?: Override | null,
): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.CONFIRMED, {
    kind: 'ASSIGNMENT_CONFIRMED',
    mayDo: () => canConfirm,
    refusedAs: ['OVERBOOKED', 'NO_PATTERN'],
    override,
  });

/** @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const assignmentReject = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.REJECTED, { kind: 'ASSIGNMENT_REJECTED', mayDo: () => canConfirm });

/** Calls off what has not begun. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const assignmentCancel = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.CANCELLED, {
    kind: 'ASSIGNMENT_CANCELLED',
    mayDo: (assignment) => (assignment.state === AssignmentState.PROPOSED ? canPropose : canConfirm),
  });

/** @throws UserError as `assignmentCancel`, and CONFLICT (NOT_BEGUN) before its first day, where the worker lives */
export const assignmentActivate = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.ACTIVE, {
    kind: 'ASSIGNMENT_ACTIVATED',
    mayDo: () => canConfirm,
    async write({ from, workerId }) {
      expectDay(from <= (await dayAtHome(ctx, workerId)), 'NOT_BEGUN', `It begins on ${from}.`);
    },
  });

/** @throws UserError as `assignmentCancel`, and CONFLICT (NOT_ENDED) before its last day, where the worker lives */
export const assignmentComplete = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.COMPLETED, {
    kind: 'ASSIGNMENT_COMPLETED',
    mayDo: () => canConfirm,
    async write(assignment) {
      const to = endOf(assignment);
      expectDay(
        to !== null && to <= (await dayAtHome(ctx, assignment.workerId)),
        'NOT_ENDED',
        to === null ? 'It has no last day: release it.' : `It ends on ${to}.`,
      );
    },
  });

/**
 * Ends an assignment that is being worked on: `lastDay`, within its days, is the last one that it takes. A total keeps
 * what it had until then, and can no longer wait for later days: where there was room on those alone, that overbooks.
 * @throws UserError as `assignmentCancel`, BAD_USER_INPUT (OUTSIDE_ASSIGNMENT), and CONFLICT (OVERBOOKED)
 */
export const assignmentRelease = (
  ctx: Context,
  { lastDay, ...seen }: Seen & { lastDay: LocalDate },
  override?: Override | null,
): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.RELEASED, {
    kind: 'ASSIGNMENT_RELEASED',
    mayDo: () => canConfirm,
    // Not for want of a pattern: it asks for nothing.
    refusedAs: ['OVERBOOKED'],
    override,
    async write(assignment) {
      const { from } = assignment;
      const to = endOf(assignment);
      const faults = new Faults();
      faults.require(
        lastDay >= from && (to === null || lastDay <= to),
        ['input', 'lastDay'],
        'OUTSIDE_ASSIGNMENT',
        `The last day lies within the assignment, ${from} to ${to ?? 'open'}; ${lastDay} does not.`,
      );
      faults.throwIfAny();
      const facts = await factsOfTotals(ctx, [assignment]);
      Object.assign(assignment, endedOn(assignment, lastDay, facts.get(assignment.workerId)));
    },
  });

interface Writing {
  kind: string;
  mayDo: (
    assignment: Assignment,
  ) => (viewer: Context['viewer'], objectiveId: string, worker: Standing) => boolean;
  write: (assignment: Assignment) => void | Promise<void>;
  /** What may stand against it: it is judged where it is firm. Nothing does by default. */
  refusedAs?: readonly Verdict['reason'][];
  /** Lets it overbook the worker all the same. */
  override?: Override | null | undefined;
}

const transition = (
  ctx: Context,
  seen: Seen,
  to: AssignmentState,
  { write, ...writing }: Omit<Writing, 'write'> & Partial<Pick<Writing, 'write'>>,
): Promise<Assignment> =>
  changing(ctx, seen, {
    ...writing,
    async write(assignment) {
      expectTransition('The assignment', assignment.state, to, assignmentTransitions);
      await write?.(assignment);
      assignment.state = to;
    },
  });

/** One assignment, changed under the lock of its worker, and judged where it asks for more than before. */
async function changing(
  ctx: Context,
  { id, expectedVersion }: Seen,
  { kind, mayDo, write, refusedAs = [], override }: Writing,
): Promise<Assignment> {
  let standing!: Standing;
  let found!: Assignment | null;
  let before!: ReturnType<typeof factsOf>;
  let verdict: Verdict | null = null;
  const changed = await changingCapacity(ctx, {
    async workerIds() {
      // In this order: it is read once its worker is locked.
      const locking = lockWorkerOf(ctx, id);
      [standing, found] = await Promise.all([locking, readAssignment(ctx, id)]);
      return [standing.id];
    },
    async change() {
      // Whoever could be locked has it.
      const assignment = found!;
      if (!canSeeAssignment(ctx.viewer, assignment.objectiveId, standing)) throw notFound('Assignment', id);
      authorize(mayDo(assignment)(ctx.viewer, assignment.objectiveId, standing));
      if (override) authorize(canOverbook(ctx.viewer), 'Only a RESOURCE_MANAGER may overbook a worker.');
      expectVersion(assignment, expectedVersion);
      before = factsOf(assignment);
      await changeAssignment(ctx, assignment, async () => {
        await write(assignment);
        if (override) assignment.overrideReason = override.reason;
      });
      return assignment;
    },
    after: withAssignment,
    judge(was, is, assignment) {
      if (refusedAs.length === 0 || !isFirm(is, id)) return { fits: false };
      verdict = judge(ctx, standing, was, is, assignment);
      const isOverridden = override != null && verdict.reason === 'OVERBOOKED';
      if (refusedAs.includes(verdict.reason) && !isOverridden) refuse(verdict);
      return { fits: verdict.minutesOverAfter === 0 };
    },
    event: (assignment) => (assignment.version === before.version ? null : eventOf(kind, assignment, before)),
  });
  await recordOverbooking(ctx, changed, verdict);
  return changed;
}

/** That it was overbooked knowingly is an event of its own; why is not in the log. */
async function recordOverbooking(
  ctx: Context,
  { id, workerId }: Assignment,
  verdict: Verdict | null,
): Promise<void> {
  if (verdict?.reason !== 'OVERBOOKED') return;
  const { minutesOverBefore, minutesOverAfter } = verdict;
  await recordChange(ctx, {
    kind: 'ASSIGNMENT_OVERBOOKED',
    subjectType: 'Assignment',
    subjectId: id,
    workerId,
    before: { minutesOver: minutesOverBefore },
    after: { minutesOver: minutesOverAfter },
  });
}

const isFirm = (facts: WorkerFacts, id: string) =>
  facts.assignments.some((item) => item.id === id && item.firmness === 'HARD');

function expectDay(isReached: boolean, reason: string, message: string): void {
  if (!isReached) throw new UserError('CONFLICT', message, { reason });
}

const eventOf = (kind: string, assignment: Assignment, before: ReturnType<typeof factsOf> | null) => ({
  kind,
  subjectType: 'Assignment',
  subjectId: assignment.id,
  before,
  after: factsOf(assignment),
});
