import { Assignment } from '../assignments/assignment.js';
import { goingOnAfter } from '../assignments/worker-leaving.js';
import type { Context } from '../graphql/context.js';
import { Engagement } from '../workforce/engagement.js';
import { Membership } from '../workforce/membership.js';
import type { ChangeDetails } from './scenario-change.js';
import { StaffingNeed } from './staffing-need.js';

type Versions = Readonly<Record<string, number>>;

/** The rows that a change would change or end as things are, by id, with their versions: what it is based on. */
export async function seenBy({ em }: Context, details: ChangeDetails): Promise<Versions> {
  const anew = { refresh: true };
  switch (details.kind) {
    case 'ASSIGNMENT_MOVE':
    case 'ASSIGNMENT_REMOVE':
      return versionsOf(await em.find(Assignment, { id: details.assignmentId }, anew));
    case 'WORKER_LEAVE':
      return versionsOf(await em.find(Engagement, goingOnAfter(details.workerId, details.lastDay), anew));
    case 'WORKER_MOVE': {
      if (details.keepsOthers) return {};
      const { workerId, from } = details;
      return versionsOf(
        await em.find(Membership, { workerId, $or: [{ to: null }, { to: { $gte: from } }] }, anew),
      );
    }
    case 'NEED_CHANGE':
    case 'NEED_REMOVE':
      return versionsOf(await em.find(StaffingNeed, { id: details.needId }, anew));
    case 'ASSIGNMENT_ADD':
    case 'NEED_ADD':
    case 'WORKER_ADD':
      return {};
  }
}

const versionsOf = (rows: readonly { id: string; version: number }[]): Versions =>
  Object.fromEntries(rows.map(({ id, version }) => [id, version]));

/** Whether a change rests on what is there. */
export const isSame = (one: Versions, other: Versions): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([id, version]) => other[id] === version);
