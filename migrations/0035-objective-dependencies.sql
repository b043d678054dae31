-- What an objective needs of another one. What two objectives share stands once, under the lesser of their ids.
create table objective_dependency (
  id uuid primary key,
  objective_id uuid not null references objective,
  depends_on_id uuid not null references objective,
  kind text not null check (kind in ('NEEDS_INPUT', 'BLOCKS', 'SHARES_RESULT')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint objective_dependency_once unique (objective_id, depends_on_id, kind),
  check (objective_id <> depends_on_id),
  check (kind <> 'SHARES_RESULT' or objective_id < depends_on_id)
);
create index objective_dependency_depends_on on objective_dependency (depends_on_id, objective_id);
