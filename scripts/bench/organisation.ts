import type { Client } from 'pg';

/** Today in UTC, as Muster counts its horizon. */
const TODAY = new Date().toISOString().slice(0, 10);

/**
 * Fills an empty, migrated database: 20 departments, 12 skills, `workers` people with a pattern, a membership and three
 * skills each, 10 objectives a department and 10 assignments an objective, all of it open to an HR account `bench` and a
 * resource manager `manager`. Its log is not empty either: PostgreSQL would plan, once and for all, for tables that are.
 */
export async function fillOrganisation(client: Client, workers: number): Promise<void> {
  await client.query(`
    create temporary table id (kind text, n int, id uuid default gen_random_uuid(), primary key (kind, n));
    insert into id select 'department', n from generate_series(1, 20) n;
    insert into id select 'skill', n from generate_series(1, 12) n;
    insert into id select 'worker', n from generate_series(1, ${workers}) n;
    insert into id select 'engagement', n from generate_series(1, ${workers}) n;
    insert into id select 'objective', n from generate_series(1, 200) n;

    insert into department (id, code, name, time_zone) select id, 'D' || lpad(n::text, 2, '0'), 'Department ' || n, 'Europe/Zurich' from id where kind = 'department';
    insert into skill (id, name) select id, 'Skill ' || n from id where kind = 'skill';
    insert into worker (id, kind, name, title, time_zone, work_mode, external_id)
      select id, case when n % 5 = 0 then 'FREELANCER' else 'STAFF' end, 'Worker ' || lpad(n::text, 6, '0'), 'Analyst', 'Europe/Zurich', 'HYBRID', 'W' || n
      from id where kind = 'worker';
    insert into engagement (id, worker_id, "from", state)
      select e.id, w.id, date '${TODAY}' - 400, 'ACTIVE' from id e join id w on w.kind = 'worker' and w.n = e.n where e.kind = 'engagement';
    insert into work_pattern (id, engagement_id, "from", anchor, minutes)
      select gen_random_uuid(), id, date '${TODAY}' - 400, date_trunc('week', date '${TODAY}')::date, '{480,480,480,480,480,0,0}' from id where kind = 'engagement';
    insert into membership (id, worker_id, department_id, "from", share)
      select gen_random_uuid(), w.id, d.id, date '${TODAY}' - 400, 10000 from id w join id d on d.kind = 'department' and d.n = 1 + w.n % 20 where w.kind = 'worker';
    insert into worker_skill (id, worker_id, skill_id, level)
      select gen_random_uuid(), w.id, s.id, 1 + (w.n + s.n) % 5 from id w join id s on s.kind = 'skill' and (s.n - w.n % 12 + 12) % 12 < 3 where w.kind = 'worker';
    insert into objective (id, title, owner_id, status)
      select o.id, 'Objective ' || o.n, d.id, 'ACTIVE' from id o join id d on d.kind = 'department' and d.n = 1 + o.n % 20 where o.kind = 'objective';
    insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
      select gen_random_uuid(), w.id, o.id, date '${TODAY}' + k, date '${TODAY}' + k + 60, 'RATE', 60, 'CONFIRMED'
      from id o cross join generate_series(0, 9) k join id w on w.kind = 'worker' and w.n = 1 + (o.n * 10 + k) % ${workers} where o.kind = 'objective';
    insert into account (id, subject, name, kind) values (gen_random_uuid(), 'bench', 'Bench', 'PERSON'), (gen_random_uuid(), 'manager', 'Manager', 'PERSON');
    insert into access_grant (id, account_id, role) select gen_random_uuid(), id, case subject when 'bench' then 'HR' else 'RESOURCE_MANAGER' end from account;
    insert into change_event (kind, subject_type, subject_id, worker_id)
      select 'WORKER_CREATED', 'Worker', id, id from id where kind = 'worker' order by n;
    drop table id`);
  await client.query('vacuum analyze');
}
