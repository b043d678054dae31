import { canManageWorkforce } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults } from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import { Engagement, engagementFact } from '../workforce/engagement.js';
import { requireOrder } from '../workforce/engagement.service.js';
import { standingInReach } from '../workforce/worker.js';
import { cutAssignments } from './engagement-termination.js';

export interface Leaving {
  workerId: string;
  /** The last day, included. */
  lastDay: LocalDate;
  /** Kept beside the engagement, never in the log. */
  reason: string;
}

/**
 * A worker leaves: the engagement of the last day ends on it, later ones are called off, and assignments are cut to
 * it. Memberships stay: without engagements they give nothing.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE), FORBIDDEN, NOT_FOUND
 */
export async function workerLeave(ctx: Context, { workerId, lastDay, reason }: Leaving): Promise<void> {
  await standingInReach(ctx, workerId);
  authorize(canManageWorkforce(ctx.viewer));
  await changingCapacity(ctx, {
    workerIds: [workerId],
    async change() {
      await cutAssignments(ctx, [{ workerId, lastDay, agreedEnd: null }]);
      const engagements = await ctx.em.find(Engagement, goingOnAfter(workerId, lastDay), {
        orderBy: { from: 'asc' },
        refresh: true,
      });
      const before = engagements.map(engagementFact.factsOf);
      for (const engagement of engagements) end(engagement, lastDay, reason);
      await ctx.em.flush();
      await recordChanges(
        ctx,
        engagements.map((engagement, index) => ({
          kind: engagement.state === 'READY' ? 'ENGAGEMENT_UPDATED' : `ENGAGEMENT_${engagement.state}`,
          subjectType: 'Engagement',
          subjectId: engagement.id,
          workerId,
          before: before[index]!,
          after: engagementFact.factsOf(engagement),
        })),
      );
    },
    event: () => ({
      kind: 'WORKER_LEFT',
      subjectType: 'Worker',
      subjectId: workerId,
      before: null,
      after: { lastDay },
    }),
  });
}

/** Engagements of a worker that are running, or agreed on, and go on after the day: those that end if he leaves on it. */
export const goingOnAfter = (workerId: string, lastDay: LocalDate) => ({
  workerId,
  state: { $in: ['READY' as const, 'ACTIVE' as const] },
  $or: [{ to: null }, { to: { $gt: lastDay } }],
});

function end(engagement: Engagement, lastDay: LocalDate, reason: string): void {
  if (engagement.state === 'READY' && engagement.from > lastDay) {
    engagement.state = 'CANCELLED';
    return;
  }
  const faults = new Faults();
  requireOrder(faults, engagement.from, lastDay, ['input', 'lastDay']);
  faults.throwIfAny();
  engagement.to = lastDay;
  if (engagement.state !== 'ACTIVE') return;
  engagement.state = 'TERMINATED';
  engagement.terminationReason = reason;
}
