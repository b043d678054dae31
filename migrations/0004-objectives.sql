-- What the organisation wants to reach: a tree, whose branches weigh against their siblings.
create table objective (
  id uuid primary key,
  external_id text unique,
  title text not null check (length(title) between 1 and 200),
  description text,
  parent_id uuid references objective,
  owner_id uuid not null references department,
  weight integer not null default 1 check (weight between 0 and 1000),
  -- Null: open on that side.
  "from" date,
  "to" date,
  status text not null check (status in ('PLANNED', 'ACTIVE', 'ACHIEVED', 'MISSED', 'CANCELLED')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (parent_id <> id),
  constraint objective_period_is_not_reversed check ("to" >= "from")
);
create index objective_parent on objective (parent_id, title, id);
create index objective_owner on objective (owner_id, title, id);
create index objective_title on objective (title, id);

-- Which departments are meant to work on an objective. What they really do is in the assignments.
create table contribution (
  id uuid primary key,
  objective_id uuid not null references objective,
  department_id uuid not null references department,
  role text not null check (role in ('RESPONSIBLE', 'CONTRIBUTOR', 'CONSULTED')),
  -- Null: not planned yet.
  planned_minutes integer check (planned_minutes >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint contribution_once unique (objective_id, department_id)
);
create index contribution_department on contribution (department_id, objective_id);
