import { standingById } from '../auth/grants.js';
import { canSeeChange, type Sides } from '../auth/policy.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { StreamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';
import { type ChangeFilter, matches } from './change.js';
import { type News, newsStream } from './news.js';

/** Every change that the filter asks for, of what the viewer sees at that moment. @throws UserError as `newsStream` */
export const changesStream = (
  ctx: Context,
  filter: ChangeFilter,
  after: string | null,
): Promise<StreamOf<News>> =>
  newsStream(ctx, after, async (event, ctx) => matches(filter, event) && (await isVisible(ctx, event)));

async function isVisible(
  ctx: Context,
  { subjectType, subjectId, workerId, after }: ChangeEvent,
): Promise<boolean> {
  const objectiveId = subjectType === 'Assignment' ? await objectiveOfAssignment.load(ctx, subjectId) : null;
  const worker = workerId ? await standingById.load(ctx, workerId) : null;
  // Every event of a request tells its sides, which never change.
  const sides = subjectType === 'CollaborationRequest' ? (after as Sides | null) : null;
  return canSeeChange(ctx.viewer, { subjectType, worker, objectiveId, sides });
}

/** What an assignment is for, whoever asks: it never changes. */
const objectiveOfAssignment = defineLoader<string, string | null>(async (ids, ctx) => {
  const found = await ctx.rows<{ id: string; objectiveId: string }>(
    'planning.objective-of-assignment',
    'select id, objective_id as "objectiveId" from assignment where id = any($1::uuid[])',
    [ids],
  );
  const byId = new Map(found.map(({ id, objectiveId }) => [id, objectiveId]));
  return ids.map((id) => byId.get(id) ?? null);
});
