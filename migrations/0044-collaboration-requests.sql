-- Help that one department asks of another. Texts are here and never in the log, so that they can be erased.
create table collaboration_request (
  id uuid primary key,
  from_department_id uuid not null references department,
  to_department_id uuid not null references department,
  objective_id uuid not null references objective,
  skill_id uuid references skill,
  minutes integer check (minutes > 0),
  "from" date not null,
  "to" date not null,
  message text not null check (length(message) between 1 and 4000),
  answer text check (length(answer) between 1 and 4000),
  -- The last day on which it may be answered, by the calendar of the asked department.
  expires_on date not null,
  state text not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CANCELLED', 'DONE')),
  answered_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" >= "from"),
  check (from_department_id <> to_department_id)
);
create index collaboration_request_from_department on collaboration_request (from_department_id, "from", id);
create index collaboration_request_to_department on collaboration_request (to_department_id, "from", id);
create index collaboration_request_objective on collaboration_request (objective_id, "from", id);
create index collaboration_request_skill on collaboration_request (skill_id);
create index collaboration_request_from on collaboration_request ("from", id);
create index collaboration_request_open on collaboration_request (expires_on) where state = 'OPEN';

-- What became of it: an assignment answers one request at most.
create table collaboration_request_assignment (
  assignment_id uuid primary key references assignment,
  request_id uuid not null references collaboration_request
);
create index collaboration_request_assignment_request on collaboration_request_assignment (request_id);
