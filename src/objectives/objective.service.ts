import { canManageObjective } from '../auth/policy.js';
import type { Department } from '../departments/department.js';
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
import type { LocalDate } from '../time/local-date.js';
import { Objective, type ObjectiveStatus } from './objective.js';

export interface ObjectiveFacts {
  title: string;
  description?: string | null;
  parentId?: string | null;
  ownerId: string;
  weight: number;
  from?: LocalDate | null;
  to?: LocalDate | null;
  externalId?: string | null;
}

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

/**
 * Puts an objective, with all below it, under another one, or at the top: for whoever may manage it where it is, and
 * could have created it where it goes.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, CYCLE)
 */
export async function objectiveMove(
  ctx: Context,
  { id, parentId, expectedVersion }: Seen & { parentId: string | null },
): Promise<Objective> {
  // One move at a time: two at once could otherwise close a cycle that neither of them sees.
  await ctx.rows('objective.lock-tree', `select pg_advisory_xact_lock(hashtext('objective.tree'))`);
  const objective = await lockObjective(ctx, id);
  const above = parentId ? await pathTo(ctx, parentId) : [];
  const { ownerId } = objective;
  const newParentId = above[0] ?? null;
  authorize(
    canManageObjective(ctx.viewer, objective) &&
      canManageObjective(ctx.viewer, { id: null, parentId: newParentId, ownerId }),
  );
  expectVersion(objective, expectedVersion);
  if (above.includes(objective.id)) {
    throw new UserError('CONFLICT', 'An objective cannot lie below itself.', {
      reason: 'CYCLE',
      field: ['input', 'parentId'],
    });
  }
  return changing(ctx, 'OBJECTIVE_MOVED', objective, () => {
    objective.parentId = newParentId;
  });
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

/** The objective and those above it, up to the top. @throws UserError NOT_FOUND */
async function pathTo(ctx: Context, id: string): Promise<string[]> {
  const path = await ctx.rows<{ id: string }>(
    'objective.above',
    `with recursive above as (
       select id, parent_id, 0 as height from objective where id = $1::uuid
       union all select o.id, o.parent_id, height + 1 from objective o join above on o.id = above.parent_id)
     select id from above order by height`,
    [id],
  );
  if (path.length === 0) throw notFound('Objective', id);
  return path.map((above) => above.id);
}

function checkFacts({
  title,
  ownerId,
  weight,
  description,
  from,
  to,
  externalId,
}: Partial<ObjectiveFacts>): void {
  const faults = new Faults();
  const isGiven = (value: unknown) => value !== null && value !== undefined;
  faults.require(isGiven(title), ['input', 'title'], 'REQUIRED', 'An objective has a title.');
  faults.require(
    isGiven(ownerId),
    ['input', 'ownerId'],
    'REQUIRED',
    'An objective is owned by a department.',
  );
  faults.require(isGiven(weight), ['input', 'weight'], 'REQUIRED', 'An objective has a weight; 0 is one.');
  faults.require(title?.trim() !== '', ['input', 'title'], 'MIN_LENGTH', 'A title has at least 1 character.');
  faults.require(
    (title ?? '').length <= 200,
    ['input', 'title'],
    'MAX_LENGTH',
    'A title has at most 200 characters.',
  );
  faults.require(
    (description ?? '').length <= 4_000,
    ['input', 'description'],
    'MAX_LENGTH',
    'A description has at most 4,000 characters.',
  );
  faults.require(
    (externalId ?? '').length <= 200,
    ['input', 'externalId'],
    'MAX_LENGTH',
    'An external id has at most 200 characters.',
  );
  faults.require(!isGiven(weight) || weight! >= 0, ['input', 'weight'], 'MIN', 'A weight is at least 0.');
  faults.require(
    !isGiven(weight) || weight! <= 1_000,
    ['input', 'weight'],
    'MAX',
    'A weight is at most 1,000.',
  );
  faults.require(
    !from || !to || from <= to,
    ['input', 'to'],
    'REVERSED_RANGE',
    `A period cannot end (${to}) before it begins (${from}).`,
  );
  faults.throwIfAny();
}

/** Writes a change and records it; what leaves everything as it was is no change. */
async function changing(
  ctx: Context,
  kind: string,
  objective: Objective,
  change: () => void,
): Promise<Objective> {
  const before = factsOf(objective);
  change();
  await ctx.em.flush();
  if (objective.version !== before.version) await recordObjective(ctx, kind, objective, before);
  return objective;
}

const factsOf = ({ parentId, ownerId, weight, from, to, status, version }: Objective) => ({
  parentId,
  ownerId,
  weight,
  from,
  to,
  status,
  version,
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
