-- Demand that has nobody yet. Skills are few, and none is ever removed: as JSON, so that a revision is one row.
create table staffing_need (
  id uuid primary key,
  external_id text unique,
  objective_id uuid not null references objective,
  department_id uuid references department,
  role text not null check (length(role) between 1 and 200),
  -- [{ "skillId", "minLevel" }]
  skills jsonb not null default '[]' check (jsonb_typeof(skills) = 'array'),
  "from" date not null,
  -- Null: open.
  "to" date,
  minutes_per_day integer check (minutes_per_day between 1 and 1440),
  -- Spread over the whole window.
  total_minutes integer check (total_minutes > 0),
  state text not null check (state in ('OPEN', 'CLOSED', 'WITHDRAWN')),
  changed_at timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" >= "from"),
  check ((minutes_per_day is null) <> (total_minutes is null)),
  check (total_minutes is null or "to" is not null)
);
create index staffing_need_objective on staffing_need (objective_id, "from", id);
create index staffing_need_department on staffing_need (department_id, "from", id);
create index staffing_need_from on staffing_need ("from", id);

-- Every state that a need was ever in, the present one included. A column that is added to the need belongs here too.
create table staffing_need_revision (
  like staffing_need,
  primary key (id, version),
  foreign key (id) references staffing_need,
  foreign key (objective_id) references objective,
  foreign key (department_id) references department
);
create index staffing_need_revision_objective on staffing_need_revision (objective_id);
create index staffing_need_revision_department on staffing_need_revision (department_id);

create function keep_staffing_need() returns trigger language plpgsql as $$
begin
  insert into staffing_need_revision select new.*;
  return null;
end $$;
create trigger staffing_need_is_kept after insert or update on staffing_need
  for each row execute function keep_staffing_need();

create function refuse_change_of_revision() returns trigger language plpgsql as $$
begin
  raise exception 'Revisions are kept for good: % of staffing_need_revision is refused.', tg_op
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger staffing_need_revision_is_kept before update or delete on staffing_need_revision
  for each row execute function refuse_change_of_revision();
