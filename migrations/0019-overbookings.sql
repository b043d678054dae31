-- What a change opened and closed of the overbookings of its worker; null where that is nothing.
alter table change_event add column overbookings jsonb;
drop trigger change_event_is_kept on change_event;
create trigger change_event_is_kept before delete or update of
  id, kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity, totals, overbookings, occurred_at on change_event
  for each row execute function refuse_change_of_log();

-- The overbooked windows of a worker within the horizon, as his last event left them. No row: none. Whoever writes a row
-- has locked its worker.
create table worker_overbooking (
  worker_id uuid primary key references worker on delete cascade,
  -- [{ "from", "to", "overMinutes" }], in order.
  windows jsonb not null check (jsonb_typeof(windows) = 'array' and windows <> '[]')
);

-- One row: the horizon by which everybody was judged. Null until they were.
create table judged_horizon (
  only_one boolean primary key default true check (only_one),
  first_day date,
  last_day date,
  check ((first_day is null) = (last_day is null) and first_day <= last_day)
);
insert into judged_horizon default values;
