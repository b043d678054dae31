import { expectOpenObjective } from '../assignments/assignment-rights.js';
import { canManageNeed } from '../auth/policy.js';
import { lockDepartment } from '../departments/department.service.js';
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
import { expectInUse } from '../objectives/objective.service.js';
import { StaffingNeed, StaffingNeedState, staffingNeedTransitions } from './staffing-need.js';
import {
  columnsOfNeed,
  expectSkills,
  loggedFacts,
  type NeedFacts,
  requireNeed,
} from './staffing-need-facts.js';

/**
 * Records that somebody is needed: demand, which loads nobody.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (OBJECTIVE_CLOSED, DEPARTMENT_ARCHIVED, EXTERNAL_ID_TAKEN)
 */
export async function staffingNeedCreate(ctx: Context, facts: NeedFacts): Promise<StaffingNeed> {
  const faults = new Faults();
  requireNeed(faults, facts, ctx.now());
  faults.throwIfAny();
  const columns = columnsOfNeed(facts);
  const department = columns.departmentId ? await lockDepartment(ctx, columns.departmentId) : null;
  await expectOpenObjective(ctx, columns.objectiveId);
  authorize(canManageNeed(ctx.viewer, columns));
  if (department) expectInUse(department, ['input', 'departmentId']);
  await expectSkills(ctx, columns.skills);
  const need = ctx.em.create(StaffingNeed, {
    ...columns,
    state: StaffingNeedState.OPEN,
    changedAt: ctx.now(),
  });
  await ctx.em.flush();
  await recordNeed(ctx, 'STAFFING_NEED_CREATED', need, null);
  return need;
}

/** A need as the caller has seen it. */
export interface Seen {
  id: string;
  expectedVersion: number;
}

export interface NeedChanges extends Seen, Partial<Omit<NeedFacts, 'objectiveId'>> {}

/**
 * Changes what is given of an OPEN need, and leaves the rest. Another department is for whoever may manage the need in
 * either.
 * @throws UserError as `staffingNeedCreate`, and CONFLICT (STALE_VERSION, NEED_NOT_OPEN)
 */
export async function staffingNeedUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: NeedChanges,
): Promise<StaffingNeed> {
  const department = changes.departmentId ? await lockDepartment(ctx, changes.departmentId) : null;
  const need = await lockNeed(ctx, id);
  const next = withChanges(need, changes);
  authorize(canManageNeed(ctx.viewer, need) && canManageNeed(ctx.viewer, next));
  expectVersion(need, expectedVersion);
  expectOpen(need);
  const faults = new Faults();
  requireNeed(faults, next, ctx.now());
  faults.throwIfAny();
  if (department && department.id !== need.departmentId) expectInUse(department, ['input', 'departmentId']);
  await expectSkills(ctx, changes.skills ?? []);
  return changing(ctx, 'STAFFING_NEED_UPDATED', need, () => ctx.em.assign(need, columnsOfNeed(next)));
}

/** States that an OPEN need is met. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const staffingNeedClose = (ctx: Context, seen: Seen): Promise<StaffingNeed> =>
  become(ctx, seen, StaffingNeedState.CLOSED, 'STAFFING_NEED_CLOSED');

/** Gives an OPEN need up. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const staffingNeedWithdraw = (ctx: Context, seen: Seen): Promise<StaffingNeed> =>
  become(ctx, seen, StaffingNeedState.WITHDRAWN, 'STAFFING_NEED_WITHDRAWN');

async function become(
  ctx: Context,
  { id, expectedVersion }: Seen,
  state: StaffingNeedState,
  kind: string,
): Promise<StaffingNeed> {
  const need = await lockNeed(ctx, id);
  authorize(canManageNeed(ctx.viewer, need));
  expectVersion(need, expectedVersion);
  expectTransition('The staffing need', need.state, state, staffingNeedTransitions);
  return changing(ctx, kind, need, () => {
    need.state = state;
  });
}

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND */
async function lockNeed(ctx: Context, id: string): Promise<StaffingNeed> {
  await ctx.rows('staffing-need.lock', 'select id from staffing_need where id = $1::uuid for no key update', [
    id,
  ]);
  const need = await ctx.em.findOne(StaffingNeed, { id });
  if (!need) throw notFound('StaffingNeed', id);
  return need;
}

/** What an OPEN need is once it is changed; a new load replaces the old one. */
export function withChanges(need: StaffingNeed, changes: Omit<NeedChanges, keyof Seen>): NeedFacts {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const restatesLoad = changes.minutesPerDay != null || changes.totalMinutes != null;
  const load = restatesLoad ? changes : need;
  return {
    ...columnsOfNeed(need),
    ...given,
    skills: changes.skills ?? need.skills,
    minutesPerDay: load.minutesPerDay ?? null,
    totalMinutes: load.totalMinutes ?? null,
  };
}

/** @throws UserError CONFLICT (NEED_NOT_OPEN) */
export function expectOpen({ state }: StaffingNeed): void {
  if (state === StaffingNeedState.OPEN) return;
  throw new UserError('CONFLICT', `A need that is ${state} is not changed any more.`, {
    reason: 'NEED_NOT_OPEN',
    details: { state, allowed: [StaffingNeedState.OPEN] },
  });
}

/** Writes a change and records it; what leaves everything as it was is no change, and no revision. */
async function changing(
  ctx: Context,
  kind: string,
  need: StaffingNeed,
  change: () => void,
): Promise<StaffingNeed> {
  const before = loggedFacts(need);
  change();
  if (JSON.stringify(loggedFacts(need)) === JSON.stringify(before)) return need;
  need.changedAt = ctx.now();
  await ctx.em.flush();
  await recordNeed(ctx, kind, need, before);
  return need;
}

const recordNeed = (
  ctx: Context,
  kind: string,
  need: StaffingNeed,
  before: ReturnType<typeof loggedFacts> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'StaffingNeed',
    subjectId: need.id,
    before,
    after: loggedFacts(need),
  });
