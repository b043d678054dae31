-- What-if: changes of plan that are tried, and then applied as a whole or discarded.
create table scenario (
  id uuid primary key,
  name text not null,
  description text,
  state text not null check (state in ('DRAFT', 'APPLIED', 'DISCARDED')),
  author_id uuid not null references account,
  -- Where the change log stood when it was drafted.
  base_cursor text not null,
  -- How often changes were added to it or removed: with each its version rises.
  edits integer not null default 0,
  applied_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'APPLIED') = (applied_at is not null))
);
create index scenario_author on scenario (author_id);
create index scenario_order on scenario (created_at, id);

-- One change each, in the order of `position`. What it says is in `details`, by its kind; `seen` are the versions of
-- what exists that it was based on, by id.
create table scenario_change (
  id uuid primary key,
  scenario_id uuid not null references scenario,
  position integer not null,
  kind text not null check (kind in
    ('ASSIGNMENT_ADD', 'ASSIGNMENT_MOVE', 'ASSIGNMENT_REMOVE', 'WORKER_ADD', 'WORKER_LEAVE', 'WORKER_MOVE')),
  details jsonb not null,
  seen jsonb not null,
  -- The assignment or worker that came of it, once applied.
  created_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (scenario_id, position)
);
