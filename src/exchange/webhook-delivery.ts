import { sql } from 'kysely';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PROOF } from '../events/cursor.js';
import { connectionOf } from '../graphql/connection.js';
import { Direction, enumFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import { seesWebhooks } from './webhook.js';

export enum WebhookDeliveryState {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'What has become of a delivery.',
  valuesConfig: {
    PENDING: { description: 'To be made, for the first time or again.' },
    DELIVERED: { description: 'The receiver took it: it answered 2xx.' },
    FAILED: { description: 'Given up after the last attempt, upon which the webhook was disabled.' },
    SKIPPED: {
      description:
        'Left out: the webhook was enabled again further on, or its owner may not see the event any more.',
    },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'One event for one webhook. Its id is the `webhook-id` of each of its requests, by which a receiver recognises what it has already. Kept for 30 days. Seen with its webhook.',
})
export class WebhookDelivery extends Node {
  @Field(() => WebhookDeliveryState, { description: 'What has become of it.' })
  state!: WebhookDeliveryState;

  @Field(() => Int, { description: 'How often it was tried, since it was last made pending.' })
  attempts!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When it is tried again, if the last attempt failed; null where nothing is to be waited for.',
  })
  nextAttemptAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last tried; null until then.' })
  attemptedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How long the last attempt took, in milliseconds.' })
  durationMs!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status that the receiver last answered with; null where it did not answer.',
  })
  statusCode!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed, such as `TIMEOUT`; null where it did not.',
  })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first 1,024 bytes of what the receiver last answered.',
  })
  response!: string | null;

  sequence!: number;
  proof!: string | null;
  kind!: string;
  subjectType!: string;
}

const columns = sql.raw(`d.id, d.version, d.created_at as "createdAt", d.state, d.attempts,
  case when d.state = 'PENDING' then d.next_attempt_at end as "nextAttemptAt", d.attempted_at as "attemptedAt",
  d.duration_ms as "durationMs", d.status_code as "statusCode", d.error, d.response, d.sequence, ${PROOF} as proof,
  e.kind, e.subject_type as "subjectType"`);
const from = sql.raw(
  'webhook_delivery d join change_event e on e.sequence = d.sequence join webhook h on h.id = d.webhook_id',
);

const deliveryById = defineLoader<string, WebhookDelivery | null>(async (ids, ctx) => {
  const found = await rowsOf<WebhookDelivery>(
    ctx,
    'webhook-delivery.by-id',
    sql`select ${columns} from ${from} where d.id = any(${ids}::uuid[]) and ${seesWebhooks(ctx)}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

defineNode({ type: 'WebhookDelivery', table: 'webhook_delivery', load: deliveryById.load });

export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, 'WebhookDelivery');
const WebhookDeliveryStateFilter = enumFilter(WebhookDeliveryState, 'WebhookDeliveryState');

@InputType({ description: 'Which deliveries to list. All conditions given must hold.' })
export class WebhookDeliveryFilter {
  @Field(() => WebhookDeliveryStateFilter, { nullable: true, description: 'By what has become of them.' })
  state?: InstanceType<typeof WebhookDeliveryStateFilter>;
}

const deliveries: List = {
  name: 'webhook-delivery.list',
  from,
  columns,
  id: sql`d.id`,
  filters: { state: sql`d.state` },
  orders: { SEQUENCE: sql`d.sequence` },
  defaultOrder: [{ field: 'SEQUENCE', direction: Direction.DESC }],
  visible: seesWebhooks,
};

/** The deliveries of a webhook, the newest event first. */
export const deliveriesOf = pageBy<WebhookDelivery>(deliveries, sql`d.webhook_id`);
