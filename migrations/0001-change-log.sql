-- The log of everything that was written: audit trail, and source of every stream. Kept for good.
create extension if not exists btree_gist;

-- One row: which log this is. A cursor carries it, so that a cursor of another or a restored log is recognised.
create table change_log (
  only_one boolean primary key default true check (only_one),
  id uuid not null default gen_random_uuid()
);
insert into change_log default values;

create table change_event (
  id bigint generated always as identity primary key,
  -- Given by the publisher, gap-free, in the order of publication.
  sequence bigint unique check (sequence > 0),
  hash bytea,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  -- Whose capacity it is about, where it is about one worker's.
  worker_id uuid,
  actor_id uuid,
  cause_id uuid,
  before jsonb,
  after jsonb,
  capacity jsonb,
  occurred_at timestamptz not null default now()
);
create index change_event_unnumbered on change_event (id) where sequence is null;
create index change_event_subject on change_event (subject_id, id);
create index change_event_worker on change_event (worker_id, id) where worker_id is not null;
create index change_event_occurred on change_event (occurred_at);

create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.sequence is null and new.sequence is not null
       and (to_jsonb(new) - 'sequence' - 'hash') = (to_jsonb(old) - 'sequence' - 'hash') then
      return new;
    end if;
  end if;
  raise exception 'The change log is kept for good: % of change_event is refused.', tg_op
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger change_event_is_kept before update or delete on change_event
  for each row execute function refuse_change_of_log();
create trigger change_event_is_not_truncated before truncate on change_event
  for each statement execute function refuse_change_of_log();

-- What a mutation answered under an Idempotency-Key, for 48 hours.
create table idempotency_key (
  account_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  field text not null,
  request_hash text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_key_created on idempotency_key (created_at);
