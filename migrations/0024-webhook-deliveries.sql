-- One event for one webhook: its state, and how the last attempt went.
create table webhook_delivery (
  id uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  -- Of the event.
  sequence bigint not null,
  state text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED', 'SKIPPED')),
  -- Since it was last made pending.
  attempts integer not null default 0,
  -- Not before; null for at once.
  next_attempt_at timestamptz,
  attempted_at timestamptz,
  duration_ms integer,
  status_code integer,
  error text,
  response text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (webhook_id, sequence)
);
create index webhook_delivery_pending on webhook_delivery (webhook_id, sequence) where state = 'PENDING';
create index webhook_delivery_created on webhook_delivery (created_at);
