import type { ChangeEvent } from '../events/change-event.js';
import type { StreamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { followedDepartments, followedObjectives } from './followed-tree.js';
import { type News, newsStream } from './news.js';
import { type StaffingNeedChangeFilter, StaffingNeedChangeKind } from './staffing-need-change.js';

const PREFIX = 'STAFFING_NEED_';

/** What an event says about a staffing need; null where it is of something else. */
export function staffingNeedChangeOf({ subjectType, kind }: ChangeEvent): StaffingNeedChangeKind | null {
  if (subjectType !== 'StaffingNeed' || !kind.startsWith(PREFIX)) return null;
  return StaffingNeedChangeKind[kind.slice(PREFIX.length) as StaffingNeedChangeKind] ?? null;
}

/** Every change of staffing needs that the filter asks for. @throws UserError NOT_FOUND, and as `newsStream` */
export async function staffingNeedChanges(
  ctx: Context,
  { objectiveId, departmentId, includeSubtree, states }: StaffingNeedChangeFilter,
  after: string | null,
): Promise<StreamOf<News>> {
  const wanted: readonly unknown[] | null | undefined = states;
  const objectives = await followedObjectives(ctx, objectiveId);
  const departments = await followedDepartments(ctx, departmentId, includeSubtree ?? true);
  return newsStream(ctx, after, async (event, ctx) => {
    await objectives.follow(event, ctx);
    await departments.follow(event, ctx);
    if (staffingNeedChangeOf(event) === null) return false;
    if (wanted && !wanted.includes(event.after?.state)) return false;
    if (!objectives.has(event.after?.objectiveId)) return false;
    // One that is moved is news where it was as well.
    return departments.has(event.after?.departmentId) || departments.has(event.before?.departmentId);
  });
}
