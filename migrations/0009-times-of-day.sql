-- When on the day, where that is known.
alter table work_pattern
  -- For each day of the cycle the windows worked, in minutes from midnight: [[[540, 720], [780, 1020]], ...].
  add windows jsonb check (jsonb_typeof(windows) = 'array' and jsonb_array_length(windows) = cardinality(minutes)),
  -- Of a flexible week, which `minutes` are made of: so much a week, on the working days, 0 for Monday to 6.
  add weekly_minutes integer check (weekly_minutes between 1 and 10080),
  add working_days integer[];
alter table work_pattern
  add constraint work_pattern_flexible check ((weekly_minutes is null) = (working_days is null)
    and (weekly_minutes is null or (windows is null and cardinality(minutes) = 7 and cardinality(working_days) between 1 and 7)));
alter table time_off
  -- From an instant until another one: "from" and "to" are the days it touches where the worker lives.
  add starts_at timestamptz,
  add ends_at timestamptz;
alter table time_off
  add constraint time_off_interval check ((starts_at is null) = (ends_at is null) and (starts_at is null or minutes_per_day is null)),
  add constraint time_off_some check (ends_at > starts_at);
create index time_off_interval_of on time_off (worker_id) where starts_at is not null;
alter table holiday
  -- The minute of the civil day at which it begins.
  add start_minute integer not null default 0 check (start_minute between 0 and 1439);
-- Parts of a day mostly are its end; loading the region again tells.
update holiday set start_minute = 1440 - minutes;
alter table holiday add constraint holiday_within_day check (start_minute + minutes <= 1440);
