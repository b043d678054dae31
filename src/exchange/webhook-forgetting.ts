import type { Context } from '../graphql/context.js';

const BATCH = 5_000;

const FORGET = `delete from webhook_delivery where id in (
    select id from webhook_delivery where created_at < now() - interval '30 days' order by created_at limit ${BATCH}
  ) returning id`;

/** Deletes some of the deliveries that are older than 30 days, and all secrets that sign no more; answers how many deliveries. */
export async function forgetOldDeliveries(ctx: Context): Promise<number> {
  await ctx.rows(
    'webhook-secret.forget-old',
    'delete from webhook_secret where expires_at < $1::timestamptz',
    [ctx.now()],
  );
  return (await ctx.rows('webhook-delivery.forget', FORGET)).length;
}
