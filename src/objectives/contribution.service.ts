import { canManageObjective } from '../auth/policy.js';
import { lockDepartment } from '../departments/department.service.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, UserError } from '../graphql/errors.js';
import { Contribution, type ContributionRole } from './contribution.js';
import type { Objective } from './objective.js';
import { expectInUse, lockObjective } from './objective.service.js';

export interface ContributionKey {
  objectiveId: string;
  departmentId: string;
  expectedVersion?: number | null;
}

export interface ContributionFacts extends ContributionKey {
  role: ContributionRole;
  plannedMinutes?: number | null;
}

/**
 * Makes a department contribute to an objective in this way, whether it did so before or not.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (DEPARTMENT_ARCHIVED, STALE_VERSION)
 */
export async function contributionSet(ctx: Context, facts: ContributionFacts): Promise<Contribution> {
  checkFacts(facts);
  const { objective, department, contribution: known } = await lockContribution(ctx, facts);
  authorize(canManageObjective(ctx.viewer, objective));
  if (known) expectSeen(known, facts);
  else if (typeof facts.expectedVersion === 'number') throw notContributing(department.code);
  else expectInUse(department, ['input', 'departmentId']);
  const place = { objectiveId: objective.id, departmentId: department.id };
  const stated = { role: facts.role, plannedMinutes: facts.plannedMinutes ?? null };
  if (known && known.role === stated.role && known.plannedMinutes === stated.plannedMinutes) return known;
  const before = known ? factsOf(known) : null;
  const now = { ...stated, changedAt: ctx.now() };
  const contribution = known ? ctx.em.assign(known, now) : ctx.em.create(Contribution, { ...place, ...now });
  await ctx.em.flush();
  await recordContribution(ctx, 'CONTRIBUTION_SET', contribution.id, before, factsOf(contribution));
  return contribution;
}

/**
 * Takes a department off an objective; what its people worked on it stays.
 * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION)
 */
export async function contributionRemove(ctx: Context, key: ContributionKey): Promise<Objective> {
  const { objective, department, contribution } = await lockContribution(ctx, key);
  authorize(canManageObjective(ctx.viewer, objective));
  if (!contribution) throw notContributing(department.code);
  expectSeen(contribution, key);
  const before = factsOf(contribution);
  // Its last revision is of the instant that the row itself names.
  contribution.changedAt = ctx.now();
  await ctx.em.flush();
  ctx.em.remove(contribution);
  await ctx.em.flush();
  await recordContribution(ctx, 'CONTRIBUTION_REMOVED', contribution.id, before, null);
  return objective;
}

/** All contributions to an objective are guarded by its lock. @throws UserError NOT_FOUND */
async function lockContribution(ctx: Context, { objectiveId, departmentId }: ContributionKey) {
  const department = await lockDepartment(ctx, departmentId);
  const objective = await lockObjective(ctx, objectiveId);
  const contribution = await ctx.em.findOne(Contribution, {
    objectiveId: objective.id,
    departmentId: department.id,
  });
  return { department, objective, contribution };
}

const notContributing = (code: string) =>
  new UserError('NOT_FOUND', `Department ${code} does not contribute to this objective.`);

function expectSeen(contribution: Contribution, { expectedVersion }: ContributionKey): void {
  if (typeof expectedVersion === 'number') expectVersion(contribution, expectedVersion);
}

function checkFacts({ plannedMinutes }: ContributionFacts): void {
  const faults = new Faults();
  faults.require(
    (plannedMinutes ?? 0) >= 0,
    ['input', 'plannedMinutes'],
    'MIN',
    'Planned minutes are at least 0.',
  );
  faults.throwIfAny();
}

const factsOf = ({ objectiveId, departmentId, role, plannedMinutes, version }: Contribution) => ({
  objectiveId,
  departmentId,
  role,
  plannedMinutes,
  version,
});

type Facts = ReturnType<typeof factsOf>;

const recordContribution = (
  ctx: Context,
  kind: string,
  subjectId: string,
  before: Facts | null,
  after: Facts | null,
) => recordChange(ctx, { kind, subjectType: 'Contribution', subjectId, before, after });
