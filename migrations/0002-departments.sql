create table department (
  id uuid primary key,
  external_id text unique,
  code text not null unique,
  name text not null,
  parent_id uuid references department,
  lead_id uuid,
  time_zone text not null,
  region text,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create index department_parent on department (parent_id);
create index department_lead on department (lead_id);
create index department_name on department (name, id);
