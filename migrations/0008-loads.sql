-- Beside a rate and a share: a total over the days of an assignment, and minutes of single days.
alter table assignment
  add total_minutes integer check (total_minutes >= 1),
  -- [{ "date", "minutes" }], each date once, within "from" and "to".
  add days jsonb check (jsonb_typeof(days) = 'array' and jsonb_array_length(days) between 1 and 366),
  -- A rate on days without capacity as well.
  add include_non_working boolean not null default false,
  -- Of a total that was released or cut: its minutes by day, from "from" to released_on, as they were spread then.
  add kept_minutes integer[],
  -- Why somebody was ready to overbook; not in the log.
  add override_reason text;
alter table assignment
  drop constraint assignment_load_check,
  drop constraint assignment_check1,
  drop constraint assignment_check2;
alter table assignment
  add constraint assignment_load check (load in ('RATE', 'PERCENT', 'TOTAL', 'DAYS')),
  add constraint assignment_load_once check (
    (load = 'RATE') = (minutes_per_day is not null) and (load = 'PERCENT') = (percent is not null)
    and (load = 'TOTAL') = (total_minutes is not null) and (load = 'DAYS') = (days is not null)),
  add constraint assignment_load_ends check (load = 'RATE' or "to" is not null),
  add constraint assignment_only_rates_beside_capacity check (load = 'RATE' or not include_non_working),
  add constraint assignment_kept check (
    (kept_minutes is not null) = (load = 'TOTAL' and released_on is not null)
    and (kept_minutes is null or cardinality(kept_minutes) = released_on - "from" + 1));
-- A total is spread over all of its days, so who asks about some of them needs them all: see capacity/facts.ts.
create index assignment_total on assignment (worker_id, "from") where load = 'TOTAL' and kept_minutes is null;
