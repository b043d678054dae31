import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';

/**
 * That someone can still manage access once this account is no ADMIN any more; whoever does that to another one goes
 * on being one. Locks the accounts of all ADMINs, in id order: two who dismiss each other at once would else leave none.
 * @throws UserError CONFLICT (OWN_ADMIN, LAST_ADMIN)
 */
export async function expectAdminBeside(ctx: Context, accountId: string): Promise<void> {
  const { viewer } = ctx;
  if (accountId.toLowerCase() === viewer.accountId) {
    throw new UserError('CONFLICT', 'Nobody shuts himself out: another ADMIN has to do this.', {
      reason: 'OWN_ADMIN',
      field: ['input', 'id'],
    });
  }
  await ctx.rows(
    'account.lock-admins',
    `select id from account where id in (select account_id from access_grant where role = 'ADMIN')
      order by id for no key update`,
  );
  // Read anew: who was waited for may have ceased to be one.
  const [beside] = await ctx.rows(
    'account.admin-beside',
    `select 1 from account a join access_grant g on g.account_id = a.id
      where g.role = 'ADMIN' and a.disabled_at is null and a.id <> $1::uuid limit 1`,
    [accountId],
  );
  if (!beside) {
    throw new UserError('CONFLICT', 'Without this one, nobody would be an ADMIN any more.', {
      reason: 'LAST_ADMIN',
      field: ['input', 'id'],
    });
  }
}
