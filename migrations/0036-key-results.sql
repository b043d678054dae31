-- By what it is seen that an objective is reached, and how each of them went.
create table key_result (
  id uuid primary key,
  objective_id uuid not null references objective,
  title text not null check (length(title) between 1 and 200),
  unit text not null default '' check (length(unit) <= 40),
  direction text not null check (direction in ('INCREASE', 'DECREASE')),
  start numeric not null,
  target numeric not null,
  current numeric not null,
  weight integer not null default 1 check (weight between 0 and 1000),
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint key_result_direction_is_true check (
    case direction when 'INCREASE' then target > start else target < start end)
);
create index key_result_objective on key_result (objective_id, title, id);

create table key_result_value (
  -- Drawn under the lock of the objective: the order of recording.
  id bigint primary key generated always as identity,
  key_result_id uuid not null references key_result,
  "on" date not null,
  value numeric not null,
  recorded_at timestamptz not null
);
create index key_result_value_day on key_result_value (key_result_id, "on", id);
