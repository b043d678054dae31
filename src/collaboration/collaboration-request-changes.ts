import { canSeeCollaboration, type Sides } from '../auth/policy.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { StreamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { followedDepartments, followedObjectives } from '../planning/followed-tree.js';
import { type News, newsStream } from '../planning/news.js';
import {
  type CollaborationRequestChangeFilter,
  CollaborationRequestChangeKind,
} from './collaboration-request-change.js';

const PREFIX = 'COLLABORATION_REQUEST_';

/** What an event says about a request for help; null where it is of something else. */
export function collaborationRequestChangeOf({
  subjectType,
  kind,
}: ChangeEvent): CollaborationRequestChangeKind | null {
  if (subjectType !== 'CollaborationRequest' || !kind.startsWith(PREFIX)) return null;
  return CollaborationRequestChangeKind[kind.slice(PREFIX.length) as CollaborationRequestChangeKind] ?? null;
}

/**
 * Every change of requests for help that the filter asks for, of what the viewer sees at that moment.
 * @throws UserError NOT_FOUND, and as `newsStream`
 */
export async function collaborationRequestChanges(
  ctx: Context,
  filter: CollaborationRequestChangeFilter,
  after: string | null,
): Promise<StreamOf<News>> {
  const states: readonly unknown[] | null | undefined = filter.states;
  const objectives = await followedObjectives(ctx, filter.objectiveId);
  const asking = await followedDepartments(ctx, filter.fromDepartmentId, true);
  const asked = await followedDepartments(ctx, filter.toDepartmentId, true);
  return newsStream(ctx, after, async (event, ctx) => {
    for (const tree of [objectives, asking, asked]) await tree.follow(event, ctx);
    if (collaborationRequestChangeOf(event) === null) return false;
    if (states && !states.includes(event.after?.state)) return false;
    // As every event of a request tells: they never change.
    const sides = event.after as unknown as Sides;
    if (!objectives.has(sides.objectiveId)) return false;
    if (!asking.has(sides.fromDepartmentId) || !asked.has(sides.toDepartmentId)) return false;
    return canSeeCollaboration(ctx.viewer, sides);
  });
}
