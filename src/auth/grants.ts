import type { Context, Role, Viewer } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';

// The one place outside their own folders that reads memberships, trees and assignments for the sake of rights.

const VIEWER = `
  with recursive signed_in as (
    select id, kind, worker_id from account where subject = $1 and disabled_at is null
  ), granted as (
    select role, department_id, objective_id, scopes from access_grant where account_id = (select id from signed_in)
  ), headed as (
    select department_id as id from granted where department_id is not null
    union select d.id from department d join headed on d.parent_id = headed.id
  ), led as (
    select objective_id as id from granted where objective_id is not null
    union select o.id from objective o join led on o.parent_id = led.id
  )
  select id as "accountId", kind, worker_id as "workerId",
    array(select distinct role from granted where role is not null) as roles,
    array(select distinct unnest(scopes) from granted) as scopes,
    array(select id from headed) as "headOf",
    array(select id from led) as leads,
    array(select distinct department_id from membership m
      where m.worker_id = signed_in.worker_id and (m."to" is null or m."to" >= $2::date)) as departments
  from signed_in`;

interface ViewerRow {
  accountId: string;
  kind: 'PERSON' | 'CLIENT';
  workerId: string | null;
  roles: Role[];
  scopes: string[];
  headOf: string[];
  leads: string[];
  departments: string[];
}

/** Whoever a subject is, with today's rights; null for one that nobody has registered, or that was disabled. */
export async function readViewer(rows: Context['rows'], subject: string, now: Date): Promise<Viewer | null> {
  const [row] = await rows<ViewerRow>('auth.viewer', VIEWER, [subject, now.toISOString().slice(0, 10)]);
  if (!row) return null;
  return {
    accountId: row.accountId,
    subject,
    isClient: row.kind === 'CLIENT',
    workerId: row.workerId,
    roles: new Set(row.roles),
    scopes: new Set(row.scopes),
    headOf: new Set(row.headOf),
    leads: new Set(row.leads),
    departments: new Set(row.departments),
  };
}

/** What the rules ask of a worker. */
export interface Standing {
  readonly id: string;
  readonly kind: 'STAFF' | 'FREELANCER';
  readonly isArchived: boolean;
  /** Departments that he is, or will be, a member of. */
  readonly departmentIds: readonly string[];
  /** Objectives that he works for, or is confirmed to. */
  readonly objectiveIds: readonly string[];
}

/** The columns of a standing; `today` is the parameter that holds the civil day. */
export const standingColumns = (today: string): string => `
  w.id, w.kind, w.archived_at is not null as "isArchived",
    array(select distinct m.department_id from membership m
      where m.worker_id = w.id and (m."to" is null or m."to" >= ${today}::date)) as "departmentIds",
    array(select distinct a.objective_id from assignment a
      where a.worker_id = w.id and a.state in ('CONFIRMED', 'ACTIVE')) as "objectiveIds"`;

const STANDING = `select ${standingColumns('$2')} from worker w where w.id = any($1::uuid[])`;

/** Null for a worker that does not exist. */
export const standingById = defineLoader<string, Standing | null>(async (ids, ctx) => {
  const today = ctx.now().toISOString().slice(0, 10);
  const found = await ctx.rows<Standing>('auth.standing', STANDING, [ids, today]);
  const byId = new Map(found.map((standing) => [standing.id, standing]));
  return ids.map((id) => byId.get(id) ?? null);
});

const ENTITLED = `
  select subject from account a where subject = any($1) and disabled_at is null
    and exists (select 1 from access_grant g where g.account_id = a.id)`;

/** Those of these subjects whose account is in use and has any right at all. */
export async function readEntitled(
  rows: Context['rows'],
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows<{ subject: string }>('auth.entitled', ENTITLED, [subjects]);
  return new Set(found.map(({ subject }) => subject));
}
