import type { Size } from './size.js';

/** One in seven works three days, one in seven mornings, one in seven a cycle of three weeks. */
const PATTERN = `(array['{480,480,480,480,480,0,0}', '{480,480,480,480,480,0,0}', '{504,504,504,504,504,0,0}', '{480,480,480,480,480,0,0}',
  '{480,480,480,0,0,0,0}', '{240,240,240,240,240,0,0}',
  '{480,480,480,480,480,0,0,600,600,600,600,0,0,0,0,480,480,480,480,0,0}'])[1 + n % 7]::int[]`;

/** What the capacity of people rests on. Six assignments each, of which one is tentative and one a total, and five weeks of leave. */
export const facts = ({
  people,
  departments,
  today,
  monday,
  history,
}: Size): Readonly<Record<string, string>> => ({
  engagements: `
    insert into engagement (id, worker_id, "from", "to", state)
      select pg_temp.id('engagement', n), pg_temp.id('worker', n), start,
        case when n % 15 = 0 then date '${monday}' + 400 + pg_temp.dice('end', n, 300) end, case when start > date '${today}' then 'READY' else 'ACTIVE' end
      from generate_series(1, ${people}) n cross join lateral (
        select case when n % 12 = 0 then date '${monday}' + pg_temp.dice('start', n, 200) else date '${history}' end as start) dated;
    insert into work_pattern (id, engagement_id, "from", anchor, minutes)
      select pg_temp.id('pattern', n), pg_temp.id('engagement', n), date '${history}', date '${history}', ${PATTERN}
      from generate_series(1, ${people}) n`,
  objectives: `
    insert into objective (id, title, owner_id, status)
      select pg_temp.id('objective', n), 'Objective ' || n, pg_temp.id('department', 1 + n % ${departments}), 'ACTIVE'
      from generate_series(1, ${departments * 4}) n`,
  assignments: `
    insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, percent, total_minutes, state)
      select pg_temp.id('assignment', i), pg_temp.id('worker', n), pg_temp.id('objective', 1 + pg_temp.dice('for', i, ${departments * 4})), start,
        start + 7 * (6 + pg_temp.dice('weeks', i, 16)), load,
        case load when 'RATE' then 60 + 30 * pg_temp.dice('minutes', i, 6) end, case load when 'PERCENT' then 1000 + 500 * pg_temp.dice('percent', i, 9) end,
        case load when 'TOTAL' then 600 * (2 + pg_temp.dice('total', i, 9)) end,
        case when k = 3 then 'PROPOSED' when start > date '${today}' then 'CONFIRMED' else 'ACTIVE' end
      from generate_series(1, ${people}) n cross join generate_series(0, 5) k
        cross join lateral (select n::bigint * 6 + k as i) numbered
        cross join lateral (select date '${monday}' + 7 * (17 * k + pg_temp.dice('at', i, 9)) as start) dated
        cross join lateral (select case when k = 5 then 'TOTAL' when k % 2 = 0 then 'RATE' else 'PERCENT' end as load) loaded`,
  'time off': `
    insert into time_off (id, worker_id, "from", "to", kind, state)
      select pg_temp.id('time_off', i), pg_temp.id('worker', n), start, start + 4, 'VACATION', case when i % 20 = 0 then 'REQUESTED' else 'APPROVED' end
      from generate_series(1, ${people}) n cross join generate_series(0, 4) k
        cross join lateral (select n::bigint * 5 + k as i) numbered
        cross join lateral (select date '${monday}' + 7 * (21 * k + pg_temp.dice('leave', i, 20)) as start) dated`,
});
