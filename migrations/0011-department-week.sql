-- What the publisher adds to the weeks of departments when it numbers the event; null where that is nothing.
alter table change_event add column totals jsonb;
drop trigger change_event_is_kept on change_event;
create trigger change_event_is_kept before delete or update of
  id, kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity, totals, occurred_at on change_event
  for each row execute function refuse_change_of_log();

-- Sums of a department's own members, null being "no department": seven days, Monday first, and the week's total. Null:
-- all zero. Written by the publisher alone, by what events add to them. Minutes leave out members on unknown days.
create table department_week (
  department_id uuid references department,
  kind text not null,
  week date not null,
  known integer[],
  unknown integer[],
  unknown_confirmed integer[],
  contracted integer[],
  effective integer[],
  time_off integer[],
  confirmed integer[],
  tentative integer[],
  free integer[],
  outside_capacity integer[],
  unique nulls not distinct (department_id, kind, week)
) with (fillfactor = 50);
create index department_week_week on department_week (week);

create function add_days(a integer[], b integer[]) returns integer[] language sql immutable parallel safe as $$
  select case when b is null then a when a is null then b else
    array[a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6], a[7] + b[7], a[8] + b[8]] end
$$;
