import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Department } from '../departments/department.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import { DateFilter, Direction, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import type { LocalDate } from '../time/local-date.js';
import { inReach, Worker } from './worker.js';
import { defineFact } from './worker-fact.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'That a worker belongs to a department with a share of their time. The shares of one day are at most 100 %.',
})
@Entity({ tableName: 'membership' })
export class Membership extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @ManyToOne(() => Worker, { mapToPk: true, fieldName: 'worker_id' })
  workerId!: string;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'department_id' })
  departmentId!: string;

  @Field(() => GraphQLDate, { description: 'The first day.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day, included; null while it has no end.',
  })
  @Property({ type: 'date', nullable: true })
  to: LocalDate | null = null;

  /** In hundredths of a percent; shown as a percentage. */
  @Property({ type: 'integer' })
  share!: number;
}

export const membershipFact = defineFact<Membership>({
  noun: 'Membership',
  title: 'Membership',
  entity: Membership,
  factsOf: ({ workerId, departmentId, from, to, share, version }) => ({
    workerId,
    departmentId,
    from,
    to,
    share,
    version,
  }),
});

const columns = sql.raw(columnsOf(Membership, 'm'));

/** Null where there is none, or where its worker is out of the viewer's reach. */
export const membershipById = defineLoader<string, Membership | null>(async (ids, ctx) => {
  const found = await rowsOf<Membership>(
    ctx,
    'membership.by-id',
    sql`select ${columns} from membership m join worker w on w.id = m.worker_id
      where m.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((membership) => [membership.id, membership]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

export const membershipsByWorker = listBy<Membership>(
  'membership.by-worker',
  'workerId',
  `select ${columnsOf(Membership, 'm')} from membership m where m.worker_id = any($1::uuid[]) order by m."from", m.id`,
);

const DEPARTMENTS = `select m.worker_id as "workerId", ${columnsOf(Department, 'd')}
  from membership m join department d on d.id = m.department_id
  where m.worker_id = any($1::uuid[]) and m."from" <= $2::date and (m."to" is null or m."to" >= $2::date)
  order by m."from", m.id`;

/** The departments that a worker is a member of today (UTC), by the first day there. */
export const departmentsByWorker = defineLoader<string, Department[]>(async (workerIds, ctx) => {
  const today = ctx.now().toISOString().slice(0, 10);
  const rows = await ctx.rows<Department & { workerId: string }>('membership.departments', DEPARTMENTS, [
    workerIds,
    today,
  ]);
  const byWorker = Map.groupBy(rows, ({ workerId }) => workerId);
  return workerIds.map((id) => byWorker.get(id) ?? []);
});

defineConstraint('membership_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another membership has this external id.',
  field: ['input', 'externalId'],
});
defineConstraint('membership_overlaps', {
  reason: 'MEMBERSHIP_OVERLAPS',
  message: 'The worker is a member of this department on some of these days already.',
  field: ['input', 'from'],
});

defineNode({ type: 'Membership', table: 'membership', load: membershipById.load });

export const MembershipConnection = connectionOf(Membership, 'Membership');

@InputType({ description: 'Which memberships to list. All conditions given must hold.' })
class MembershipFilter {
  @Field(() => [MembershipFilter], { nullable: true, description: 'All of these hold.' })
  and?: MembershipFilter[];
  @Field(() => [MembershipFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: MembershipFilter[];
  @Field(() => MembershipFilter, { nullable: true, description: 'This does not hold.' })
  not?: MembershipFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the worker.' })
  workerId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the department.' })
  departmentId?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
  @Field(() => GraphQLDate, { nullable: true, description: 'In force on this day.' })
  at?: LocalDate;
  @Field(() => DateFilter, { nullable: true, description: 'By the first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the last day; absent while it has no end.' })
  to?: DateFilter;
}

const MembershipOrderField = { FROM: 'FROM', WORKER_NAME: 'WORKER_NAME', SHARE: 'SHARE' } as const;
const MembershipOrder = orderOf(MembershipOrderField, 'Membership');

export const MembershipListArgs = listArgsOf(MembershipFilter, MembershipOrder, {
  order: "by the worker's name by default",
  which: 'all by default, past ones too',
});

export const memberships: List = {
  name: 'membership.list',
  from: sql`membership m join worker w on w.id = m.worker_id`,
  columns,
  id: sql`m.id`,
  filters: {
    id: sql`m.id`,
    workerId: sql`m.worker_id`,
    departmentId: sql`m.department_id`,
    externalId: sql`m.external_id`,
    at: (day: LocalDate) => sql`(m."from" <= ${day}::date and (m."to" is null or m."to" >= ${day}::date))`,
    from: sql`m."from"`,
    to: sql`m."to"`,
  },
  orders: { FROM: sql`m."from"`, WORKER_NAME: sql`w.name`, SHARE: sql`m.share` },
  defaultOrder: [{ field: 'WORKER_NAME', direction: Direction.ASC }],
  visible: (ctx) => inReach(ctx, 'w'),
};

export const membershipsByDepartment = pageBy<Membership>(memberships, sql`m.department_id`);
