import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults, notFound } from '../graphql/errors.js';
import { Grant, grantFacts } from './access-grant.js';
import { type Account, AccountKind } from './account.js';
import { lockAccount } from './account.service.js';
import { expectAdminBeside } from './last-admin.js';
import { canManageAccess } from './policy.js';
import { flushReferring } from './references.js';
import { type Role, SCOPE_LIST, SCOPES } from './role.js';

interface GrantRequest {
  accountId: string;
  role?: Role | null;
  departmentId?: string | null;
  objectiveId?: string | null;
  scopes?: string[] | null;
}

/**
 * Gives an account a role or scopes, which it has within a second.
 * @throws UserError BAD_USER_INPUT with every fault at once, FORBIDDEN, NOT_FOUND for the account, the department or
 *   the objective, or CONFLICT (GRANTED_ALREADY)
 */
export async function grantCreate(ctx: Context, request: GrantRequest): Promise<Grant> {
  authorize(canManageAccess(ctx.viewer));
  const { accountId, role = null, departmentId = null, objectiveId = null } = request;
  // Sorted and without repetition, so that the database recognises the same ones.
  const scopes = [...new Set(request.scopes)].sort();
  const account = await lockAccount(ctx, accountId);
  expectGrantable(account, { role, departmentId, objectiveId, scopes });
  const grant = ctx.em.create(Grant, { accountId: account.id, role, departmentId, objectiveId, scopes });
  await flushReferring(() => ctx.em.flush(), {
    access_grant_department_id_fkey: ['Department', departmentId],
    access_grant_objective_id_fkey: ['Objective', objectiveId],
  });
  await recordChange(ctx, {
    kind: 'GRANT_CREATED',
    subjectType: 'Grant',
    subjectId: grant.id,
    before: null,
    after: grantFacts(grant),
  });
  return grant;
}

type Granted = Pick<Grant, 'role' | 'departmentId' | 'objectiveId' | 'scopes'>;

/** @throws UserError BAD_USER_INPUT with everything that does not go together */
function expectGrantable({ kind }: Account, { role, departmentId, objectiveId, scopes }: Granted): void {
  const faults = new Faults();
  const require = (condition: boolean, field: keyof Granted, reason: string, message: string) =>
    faults.require(condition, ['input', field], reason, message);
  const unknown = scopes.filter((scope) => !SCOPES.has(scope));
  require((role === null) ===
    scopes.length > 0, 'role', 'ROLE_OR_SCOPES', 'A grant is of a role, or else of scopes.');
  require(role === null ||
    kind === AccountKind.PERSON, 'role', 'ROLE_OF_CLIENT', 'This is a client: it is granted scopes.');
  require(scopes.length === 0 ||
    kind === AccountKind.CLIENT, 'scopes', 'SCOPES_OF_PERSON', 'This is a person: they are granted roles.');
  require(unknown.length ===
    0, 'scopes', 'UNKNOWN_SCOPE', `There is no scope ${unknown.join(', ')}; there are ${SCOPE_LIST}.`);
  require((role === 'DEPARTMENT_HEAD') ===
    (departmentId !==
      null), 'departmentId', 'HEAD_AND_DEPARTMENT', 'DEPARTMENT_HEAD, and no other role, is granted over a department.');
  require((role === 'PROJECT_LEAD') ===
    (objectiveId !==
      null), 'objectiveId', 'LEAD_AND_OBJECTIVE', 'PROJECT_LEAD, and no other role, is granted over an objective.');
  faults.throwIfAny();
}

/**
 * Takes a grant back: within a second its account can do no more by it. Answers the account.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (OWN_ADMIN, LAST_ADMIN)
 */
export async function grantRevoke(ctx: Context, { id }: { id: string }): Promise<Account> {
  authorize(canManageAccess(ctx.viewer));
  const grant = await ctx.em.findOne(Grant, { id });
  if (!grant) throw notFound('Grant', id);
  if (grant.role === 'ADMIN') await expectAdminBeside(ctx, grant.accountId);
  const account = await lockAccount(ctx, grant.accountId);
  const removed = await ctx.rows(
    'grant.remove',
    'delete from access_grant where id = $1::uuid returning id',
    [id],
  );
  // Whoever held the lock before may have taken it back.
  if (removed.length === 0) throw notFound('Grant', id);
  await recordChange(ctx, {
    kind: 'GRANT_REVOKED',
    subjectType: 'Grant',
    subjectId: grant.id,
    before: grantFacts(grant),
    after: null,
  });
  return account;
}
