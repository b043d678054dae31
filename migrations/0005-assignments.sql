create table assignment (
  id uuid primary key,
  external_id text unique,
  worker_id uuid not null references worker,
  objective_id uuid not null references objective,
  "from" date not null,
  "to" date,
  load text not null check (load in ('RATE', 'PERCENT')),
  minutes_per_day integer check (minutes_per_day between 1 and 1440),
  -- Hundredths of a percent.
  percent integer check (percent between 1 and 10000),
  role text,
  state text not null check (state in ('PROPOSED', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'REJECTED', 'CANCELLED', 'RELEASED')),
  -- The last day worked, once released; the day it was cut to, once its engagement ended early.
  released_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" is null or "to" >= "from"),
  check ((load = 'RATE') = (minutes_per_day is not null) and (load = 'PERCENT') = (percent is not null)),
  check (load <> 'PERCENT' or "to" is not null)
);
create index assignment_worker on assignment (worker_id, "from");
create index assignment_objective on assignment (objective_id, "from", id);
create index assignment_from on assignment ("from", id);
