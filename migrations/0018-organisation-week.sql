-- Sums of everybody: what the weeks of all departments, and of "no department", add up to, so that the organisation is
-- asked for as fast with thousands of departments as with one. Written beside department_week, in the same transaction.
create table organisation_week (
  kind text not null,
  week date not null,
  known bigint[],
  unknown bigint[],
  unknown_confirmed bigint[],
  contracted bigint[],
  effective bigint[],
  time_off bigint[],
  confirmed bigint[],
  tentative bigint[],
  free bigint[],
  outside_capacity bigint[],
  primary key (kind, week)
) with (fillfactor = 50);

create function pg_temp.summed(days bigint[][]) returns bigint[] language sql as $$
  select array_agg(sum order by slot) from (
    select slot, sum(days[i][slot]) as sum from generate_subscripts(days, 1) i cross join generate_series(1, 8) slot group by slot) as sums
$$;
insert into organisation_week
  select kind, week,
    pg_temp.summed(array_agg(known) filter (where known is not null)),
    pg_temp.summed(array_agg(unknown) filter (where unknown is not null)),
    pg_temp.summed(array_agg(unknown_confirmed) filter (where unknown_confirmed is not null)),
    pg_temp.summed(array_agg(contracted) filter (where contracted is not null)),
    pg_temp.summed(array_agg(effective) filter (where effective is not null)),
    pg_temp.summed(array_agg(time_off) filter (where time_off is not null)),
    pg_temp.summed(array_agg(confirmed) filter (where confirmed is not null)),
    pg_temp.summed(array_agg(tentative) filter (where tentative is not null)),
    pg_temp.summed(array_agg(free) filter (where free is not null)),
    pg_temp.summed(array_agg(outside_capacity) filter (where outside_capacity is not null))
  from department_week group by kind, week;
