import { goingOnAfter } from '../assignments/worker-leaving.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import type { Context } from '../graphql/context.js';
import { Faults, UserError } from '../graphql/errors.js';
import { overlaps } from '../time/date-range.js';
import { Engagement } from '../workforce/engagement.js';
import { expectInUse } from '../workforce/engagement.service.js';
import { shareRegions } from '../workforce/holiday-region.js';
import {
  checkShare,
  expectDepartmentsInUse,
  firstExcess,
  percentOf,
  shareOf,
} from '../workforce/membership.service.js';
import { standingInReach } from '../workforce/worker.js';
import { checkWorker, type NewWorker } from '../workforce/worker-adding.js';
import { applied } from './applied.js';
import { worldOf } from './as-if.js';
import type {
  ScenarioWorkerAddInput,
  ScenarioWorkerLeaveInput,
  ScenarioWorkerMoveInput,
} from './scenario.inputs.js';
import type { Checked, ScenarioChange, WorkerMove } from './scenario-change.js';
import { seenBy } from './scenario-seen.js';

/** @throws UserError as `workerCreate`, but for rights */
export async function checkWorkerAdd(ctx: Context, input: ScenarioWorkerAddInput): Promise<Checked> {
  const person = personOf(input);
  const faults = new Faults();
  checkWorker(faults, person, ['input']);
  faults.throwIfAny();
  await shareRegions(ctx, [person.region]);
  await expectDepartmentsInUse(
    ctx,
    (person.memberships ?? []).map(({ departmentId }) => departmentId),
  );
  return { details: { kind: 'WORKER_ADD', person }, seen: {} };
}

function personOf({ from, to, pattern, departmentId, share, ...person }: ScenarioWorkerAddInput): NewWorker {
  return {
    ...person,
    engagement: { from, to: to ?? null, pattern },
    memberships: departmentId ? [{ departmentId, from, to: to ?? null, share: share ?? null }] : [],
  };
}

/** @throws UserError NOT_FOUND, BAD_USER_INPUT (NOTHING_ENDS, BEFORE_ENGAGEMENT), CONFLICT (WORKER_ARCHIVED, ALREADY_CHANGED) */
export async function checkWorkerLeave(
  ctx: Context,
  { workerId, lastDay }: ScenarioWorkerLeaveInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  expectInUse(await standingInReach(ctx, workerId));
  if (earlier.some(({ details }) => details.kind === 'WORKER_LEAVE' && details.workerId === workerId)) {
    throw new UserError('CONFLICT', 'The worker leaves in this scenario already: remove that change first.', {
      reason: 'ALREADY_CHANGED',
      field: ['input', 'workerId'],
    });
  }
  const engagements = await ctx.em.find(Engagement, goingOnAfter(workerId, lastDay));
  const faults = new Faults();
  faults.require(
    engagements.length > 0,
    ['input', 'lastDay'],
    'NOTHING_ENDS',
    `The worker has no engagement that goes on after ${lastDay}.`,
  );
  const begun = engagements.find(({ state, from }) => state === 'ACTIVE' && from > lastDay);
  faults.require(
    begun === undefined,
    ['input', 'lastDay'],
    'BEFORE_ENGAGEMENT',
    `The worker is engaged since ${begun?.from}: the last day lies within the engagement.`,
  );
  faults.throwIfAny();
  const details = { kind: 'WORKER_LEAVE', workerId, lastDay } as const;
  return { details, seen: await seenBy(ctx, details) };
}

/** @throws UserError as `membershipCreate`, but for rights */
export async function checkWorkerMove(
  ctx: Context,
  { workerId, from, departmentId, share, keepsOthers }: ScenarioWorkerMoveInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const faults = new Faults();
  if (share != null) checkShare(faults, share, ['input']);
  faults.throwIfAny();
  expectInUse(await standingInReach(ctx, workerId));
  await expectDepartmentsInUse(ctx, [departmentId]);
  const details = {
    kind: 'WORKER_MOVE',
    workerId,
    departmentId,
    from,
    share: shareOf(share),
    keepsOthers,
  } as const;
  const changes = [...earlier, { id: '', details }];
  const world = applied(await worldOf(ctx, changes), changes);
  expectRoom(world.facts.get(workerId)!, details);
  return { details, seen: await seenBy(ctx, details) };
}

/** @throws UserError CONFLICT (SHARES_EXCEED_WHOLE, MEMBERSHIP_OVERLAPS) */
function expectRoom({ memberships }: WorkerFacts, { departmentId, from }: WorkerMove): void {
  const there = memberships.filter((membership) => membership.departmentId === departmentId);
  if (there.filter((membership) => overlaps(membership, { from, to: null })).length > 1) {
    throw new UserError(
      'CONFLICT',
      'The worker is a member of this department on some of these days already.',
      {
        reason: 'MEMBERSHIP_OVERLAPS',
        field: ['input', 'departmentId'],
      },
    );
  }
  const excess = firstExcess(memberships);
  if (!excess) return;
  const sum = percentOf(excess.share);
  throw new UserError(
    'CONFLICT',
    `The shares of ${excess.day} would add up to ${sum} %, more than the whole.`,
    {
      reason: 'SHARES_EXCEED_WHOLE',
      field: ['input', 'share'],
      details: { day: excess.day, sum },
    },
  );
}
