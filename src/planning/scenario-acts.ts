import { Assignment, AssignmentState } from '../assignments/assignment.js';
import {
  assignmentCancel,
  assignmentConfirm,
  assignmentPropose,
  assignmentRelease,
  assignmentUpdate,
} from '../assignments/assignment.service.js';
import type { Proposal } from '../assignments/assignment-facts.js';
import { factsOfTotals } from '../assignments/kept-minutes.js';
import { workerLeave } from '../assignments/worker-leaving.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { addDays } from '../time/local-date.js';
import { Membership } from '../workforce/membership.js';
import {
  membershipCreate,
  membershipEnd,
  membershipRemove,
  percentOf,
} from '../workforce/membership.service.js';
import { workerCreate } from '../workforce/worker.service.js';
import { handover, takenOver } from './handover.js';
import type { AssignmentMove, ChangeDetails, ScenarioChange, WorkerMove } from './scenario-change.js';
import { StaffingNeed } from './staffing-need.js';
import {
  staffingNeedClose,
  staffingNeedCreate,
  staffingNeedUpdate,
  staffingNeedWithdraw,
} from './staffing-need.service.js';

/** One act of a change, by the service whose act it is, with its rules and rights. */
export type Act = (ctx: Context) => Promise<void>;

/** What came of changes: by the id of the change, the id of the assignment or the worker that was made. */
export type Created = Map<string, string>;

/** What a change consists of, in order. */
export function actsOf(
  { id, details }: Pick<ScenarioChange, 'id' | 'details'>,
  created: Created,
  scenarioName: string,
): Act[] {
  switch (details.kind) {
    case 'ASSIGNMENT_ADD':
      return [
        propose(id, () => details.proposal, created),
        ...(details.isFirm ? [confirm(id, created)] : []),
      ];
    case 'ASSIGNMENT_MOVE':
      return details.toWorkerId === null
        ? [(ctx) => update(ctx, details)]
        : handOver(id, { ...details, toWorkerId: details.toWorkerId }, created);
    case 'ASSIGNMENT_REMOVE':
      return [(ctx) => remove(ctx, details)];
    case 'WORKER_ADD':
      return [
        async (ctx) => {
          created.set(id, (await workerCreate(ctx, details.person)).id);
        },
      ];
    case 'WORKER_LEAVE':
      return [(ctx) => workerLeave(ctx, { ...details, reason: `Scenario: ${scenarioName}` })];
    case 'WORKER_MOVE':
      return [(ctx) => move(ctx, details)];
    case 'NEED_ADD':
      return [
        async (ctx) => {
          created.set(id, (await staffingNeedCreate(ctx, details.need)).id);
        },
      ];
    case 'NEED_CHANGE':
    case 'NEED_REMOVE':
      return [(ctx) => changeNeed(ctx, details)];
  }
}

const propose =
  (id: string, proposal: () => Proposal, created: Created): Act =>
  async (ctx) => {
    const { workerId, ...asked } = proposal();
    const assignment = await assignmentPropose(ctx, {
      ...asked,
      workerId: created.get(workerId) ?? workerId,
    });
    created.set(id, assignment.id);
  };

const confirm =
  (id: string, created: Created): Act =>
  async (ctx) => {
    await assignmentConfirm(ctx, await seen(ctx, created.get(id)!));
  };

async function update(ctx: Context, { assignmentId, changes }: AssignmentMove): Promise<void> {
  await assignmentUpdate(ctx, { ...(await seen(ctx, assignmentId)), ...changes });
}

/** Ended with the one, asked of the other, and confirmed where it was: three acts, so that two may swap. */
function handOver(
  id: string,
  { assignmentId, toWorkerId, changes }: AssignmentMove & { toWorkerId: string },
  created: Created,
): Act[] {
  let taken!: Proposal & { state: AssignmentState };
  return [
    async (ctx) => {
      const assignment = await ctx.em.findOneOrFail(Assignment, { id: assignmentId });
      const next = takenOver(assignment, changes);
      const facts = await factsOfTotals(ctx, [assignment]);
      const parts = handover(assignment, next, facts.get(assignment.workerId));
      taken = { ...next, ...parts.taken, objectiveId: assignment.objectiveId, workerId: toWorkerId };
      await leave(ctx, assignment, parts.left);
    },
    propose(id, () => taken, created),
    async (ctx) => {
      if (taken.state === AssignmentState.CONFIRMED) await confirm(id, created)(ctx);
    },
  ];
}

/** Makes of an assignment what `handover` says is left of it. */
async function leave(
  ctx: Context,
  { id, version }: Assignment,
  left: ReturnType<typeof handover>['left'],
): Promise<void> {
  const seen = { id, expectedVersion: version };
  if (left.state === AssignmentState.CANCELLED) await assignmentCancel(ctx, seen);
  else if (left.releasedOn) await assignmentRelease(ctx, { ...seen, lastDay: left.releasedOn });
  else
    await assignmentUpdate(ctx, { ...seen, to: left.to, totalMinutes: left.totalMinutes, days: left.days });
}

async function remove(
  ctx: Context,
  { assignmentId, lastDay }: Extract<ChangeDetails, { kind: 'ASSIGNMENT_REMOVE' }>,
): Promise<void> {
  const assignment = await seen(ctx, assignmentId);
  if (lastDay === null) await assignmentCancel(ctx, assignment);
  else await assignmentRelease(ctx, { ...assignment, lastDay });
}

async function move(
  ctx: Context,
  { workerId, departmentId, from, share, keepsOthers }: WorkerMove,
): Promise<void> {
  const others = keepsOthers
    ? []
    : await ctx.em.find(
        Membership,
        { workerId, $or: [{ to: null }, { to: { $gte: from } }] },
        { refresh: true },
      );
  for (const { id, version, from: since } of others) {
    if (since >= from) await membershipRemove(ctx, { id, expectedVersion: version });
    else await membershipEnd(ctx, { id, expectedVersion: version, on: addDays(from, -1) });
  }
  await membershipCreate(ctx, { workerId, departmentId, from, share: percentOf(share) });
}

async function changeNeed(
  ctx: Context,
  details: Extract<ChangeDetails, { kind: 'NEED_CHANGE' | 'NEED_REMOVE' }>,
): Promise<void> {
  const { id, version } = await ctx.em.findOneOrFail(StaffingNeed, { id: details.needId });
  const seen = { id, expectedVersion: version };
  if (details.kind === 'NEED_CHANGE') await staffingNeedUpdate(ctx, { ...seen, ...details.changes });
  else if (details.isMet) await staffingNeedClose(ctx, seen);
  else await staffingNeedWithdraw(ctx, seen);
}

/** An assignment as earlier changes left it. @throws UserError NOT_FOUND */
async function seen(ctx: Context, id: string) {
  const assignment = await ctx.em.findOne(Assignment, { id }, { refresh: true });
  if (!assignment) throw new UserError('NOT_FOUND', `Assignment ${id} does not exist.`);
  return { id, expectedVersion: assignment.version };
}
