-- The log is read by kind, and by cause, in the order of publication. Of what is published only: the publisher enters it
-- when it numbers, and whoever writes has no more to do.
create index change_event_kind on change_event (kind, sequence) where sequence is not null;
create index change_event_cause on change_event (cause_id, sequence) where sequence is not null and cause_id is not null;
