-- Requests for help are found by their words, as notes are.
alter table collaboration_request add column search tsvector not null generated always as (
  setweight(to_tsvector('simple', message), 'B') || setweight(to_tsvector('simple', coalesce(answer, '')), 'C')) stored;
create index collaboration_request_search on collaboration_request using gin (search);
