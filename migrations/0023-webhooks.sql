-- Whom to tell of what is published: an address, and how far into the log it has come.
create table webhook (
  id uuid primary key,
  url text not null,
  description text,
  -- Which events: of one of these kinds, about one of these; empty: all.
  kinds text[] not null default '{}',
  subject_types text[] not null default '{}',
  -- By whose rights it sees the log.
  owner_id uuid not null references account,
  -- Events up to here were looked at, and became deliveries where they are for it.
  position bigint not null check (position >= 0),
  secret_rotated_at timestamptz,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('BY_HAND', 'GONE', 'FAILING', 'RIGHTS_LOST')),
  -- Whoever delivers for it does so alone, until then at most.
  lease uuid,
  leased_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((disabled_at is null) = (disabled_reason is null)),
  check ((lease is null) = (leased_until is null))
);
create index webhook_owner on webhook (owner_id);
create index webhook_order on webhook (created_at, id);
create index webhook_behind on webhook (position) where disabled_at is null;

-- What deliveries are signed with. Read by nothing else; the API shows one once, when it is made.
create table webhook_secret (
  id uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  secret text not null,
  -- Until when the one before the newest signs as well; null for the newest.
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
create index webhook_secret_webhook on webhook_secret (webhook_id);
create unique index webhook_secret_newest on webhook_secret (webhook_id) where expires_at is null;
