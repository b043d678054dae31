import { canManageObjective } from '../auth/policy.js';
import type { Department } from '../departments/department.js';
import { lockDepartment } from '../departments/department.service.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectTransition, expectVersion, notFound, UserError } from '../graphql/errors.js';
import { Objective, type ObjectiveStatus } from './objective.js';
import { checkFacts, type ObjectiveFacts } from './objective-facts.js';

/** @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (DEPARTMENT_ARCHIVED, EXTERNAL_ID_TAKEN) */
export async function objectiveCreate(ctx: Context, facts: ObjectiveFacts): Promise<Objective> {
  checkFacts(facts);
  const owner = await lockDepartment(ctx, facts.ownerId);
  const parent = facts.parentId ? await lockObjective(ctx, facts.parentId) : null;
  const place = { parentId: parent?.id ?? null, ownerId: owner.id };
  authorize(canManageObjective(ctx.viewer, { id: null, ...place }));
  expectInUse(owner, ['input', 'ownerId']);
  const objective = ctx.em.create(Objective, {
    ...place,
    title: facts.title,
    description: facts.description ?? null,
    weight: facts.weight,
    from: facts.from ?? null,
    to: facts.to ?? null,
    status: 'PLANNED',
    externalId: facts.externalId ?? null,
    changedAt: ctx.now(),
  });
  await ctx.em.flush();
  await recordObjective(ctx, 'OBJECTIVE_CREATED', objective, null);
  return objective;
}

export interface Seen {
  id: string;
  expectedVersion: number;
}

export interface ObjectiveChanges extends Seen, Partial<Omit<ObjectiveFacts, 'parentId'>> {}

/**
 * Changes what is given, and leaves the rest. Another owner is for whoever may manage the objective under either.
 * @throws UserError as `objectiveCreate`, and CONFLICT (STALE_VERSION)
 */
export async function objectiveUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: ObjectiveChanges,
): Promise<Objective> {
  const owner = changes.ownerId ? await lockDepartment(ctx, changes.ownerId) : null;
  const objective = await lockObjective(ctx, id);
  const ownerId = owner?.id ?? objective.ownerId;
  authorize(
    canManageObjective(ctx.viewer, objective) && canManageObjective(ctx.viewer, { ...objective, ownerId }),
  );
  expectVersion(objective, expectedVersion);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  checkFacts({ ...objective, ...given });
  if (owner && ownerId !== objective.ownerId) expectInUse(owner, ['input', 'ownerId']);
  return changing(ctx, 'OBJECTIVE_UPDATED', objective, () => ctx.em.assign(objective, { ...given, ownerId }));
}

const TRANSITIONS: Readonly<Record<ObjectiveStatus, readonly ObjectiveStatus[]>> = {
  PLANNED: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['ACHIEVED', 'MISSED', 'CANCELLED'],
  ACHIEVED: [],
  MISSED: [],
  CANCELLED: [],
};

/** A change of status; the kinds of event are named like the mutations. Throws as `become` does. */
export const objectiveActivate = (ctx: Context, seen: Seen) =>
  become(ctx, seen, 'ACTIVE', 'OBJECTIVE_ACTIVATED');
export const objectiveAchieve = (ctx: Context, seen: Seen) =>
  become(ctx, seen, 'ACHIEVED', 'OBJECTIVE_ACHIEVED');
export const objectiveMiss = (ctx: Context, seen: Seen) => become(ctx, seen, 'MISSED', 'OBJECTIVE_MISSED');
export const objectiveCancel = (ctx: Context, seen: Seen) =>
  become(ctx, seen, 'CANCELLED', 'OBJECTIVE_CANCELLED');

/** @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
async function become(
  ctx: Context,
  { id, expectedVersion }: Seen,
  status: ObjectiveStatus,
  kind: string,
): Promise<Objective> {
  const objective = await lockObjective(ctx, id);
  authorize(canManageObjective(ctx.viewer, objective));
  expectVersion(objective, expectedVersion);
  expectTransition('The objective', objective.status, status, TRANSITIONS);
  return changing(ctx, kind, objective, () => {
    objective.status = status;
  });
}

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND */
export async function lockObjective(ctx: Context, id: string): Promise<Objective> {
  await ctx.rows('objective.lock', 'select id from objective where id = $1::uuid for no key update', [id]);
  const objective = await ctx.em.findOne(Objective, { id });
  if (!objective) throw notFound('Objective', id);
  return objective;
}

/** @throws UserError CONFLICT (DEPARTMENT_ARCHIVED) */
export function expectInUse(department: Department, field: readonly string[]): void {
  if (!department.archivedAt) return;
  throw new UserError('CONFLICT', `Department ${department.code} is archived.`, {
    reason: 'DEPARTMENT_ARCHIVED',
    field,
  });
}

/** Writes a change and records it; what leaves everything as it was is no change, and no revision. */
export async function changing(
  ctx: Context,
  kind: string,
  objective: Objective,
  change: () => void,
): Promise<Objective> {
  const [before, stated] = [factsOf(objective), statedOf(objective)];
  change();
  if (statedOf(objective) === stated) return objective;
  objective.changedAt = ctx.now();
  await ctx.em.flush();
  await recordObjective(ctx, kind, objective, before);
  return objective;
}

/** All that is stated of it, what the log does not keep included. */
const statedOf = ({ title, description, externalId, ...objective }: Objective) =>
  JSON.stringify([title, description, externalId, factsOf(objective)]);

const factsOf = (objective: Omit<Objective, 'title' | 'description' | 'externalId'>) => ({
  parentId: objective.parentId,
  ownerId: objective.ownerId,
  weight: objective.weight,
  from: objective.from,
  to: objective.to,
  status: objective.status,
  progressMode: objective.progressMode,
  manualPercent: objective.manualPercent,
  version: objective.version,
});

const recordObjective = (
  ctx: Context,
  kind: string,
  objective: Objective,
  before: ReturnType<typeof factsOf> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'Objective',
    subjectId: objective.id,
    before,
    after: factsOf(objective),
  });
