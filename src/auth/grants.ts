import type { Context, Role, Viewer } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';

// The one place outside their own folders that reads memberships, trees and assignments for the sake of rights.

const VIEWERS = `
  with recursive signed_in as (
    select id, subject, kind, worker_id from account where subject = any($1) and disabled_at is null
  ), granted as (
    select account_id, role, department_id, objective_id, scopes from access_grant
    where account_id in (select id from signed_in)
  ), headed as (
    select account_id, department_id as id from granted where department_id is not null
    union select account_id, d.id from department d join headed on d.parent_id = headed.id
  ), led as (
    select account_id, objective_id as id from granted where objective_id is not null
    union select account_id, o.id from objective o join led on o.parent_id = led.id
  )
  select id as "accountId", subject, kind, worker_id as "workerId",
    array(select distinct role from granted where account_id = signed_in.id and role is not null) as roles,
    array(select distinct unnest(scopes) from granted where account_id = signed_in.id) as scopes,
    array(select id from headed where account_id = signed_in.id) as "headOf",
    array(select id from led where account_id = signed_in.id) as leads,
    array(select distinct department_id from membership m
      where m.worker_id = signed_in.worker_id and (m."to" is null or m."to" >= $2::date)) as departments
  from signed_in`;

interface ViewerRow {
  accountId: string;
  subject: string;
  kind: 'PERSON' | 'CLIENT';
  workerId: string | null;
  roles: Role[];
  scopes: string[];
  headOf: string[];
  leads: string[];
  departments: string[];
}

/** Whoever a subject is, with today's rights; null for one that nobody has registered, or that was disabled. */
export const readViewer = async (rows: Context['rows'], subject: string, now: Date): Promise<Viewer | null> =>
  (await readViewers(rows, [subject], now)).get(subject) ?? null;

/** As `readViewer`, for several; not there for whom that is null. */
export async function readViewers(
  rows: Context['rows'],
  subjects: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Viewer>> {
  const found = await rows<ViewerRow>('auth.viewers', VIEWERS, [subjects, now.toISOString().slice(0, 10)]);
  return new Map(found.map((row) => [row.subject, viewerOf(row)]));
}

const viewerOf = ({ kind, ...row }: ViewerRow): Viewer => ({
  accountId: row.accountId,
  subject: row.subject,
  isClient: kind === 'CLIENT',
  workerId: row.workerId,
  roles: new Set(row.roles),
  scopes: new Set(row.scopes),
  headOf: new Set(row.headOf),
  leads: new Set(row.leads),
  departments: new Set(row.departments),
});

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

const ENTITLEMENTS = `
  select subject, (select md5(string_agg(g.id || '.' || g.version, ' ' order by g.id)) from access_grant g
    where g.account_id = a.id) as grants
  from account a where subject = any($1) and disabled_at is null`;

/** What these subjects are granted, as a word that changes with it; not there for those without any right. */
export async function readEntitlements(
  rows: Context['rows'],
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ subject: string; grants: string | null }>('auth.entitlements', ENTITLEMENTS, [
    subjects,
  ]);
  return new Map(found.flatMap(({ subject, grants }) => (grants === null ? [] : [[subject, grants]])));
}
