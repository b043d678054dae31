-- What a worker contributes to a department, day by day over the weeks that are kept: one row for each department that
-- he has a day of in them, null being "no department". Packed, since a change without an end touches every week: as a
-- row for each week it would write a hundred of them. Whoever writes a row has locked its worker.
create table worker_weeks (
  worker_id uuid not null references worker on delete cascade,
  department_id uuid references department,
  first_week date not null check (extract(isodow from first_week) = 1),
  weeks integer not null check (weeks > 0),
  -- A byte for each day: 0 not a member, 1 known, 2 unknown. Null: known on every day.
  states bytea check (length(states) = 7 * weeks),
  has_unknown boolean not null,
  -- Minutes by day, two bytes each, little-endian. Null: none on any day.
  contracted bytea check (length(contracted) = 14 * weeks),
  effective bytea check (length(effective) = 14 * weeks),
  time_off bytea check (length(time_off) = 14 * weeks),
  -- Four bytes each: as many assignments as one likes may meet on a day.
  confirmed bytea check (length(confirmed) = 28 * weeks),
  tentative bytea check (length(tentative) = 28 * weeks),
  outside_capacity bytea check (length(outside_capacity) = 28 * weeks),
  unique nulls not distinct (worker_id, department_id)
) with (fillfactor = 80);
create index worker_weeks_department on worker_weeks (department_id);
create index worker_weeks_unknown on worker_weeks (worker_id) where has_unknown;
-- Compressed in place: the weeks of a worker are much alike.
alter table worker_weeks alter states set storage main, alter contracted set storage main,
  alter effective set storage main, alter time_off set storage main, alter confirmed set storage main,
  alter tentative set storage main, alter outside_capacity set storage main;

-- One row: the weeks for which all workers have theirs. Null until they have.
create table kept_horizon (
  only_one boolean primary key default true check (only_one),
  first_day date,
  last_day date,
  check ((first_day is null) = (last_day is null) and first_day <= last_day)
);
insert into kept_horizon default values;
