import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readViewer } from '../auth/grants.js';
import { canManageWebhooks, changeReach } from '../auth/policy.js';
import type { Context, Viewer } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import { lockWebhook, WebhookDisabledReason } from './webhook.js';
import { disable } from './webhook.service.js';
import { bodyOf, type WebhookEvent, webhookEventColumns } from './webhook-payload.js';
import { type Network, type Outcome, post } from './webhook-request.js';
import { nextAttemptAt } from './webhook-schedule.js';
import { signedHeaders, signingSecrets } from './webhook-secret.js';

/** How deliveries are made. */
export interface Delivering extends Network {
  /** Pauses before the second attempt and those after it. */
  readonly pausesMs: readonly number[];
  /** A context of Muster itself. */
  readonly context: () => Context;
  /** Runs `work` in a transaction of its own, and publishes what it records. */
  readonly transaction: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
}

const BATCH = 20;
/** For how long what was read of a webhook is gone by: it may be changed meanwhile. */
const FRESH_MS = 500;
/** After so long others have their turn first. */
const RUN_MS = 10_000;
/** Longer than any attempt takes: whoever holds a lease and is gone keeps others off for no longer. */
const LEASE_SECONDS = 30;

const LEASE = `update webhook set lease = $2::uuid, leased_until = now() + interval '${LEASE_SECONDS} seconds'
  where id = $1::uuid and disabled_at is null and (lease is null or leased_until < now()) returning id`;
const RELEASE =
  'update webhook set lease = null, leased_until = null where id = $1::uuid and lease = $2::uuid';

const LEASED = `select h.id, h.url, a.subject as owner from webhook h join account a on a.id = h.owner_id
  where h.id = $1::uuid and h.lease = $2::uuid and h.disabled_at is null`;

// Where the lease has gone to another, or the webhook was disabled, nothing more is to be sent.
const RECORD = `with outcome as (
    update webhook_delivery set state = $3, attempts = $4, next_attempt_at = $5::timestamptz, attempted_at = $6::timestamptz,
      duration_ms = $7, status_code = $8, error = $9, response = $10, version = version + 1
    where id = $1::uuid and state = 'PENDING'
  )
  update webhook set leased_until = now() + interval '${LEASE_SECONDS} seconds'
  where id = (select webhook_id from webhook_delivery where id = $1::uuid) and lease = $2::uuid and disabled_at is null
  returning id`;

interface Leased {
  readonly id: string;
  readonly url: string;
  /** Subject of the account that it belongs to. */
  readonly owner: string;
}

interface Pending extends WebhookEvent {
  readonly deliveryId: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  /** By the owner, at this moment. */
  readonly isSeen: boolean;
}

/** Where a run has ended: nothing is to be done any more, or the next is due at some time. */
interface End {
  readonly dueAt: Date | null;
}

/**
 * Makes the deliveries of a webhook that are due, one after the other, in the order of the log. Answers when to look
 * again; null: when there is something new. By its lease only one does so at a time: others are answered when it ends.
 */
export async function deliverDue(delivering: Delivering, webhookId: string): Promise<Date | null> {
  const lease = uuidv7();
  const ctx = delivering.context();
  for (;;) {
    const [leased] = await ctx.rows('webhook.lease', LEASE, [webhookId, lease]);
    if (!leased) return leasedUntil(ctx, webhookId);
    let end: End;
    try {
      end = await deliverLeased(delivering, webhookId, lease);
    } finally {
      await ctx.rows('webhook.release', RELEASE, [webhookId, lease]);
    }
    if (delivering.signal.aborted || end.dueAt) return end.dueAt;
    // What came in while the lease was held was left to its holder.
    if (!(await hasPending(ctx, webhookId))) return null;
  }
}

async function leasedUntil(ctx: Context, webhookId: string): Promise<Date | null> {
  const [row] = await ctx.rows<{ until: Date }>(
    'webhook.leased-until',
    'select leased_until as until from webhook where id = $1::uuid and disabled_at is null and lease is not null',
    [webhookId],
  );
  return row?.until ?? null;
}

async function hasPending(ctx: Context, webhookId: string): Promise<boolean> {
  const found = await ctx.rows(
    'webhook.has-pending',
    `select 1 from webhook h join webhook_delivery d on d.webhook_id = h.id and d.state = 'PENDING' and d.sequence <= h.position
     where h.id = $1::uuid and h.disabled_at is null limit 1`,
    [webhookId],
  );
  return found.length > 0;
}

async function deliverLeased(delivering: Delivering, webhookId: string, lease: string): Promise<End> {
  const overAt = performance.now() + RUN_MS;
  while (!delivering.signal.aborted) {
    if (performance.now() > overAt) return { dueAt: new Date() };
    const ctx = delivering.context();
    const [webhook] = await ctx.rows<Leased>('webhook.leased', LEASED, [webhookId, lease]);
    if (!webhook) return { dueAt: null };
    const owner = await readViewer(ctx.rows, webhook.owner, ctx.now());
    if (!owner || !canManageWebhooks(owner)) {
      await disableFor(delivering, webhookId, WebhookDisabledReason.RIGHTS_LOST);
      return { dueAt: null };
    }
    const pending = await nextPending(ctx, webhookId, owner);
    if (pending.length === 0) return { dueAt: null };
    const secrets = await signingSecrets(ctx, webhookId);
    const staleAt = performance.now() + FRESH_MS;
    for (const delivery of pending) {
      if (delivering.signal.aborted || performance.now() > staleAt) break;
      if (delivery.nextAttemptAt && delivery.nextAttemptAt.getTime() > Date.now())
        return { dueAt: delivery.nextAttemptAt };
      if (!delivery.isSeen) {
        await ctx.rows('webhook.skip-unseen', SKIP, [delivery.deliveryId]);
        continue;
      }
      const end = await attempt(delivering, { webhook, lease, delivery, secrets });
      if (end) return end;
    }
  }
  return { dueAt: null };
}

/** In the order of the log, and none beyond where a replay has come to. The first that has to wait makes all wait. */
const nextPending = (ctx: Context, webhookId: string, owner: Viewer): Promise<Pending[]> =>
  rowsOf<Pending>(
    ctx,
    'webhook.next',
    sql`select d.id as "deliveryId", d.attempts, d.next_attempt_at as "nextAttemptAt", ${sql.raw(webhookEventColumns)},
        (e.kind = 'WEBHOOK_TESTED' or ${changeReach(owner, 'e', ctx.now().toISOString().slice(0, 10))}) as "isSeen"
      from webhook h
        join webhook_delivery d on d.webhook_id = h.id and d.state = 'PENDING' and d.sequence <= h.position
        join change_event e on e.sequence = d.sequence
      where h.id = ${webhookId}::uuid order by d.sequence limit ${BATCH}`,
  );

const SKIP = `update webhook_delivery set state = 'SKIPPED', version = version + 1 where id = $1::uuid and state = 'PENDING'`;

interface Attempt {
  readonly webhook: Leased;
  readonly lease: string;
  readonly delivery: Pending;
  readonly secrets: readonly string[];
}

/** One request, and what becomes of it. Null where the next one may follow. */
async function attempt(
  delivering: Delivering,
  { webhook, lease, delivery, secrets }: Attempt,
): Promise<End | null> {
  const ctx = delivering.context();
  const at = new Date();
  const body = bodyOf(delivery, await ctx.feed.cursorOf(delivery));
  const headers = signedHeaders(secrets, { id: delivery.deliveryId, at, body });
  const outcome = await post({ url: webhook.url, headers, body }, delivering);
  const attempts = delivery.attempts + 1;
  const isDelivered = outcome.error === null;
  // Broken off here, which is not the receiver's fault: whoever goes on makes the attempt again.
  if (!isDelivered && delivering.signal.aborted) return { dueAt: null };
  const next = isDelivered
    ? null
    : nextAttemptAt(delivering.pausesMs, { ...outcome, attempts, at: new Date() }, Math.random());
  const isOver = !isDelivered && (next === null || outcome.statusCode === GONE);
  const state = isDelivered ? 'DELIVERED' : isOver ? 'FAILED' : 'PENDING';
  const values = [
    ...[delivery.deliveryId, lease, state, attempts, isOver ? null : next, at],
    ...[outcome.durationMs, outcome.statusCode, outcome.error, outcome.response],
  ];
  const record = async (ctx: Context) => (await ctx.rows('webhook.record', RECORD, values)).length > 0;
  if (isOver) {
    // Both or neither: where only the failure was recorded, the next delivery would be made as if it had not been.
    await delivering.transaction(async (ctx) => {
      if (await record(ctx)) await disableOnce(ctx, webhook.id, reasonOf(outcome));
    });
    return { dueAt: null };
  }
  if (!(await record(ctx))) return { dueAt: null };
  return isDelivered ? null : { dueAt: next };
}

/** It does not want to be told any more (RFC 9110, 15.5.11). */
const GONE = 410;

const reasonOf = ({ statusCode }: Outcome) =>
  statusCode === GONE ? WebhookDisabledReason.GONE : WebhookDisabledReason.FAILING;

const disableFor = (delivering: Delivering, webhookId: string, reason: WebhookDisabledReason) =>
  delivering.transaction((ctx) => disableOnce(ctx, webhookId, reason));

async function disableOnce(ctx: Context, webhookId: string, reason: WebhookDisabledReason): Promise<void> {
  const webhook = await lockWebhook(ctx, webhookId);
  if (!webhook.disabledAt) await disable(ctx, webhook, reason);
}
