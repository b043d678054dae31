import type { Opt } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Department } from '../departments/department.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import {
  containing,
  DateFilter,
  Direction,
  enumFilter,
  IdFilter,
  IntFilter,
  StringFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { listBy, oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { ProgressMode } from './progress-mode.js';

export const ObjectiveStatus = {
  PLANNED: 'PLANNED',
  ACTIVE: 'ACTIVE',
  ACHIEVED: 'ACHIEVED',
  MISSED: 'MISSED',
  CANCELLED: 'CANCELLED',
} as const;
export type ObjectiveStatus = keyof typeof ObjectiveStatus;
registerEnumType(ObjectiveStatus, {
  name: 'ObjectiveStatus',
  description: 'How far an objective is: PLANNED, then ACTIVE, then one of the three ends.',
  valuesConfig: {
    PLANNED: { description: 'Not pursued yet; may become ACTIVE or CANCELLED.' },
    ACTIVE: { description: 'Pursued; may become ACHIEVED, MISSED or CANCELLED.' },
    ACHIEVED: { description: 'Reached; for good.' },
    MISSED: { description: 'Not reached; for good.' },
    CANCELLED: { description: 'Given up; for good. Weighs nothing against its siblings.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the organisation wants to reach. Everyone signed in sees all of them.',
})
@Entity({ tableName: 'objective' })
export class Objective extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @Field(() => String, { description: 'What is to be reached, in a few words.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What is meant by it.' })
  @Property({ type: 'text', nullable: true })
  description: string | null = null;

  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'parent_id', nullable: true })
  parentId: string | null = null;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'owner_id' })
  ownerId!: string;

  @Field(() => Int, { description: 'How much it counts, 0 to 1000, relative to its siblings.' })
  @Property({ type: 'integer' })
  weight!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day of its period; null: open.' })
  @Property({ type: 'date', nullable: true })
  from: LocalDate | null = null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day of its period, included; null: open.',
  })
  @Property({ type: 'date', nullable: true })
  to: LocalDate | null = null;

  @Field(() => ObjectiveStatus, { description: 'How far it is.' })
  @Property({ type: 'text' })
  status!: ObjectiveStatus;

  @Field(() => ProgressMode, { description: 'Where its progress comes from.' })
  @Property({ type: 'text' })
  progressMode: ProgressMode & Opt = 'ROLLUP';

  @Property({ type: 'decimal', nullable: true })
  manualPercent: string | null = null;

  @Field(() => GraphQLDateTime, { description: 'Since when it is as it is.' })
  @Property({ type: 'datetime' })
  changedAt!: Date;
}

const SELECT = `select ${columnsOf(Objective, 'o')} from objective o`;

export const objectiveById = oneById<Objective>('objective.by-id', `${SELECT} where o.id = any($1::uuid[])`);

export const objectivesByParent = listBy<Objective>(
  'objective.by-parent',
  'parentId',
  `${SELECT} where o.parent_id = any($1::uuid[]) order by o.title, o.id`,
);

defineConstraint('objective_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another objective has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'Objective', table: 'objective', load: objectiveById.load });

export const ObjectiveConnection = connectionOf(Objective, 'Objective');

const ObjectiveStatusFilter = enumFilter(ObjectiveStatus, 'ObjectiveStatus');

@InputType({ description: 'Which objectives to list. All conditions given must hold.' })
class ObjectiveFilter {
  @Field(() => [ObjectiveFilter], { nullable: true, description: 'All of these hold.' })
  and?: ObjectiveFilter[];
  @Field(() => [ObjectiveFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ObjectiveFilter[];
  @Field(() => ObjectiveFilter, { nullable: true, description: 'This does not hold.' })
  not?: ObjectiveFilter;
  @Field(() => String, {
    nullable: true,
    description: 'Title or description contains this, in whatever case.',
  })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By title.' })
  title?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the objective directly above.' })
  parentId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the department that owns it.' })
  ownerId?: IdFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'At least one of these departments is named as contributing.',
  })
  contributorIds?: string[];
  @Field(() => ObjectiveStatusFilter, { nullable: true, description: 'By status.' })
  status?: InstanceType<typeof ObjectiveStatusFilter>;
  @Field(() => IntFilter, { nullable: true, description: 'By weight.' })
  weight?: IntFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the first day of the period.' })
  from?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the last day of the period.' })
  to?: DateFilter;
}

const ObjectiveOrderField = {
  TITLE: 'TITLE',
  FROM: 'FROM',
  TO: 'TO',
  WEIGHT: 'WEIGHT',
  CREATED_AT: 'CREATED_AT',
} as const;
const ObjectiveOrder = orderOf(ObjectiveOrderField, 'Objective');

export const ObjectiveListArgs = listArgsOf(ObjectiveFilter, ObjectiveOrder, {
  order: 'by title by default',
});

export const objectives: List = {
  name: 'objective.list',
  from: sql`objective o`,
  columns: sql.raw(columnsOf(Objective, 'o')),
  id: sql`o.id`,
  filters: {
    search: (text: string) => sql`concat_ws(' ', o.title, o.description) ilike ${containing(text)}`,
    id: sql`o.id`,
    title: sql`o.title`,
    externalId: sql`o.external_id`,
    parentId: sql`o.parent_id`,
    ownerId: sql`o.owner_id`,
    contributorIds: (ids: string[]) =>
      sql`exists (select 1 from contribution c where c.objective_id = o.id and c.department_id = any(${ids}::uuid[]))`,
    status: sql`o.status`,
    weight: sql`o.weight`,
    from: sql`o."from"`,
    to: sql`o."to"`,
  },
  orders: {
    TITLE: sql`o.title`,
    FROM: sql`coalesce(o."from", '-infinity'::date)`,
    TO: sql`coalesce(o."to", 'infinity'::date)`,
    WEIGHT: sql`o.weight`,
    CREATED_AT: sql`o.created_at`,
  },
  defaultOrder: [{ field: 'TITLE', direction: Direction.ASC }],
};

/** A page of the objectives that a department owns. */
export const objectivesByOwner = pageBy<Objective>(objectives, sql`o.owner_id`);
