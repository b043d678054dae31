import type { Context } from '../graphql/context.js';
import type { ChangeDetails } from './scenario-change.js';

type Versions = Readonly<Record<string, number>>;

const ASSIGNMENT = 'select id, version from assignment where id = $1::uuid';

const NEED = 'select id, version from staffing_need where id = $1::uuid';

const ENGAGEMENTS = `select id, version from engagement
  where worker_id = $1::uuid and state in ('READY', 'ACTIVE') and ("to" is null or "to" > $2::date)`;

const MEMBERSHIPS = `select id, version from membership
  where worker_id = $1::uuid and ("to" is null or "to" >= $2::date)`;

/** The rows that a change would change or end as things are, by id, with their versions: what it is based on. */
export async function seenBy(ctx: Context, details: ChangeDetails): Promise<Versions> {
  switch (details.kind) {
    case 'ASSIGNMENT_MOVE':
    case 'ASSIGNMENT_REMOVE':
      return versions(ctx, 'scenario.seen-assignment', ASSIGNMENT, [details.assignmentId]);
    case 'WORKER_LEAVE':
      return versions(ctx, 'scenario.seen-engagements', ENGAGEMENTS, [details.workerId, details.lastDay]);
    case 'WORKER_MOVE':
      return details.keepsOthers
        ? {}
        : versions(ctx, 'scenario.seen-memberships', MEMBERSHIPS, [details.workerId, details.from]);
    case 'NEED_CHANGE':
    case 'NEED_REMOVE':
      return versions(ctx, 'scenario.seen-need', NEED, [details.needId]);
    case 'ASSIGNMENT_ADD':
    case 'NEED_ADD':
    case 'WORKER_ADD':
      return {};
  }
}

async function versions(ctx: Context, name: string, sql: string, values: unknown[]): Promise<Versions> {
  const rows = await ctx.rows<{ id: string; version: number }>(name, sql, values);
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** Whether a change rests on what is there. */
export const isSame = (one: Versions, other: Versions): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([id, version]) => other[id] === version);
