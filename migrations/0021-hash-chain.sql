-- Each published event carries a hash of itself and of all that were published before it: src/events/chain.ts says how.
-- At once, since whoever reads first and writes then would wait for us while we wait for him.
lock table change_event in access exclusive mode;

create function change_event_link(previous bytea, start bytea, content text) returns bytea
  language sql immutable parallel safe as $$ select sha256(coalesce(previous, start) || convert_to(content, 'UTF8')) $$;

-- As a window function over events in their order: the hash of each of them, where `start` is that before the first.
create aggregate change_event_chain(start bytea, content text) (sfunc = change_event_link, stype = bytea);

-- What was published before there was a chain is chained as it stands today.
alter table change_event disable trigger change_event_is_numbered_once;
update change_event event set hash = chained.hash from (
  select id, change_event_chain((select uuid_send(id) from change_log),
    format(E'%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s', sequence, id,
      (extract(epoch from occurred_at) * 1000000)::bigint, to_json(kind), to_json(subject_type), subject_id, worker_id,
      actor_id, cause_id, before, after, capacity, totals, overbookings)) over (order by sequence) as hash
  from change_event where sequence is not null) chained
where event.id = chained.id;
alter table change_event enable trigger change_event_is_numbered_once;
alter table change_event add constraint change_event_is_chained check ((sequence is null) = (hash is null));
