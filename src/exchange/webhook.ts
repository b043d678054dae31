import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { webhookReach } from '../auth/policy.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import { Direction } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';

export enum WebhookDisabledReason {
  BY_HAND = 'BY_HAND',
  GONE = 'GONE',
  FAILING = 'FAILING',
  RIGHTS_LOST = 'RIGHTS_LOST',
}
registerEnumType(WebhookDisabledReason, {
  name: 'WebhookDisabledReason',
  description: 'Why a webhook is told nothing any more.',
  valuesConfig: {
    BY_HAND: { description: 'By `webhookDisable`.' },
    GONE: { description: 'Its receiver answered 410: it does not want to be told.' },
    FAILING: { description: 'A delivery failed at its last attempt.' },
    RIGHTS_LOST: { description: 'Whoever created it may have webhooks no more.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A program that is told of every event that is published, in order, by signed requests (standardwebhooks.com) of its own. Seen by ADMIN, and by the client that created it.',
})
@Entity({ tableName: 'webhook' })
export class Webhook extends Node {
  @Field(() => String, { description: 'Where the requests go.' })
  @Property({ type: 'text' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  @Property({ type: 'text', nullable: true })
  description: string | null = null;

  @Field(() => [String], {
    description: 'The kinds of events it is told of, such as `ASSIGNMENT_CONFIRMED`; empty for all.',
  })
  @Property({ type: 'string[]', columnType: 'text[]' })
  kinds!: string[];

  @Field(() => [String], {
    description: 'The types it is told of, such as `Assignment`; empty for all.',
  })
  @Property({ type: 'string[]', columnType: 'text[]' })
  subjectTypes!: string[];

  @Property({ type: 'uuid' })
  ownerId!: string;

  /** Sequence in the log: what is behind it was not looked at yet. */
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'What its requests are signed with, `whsec_...`: only in the first answer of the mutation that made it. Null ever after.',
  })
  secret: string | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last given another secret; null while it has its first.',
  })
  @Property({ type: 'datetime', nullable: true })
  secretRotatedAt: Date | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it is told nothing; null while it is.',
  })
  @Property({ type: 'datetime', nullable: true })
  disabledAt: Date | null = null;

  @Field(() => WebhookDisabledReason, {
    nullable: true,
    description: 'Why it is told nothing; null while it is.',
  })
  @Property({ type: 'text', nullable: true })
  disabledReason: WebhookDisabledReason | null = null;
}

/** What the log keeps. An address may hold a password of the receiver: of it only the host. */
export const webhookFacts = ({ url, kinds, subjectTypes, disabledReason, version }: Webhook) => ({
  host: new URL(url).host,
  kinds,
  subjectTypes,
  disabledReason,
  version,
});

const columns = sql.raw(columnsOf(Webhook, 'h'));

/** Who sees a webhook `h` and its deliveries, as a condition. */
export function seesWebhooks(ctx: Context) {
  // Deliveries go on without an event: an answer that has looked at the feed is not kept.
  void ctx.feed;
  return webhookReach(ctx.viewer, 'h');
}

/** Null where it does not exist or the viewer may not see it. */
export const webhookById = defineLoader<string, Webhook | null>(async (ids, ctx) => {
  const found = await rowsOf<Webhook>(
    ctx,
    'webhook.by-id',
    sql`select ${columns} from webhook h where h.id = any(${ids}::uuid[]) and ${seesWebhooks(ctx)}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

/** The row, whoever may see it, locked to the end of the transaction. @throws UserError NOT_FOUND */
export async function lockWebhook(ctx: Context, id: string): Promise<Webhook> {
  await ctx.rows('webhook.lock', 'select id from webhook where id = $1::uuid for no key update', [id]);
  const webhook = await ctx.em.findOne(Webhook, { id }, { refresh: true });
  if (!webhook) throw notFound('Webhook', id);
  return webhook;
}

defineNode({ type: 'Webhook', table: 'webhook', load: webhookById.load });

export const WebhookConnection = connectionOf(Webhook, 'Webhook');

export const webhooks: List = {
  name: 'webhook.list',
  from: sql`webhook h`,
  columns,
  id: sql`h.id`,
  filters: {},
  orders: { CREATED_AT: sql`h.created_at` },
  defaultOrder: [{ field: 'CREATED_AT', direction: Direction.ASC }],
  visible: seesWebhooks,
};
