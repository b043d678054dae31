import { standingById } from '../auth/grants.js';
import { canSeeAssignment } from '../auth/policy.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { StreamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { type AssignmentChangeFilter, AssignmentChangeKind } from './assignment-change.js';
import { followedDepartments, followedObjectives } from './followed-tree.js';
import { type News, newsStream } from './news.js';
import { expectInReach } from './scope.js';

const PREFIX = 'ASSIGNMENT_';

/** What an event says about an assignment; null where it is of something else, or says it beside another. */
export function assignmentChangeOf({ subjectType, kind }: ChangeEvent): AssignmentChangeKind | null {
  if (subjectType !== 'Assignment' || !kind.startsWith(PREFIX)) return null;
  return AssignmentChangeKind[kind.slice(PREFIX.length) as AssignmentChangeKind] ?? null;
}

/**
 * Every change of assignments that the filter asks for, of what the viewer sees at that moment.
 * @throws UserError NOT_FOUND, and as `newsStream`
 */
export async function assignmentChanges(
  ctx: Context,
  filter: AssignmentChangeFilter,
  after: string | null,
): Promise<StreamOf<News>> {
  if (filter.workerIds) await expectInReach(ctx, filter.workerIds);
  const workerIds = filter.workerIds && new Set(filter.workerIds.map((id) => id.toLowerCase()));
  const states: readonly unknown[] | null | undefined = filter.states;
  const objectives = await followedObjectives(ctx, filter.objectiveId);
  const departments = await followedDepartments(ctx, filter.departmentId, filter.includeSubtree ?? true);
  return newsStream(ctx, after, async (event, ctx) => {
    await objectives.follow(event, ctx);
    await departments.follow(event, ctx);
    if (assignmentChangeOf(event) === null) return false;
    const { objectiveId, state } = event.after ?? {};
    const { workerId } = event;
    if (workerId === null || typeof objectiveId !== 'string') return false;
    if (workerIds && !workerIds.has(workerId)) return false;
    if (states && !states.includes(state)) return false;
    if (!objectives.has(objectiveId)) return false;
    const worker = await standingById.load(ctx, workerId);
    if (worker === null || !canSeeAssignment(ctx.viewer, objectiveId, worker)) return false;
    return filter.departmentId == null || worker.departmentIds.some(departments.has);
  });
}
