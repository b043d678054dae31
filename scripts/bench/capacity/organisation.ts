import type { Client } from 'pg';
import { facts } from './facts.js';
import { say } from './progress.js';
import { type Size, TEAM } from './size.js';

/** Skills by how many people have them: one in 500, in 5, and in 10. */
export const skills = { rare: 'Rare 1', common: 'Common', second: 'Second' } as const;

/**
 * Fills an empty, migrated database with so many people: departments of 50 in a tree, an engagement with its pattern for
 * each, part-time and three-week cycles among them, one in ten in two departments, holidays of four regions, six
 * assignments and five weeks of leave each, and skills that are common or rare. The same every time, but for the Monday
 * that all days are counted from. An HR account is called `bench`, a resource manager `manager`.
 */
export async function generate(client: Client, size: Size): Promise<void> {
  await client.query(WORDS);
  // Twice as fast: nothing here refers to what is not there.
  await client.query('set session_replication_role = replica');
  const { people } = size;
  for (const [noun, statement] of Object.entries({ ...organisation(size), ...facts(size) })) {
    say(`${people} people: ${noun}`);
    await client.query(statement);
  }
  await client.query('reset session_replication_role');
  say(`${people} people: statistics`);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

/**
 * `id` answers the id of the n-th of a kind, in the order of time as the application makes them; `dice` a number below
 * `sides` that looks like chance.
 */
export const WORDS = `
  create function pg_temp.id(kind text, n bigint) returns uuid immutable language sql as $$
    select (lpad(to_hex(1767225600000 + n), 12, '0') || '7' || substr(md5(kind), 1, 3) || '8' || substr(md5(kind || n::text), 1, 15))::uuid $$;
  create function pg_temp.dice(kind text, n bigint, sides bigint) returns int immutable language sql as $$
    select ((hashint8extended(n, hashtextextended(kind, 0)) & 9223372036854775807) % sides)::int $$`;

/** In the order in which they refer to each other. */
const organisation = ({ people, departments, history }: Size): Readonly<Record<string, string>> => ({
  accounts: `
    insert into account (id, subject, name, kind) values
      (pg_temp.id('account', 1), 'bench', 'Bench', 'PERSON'), (pg_temp.id('account', 2), 'manager', 'Manager', 'PERSON');
    insert into access_grant (id, account_id, role) values
      (pg_temp.id('grant', 1), pg_temp.id('account', 1), 'HR'), (pg_temp.id('grant', 2), pg_temp.id('account', 2), 'RESOURCE_MANAGER')`,
  holidays: `
    insert into holiday_region (id, code, name, time_zone, first_year, last_year)
      select pg_temp.id('region', n), 'R' || n, 'Region ' || n, 'Europe/Zurich',
        extract(year from date '${history}'), extract(year from date '${history}') + 4 from generate_series(1, 4) n;
    insert into holiday (id, region, day, name, minutes)
      select pg_temp.id('holiday', r * 1000 + n), 'R' || r, date '${history}' + 30 * n + pg_temp.dice('holiday', r * 1000 + n, 30), 'Holiday ' || n,
        case when n % 6 = 0 then 720 else 1440 end
      from generate_series(1, 4) r cross join generate_series(0, 48) n`,
  departments: `
    insert into department (id, code, name, parent_id, time_zone)
      select pg_temp.id('department', n), 'D' || n, 'Department ' || n, case when n > 1 then pg_temp.id('department', (n - 2) / 8 + 1) end, 'Europe/Zurich'
      from generate_series(1, ${departments}) n`,
  workers: `
    insert into worker (id, kind, name, title, time_zone, region, work_mode)
      select pg_temp.id('worker', n), case when n % 8 = 0 then 'FREELANCER' else 'STAFF' end, 'Worker ' || lpad(n::text, 6, '0'), 'Analyst',
        'Europe/Zurich', case when n % 20 > 0 then 'R' || 1 + n % 4 end, (array['ONSITE', 'HYBRID', 'REMOTE'])[1 + n % 3]
      from generate_series(1, ${people}) n`,
  memberships: `
    insert into membership (id, worker_id, department_id, "from", share)
      select pg_temp.id('membership', n * 2 + k), pg_temp.id('worker', n),
        pg_temp.id('department', 1 + ((n - 1) / ${TEAM} + k * (1 + pg_temp.dice('second', n, ${departments - 1}))) % ${departments}), date '${history}',
        case when n % 10 > 0 then 10000 when k = 0 then 6000 else 4000 end
      from generate_series(1, ${people}) n cross join generate_series(0, 1) k where k = 0 or n % 10 = 0`,
  skills: `
    insert into skill (id, name)
      select pg_temp.id('skill', n), case n when 0 then '${skills.common}' when 1 then '${skills.second}' else case when n < 12 then 'Rare ' || n - 1 else 'Skill ' || n - 11 end end
      from generate_series(0, 51) n;
    insert into worker_skill (id, worker_id, skill_id, level)
      select pg_temp.id('worker_skill', n * 100 + k), pg_temp.id('worker', n), pg_temp.id('skill', k), 1 + pg_temp.dice('level', n * 100 + k, 5)
      from generate_series(1, ${people}) n cross join lateral (
        select 0 as k where pg_temp.dice('common', n, 5) = 0
        union all select 1 where pg_temp.dice('second', n, 10) = 0
        union all select 2 + pg_temp.dice('which', n, 10) where pg_temp.dice('rare', n, 50) = 0
        union all select 12 + pg_temp.dice('skill', n, 20) union all select 32 + pg_temp.dice('skill', -n, 20)) has`,
});
