import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import { DateFilter, Direction, enumFilter, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import type { LocalDate } from '../time/local-date.js';
import { inReach, Worker } from './worker.js';
import { defineFact } from './worker-fact.js';

export const EngagementState = {
  DRAFT: 'DRAFT',
  OFFERED: 'OFFERED',
  READY: 'READY',
  ACTIVE: 'ACTIVE',
  ENDED: 'ENDED',
  TERMINATED: 'TERMINATED',
  CANCELLED: 'CANCELLED',
} as const;
export type EngagementState = keyof typeof EngagementState;
registerEnumType(EngagementState, {
  name: 'EngagementState',
  description:
    'How far an engagement has come. READY, ACTIVE, ENDED and TERMINATED ones give capacity on their days.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared; gives no capacity, and may overlap others.' },
    OFFERED: { description: 'Offered to the worker; gives no capacity, and may overlap others.' },
    READY: { description: 'Agreed on; gives capacity from its first day on.' },
    ACTIVE: { description: 'Running.' },
    ENDED: { description: 'Over, as agreed.' },
    TERMINATED: { description: 'Over before it was agreed to end.' },
    CANCELLED: { description: 'Given up before it began; gives no capacity.' },
  },
});

/** From each state to those that may follow. */
export const engagementTransitions: Readonly<Record<EngagementState, readonly EngagementState[]>> = {
  DRAFT: ['OFFERED', 'CANCELLED'],
  OFFERED: ['READY', 'CANCELLED'],
  READY: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['ENDED', 'TERMINATED'],
  ENDED: [],
  TERMINATED: [],
  CANCELLED: [],
};

export const RateUnit = { HOUR: 'HOUR', DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR' } as const;
export type RateUnit = keyof typeof RateUnit;
registerEnumType(RateUnit, {
  name: 'RateUnit',
  description: 'What a rate is paid for.',
  valuesConfig: {
    HOUR: { description: 'Each hour.' },
    DAY: { description: 'Each day.' },
    MONTH: { description: 'Each month.' },
    YEAR: { description: 'Each year.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A contract with a worker, from its first to its last day. Its work pattern says how much they work.',
})
@Entity({ tableName: 'engagement' })
export class Engagement extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @ManyToOne(() => Worker, { mapToPk: true, fieldName: 'worker_id' })
  workerId!: string;

  @Field(() => GraphQLDate, { description: 'Its first day.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'Its last day, included; null while it has no end.',
  })
  @Property({ type: 'date', nullable: true })
  to: LocalDate | null = null;

  @Field(() => EngagementState, { description: 'How far it has come.' })
  @Property({ type: 'text' })
  state!: EngagementState;

  // Pay and the reason of its end are personal: exposed by fields of their own to those who may see them.
  @Property({ type: 'decimal', precision: 14, scale: 4, nullable: true })
  rateAmount: string | null = null;

  @Property({ type: 'text', nullable: true })
  rateCurrency: string | null = null;

  @Property({ type: 'text', nullable: true })
  rateUnit: RateUnit | null = null;

  @Property({ type: 'text', nullable: true })
  terminationReason: string | null = null;
}

export const engagementFact = defineFact<Engagement>({
  noun: 'Engagement',
  title: 'Engagement',
  entity: Engagement,
  factsOf: ({ workerId, from, to, state, version }) => ({ workerId, from, to, state, version }),
});

const columns = sql.raw(columnsOf(Engagement, 'e'));

/** Null where there is none, or where its worker is out of the viewer's reach. */
export const engagementById = defineLoader<string, Engagement | null>(async (ids, ctx) => {
  const found = await rowsOf<Engagement>(
    ctx,
    'engagement.by-id',
    sql`select ${columns} from engagement e join worker w on w.id = e.worker_id
      where e.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((engagement) => [engagement.id, engagement]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

export const engagementsByWorker = listBy<Engagement>(
  'engagement.by-worker',
  'workerId',
  `select ${columnsOf(Engagement, 'e')} from engagement e where e.worker_id = any($1::uuid[]) order by e."from", e.id`,
);

defineConstraint('engagement_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another engagement has this external id.',
  field: ['input', 'externalId'],
});
defineConstraint('engagement_overlaps', {
  reason: 'ENGAGEMENT_OVERLAPS',
  message: 'The worker has another engagement on some of these days.',
  field: ['input', 'from'],
});

defineNode({ type: 'Engagement', table: 'engagement', load: engagementById.load });

export const EngagementConnection = connectionOf(Engagement, 'Engagement');
export const EngagementStateFilter = enumFilter(EngagementState, 'EngagementState');

@InputType({ description: 'Which engagements to list. All conditions given must hold.' })
class EngagementFilter {
  @Field(() => [EngagementFilter], { nullable: true, description: 'All of these hold.' })
  and?: EngagementFilter[];
  @Field(() => [EngagementFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: EngagementFilter[];
  @Field(() => EngagementFilter, { nullable: true, description: 'This does not hold.' })
  not?: EngagementFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the worker.' })
  workerId?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
  @Field(() => EngagementStateFilter, { nullable: true, description: 'By how far it has come.' })
  state?: InstanceType<typeof EngagementStateFilter>;
  @Field(() => DateFilter, { nullable: true, description: 'By the first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the last day; absent while it has no end.' })
  to?: DateFilter;
}

const EngagementOrderField = { FROM: 'FROM', TO: 'TO', CREATED_AT: 'CREATED_AT' } as const;
const EngagementOrder = orderOf(EngagementOrderField, 'Engagement');

export const EngagementListArgs = listArgsOf(EngagementFilter, EngagementOrder, {
  order: 'by first day by default',
});

export const engagements: List = {
  name: 'engagement.list',
  from: sql`engagement e join worker w on w.id = e.worker_id`,
  columns,
  id: sql`e.id`,
  filters: {
    id: sql`e.id`,
    workerId: sql`e.worker_id`,
    externalId: sql`e.external_id`,
    state: sql`e.state`,
    from: sql`e."from"`,
    to: sql`e."to"`,
  },
  orders: { FROM: sql`e."from"`, TO: sql`coalesce(e."to", 'infinity')`, CREATED_AT: sql`e.created_at` },
  defaultOrder: [{ field: 'FROM', direction: Direction.ASC }],
  visible: (ctx) => inReach(ctx, 'w'),
};
