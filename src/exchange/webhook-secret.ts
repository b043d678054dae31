import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../graphql/context.js';

// Secrets lie in a table of their own, in clear, since they have to sign: whoever reads the database can sign as Muster
// does. No entity, list or log has them.

const BYTES = 32;

/** Makes a webhook's newest secret and answers it; the one that was newest signs beside it until then, older ones not. */
export async function makeSecret(ctx: Context, webhookId: string, oldUntil: Date): Promise<string> {
  const secret = `whsec_${randomBytes(BYTES).toString('base64')}`;
  await ctx.rows(
    'webhook-secret.forget',
    'delete from webhook_secret where webhook_id = $1::uuid and expires_at is not null',
    [webhookId],
  );
  await ctx.rows(
    'webhook-secret.expire',
    'update webhook_secret set expires_at = $2::timestamptz where webhook_id = $1::uuid',
    [webhookId, oldUntil],
  );
  await ctx.rows(
    'webhook-secret.insert',
    'insert into webhook_secret (id, webhook_id, secret) values ($1::uuid, $2::uuid, $3)',
    [uuidv7(), webhookId, secret],
  );
  return secret;
}

/** The secrets that a webhook's requests are signed with now, the newest first. */
export async function signingSecrets(ctx: Context, webhookId: string): Promise<string[]> {
  const found = await ctx.rows<{ secret: string }>(
    'webhook-secret.signing',
    `select secret from webhook_secret where webhook_id = $1::uuid and (expires_at is null or expires_at > $2::timestamptz)
     order by expires_at nulls first, id`,
    [webhookId, ctx.now()],
  );
  return found.map(({ secret }) => secret);
}

/** The headers of a request by Standard Webhooks: one signature for each secret. */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
  };
}
