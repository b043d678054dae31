import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound } from '../graphql/errors.js';
import { Account, AccountKind, accountFacts } from './account.js';
import { expectAdminBeside } from './last-admin.js';
import { canManageAccess } from './policy.js';
import { flushReferring } from './references.js';

interface AccountFacts {
  subject: string;
  name: string;
  email?: string | null;
  kind: AccountKind;
  workerId?: string | null;
}

/**
 * Lets someone sign in; what they may do is granted apart from this.
 * @throws UserError BAD_USER_INPUT (CLIENT_IS_NO_WORKER, BLANK_AT_THE_EDGE), FORBIDDEN, NOT_FOUND for the worker, or
 *   CONFLICT (SUBJECT_TAKEN, EMAIL_TAKEN, WORKER_HAS_ACCOUNT)
 */
export async function accountCreate(
  ctx: Context,
  { subject, name, email = null, kind, workerId = null }: AccountFacts,
): Promise<Account> {
  authorize(canManageAccess(ctx.viewer));
  const faults = new Faults();
  requirePerson(faults, kind, workerId);
  faults.require(
    subject.trim() === subject,
    ['input', 'subject'],
    'BLANK_AT_THE_EDGE',
    'A subject neither begins nor ends with a blank.',
  );
  faults.throwIfAny();
  const account = ctx.em.create(Account, { subject, name, email, kind, workerId });
  await flushReferring(() => ctx.em.flush(), { account_worker_id_fkey: ['Worker', workerId] });
  await recordAccount(ctx, 'ACCOUNT_CREATED', account, null);
  return account;
}

interface AsSeen {
  id: string;
  expectedVersion: number;
}

interface AccountChanges extends AsSeen {
  name?: string | null;
  email?: string | null;
  workerId?: string | null;
}

/**
 * Changes what is given, and leaves the rest. Whose account it is decides what it sees within a second.
 * @throws UserError BAD_USER_INPUT (CLIENT_IS_NO_WORKER, REQUIRED), FORBIDDEN, NOT_FOUND for the account or the worker,
 *   or CONFLICT (STALE_VERSION, EMAIL_TAKEN, WORKER_HAS_ACCOUNT)
 */
export async function accountUpdate(
  ctx: Context,
  { id, expectedVersion, name, email, workerId }: AccountChanges,
): Promise<Account> {
  authorize(canManageAccess(ctx.viewer));
  const account = await lockAccount(ctx, id);
  expectVersion(account, expectedVersion);
  const faults = new Faults();
  faults.require(name !== null, ['input', 'name'], 'REQUIRED', 'An account has a name.');
  requirePerson(faults, account.kind, workerId);
  faults.throwIfAny();
  const before = accountFacts(account);
  if (name != null) account.name = name;
  if (email !== undefined) account.email = email;
  if (workerId !== undefined) account.workerId = workerId;
  await flushReferring(() => ctx.em.flush(), { account_worker_id_fkey: ['Worker', account.workerId] });
  if (account.version !== before.version) await recordAccount(ctx, 'ACCOUNT_UPDATED', account, before);
  return account;
}

const requirePerson = (faults: Faults, kind: AccountKind, workerId: string | null | undefined) =>
  faults.require(
    kind === AccountKind.PERSON || workerId == null,
    ['input', 'workerId'],
    'CLIENT_IS_NO_WORKER',
    'A client application is no worker.',
  );

/**
 * Ends what an account may do, within a second and wherever it is signed in; its grants stay.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, OWN_ADMIN, LAST_ADMIN)
 */
export async function accountDisable(ctx: Context, { id, expectedVersion }: AsSeen): Promise<Account> {
  authorize(canManageAccess(ctx.viewer));
  await expectAdminBeside(ctx, id);
  const account = await lockAccount(ctx, id);
  expectVersion(account, expectedVersion);
  if (account.disabledAt) return account;
  const before = accountFacts(account);
  account.disabledAt = ctx.now();
  await ctx.em.flush();
  await recordAccount(ctx, 'ACCOUNT_DISABLED', account, before);
  return account;
}

/** Lets a disabled account sign in again. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function accountEnable(ctx: Context, { id, expectedVersion }: AsSeen): Promise<Account> {
  authorize(canManageAccess(ctx.viewer));
  const account = await lockAccount(ctx, id);
  expectVersion(account, expectedVersion);
  if (!account.disabledAt) return account;
  const before = accountFacts(account);
  account.disabledAt = null;
  await ctx.em.flush();
  await recordAccount(ctx, 'ACCOUNT_ENABLED', account, before);
  return account;
}

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND */
export async function lockAccount(ctx: Context, id: string): Promise<Account> {
  await ctx.rows('account.lock', 'select id from account where id = $1::uuid for no key update', [id]);
  const account = await ctx.em.findOne(Account, { id });
  if (!account) throw notFound('Account', id);
  return account;
}

const recordAccount = (
  ctx: Context,
  kind: string,
  account: Account,
  before: ReturnType<typeof accountFacts> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'Account',
    subjectId: account.id,
    before,
    after: accountFacts(account),
  });
