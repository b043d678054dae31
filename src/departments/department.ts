import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import { BooleanFilter, containing, Direction, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { listBy, oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime, GraphQLZone } from '../graphql/scalars.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A unit of the organisation: has members, owns objectives, may have departments below it.',
})
@Entity({ tableName: 'department' })
export class Department extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @Field(() => String, { description: 'Short, unique name for people and files, such as `FIN`.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, { description: 'Its full name.' })
  @Property({ type: 'text' })
  name!: string;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'parent_id', nullable: true })
  parentId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  leadId: string | null = null;

  @Field(() => GraphQLZone, { description: 'The time zone it works in.' })
  @Property({ type: 'text' })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The region whose public holidays it keeps, such as `CH-GE`.',
  })
  @Property({ type: 'text', nullable: true })
  region: string | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was archived; null while it is in use.',
  })
  @Property({ type: 'datetime', nullable: true })
  archivedAt: Date | null = null;
}

const SELECT = `select ${columnsOf(Department, 'd')} from department d`;

export const departmentById = oneById<Department>(
  'department.by-id',
  `${SELECT} where d.id = any($1::uuid[])`,
);

export const departmentsByParent = listBy<Department>(
  'department.by-parent',
  'parentId',
  `${SELECT} where d.parent_id = any($1::uuid[]) order by d.name, d.id`,
);

defineConstraint('department_code_key', {
  reason: 'CODE_TAKEN',
  message: 'Another department has this code.',
  field: ['input', 'code'],
});
defineConstraint('department_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another department has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'Department', table: 'department', load: departmentById.load });

export const DepartmentConnection = connectionOf(Department, 'Department');

@InputType({ description: 'Which departments to list. All conditions given must hold.' })
class DepartmentFilter {
  @Field(() => [DepartmentFilter], { nullable: true, description: 'All of these hold.' })
  and?: DepartmentFilter[];
  @Field(() => [DepartmentFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: DepartmentFilter[];
  @Field(() => DepartmentFilter, { nullable: true, description: 'This does not hold.' })
  not?: DepartmentFilter;
  @Field(() => String, { nullable: true, description: 'Code or name contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By code.' })
  code?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the department directly above.' })
  parentId?: IdFilter;
  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it is archived.' })
  isArchived?: BooleanFilter;
}

const DepartmentOrderField = { NAME: 'NAME', CODE: 'CODE', CREATED_AT: 'CREATED_AT' } as const;
const DepartmentOrder = orderOf(DepartmentOrderField, 'Department');

export const DepartmentListArgs = listArgsOf(DepartmentFilter, DepartmentOrder, {
  order: 'by name by default',
});

export const departments: List = {
  name: 'department.list',
  from: sql`department d`,
  columns: sql.raw(columnsOf(Department, 'd')),
  id: sql`d.id`,
  filters: {
    search: (text: string) => sql`(d.code || ' ' || d.name) ilike ${containing(text)}`,
    id: sql`d.id`,
    code: sql`d.code`,
    name: sql`d.name`,
    externalId: sql`d.external_id`,
    parentId: sql`d.parent_id`,
    isArchived: sql`(d.archived_at is not null)`,
  },
  orders: { NAME: sql`d.name`, CODE: sql`d.code`, CREATED_AT: sql`d.created_at` },
  defaultOrder: [{ field: 'NAME', direction: Direction.ASC }],
};
