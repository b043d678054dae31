-- What is known about an objective: notes and decisions. Texts are here and never in the log, so that they can be erased.
create table note (
  id uuid primary key,
  objective_id uuid not null references objective,
  author_id uuid not null references account,
  kind text not null check (kind in ('NOTE', 'DECISION')),
  title text not null check (length(title) between 1 and 200),
  text text not null check (length(text) between 1 and 10000),
  -- [{ "url", "title" }]
  links jsonb not null default '[]' check (jsonb_typeof(links) = 'array'),
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  -- Without stemming: an organisation writes in several languages.
  search tsvector not null generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', text), 'B')) stored
);
create index note_objective on note (objective_id, created_at, id);
create index note_author on note (author_id);
create index note_search on note using gin (search);
