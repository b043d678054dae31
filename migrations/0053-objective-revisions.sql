-- Every state that an objective was ever in, the present one included: a change of strategy rewrites no history. A column
-- that is added to the objective belongs here too, but for its description, which may tell of persons and is not kept.
alter table objective add changed_at timestamptz;
update objective o set changed_at = date_trunc('milliseconds', coalesce(
  (select max(occurred_at) from change_event where subject_id = o.id and subject_type = 'Objective'), o.created_at));
alter table objective
  alter changed_at set default date_trunc('milliseconds', now()),
  alter changed_at set not null;

create table objective_revision (
  -- Drawn under the lock of the objective: the order of decision.
  number bigint primary key generated always as identity,
  id uuid not null references objective,
  external_id text,
  title text not null,
  parent_id uuid references objective,
  owner_id uuid not null references department,
  weight integer not null,
  "from" date,
  "to" date,
  status text not null,
  progress_mode text not null,
  manual_percent numeric(5, 2),
  changed_at timestamptz not null,
  version integer not null,
  created_at timestamptz not null
);
create index objective_revision_objective on objective_revision (id, number);
create index objective_revision_parent on objective_revision (parent_id);
create index objective_revision_owner on objective_revision (owner_id);

-- What was decided before today is in the log; what an objective was called is not, and is taken as it is.
insert into objective_revision (id, external_id, title, parent_id, owner_id, weight, "from", "to", status, progress_mode,
  manual_percent, changed_at, version, created_at)
select o.id, o.external_id, o.title, (after ->> 'parentId')::uuid, (after ->> 'ownerId')::uuid, (after ->> 'weight')::int,
  (after ->> 'from')::date, (after ->> 'to')::date, after ->> 'status', coalesce(after ->> 'progressMode', 'ROLLUP'),
  (after ->> 'manualPercent')::numeric, date_trunc('milliseconds', e.occurred_at), (after ->> 'version')::int, o.created_at
from change_event e join objective o on o.id = e.subject_id
where e.subject_type = 'Objective' and e.after ->> 'version' is not null
order by e.id;

-- What was written past the log.
insert into objective_revision (id, external_id, title, parent_id, owner_id, weight, "from", "to", status, progress_mode,
  manual_percent, changed_at, version, created_at)
select id, external_id, title, parent_id, owner_id, weight, "from", "to", status, progress_mode, manual_percent, changed_at,
  version, created_at
from objective o
where not exists (select 1 from objective_revision r where r.id = o.id and r.version = o.version)
order by created_at, id;

create function keep_objective() returns trigger language plpgsql as $$
begin
  insert into objective_revision (id, external_id, title, parent_id, owner_id, weight, "from", "to", status, progress_mode,
    manual_percent, changed_at, version, created_at)
  values (new.id, new.external_id, new.title, new.parent_id, new.owner_id, new.weight, new."from", new."to", new.status,
    new.progress_mode, new.manual_percent, new.changed_at, new.version, new.created_at);
  return null;
end $$;
create trigger objective_is_kept after insert or update on objective
  for each row execute function keep_objective();

create function refuse_change_of_strategy() returns trigger language plpgsql as $$
begin
  raise exception 'Revisions are kept for good: % of % is refused.', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger objective_revision_is_kept before update or delete on objective_revision
  for each row execute function refuse_change_of_strategy();
