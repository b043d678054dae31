import { type Standing, standingById } from '../auth/grants.js';
import { canConfirm, canPropose, canSeeAssignment, canSeeWorker } from '../auth/policy.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import type { Context } from '../graphql/context.js';
import {
  authorize,
  expectTransition,
  expectVersion,
  Faults,
  notFound,
  UserError,
} from '../graphql/errors.js';
import type { Objective } from '../objectives/objective.js';
import type { LocalDate } from '../time/local-date.js';
import { Assignment, AssignmentState, assignmentTransitions, LoadMode } from './assignment.js';
import { judge, refuse } from './judgement.js';

/** How much, in one of two modes: `minutesPerDay`, or `percent` in hundredths of a percent. */
export interface Load {
  minutesPerDay?: number | null | undefined;
  percent?: number | null | undefined;
}

export interface Proposal extends Load {
  workerId: string;
  objectiveId: string;
  from: LocalDate;
  to?: LocalDate | null | undefined;
  role?: string | null | undefined;
  externalId?: string | null | undefined;
}

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
  requireLoad(faults, proposal);
  faults.throwIfAny();
  return changingCapacity(ctx, {
    workerIds: [proposal.workerId],
    async change() {
      const standing = await visibleStanding(ctx, proposal.workerId);
      await expectOpenObjective(ctx, proposal.objectiveId);
      authorize(canPropose(ctx.viewer, proposal.objectiveId, standing));
      const assignment = ctx.em.create(Assignment, {
        ...factsOfProposal(proposal),
        state: AssignmentState.PROPOSED,
      });
      await ctx.em.flush();
      return assignment;
    },
    event: (assignment) => eventOf('ASSIGNMENT_PROPOSED', assignment, null),
  });
}

export interface AssignmentChanges extends Seen, Load {
  from?: LocalDate | undefined;
  to?: LocalDate | null | undefined;
  role?: string | null | undefined;
}

const CHANGEABLE: readonly AssignmentState[] = [
  AssignmentState.PROPOSED,
  AssignmentState.CONFIRMED,
  AssignmentState.ACTIVE,
];

/**
 * Changes days, load or role of an assignment that has not ended. What is confirmed is judged like a confirmation.
 * @throws UserError as `assignmentConfirm`, and BAD_USER_INPUT
 */
export async function assignmentUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: AssignmentChanges,
): Promise<Assignment> {
  return changing(
    ctx,
    { id, expectedVersion },
    {
      kind: 'ASSIGNMENT_UPDATED',
      mayDo: (assignment) => (assignment.state === AssignmentState.PROPOSED ? canPropose : canConfirm),
      write(assignment) {
        if (!CHANGEABLE.includes(assignment.state)) {
          throw new UserError(
            'CONFLICT',
            `An assignment that is ${assignment.state} is not changed any more.`,
            {
              reason: 'ILLEGAL_TRANSITION',
              details: { state: assignment.state, allowed: CHANGEABLE },
            },
          );
        }
        const load = changes.minutesPerDay != null || changes.percent != null ? changes : assignment;
        const next = {
          from: changes.from ?? assignment.from,
          to: changes.to === undefined ? assignment.to : changes.to,
          role: changes.role === undefined ? assignment.role : changes.role,
          minutesPerDay: load.minutesPerDay ?? null,
          percent: load.percent ?? null,
        };
        const faults = new Faults();
        requireLoad(faults, next);
        faults.throwIfAny();
        ctx.em.assign(assignment, { ...next, load: modeOf(next) });
      },
    },
  );
}

/**
 * Agrees to an assignment: from now on it takes capacity.
 * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION, OVERBOOKED with the
 * certificate, NO_PATTERN)
 */
export const assignmentConfirm = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.CONFIRMED, { kind: 'ASSIGNMENT_CONFIRMED', mayDo: () => canConfirm });

/** @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const assignmentReject = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.REJECTED, { kind: 'ASSIGNMENT_REJECTED', mayDo: () => canConfirm });

/** Calls off what has not begun. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const assignmentCancel = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.CANCELLED, {
    kind: 'ASSIGNMENT_CANCELLED',
    mayDo: (assignment) => (assignment.state === AssignmentState.PROPOSED ? canPropose : canConfirm),
  });

/** @throws UserError as `assignmentCancel`, and CONFLICT (NOT_BEGUN) before its first day */
export const assignmentActivate = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.ACTIVE, {
    kind: 'ASSIGNMENT_ACTIVATED',
    mayDo: () => canConfirm,
    write: ({ from }) => expectDay(from <= civilDay(ctx), 'NOT_BEGUN', `It begins on ${from}.`),
  });

/** @throws UserError as `assignmentCancel`, and CONFLICT (NOT_ENDED) before its last day */
export const assignmentComplete = (ctx: Context, seen: Seen): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.COMPLETED, {
    kind: 'ASSIGNMENT_COMPLETED',
    mayDo: () => canConfirm,
    write: ({ to }) =>
      expectDay(
        to !== null && to <= civilDay(ctx),
        'NOT_ENDED',
        to === null ? 'It has no last day: release it.' : `It ends on ${to}.`,
      ),
  });

/**
 * Ends an assignment that is being worked on: `lastDay`, within its days, is the last one that it takes.
 * @throws UserError as `assignmentCancel`, and BAD_USER_INPUT (OUTSIDE_ASSIGNMENT)
 */
export const assignmentRelease = (
  ctx: Context,
  { lastDay, ...seen }: Seen & { lastDay: LocalDate },
): Promise<Assignment> =>
  transition(ctx, seen, AssignmentState.RELEASED, {
    kind: 'ASSIGNMENT_RELEASED',
    mayDo: () => canConfirm,
    write(assignment) {
      const { from, to } = assignment;
      const faults = new Faults();
      faults.require(
        lastDay >= from && (to === null || lastDay <= to),
        ['input', 'lastDay'],
        'OUTSIDE_ASSIGNMENT',
        `The last day lies within the assignment, ${from} to ${to ?? 'open'}; ${lastDay} does not.`,
      );
      faults.throwIfAny();
      assignment.releasedOn = lastDay;
    },
  });

interface Writing {
  kind: string;
  mayDo: (
    assignment: Assignment,
  ) => (viewer: Context['viewer'], objectiveId: string, worker: Standing) => boolean;
  write?: (assignment: Assignment) => void;
}

const transition = (
  ctx: Context,
  seen: Seen,
  to: AssignmentState,
  { kind, mayDo, write }: Writing,
): Promise<Assignment> =>
  changing(ctx, seen, {
    kind,
    mayDo,
    write(assignment) {
      expectTransition('The assignment', assignment.state, to, assignmentTransitions);
      write?.(assignment);
      assignment.state = to;
    },
  });

/** One assignment, changed under the lock of its worker, and judged where it is, or becomes, firm. */
async function changing(
  ctx: Context,
  { id, expectedVersion }: Seen,
  { kind, mayDo, write }: Required<Writing>,
): Promise<Assignment> {
  const workerId = await workerOf(ctx, id);
  let standing!: Standing;
  let before!: ReturnType<typeof factsOf>;
  return changingCapacity(ctx, {
    workerIds: [workerId],
    async change() {
      standing = await existingStanding(ctx, workerId);
      const assignment = await ctx.em.findOneOrFail(Assignment, { id });
      if (!canSeeAssignment(ctx.viewer, assignment.objectiveId, standing)) throw notFound('Assignment', id);
      authorize(mayDo(assignment)(ctx.viewer, assignment.objectiveId, standing));
      expectVersion(assignment, expectedVersion);
      before = factsOf(assignment);
      write(assignment);
      await ctx.em.flush();
      return assignment;
    },
    judge(was, is, assignment) {
      if (isFirm(is, id)) refuse(judge(ctx, standing, was, is, assignment));
    },
    event: (assignment) => (assignment.version === before.version ? null : eventOf(kind, assignment, before)),
  });
}

const isFirm = (facts: WorkerFacts, id: string) =>
  facts.assignments.some((item) => item.id === id && item.firmness === 'HARD');

async function workerOf(ctx: Context, id: string): Promise<string> {
  const [row] = await ctx.rows<{ workerId: string }>(
    'assignment.worker',
    'select worker_id as "workerId" from assignment where id = $1::uuid',
    [id],
  );
  if (!row) throw notFound('Assignment', id);
  return row.workerId;
}

async function existingStanding(ctx: Context, workerId: string): Promise<Standing> {
  const standing = await standingById.load(ctx, workerId);
  if (!standing) throw notFound('Worker', workerId);
  return standing;
}

/** @throws UserError NOT_FOUND for a worker out of reach too, CONFLICT (WORKER_ARCHIVED) */
export async function visibleStanding(ctx: Context, workerId: string): Promise<Standing> {
  const standing = await existingStanding(ctx, workerId);
  if (!canSeeWorker(ctx.viewer, standing)) throw notFound('Worker', workerId);
  if (standing.isArchived)
    throw new UserError('CONFLICT', 'This worker is archived.', {
      reason: 'WORKER_ARCHIVED',
      field: ['input', 'workerId'],
    });
  return standing;
}

const CLOSED = ['ACHIEVED', 'MISSED', 'CANCELLED'];

/** @throws UserError NOT_FOUND, CONFLICT (OBJECTIVE_CLOSED) */
export async function expectOpenObjective(ctx: Context, objectiveId: string): Promise<void> {
  const [objective] = await ctx.rows<Pick<Objective, 'status'>>(
    'assignment.objective-status',
    'select status from objective where id = $1::uuid for key share',
    [objectiveId],
  );
  if (!objective) throw notFound('Objective', objectiveId);
  if (!CLOSED.includes(objective.status)) return;
  throw new UserError(
    'CONFLICT',
    `The objective is ${objective.status}: nobody is assigned to it any more.`,
    {
      reason: 'OBJECTIVE_CLOSED',
      field: ['input', 'objectiveId'],
    },
  );
}

/** Notes what is wrong with days and load: REVERSED_RANGE, LOAD_MODE, PERCENT_NEEDS_END. */
export function requireLoad(
  faults: Faults,
  { from, to, minutesPerDay, percent }: Load & { from: LocalDate; to?: LocalDate | null | undefined },
): void {
  faults.require(
    to == null || to >= from,
    ['input', 'to'],
    'REVERSED_RANGE',
    `It cannot end (${to}) before it begins (${from}).`,
  );
  const modes = [minutesPerDay, percent].filter((value) => value != null).length;
  faults.require(
    modes === 1,
    ['input', 'minutesPerDay'],
    'LOAD_MODE',
    'State the load once: as `minutesPerDay` or as `percent`.',
  );
  faults.require(
    percent == null || to != null,
    ['input', 'to'],
    'PERCENT_NEEDS_END',
    'A share of somebody needs a last day.',
  );
}

const modeOf = ({ percent }: Load) => (percent == null ? LoadMode.RATE : LoadMode.PERCENT);

export const factsOfProposal = ({
  workerId,
  objectiveId,
  from,
  to,
  role,
  externalId,
  minutesPerDay,
  percent,
}: Proposal) => ({
  workerId,
  objectiveId,
  from,
  to: to ?? null,
  role: role ?? null,
  externalId: externalId ?? null,
  load: modeOf({ percent }),
  minutesPerDay: minutesPerDay ?? null,
  percent: percent ?? null,
});

function expectDay(isReached: boolean, reason: string, message: string): void {
  if (!isReached) throw new UserError('CONFLICT', message, { reason });
}

const civilDay = (ctx: Context): LocalDate => ctx.now().toISOString().slice(0, 10);

export const factsOf = ({
  workerId,
  objectiveId,
  from,
  to,
  load,
  minutesPerDay,
  percent,
  state,
  releasedOn,
  version,
}: Assignment) => ({
  workerId,
  objectiveId,
  from,
  to,
  load,
  minutesPerDay,
  percent,
  state,
  releasedOn,
  version,
});

const eventOf = (kind: string, assignment: Assignment, before: ReturnType<typeof factsOf> | null) => ({
  kind,
  subjectType: 'Assignment',
  subjectId: assignment.id,
  before,
  after: factsOf(assignment),
});
