create table holiday_region (
  id uuid primary key,
  code text not null unique,
  name text not null,
  time_zone text not null,
  first_year integer not null,
  last_year integer not null,
  loaded_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (last_year >= first_year)
);

-- Minutes of the day that are a public holiday: 1440 is all of it.
create table holiday (
  id uuid primary key,
  region text not null references holiday_region (code),
  day date not null,
  name text not null,
  minutes integer not null check (minutes between 1 and 1440),
  -- Added by hand: loading the region again leaves it alone.
  is_local boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint holiday_once unique (region, day, name)
);

create table worker (
  id uuid primary key,
  external_id text unique,
  kind text not null check (kind in ('STAFF', 'FREELANCER')),
  name text not null,
  email text,
  title text,
  time_zone text not null,
  region text references holiday_region (code),
  work_mode text not null check (work_mode in ('ONSITE', 'HYBRID', 'REMOTE')),
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index worker_email on worker (lower(email));
create index worker_name on worker (name, id);
create index worker_region on worker (region);
create index worker_kind on worker (kind, id);
alter table department add foreign key (lead_id) references worker;

-- The share is in hundredths of a percent. Shares of one day add up to at most 10,000: checked under the worker's lock.
create table membership (
  id uuid primary key,
  external_id text unique,
  worker_id uuid not null references worker,
  department_id uuid not null references department,
  "from" date not null,
  "to" date,
  share integer not null check (share between 1 and 10000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" is null or "to" >= "from"),
  constraint membership_overlaps exclude using gist (worker_id with =, department_id with =, daterange("from", "to", '[]') with &&)
);
create index membership_worker on membership (worker_id, "from");
create index membership_department on membership (department_id, "from");

create table engagement (
  id uuid primary key,
  external_id text unique,
  worker_id uuid not null references worker,
  "from" date not null,
  -- The day it really ends, once terminated.
  "to" date,
  state text not null check (state in ('DRAFT', 'OFFERED', 'READY', 'ACTIVE', 'ENDED', 'TERMINATED', 'CANCELLED')),
  rate_amount numeric(14, 4) check (rate_amount >= 0),
  rate_currency text,
  rate_unit text check (rate_unit in ('HOUR', 'DAY', 'MONTH', 'YEAR')),
  termination_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" is null or "to" >= "from"),
  check ((rate_amount is null) = (rate_currency is null) and (rate_amount is null) = (rate_unit is null)),
  constraint engagement_overlaps exclude using gist (worker_id with =, daterange("from", "to", '[]') with &&)
    where (state in ('READY', 'ACTIVE', 'ENDED', 'TERMINATED'))
);
create index engagement_worker on engagement (worker_id, "from");

-- Minutes for each day of the cycle; the anchor is a Monday, the first day of the first week.
create table work_pattern (
  id uuid primary key,
  engagement_id uuid not null references engagement on delete cascade,
  "from" date not null,
  anchor date not null check (extract(isodow from anchor) = 1),
  minutes integer[] not null check (cardinality(minutes) between 7 and 364 and cardinality(minutes) % 7 = 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (engagement_id, "from")
);

create table skill (
  id uuid primary key,
  external_id text unique,
  name text not null,
  category text,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index skill_name on skill (lower(name));
create index skill_order on skill (name, id);

create table worker_skill (
  id uuid primary key,
  worker_id uuid not null references worker,
  skill_id uuid not null references skill,
  level integer not null check (level between 1 and 5),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (worker_id, skill_id)
);
create index worker_skill_skill on worker_skill (skill_id, level, worker_id);

create table time_off (
  id uuid primary key,
  external_id text unique,
  worker_id uuid not null references worker,
  "from" date not null,
  "to" date not null,
  -- Null: whole days.
  minutes_per_day integer check (minutes_per_day between 1 and 1440),
  kind text not null check (kind in ('VACATION', 'SICK', 'PARENTAL', 'TRAINING', 'UNPAID', 'OTHER')),
  reason text,
  state text not null check (state in ('REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'CANCELLED')),
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ("to" >= "from")
);
create index time_off_worker on time_off (worker_id, "from");
create index time_off_from on time_off ("from", id);
