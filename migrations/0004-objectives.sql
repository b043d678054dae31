create table objective (
  id uuid primary key,
  external_id text unique,
  title text not null,
  description text,
  parent_id uuid references objective,
  owner_id uuid not null references department,
  -- Relative to its siblings.
  weight integer not null default 1 check (weight between 0 and 1000),
  "from" date,
  "to" date,
  status text not null check (status in ('PLANNED', 'ACTIVE', 'ACHIEVED', 'MISSED', 'CANCELLED')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (parent_id <> id),
  check ("to" >= "from")
);
create index objective_parent on objective (parent_id);
create index objective_owner on objective (owner_id, id);
create index objective_title on objective (title, id);

create table contribution (
  id uuid primary key,
  objective_id uuid not null references objective,
  department_id uuid not null references department,
  role text not null check (role in ('RESPONSIBLE', 'CONTRIBUTOR', 'CONSULTED')),
  planned_minutes integer check (planned_minutes >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (objective_id, department_id)
);
create index contribution_department on contribution (department_id);
