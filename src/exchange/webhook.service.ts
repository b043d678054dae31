import { canManageWebhooks, canSeeWebhook } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { lockWebhook, Webhook, WebhookDisabledReason, webhookFacts } from './webhook.js';
import { makeSecret } from './webhook-secret.js';
import { requireUrl } from './webhook-url.js';

const HOUR_MS = 3_600_000;
const LONGEST_KEPT_HOURS = 168;
const LONGEST_DESCRIPTION = 4_000;
const MOST_NAMES = 100;

interface Told {
  url?: string | null;
  description?: string | null;
  kinds?: string[] | null;
  subjectTypes?: string[] | null;
}

/** A webhook as the caller has seen it. */
interface Seen {
  id: string;
  expectedVersion: number;
}

/**
 * Tells a program of what is published behind a cursor, by the caller's rights. The answer has its secret, once: whoever
 * repeats the mutation by its idempotency key does not see it again, and rotates it.
 * @throws UserError FORBIDDEN, BAD_USER_INPUT (URL, URL_TOO_LONG, URL_USERINFO, URL_FRAGMENT, PRIVATE_ADDRESS, TOO_LONG,
 *   TOO_MANY, KIND, SUBJECT_TYPE, CURSOR), or CURSOR_EXPIRED
 */
export async function webhookCreate(
  ctx: Context,
  { after, ...told }: Told & { url: string; after?: string | null },
): Promise<Webhook> {
  authorize(canManageWebhooks(ctx.viewer));
  const faults = new Faults();
  requireTold(ctx, faults, told);
  const position = after == null ? await ctx.feed.position() : await sequenceOf(ctx, faults, after);
  faults.throwIfAny();
  const webhook = ctx.em.create(Webhook, {
    url: new URL(told.url).href,
    description: told.description ?? null,
    kinds: told.kinds ?? [],
    subjectTypes: told.subjectTypes ?? [],
    ownerId: ctx.viewer.accountId!,
    position,
  });
  await ctx.em.flush();
  webhook.secret = await makeSecret(ctx, webhook.id, ctx.now());
  await recordWebhook(ctx, 'WEBHOOK_CREATED', webhook, null);
  return webhook;
}

/**
 * Changes what is given, and leaves the rest. It counts for events that are published from now on.
 * @throws UserError as `webhookCreate`, BAD_USER_INPUT (REQUIRED), NOT_FOUND, or CONFLICT (STALE_VERSION)
 */
export async function webhookUpdate(
  ctx: Context,
  { id, expectedVersion, ...told }: Seen & Told,
): Promise<Webhook> {
  const webhook = await lockSeen(ctx, { id, expectedVersion });
  const faults = new Faults();
  faults.require(told.url !== null, ['input', 'url'], 'REQUIRED', 'A webhook has a URL.');
  requireTold(ctx, faults, told);
  faults.throwIfAny();
  return changing(ctx, 'WEBHOOK_UPDATED', webhook, () => {
    if (told.url != null) webhook.url = new URL(told.url).href;
    if (told.description !== undefined) webhook.description = told.description;
    if (told.kinds !== undefined) webhook.kinds = told.kinds ?? [];
    if (told.subjectTypes !== undefined) webhook.subjectTypes = told.subjectTypes ?? [];
  });
}

/**
 * Gives it another secret, which the answer has, once. The old one signs beside it for some hours; one that was older
 * still does so no more.
 * @throws UserError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT (HOURS), or CONFLICT (STALE_VERSION)
 */
export async function webhookSecretRotate(
  ctx: Context,
  { keepOldForHours, ...seen }: Seen & { keepOldForHours: number },
): Promise<Webhook> {
  const webhook = await lockSeen(ctx, seen);
  const faults = new Faults();
  faults.require(
    keepOldForHours >= 0 && keepOldForHours <= LONGEST_KEPT_HOURS,
    ['input', 'keepOldForHours'],
    'HOURS',
    `An old secret is kept for 0 to ${LONGEST_KEPT_HOURS} hours, not ${keepOldForHours}.`,
  );
  faults.throwIfAny();
  const now = ctx.now();
  const secret = await makeSecret(ctx, webhook.id, new Date(now.getTime() + keepOldForHours * HOUR_MS));
  await changing(ctx, 'WEBHOOK_SECRET_ROTATED', webhook, () => {
    webhook.secretRotatedAt = now;
  });
  webhook.secret = secret;
  return webhook;
}

/** Tells it nothing any more, until it is enabled. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function webhookDisable(ctx: Context, seen: Seen): Promise<Webhook> {
  const webhook = await lockSeen(ctx, seen);
  if (webhook.disabledAt) return webhook;
  return disable(ctx, webhook, WebhookDisabledReason.BY_HAND);
}

/** Of a webhook that is locked, and enabled. */
export const disable = (ctx: Context, webhook: Webhook, reason: WebhookDisabledReason): Promise<Webhook> =>
  changing(ctx, 'WEBHOOK_DISABLED', webhook, () => {
    webhook.disabledAt = ctx.now();
    webhook.disabledReason = reason;
  });

const TRY_AGAIN = `update webhook_delivery set state = 'PENDING', attempts = 0, next_attempt_at = null, version = version + 1
  where webhook_id = $1::uuid and (state = 'FAILED' or (state = 'PENDING' and attempts > 0))`;
const SKIP = `update webhook_delivery set state = 'SKIPPED', version = version + 1
  where webhook_id = $1::uuid and state in ('PENDING', 'FAILED') and sequence <= $2::bigint`;

/**
 * Tells it again, by its owner's rights as ever: from where it stopped, what failed at first, or behind a cursor.
 * @throws UserError FORBIDDEN, NOT_FOUND, CONFLICT (STALE_VERSION), BAD_USER_INPUT (CURSOR), or CURSOR_EXPIRED, also
 *   where it stopped more than 30 days ago
 */
export async function webhookEnable(
  ctx: Context,
  { after, ...seen }: Seen & { after?: string | null },
): Promise<Webhook> {
  const webhook = await lockSeen(ctx, seen);
  if (!webhook.disabledAt) return webhook;
  const faults = new Faults();
  const position = await sequenceOf(ctx, faults, after ?? (await ctx.feed.cursorOf(webhook.position)));
  faults.throwIfAny();
  if (after != null) await ctx.rows('webhook.skip', SKIP, [webhook.id, position]);
  await ctx.rows('webhook.try-again', TRY_AGAIN, [webhook.id]);
  return changing(ctx, 'WEBHOOK_ENABLED', webhook, () => {
    webhook.position = position;
    webhook.disabledAt = null;
    webhook.disabledReason = null;
  });
}

/** Tells it nothing any more, and forgets it with its deliveries. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function webhookDelete(ctx: Context, seen: Seen): Promise<string> {
  const webhook = await lockSeen(ctx, seen);
  await ctx.rows('webhook.delete', 'delete from webhook where id = $1::uuid', [webhook.id]);
  await recordChange(ctx, {
    kind: 'WEBHOOK_DELETED',
    subjectType: 'Webhook',
    subjectId: webhook.id,
    before: webhookFacts(webhook),
    after: null,
  });
  return webhook.id;
}

/**
 * Tells it again of what it was told, and what is pending, behind a cursor, in order; each message has the id it had.
 * @throws UserError FORBIDDEN, NOT_FOUND, CONFLICT (DISABLED), BAD_USER_INPUT (CURSOR), or CURSOR_EXPIRED
 */
export async function webhookReplay(
  ctx: Context,
  { id, after }: { id: string; after: string },
): Promise<Webhook> {
  const webhook = await lockEnabled(ctx, id);
  const faults = new Faults();
  const sequence = await sequenceOf(ctx, faults, after);
  faults.throwIfAny();
  await ctx.rows(
    'webhook.replay',
    'update webhook set position = least(position, $2::bigint) where id = $1::uuid',
    [webhook.id, sequence],
  );
  const facts = webhookFacts(webhook);
  await recordChange(ctx, {
    kind: 'WEBHOOK_REPLAYED',
    subjectType: 'Webhook',
    subjectId: webhook.id,
    before: facts,
    after: { ...facts, afterSequence: sequence },
  });
  return webhook;
}

/** Sends it an event of its own, whatever it is told of else. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (DISABLED) */
export async function webhookTest(ctx: Context, { id }: { id: string }): Promise<Webhook> {
  const webhook = await lockEnabled(ctx, id);
  const facts = webhookFacts(webhook);
  await recordWebhook(ctx, 'WEBHOOK_TESTED', webhook, facts);
  return webhook;
}

async function lockOwn(ctx: Context, id: string): Promise<Webhook> {
  authorize(canManageWebhooks(ctx.viewer));
  const webhook = await lockWebhook(ctx, id);
  if (!canSeeWebhook(ctx.viewer, webhook)) throw notFound('Webhook', id);
  return webhook;
}

async function lockSeen(ctx: Context, { id, expectedVersion }: Seen): Promise<Webhook> {
  const webhook = await lockOwn(ctx, id);
  expectVersion(webhook, expectedVersion);
  return webhook;
}

async function lockEnabled(ctx: Context, id: string): Promise<Webhook> {
  const webhook = await lockOwn(ctx, id);
  if (!webhook.disabledAt) return webhook;
  throw new UserError('CONFLICT', `The webhook is disabled (${webhook.disabledReason}): enable it first.`, {
    reason: 'DISABLED',
  });
}

function requireTold(ctx: Context, faults: Faults, { url, description, kinds, subjectTypes }: Told): void {
  if (url != null) requireUrl(faults, url, ctx.allowsPrivateWebhooks);
  faults.require(
    (description ?? '').length <= LONGEST_DESCRIPTION,
    ['input', 'description'],
    'TOO_LONG',
    `A description has at most ${LONGEST_DESCRIPTION} characters.`,
  );
  for (const [field, names] of Object.entries({ kinds, subjectTypes })) {
    faults.require(
      (names ?? []).length <= MOST_NAMES,
      ['input', field],
      'TOO_MANY',
      `\`${field}\` are at most ${MOST_NAMES}.`,
    );
  }
  for (const [index, kind] of (kinds ?? []).entries())
    faults.require(
      /^[A-Z][A-Z_]{0,99}$/.test(kind),
      ['input', 'kinds', index],
      'KIND',
      `${JSON.stringify(kind)} is not a kind of event such as ASSIGNMENT_CONFIRMED.`,
    );
  for (const [index, type] of (subjectTypes ?? []).entries())
    faults.require(
      /^[A-Z][A-Za-z]{0,99}$/.test(type),
      ['input', 'subjectTypes', index],
      'SUBJECT_TYPE',
      `${JSON.stringify(type)} is not a type such as Assignment.`,
    );
}

/** What a cursor stands for; one that is none is noted beside other faults. @throws UserError CURSOR_EXPIRED */
async function sequenceOf(ctx: Context, faults: Faults, cursor: string): Promise<number> {
  try {
    return await ctx.feed.sequenceOf(cursor);
  } catch (error) {
    if (!(error instanceof UserError) || error.extensions.code !== 'BAD_USER_INPUT') throw error;
    faults.require(false, ['input', 'after'], 'CURSOR', error.message);
    return 0;
  }
}

/** Writes a change and records it; what leaves everything as it was is no change. */
async function changing(ctx: Context, kind: string, webhook: Webhook, change: () => void): Promise<Webhook> {
  const before = webhookFacts(webhook);
  change();
  await ctx.em.flush();
  if (webhook.version !== before.version) await recordWebhook(ctx, kind, webhook, before);
  return webhook;
}

const recordWebhook = (
  ctx: Context,
  kind: string,
  webhook: Webhook,
  before: ReturnType<typeof webhookFacts> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'Webhook',
    subjectId: webhook.id,
    before,
    after: webhookFacts(webhook),
  });
