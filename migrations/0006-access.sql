-- Who may sign in: a person or a client application, known by the `sub` of its token.
create table account (
  id uuid primary key,
  subject text not null unique,
  name text not null,
  email text,
  kind text not null check (kind in ('PERSON', 'CLIENT')),
  worker_id uuid unique references worker,
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (kind = 'PERSON' or worker_id is null)
);
create unique index account_email on account (lower(email));

-- What an account may do: a role, for heads over a department and for leads over an objective; for clients, scopes.
create table access_grant (
  id uuid primary key,
  account_id uuid not null references account,
  role text check (role in
    ('ADMIN', 'HR', 'RESOURCE_MANAGER', 'DEPARTMENT_HEAD', 'PROJECT_LEAD', 'FINANCE', 'RISK_OFFICER', 'WORKER')),
  department_id uuid references department,
  objective_id uuid references objective,
  scopes text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((role is null) = (cardinality(scopes) > 0)),
  check ((role is not distinct from 'DEPARTMENT_HEAD') = (department_id is not null)),
  check ((role is not distinct from 'PROJECT_LEAD') = (objective_id is not null))
);
create unique index access_grant_once on access_grant
  (account_id, coalesce(role, ''), coalesce(department_id, objective_id, account_id), scopes);
create index access_grant_department on access_grant (department_id) where department_id is not null;
create index access_grant_objective on access_grant (objective_id) where objective_id is not null;
