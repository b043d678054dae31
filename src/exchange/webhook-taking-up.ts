import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readViewer } from '../auth/grants.js';
import { canManageWebhooks, changeReach } from '../auth/policy.js';
import type { Context, Viewer } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import { lockWebhook, WebhookDisabledReason } from './webhook.js';
import { disable } from './webhook.service.js';

const BATCH = 500;
const MOST_WEBHOOKS = 200;

/** Those that have something to look at. Another process that looks at one leaves nothing to do. */
const BEHIND = `select h.id, h.position, h.kinds, h.subject_types as "subjectTypes", a.subject as owner
  from webhook h join account a on a.id = h.owner_id
  where h.disabled_at is null and h.position < (select coalesce(max(sequence), 0) from change_event)
  order by h.position, h.id limit ${MOST_WEBHOOKS} for no key update of h skip locked`;

// A replay looks at events again: what was delivered is pending once more.
const INSERT = `insert into webhook_delivery (id, webhook_id, sequence)
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[])
  on conflict (webhook_id, sequence) do update
    set state = 'PENDING', attempts = 0, next_attempt_at = null, version = webhook_delivery.version + 1`;

interface Behind {
  id: string;
  position: number;
  kinds: readonly string[];
  subjectTypes: readonly string[];
  /** Subject of the account that it belongs to. */
  owner: string;
}

interface Event {
  sequence: number;
  kind: string;
  subjectType: string;
  subjectId: string;
  /** By the owner, at this moment. */
  isSeen: boolean;
}

/**
 * Makes the next events behind the position of each webhook into deliveries, and moves the positions, within the
 * surrounding transaction: each event becomes one delivery. Answers how many webhooks it has moved; 0: all have come
 * to the end of the log.
 */
export async function takeUpEvents(ctx: Context): Promise<number> {
  const behind = await ctx.rows<Behind>('webhook.behind', BEHIND);
  if (behind.length === 0) return 0;
  for (const [subject, owned] of Map.groupBy(behind, ({ owner }) => owner)) {
    const viewer = await readViewer(ctx.rows, subject, ctx.now());
    if (viewer && canManageWebhooks(viewer)) await takeUpFor(ctx, viewer, owned);
    else await disableAll(ctx, owned);
  }
  return behind.length;
}

async function disableAll(ctx: Context, webhooks: readonly Behind[]): Promise<void> {
  for (const { id } of webhooks)
    await disable(ctx, await lockWebhook(ctx, id), WebhookDisabledReason.RIGHTS_LOST);
}

async function takeUpFor(ctx: Context, owner: Viewer, owned: readonly Behind[]): Promise<void> {
  // Mostly all have come as far.
  for (const [position, webhooks] of Map.groupBy(owned, (webhook) => webhook.position))
    await takeUpBehind(ctx, await eventsBehind(ctx, owner, position), webhooks);
}

const eventsBehind = (ctx: Context, owner: Viewer, position: number): Promise<Event[]> =>
  rowsOf<Event>(
    ctx,
    'webhook.events',
    sql`select e.sequence, e.kind, e.subject_type as "subjectType", e.subject_id as "subjectId",
        ${changeReach(owner, 'e', dayOf(ctx))} as "isSeen"
      from change_event e where e.sequence > ${position}::bigint order by e.sequence limit ${BATCH}`,
  );

async function takeUpBehind(
  ctx: Context,
  events: readonly Event[],
  webhooks: readonly Behind[],
): Promise<void> {
  const wanted = webhooks.flatMap((webhook) =>
    events.filter((event) => isFor(webhook, event)).map(({ sequence }) => ({ id: webhook.id, sequence })),
  );
  if (wanted.length > 0)
    ctx.write('webhook-delivery.insert', INSERT, [
      wanted.map(() => uuidv7()),
      wanted.map(({ id }) => id),
      wanted.map(({ sequence }) => sequence),
    ]);
  ctx.write('webhook.move', 'update webhook set position = $2::bigint where id = any($1::uuid[])', [
    webhooks.map(({ id }) => id),
    events.at(-1)!.sequence,
  ]);
}

const dayOf = (ctx: Context) => ctx.now().toISOString().slice(0, 10);

function isFor({ id, kinds, subjectTypes }: Behind, event: Event): boolean {
  const { kind, subjectType, subjectId, isSeen } = event;
  if (kind === 'WEBHOOK_TESTED') return subjectId === id;
  return (
    isSeen &&
    (kinds.length === 0 || kinds.includes(kind)) &&
    (subjectTypes.length === 0 || subjectTypes.includes(subjectType))
  );
}
