import { recordChanges } from '../events/change-log.js';
import { columnsOf } from '../graphql/columns.js';
import type { Context } from '../graphql/context.js';
import { today } from '../time/local-date.js';
import { CollaborationRequest } from './collaboration-request.js';
import { loggedFacts } from './collaboration-request.service.js';

const AT_ONCE = 200;

// Those that somebody is answering are left to the next round; the state is asked again once they are locked.
const EXPIRE = `
  with due as (
    select r.id from collaboration_request r join department d on d.id = r.to_department_id
    join unnest($1::text[], $2::date[]) as zone (name, today) on zone.name = d.time_zone
    where r.state = 'OPEN' and r.expires_on < zone.today
    order by r.id limit ${AT_ONCE} for no key update of r skip locked)
  update collaboration_request moved set state = 'EXPIRED', version = moved.version + 1 from due
  where moved.id = due.id and moved.state = 'OPEN' returning ${columnsOf(CollaborationRequest, 'moved')}`;

/**
 * OPEN requests whose last day to answer has passed where the asked department is become EXPIRED. Answers how many;
 * call it again until that is 0.
 */
export async function collaborationRequestsExpire(ctx: Context): Promise<number> {
  const zones = await ctx.rows<{ name: string }>(
    'collaboration-request.zones',
    'select distinct time_zone as name from department',
  );
  const names = zones.map(({ name }) => name);
  const days = names.map((name) => today(name, ctx.now()));
  const expired = await ctx.rows<CollaborationRequest>('collaboration-request.expire', EXPIRE, [names, days]);
  expired.sort((one, other) => (one.id < other.id ? -1 : 1));
  await recordChanges(
    ctx,
    expired.map((request) => ({
      kind: 'COLLABORATION_REQUEST_EXPIRED',
      subjectType: 'CollaborationRequest',
      subjectId: request.id,
      before: { ...loggedFacts(request), state: 'OPEN', version: request.version - 1 },
      after: loggedFacts(request),
    })),
  );
  return expired.length;
}
