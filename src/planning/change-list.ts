import { type RawBuilder, sql } from 'kysely';
import { changeReach } from '../auth/policy.js';
import type { ChangeEvent } from '../events/change-event.js';
import { EVENT_COLUMNS } from '../events/change-feed.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { rowsOf } from '../graphql/statement.js';
import type { Change, ChangeFilter } from './change.js';

export interface ChangeQuestion {
  filter: ChangeFilter;
  newestFirst: boolean;
  first: number;
  after: string | null;
}

/**
 * A page of what was published, however long ago, of what the viewer sees. Its cursors are those of the streams.
 * @throws UserError BAD_USER_INPUT (PAGE_SIZE, CURSOR), CURSOR_EXPIRED (OTHER_LOG, FUTURE_CURSOR, RESTORED_LOG)
 */
export async function changesPage(
  ctx: Context,
  { filter, newestFirst, first, after }: ChangeQuestion,
): Promise<Connection<Change>> {
  const faults = new Faults();
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  faults.throwIfAny();
  const position = after === null ? null : await ctx.feed.pastSequenceOf(after);
  const wanted = conditionOf(ctx, filter);
  const found = await rowsOf<ChangeEvent>(
    ctx,
    '',
    sql`select ${sql.raw(EVENT_COLUMNS)} from change_event e where ${wanted} and ${behind(position, newestFirst)}
      order by sequence ${sql.raw(newestFirst ? 'desc' : 'asc')} limit ${first + 1}`,
  );
  const edges = await Promise.all(
    found
      .slice(0, first)
      .map(async (node) => ({ cursor: await ctx.feed.cursorOf(node), node: node as Change })),
  );
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    async totalCount() {
      const [row] = await rowsOf<{ count: number }>(
        ctx,
        '',
        sql`select count(*) as count from change_event e where ${wanted}`,
      );
      return row!.count;
    },
  };
}

const behind = (position: number | null, newestFirst: boolean): RawBuilder<boolean> => {
  if (position === null) return sql`true`;
  return newestFirst ? sql`sequence < ${position}::bigint` : sql`sequence > ${position}::bigint`;
};

function conditionOf(ctx: Context, filter: ChangeFilter): RawBuilder<boolean> {
  const conditions = [
    sql`sequence is not null`,
    changeReach(ctx.viewer, 'e', ctx.now().toISOString().slice(0, 10)),
    filter.kinds && sql`kind = any(${filter.kinds}::text[])`,
    filter.subjectTypes && sql`subject_type = any(${filter.subjectTypes}::text[])`,
    filter.subjectIds && sql`subject_id = any(${filter.subjectIds}::uuid[])`,
    filter.workerIds && sql`worker_id = any(${filter.workerIds}::uuid[])`,
    filter.causeId && sql`cause_id = ${filter.causeId}::uuid`,
    filter.occurredFrom && sql`occurred_at >= ${filter.occurredFrom}::timestamptz`,
    filter.occurredBefore && sql`occurred_at < ${filter.occurredBefore}::timestamptz`,
  ].filter((condition) => condition != null);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
