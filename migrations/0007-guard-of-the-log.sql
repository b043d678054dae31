-- The publisher numbers every event. Its one change is told apart by columns, before any function is called: comparing
-- each row with itself as JSON cost more than all else it does. A column that is added to the log belongs in this list.
drop trigger change_event_is_kept on change_event;

create or replace function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  raise exception 'The change log is kept for good: % of change_event is refused.', tg_op
    using errcode = 'integrity_constraint_violation';
end $$;

create trigger change_event_is_kept before delete or update of
  id, kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity, occurred_at on change_event
  for each row execute function refuse_change_of_log();
create trigger change_event_is_numbered_once before update of sequence, hash on change_event
  for each row when (old.sequence is not null or new.sequence is null) execute function refuse_change_of_log();
