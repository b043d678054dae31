import type { Context } from '../graphql/context.js';

const DUE = `select h.id from webhook h
  cross join lateral (
    select d.next_attempt_at as at from webhook_delivery d
    where d.webhook_id = h.id and d.state = 'PENDING' and d.sequence <= h.position order by d.sequence limit 1
  ) next
  where h.disabled_at is null and (h.lease is null or h.leased_until < now()) and (next.at is null or next.at <= now())
  order by next.at nulls first, h.id`;

/** Whether anybody is to be told of anything. */
export async function hasWebhooks(ctx: Context): Promise<boolean> {
  const found = await ctx.rows('webhook.any', 'select 1 from webhook where disabled_at is null limit 1');
  return found.length > 0;
}

/** Webhooks whose next delivery is due and that nobody delivers for: whoever does looks by itself at what comes in. */
export async function webhooksDue(ctx: Context): Promise<string[]> {
  const found = await ctx.rows<{ id: string }>('webhook.due', DUE);
  return found.map(({ id }) => id);
}
