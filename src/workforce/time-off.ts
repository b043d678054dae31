import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import type { LocalDate } from '../time/local-date.js';
import { inReach, Worker } from './worker.js';
import { defineFact } from './worker-fact.js';

export const TimeOffKind = {
  VACATION: 'VACATION',
  SICK: 'SICK',
  PARENTAL: 'PARENTAL',
  TRAINING: 'TRAINING',
  UNPAID: 'UNPAID',
  OTHER: 'OTHER',
} as const;
export type TimeOffKind = keyof typeof TimeOffKind;
registerEnumType(TimeOffKind, {
  name: 'TimeOffKind',
  description: 'Why somebody is off, in general.',
  valuesConfig: {
    VACATION: { description: 'Paid holidays of their own.' },
    SICK: { description: 'Illness or accident.' },
    PARENTAL: { description: 'Birth, adoption or care of a child.' },
    TRAINING: { description: 'Learning, away from work.' },
    UNPAID: { description: 'Leave without pay.' },
    OTHER: { description: 'Anything else.' },
  },
});

export const TimeOffState = {
  REQUESTED: 'REQUESTED',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  WITHDRAWN: 'WITHDRAWN',
  CANCELLED: 'CANCELLED',
} as const;
export type TimeOffState = keyof typeof TimeOffState;
registerEnumType(TimeOffState, {
  name: 'TimeOffState',
  description: 'How far a time off has come. Only APPROVED ones reduce capacity.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for; pending.' },
    APPROVED: { description: 'Granted; reduces capacity.' },
    REJECTED: { description: 'Refused.' },
    WITHDRAWN: { description: 'Taken back before it was decided.' },
    CANCELLED: { description: 'Granted, then given up; capacity is back.' },
  },
});

/** From each state to those that may follow. */
export const timeOffTransitions: Readonly<Record<TimeOffState, readonly TimeOffState[]>> = {
  REQUESTED: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
  APPROVED: ['CANCELLED'],
  REJECTED: [],
  WITHDRAWN: [],
  CANCELLED: [],
};

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Days on which a worker does not work, or works less. Seen by whoever sees the worker, but for its kind and reason.',
})
@Entity({ tableName: 'time_off' })
export class TimeOff extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @ManyToOne(() => Worker, { mapToPk: true, fieldName: 'worker_id' })
  workerId!: string;

  @Field(() => GraphQLDate, { description: 'The first day off, in the time zone of the worker.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day off, included.' })
  @Property({ type: 'date' })
  to!: LocalDate;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes off on each of the days; null for the whole days, and for an interval of time.',
  })
  @Property({ type: 'integer', nullable: true })
  minutesPerDay: number | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When it begins, where it is an interval of time; `from` and `to` are then the days it touches. Null otherwise.',
  })
  @Property({ type: 'datetime', nullable: true })
  startsAt: Date | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When it ends, where it is an interval of time; that moment is not off any more. Null otherwise.',
  })
  @Property({ type: 'datetime', nullable: true })
  endsAt: Date | null = null;

  // Exposed by fields of their own to those who may see them.
  @Property({ type: 'text' })
  kind!: TimeOffKind;

  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => TimeOffState, { description: 'How far it has come.' })
  @Property({ type: 'text' })
  state!: TimeOffState;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was approved or rejected; null before.',
  })
  @Property({ type: 'datetime', nullable: true })
  decidedAt: Date | null = null;
}

export const timeOffFact = defineFact<TimeOff>({
  noun: 'TimeOff',
  title: 'Time off',
  entity: TimeOff,
  factsOf: ({ workerId, from, to, minutesPerDay, startsAt, endsAt, state, version }) => ({
    workerId,
    from,
    to,
    minutesPerDay,
    startsAt,
    endsAt,
    state,
    version,
  }),
});

export const timeOffColumns = sql.raw(columnsOf(TimeOff, 't'));

/** Null where there is none, or where its worker is out of the viewer's reach. */
export const timeOffById = defineLoader<string, TimeOff | null>(async (ids, ctx) => {
  const found = await rowsOf<TimeOff>(
    ctx,
    'time-off.by-id',
    sql`select ${timeOffColumns} from time_off t join worker w on w.id = t.worker_id
      where t.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((timeOff) => [timeOff.id, timeOff]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

defineConstraint('time_off_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another time off has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'TimeOff', table: 'time_off', load: timeOffById.load });
