-- Who was ever meant to contribute to what, and how.
alter table contribution add changed_at timestamptz;
update contribution c set changed_at = date_trunc('milliseconds', coalesce(
  (select max(occurred_at) from change_event where subject_id = c.id and subject_type = 'Contribution'), c.created_at));
alter table contribution
  alter changed_at set default date_trunc('milliseconds', now()),
  alter changed_at set not null;

create table contribution_revision (
  -- Drawn under the lock of the objective: the order of decision.
  number bigint primary key generated always as identity,
  -- Of the contribution, which there may no longer be.
  id uuid not null,
  objective_id uuid not null references objective,
  department_id uuid not null references department,
  role text not null,
  planned_minutes integer,
  -- The department was taken off the objective.
  is_removed boolean not null,
  changed_at timestamptz not null
);
create index contribution_revision_objective on contribution_revision (objective_id, id, number);
create index contribution_revision_department on contribution_revision (department_id);

insert into contribution_revision (id, objective_id, department_id, role, planned_minutes, is_removed, changed_at)
select subject_id, (facts ->> 'objectiveId')::uuid, (facts ->> 'departmentId')::uuid, facts ->> 'role',
  (facts ->> 'plannedMinutes')::int, is_removed, date_trunc('milliseconds', occurred_at)
from (
  select id, subject_id, coalesce(after, before) as facts, after is null as is_removed, occurred_at
  from change_event where subject_type = 'Contribution') e
order by id;

-- What was written past the log.
insert into contribution_revision (id, objective_id, department_id, role, planned_minutes, is_removed, changed_at)
select id, objective_id, department_id, role, planned_minutes, false, changed_at from contribution c
where not exists (select 1 from contribution_revision r where r.id = c.id)
order by created_at, id;

create function keep_contribution() returns trigger language plpgsql as $$
declare
  kept contribution := case when tg_op = 'DELETE' then old else new end;
begin
  insert into contribution_revision (id, objective_id, department_id, role, planned_minutes, is_removed, changed_at)
  values (kept.id, kept.objective_id, kept.department_id, kept.role, kept.planned_minutes, tg_op = 'DELETE', kept.changed_at);
  return null;
end $$;
create trigger contribution_is_kept after insert or update or delete on contribution
  for each row execute function keep_contribution();
create trigger contribution_revision_is_kept before update or delete on contribution_revision
  for each row execute function refuse_change_of_strategy();
