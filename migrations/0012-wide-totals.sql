-- A total of minutes may be as large as 32 bits hold, so their sums are larger; the publisher must never fail to add.
drop function add_days(integer[], integer[]);
alter table department_week
  alter known type bigint[], alter unknown type bigint[], alter unknown_confirmed type bigint[],
  alter contracted type bigint[], alter effective type bigint[], alter time_off type bigint[],
  alter confirmed type bigint[], alter tentative type bigint[], alter free type bigint[],
  alter outside_capacity type bigint[];

create function add_days(a bigint[], b bigint[]) returns bigint[] language sql immutable parallel safe as $$
  select case when b is null then a when a is null then b else
    array[a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6], a[7] + b[7], a[8] + b[8]] end
$$;
