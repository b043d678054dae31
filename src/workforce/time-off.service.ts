import type { Standing } from '../auth/grants.js';
import { canDecideTimeOff, canRequestTimeOff } from '../auth/policy.js';
import type { Context, Viewer } from '../graphql/context.js';
import { authorize, expectTransition, Faults } from '../graphql/errors.js';
import { expectInUse } from './engagement.service.js';
import { TimeOff, type TimeOffKind, type TimeOffState, timeOffFact, timeOffTransitions } from './time-off.js';
import { checkTimeOff, type DaysOrInterval, daysTouched } from './time-off-days.js';
import { standingInReach, Worker } from './worker.js';
import { addFact, changeFact, factInReach } from './worker-fact.js';

export interface TimeOffFacts extends DaysOrInterval {
  /** The viewer himself by default. */
  workerId?: string | null;
  kind: TimeOffKind;
  reason?: string | null;
  externalId?: string | null;
}

/** @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (WORKER_ARCHIVED) */
export async function timeOffRequest(ctx: Context, facts: TimeOffFacts): Promise<TimeOff> {
  const workerId = facts.workerId ?? ctx.viewer.workerId;
  const faults = new Faults();
  checkTimeOff(faults, facts);
  faults.require(
    workerId !== null,
    ['input', 'workerId'],
    'REQUIRED',
    'You are no worker yourself: say whose time off it is.',
  );
  faults.throwIfAny();
  const standing = await standingInReach(ctx, workerId!);
  authorize(
    canRequestTimeOff(ctx.viewer, standing),
    'Time off is requested by the worker, the head of the department, or HR.',
  );
  expectInUse(standing);
  return addFact(ctx, timeOffFact, {
    workerId: standing.id,
    event: 'TIME_OFF_REQUESTED',
    create: async () =>
      ctx.em.create(TimeOff, {
        workerId: standing.id,
        ...(await columnsOf(ctx, standing.id, facts)),
        kind: facts.kind,
        reason: facts.reason ?? null,
        externalId: facts.externalId ?? null,
        state: 'REQUESTED',
      }),
  });
}

/** Under the lock of the worker, whose zone says which days an interval touches. */
async function columnsOf(ctx: Context, id: string, off: DaysOrInterval) {
  const { from, to, minutesPerDay = null, startsAt, endsAt } = off;
  if (!startsAt || !endsAt) return { from: from!, to: to!, minutesPerDay, startsAt: null, endsAt: null };
  const { timeZone } = await ctx.em.findOneOrFail(Worker, { id }, { refresh: true });
  return { ...daysTouched(timeZone, startsAt, endsAt), minutesPerDay: null, startsAt, endsAt };
}

interface Transition {
  id: string;
  expectedVersion: number;
}

/** Reduces capacity; never refused for it. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const timeOffApprove = (ctx: Context, input: Transition) =>
  move(ctx, input, 'APPROVED', canDecideTimeOff);

/** @throws UserError as `timeOffApprove` */
export const timeOffReject = (ctx: Context, input: Transition) =>
  move(ctx, input, 'REJECTED', canDecideTimeOff);

/** Takes back what is not decided yet. @throws UserError as `timeOffApprove` */
export const timeOffWithdraw = (ctx: Context, input: Transition) =>
  move(ctx, input, 'WITHDRAWN', canRequestTimeOff);

/** Gives capacity back. @throws UserError as `timeOffApprove` */
export const timeOffCancel = (ctx: Context, input: Transition) =>
  move(ctx, input, 'CANCELLED', canDecideTimeOff);

const DECISIONS: readonly TimeOffState[] = ['APPROVED', 'REJECTED'];

async function move(
  ctx: Context,
  { id, expectedVersion }: Transition,
  to: TimeOffState,
  isAllowed: (viewer: Viewer, worker: Standing) => boolean,
): Promise<TimeOff> {
  const { row, standing } = await factInReach(ctx, timeOffFact, id);
  authorize(isAllowed(ctx.viewer, standing));
  return changeFact(ctx, timeOffFact, {
    row,
    expectedVersion,
    event: `TIME_OFF_${to}`,
    change: (timeOff) => {
      expectTransition('Time off', timeOff.state, to, timeOffTransitions);
      timeOff.state = to;
      if (!DECISIONS.includes(to)) return;
      timeOff.decidedBy = ctx.viewer.accountId;
      timeOff.decidedAt = ctx.now();
    },
  });
}
