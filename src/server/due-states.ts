import type { Database } from './database.js';
import { inOneTransaction } from './database.js';

interface Step {
  table: 'assignment' | 'engagement';
  subjectType: 'Assignment' | 'Engagement';
  /** Recorded to have happened. */
  kind: string;
  from: string;
  to: string;
  /** Of a row of the table, on the day `$1`. */
  isDue: string;
}

/** In this order: what began and ended while nobody looked takes both steps at once. */
const STEPS: readonly Step[] = [
  {
    table: 'engagement',
    subjectType: 'Engagement',
    kind: 'ENGAGEMENT_ACTIVE',
    from: 'READY',
    to: 'ACTIVE',
    isDue: `"from" <= $1::date`,
  },
  {
    table: 'engagement',
    subjectType: 'Engagement',
    kind: 'ENGAGEMENT_ENDED',
    from: 'ACTIVE',
    to: 'ENDED',
    isDue: `"to" < $1::date`,
  },
  {
    table: 'assignment',
    subjectType: 'Assignment',
    kind: 'ASSIGNMENT_ACTIVATED',
    from: 'CONFIRMED',
    to: 'ACTIVE',
    isDue: `"from" <= $1::date`,
  },
  {
    table: 'assignment',
    subjectType: 'Assignment',
    kind: 'ASSIGNMENT_COMPLETED',
    from: 'ACTIVE',
    to: 'COMPLETED',
    isDue: `"to" < $1::date`,
  },
];

const WORKERS_AT_ONCE = 500;

/**
 * Moves on what is due by its dates on `today`, in UTC: engagements to ACTIVE and ENDED, assignments to ACTIVE and
 * COMPLETED. That changes no capacity, since these states count alike. Answers how many rows were moved.
 */
export async function moveDueStates(database: Database, today: string): Promise<number> {
  let moved = 0;
  for (const step of STEPS) {
    for (let count = -1; count !== 0; moved += count) count = await moveSome(database, step, today);
  }
  return moved;
}

/** Under the lock of the workers, in the order of their ids, like everything that is decided about their time. */
function moveSome(
  database: Database,
  { table, subjectType, kind, from, to, isDue }: Step,
  today: string,
): Promise<number> {
  return inOneTransaction(database, async () => {
    const workers = await database.rows<{ id: string }>(
      `jobs.lock.${kind}`,
      `select id from worker where id in (
         select worker_id from ${table} where state = '${from}' and ${isDue} order by worker_id limit ${WORKERS_AT_ONCE})
       order by id for no key update`,
      [today],
    );
    const moved = await database.rows(
      `jobs.move.${kind}`,
      `with moved as (
         update ${table} set state = '${to}', version = version + 1
         where worker_id = any($2::uuid[]) and state = '${from}' and ${isDue}
         returning id, worker_id, version)
       insert into change_event (kind, subject_type, subject_id, worker_id, before, after)
       select '${kind}', '${subjectType}', id, worker_id,
         jsonb_build_object('state', '${from}', 'version', version - 1),
         jsonb_build_object('state', '${to}', 'version', version)
       from moved order by worker_id, id
       returning id`,
      [today, workers.map(({ id }) => id)],
    );
    return moved.length;
  });
}
