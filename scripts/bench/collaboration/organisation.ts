import type { Client } from 'pg';
import type { LocalDate } from '../../../src/time/local-date.js';
import { WORDS } from '../capacity/organisation.js';
import { say } from '../capacity/progress.js';

/** How large an organisation is. */
export interface Size {
  readonly departments: number;
  readonly objectives: number;
  /** Five of each person. */
  readonly assignments: number;
}

/**
 * Fills an empty, migrated database: departments of the same size in a tree of eight below each, objectives in a tree
 * of ten below each, and five assignments of thirteen weeks from the Monday on for each person: for objectives that the
 * department works on with its neighbours and, of one person in ten, one for whatever objective.
 */
export async function generate(client: Client, size: Size, monday: LocalDate): Promise<void> {
  await client.query(WORDS);
  // Twice as fast: nothing here refers to what is not there. What triggers would keep is written beside its noun.
  await client.query('set session_replication_role = replica');
  for (const [noun, statement] of Object.entries(statements(size, monday))) {
    say(`${size.assignments} assignments: ${noun}`);
    await client.query(statement);
  }
  await client.query('reset session_replication_role');
  await client.query('vacuum analyze');
}

function statements(
  { departments, objectives, assignments }: Size,
  monday: LocalDate,
): Readonly<Record<string, string>> {
  const people = assignments / 5;
  const began = `date '${monday}' - 700`;
  return {
    accounts: `
      insert into account (id, subject, name, kind) values (pg_temp.id('account', 1), 'bench', 'Bench', 'PERSON');
      insert into access_grant (id, account_id, role) values (pg_temp.id('grant', 1), pg_temp.id('account', 1), 'HR')`,
    departments: `
      insert into department (id, code, name, parent_id, time_zone)
        select pg_temp.id('department', n), 'D' || n, 'Department ' || n, case when n > 1 then pg_temp.id('department', (n - 2) / 8 + 1) end, 'Europe/Zurich'
        from generate_series(1, ${departments}) n`,
    objectives: `
      insert into objective (id, title, owner_id, parent_id, weight, status)
        select pg_temp.id('objective', n), 'Objective ' || n, pg_temp.id('department', 1 + n % ${departments}),
          case when n > 10 then pg_temp.id('objective', (n - 11) / 10 + 1) end, 1 + n % 5, 'ACTIVE'
        from generate_series(1, ${objectives}) n;
      insert into objective_revision (id, title, parent_id, owner_id, weight, status, progress_mode, changed_at, version, created_at)
        select id, title, parent_id, owner_id, weight, status, progress_mode, changed_at, version, created_at from objective`,
    workers: `
      insert into worker (id, kind, name, time_zone, work_mode)
        select pg_temp.id('worker', n), 'STAFF', 'Worker ' || n, 'Europe/Zurich', 'HYBRID' from generate_series(1, ${people}) n;
      insert into engagement (id, worker_id, "from", state)
        select pg_temp.id('engagement', n), pg_temp.id('worker', n), ${began}, 'ACTIVE' from generate_series(1, ${people}) n;
      insert into work_pattern (id, engagement_id, "from", anchor, minutes)
        select pg_temp.id('pattern', n), pg_temp.id('engagement', n), ${began}, date '${monday}' - 700, '{480,480,480,480,480,0,0}' from generate_series(1, ${people}) n;
      insert into membership (id, worker_id, department_id, "from", share)
        select pg_temp.id('membership', n), pg_temp.id('worker', n), pg_temp.id('department', 1 + n % ${departments}), ${began}, 10000
        from generate_series(1, ${people}) n`,
    assignments: `
      insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
        select pg_temp.id('assignment', n::bigint * 5 + k), pg_temp.id('worker', n),
          pg_temp.id('objective', 1 + case when k = 0 and n % 10 = 0 then pg_temp.dice('any', n, ${objectives})
            else ((n % ${departments}) * ${objectives / departments} + pg_temp.dice('own', n::bigint * 5 + k, 20)) % ${objectives} end),
          date '${monday}', date '${monday}' + 90, 'RATE', 30 + 15 * k, 'ACTIVE'
        from generate_series(1, ${people}) n cross join generate_series(0, 4) k`,
  };
}

/** One person has another assignment, with the event that tells of it. */
export const CHANGE = `
  with one as (select worker_id, objective_id, "from" from assignment order by id offset $1 limit 1),
  made as (
    insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
    select gen_random_uuid(), worker_id, objective_id, "from", "from" + 4, 'RATE', 15, 'CONFIRMED' from one returning id, worker_id
  )
  insert into change_event (kind, subject_type, subject_id, worker_id) select 'ASSIGNMENT_CONFIRMED', 'Assignment', id, worker_id from made`;

/** The same sums from the same rows, as one statement can have them: nobody is ever off. */
export const FLOOR = `
  select a.objective_id, m.department_id, sum(a.minutes_per_day * days.worked) as minutes, count(distinct a.worker_id) as people
  from assignment a join membership m on m.worker_id = a.worker_id
  cross join lateral (
    select count(*) as worked from generate_series(greatest(a."from", $1::date), least(a."to", $2::date), interval '1 day') day
    where extract(isodow from day) < 6
  ) days
  where a.state in ('CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED') and a."from" <= $2::date and a."to" >= $1::date
  group by 1, 2`;
