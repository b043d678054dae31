import { v7 as uuidv7 } from 'uuid';
import { readViewer } from '../auth/grants.js';
import { canManageWebhooks } from '../auth/policy.js';
import type { Context, Viewer } from '../graphql/context.js';
import { lockWebhook, WebhookDisabledReason } from './webhook.js';
import { disable } from './webhook.service.js';

const BATCH = 500;
const MOST_WEBHOOKS = 200;

/** Those that have something to look at. Another process that looks at one leaves nothing to do. */
const BEHIND = `select h.id, h.position, h.kinds, h.subject_types as "subjectTypes", a.subject as owner
  from webhook h join account a on a.id = h.owner_id
  where h.disabled_at is null and h.position < (select coalesce(max(sequence), 0) from change_event)
  order by h.position, h.id limit ${MOST_WEBHOOKS} for no key update of h skip locked`;

const EVENTS = `select sequence, kind, subject_type as "subjectType", subject_id as "subjectId"
  from change_event where sequence > $1::bigint order by sequence limit ${BATCH}`;

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
}

/**
 * Makes the next events behind the position of each webhook into deliveries, and moves the positions, within the
 * surrounding transaction: each event becomes one delivery. Answers how many webhooks it has moved; 0: all have come
 * to the end of the log.
 */
export async function takeUpEvents(ctx: Context): Promise<number> {
  const behind = await ctx.rows<Behind>('webhook.behind', BEHIND);
  if (behind.length === 0) return 0;
  const owners = await ownersOf(ctx, behind);
  for (const [position, webhooks] of Map.groupBy(behind, (webhook) => webhook.position)) {
    const entitled: Behind[] = [];
    for (const webhook of webhooks) {
      if (owners.has(webhook.owner)) entitled.push(webhook);
      else await disable(ctx, await lockWebhook(ctx, webhook.id), WebhookDisabledReason.RIGHTS_LOST);
    }
    if (entitled.length > 0) await takeUpBehind(ctx, position, entitled);
  }
  return behind.length;
}

/** Owners who may have webhooks at this moment, by their subjects. */
async function ownersOf(ctx: Context, behind: readonly Behind[]): Promise<ReadonlyMap<string, Viewer>> {
  const owners = new Map<string, Viewer>();
  for (const subject of new Set(behind.map(({ owner }) => owner))) {
    const viewer = await readViewer(ctx.rows, subject, ctx.now());
    if (viewer && canManageWebhooks(viewer)) owners.set(subject, viewer);
  }
  return owners;
}

async function takeUpBehind(ctx: Context, position: number, webhooks: readonly Behind[]): Promise<void> {
  const events = await ctx.rows<Event>('webhook.events', EVENTS, [position]);
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

function isFor({ id, kinds, subjectTypes }: Behind, { kind, subjectType, subjectId }: Event): boolean {
  if (kind === 'WEBHOOK_TESTED') return subjectId === id;
  return (
    (kinds.length === 0 || kinds.includes(kind)) &&
    (subjectTypes.length === 0 || subjectTypes.includes(subjectType))
  );
}
