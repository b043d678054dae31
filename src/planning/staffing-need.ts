import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Department } from '../departments/department.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import { containing, DateFilter, Direction, enumFilter, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { Objective } from '../objectives/objective.js';
import type { LocalDate } from '../time/local-date.js';

export enum StaffingNeedState {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(StaffingNeedState, {
  name: 'StaffingNeedState',
  description: 'Where a staffing need stands. Only an OPEN one is demand.',
  valuesConfig: {
    OPEN: { description: 'Nobody does it yet; may become CLOSED or WITHDRAWN.' },
    CLOSED: { description: 'Met, by whomever; for good.' },
    WITHDRAWN: { description: 'No longer wanted; for good.' },
  },
});

export const staffingNeedTransitions: Readonly<Record<StaffingNeedState, readonly StaffingNeedState[]>> = {
  OPEN: [StaffingNeedState.CLOSED, StaffingNeedState.WITHDRAWN],
  CLOSED: [],
  WITHDRAWN: [],
};

@ObjectType({ description: 'A skill that a staffing need asks for.' })
export class NeededSkill {
  skillId!: string;

  @Field(() => Int, { description: 'At least at this level, 1 to 5.' })
  minLevel!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A placeholder: work on an objective that has nobody yet. It is demand, and loads no one. Everyone signed in sees all of them.',
})
@Entity({ tableName: 'staffing_need' })
export class StaffingNeed extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'department_id', nullable: true })
  departmentId: string | null = null;

  @Field(() => String, { description: 'What whoever is found will be there, such as `Analyst`.' })
  @Property({ type: 'text' })
  role!: string;

  @Field(() => [NeededSkill], { description: 'What they must be able to do: all of these.' })
  @Property({ type: 'json' })
  skills!: NeededSkill[];

  @Field(() => GraphQLDate, { description: 'The first day.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null while it is open.' })
  @Property({ type: 'date', nullable: true })
  to: LocalDate | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes on every day that is worked: Monday to Friday, without the public holidays of the department’s region. Null where a total is stated.',
  })
  @Property({ type: 'integer', nullable: true })
  minutesPerDay: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes over all its days, in proportion to what is worked on them. Null where minutes a day are stated.',
  })
  @Property({ type: 'integer', nullable: true })
  totalMinutes: number | null = null;

  @Field(() => StaffingNeedState, { description: 'Where it stands.' })
  @Property({ type: 'text' })
  state!: StaffingNeedState;

  @Field(() => GraphQLDateTime, { description: 'Since when it is as it is.' })
  @Property({ type: 'datetime' })
  changedAt!: Date;
}

export const staffingNeedById = oneById<StaffingNeed>(
  'staffing-need.by-id',
  `select ${columnsOf(StaffingNeed, 'n')} from staffing_need n where n.id = any($1::uuid[])`,
);

defineConstraint('staffing_need_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another staffing need has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'StaffingNeed', table: 'staffing_need', load: staffingNeedById.load });

export const StaffingNeedConnection = connectionOf(StaffingNeed, 'StaffingNeed');
const StaffingNeedStateFilter = enumFilter(StaffingNeedState, 'StaffingNeedState');

@InputType({ description: 'Which staffing needs to list. All conditions given must hold.' })
class StaffingNeedFilter {
  @Field(() => [StaffingNeedFilter], { nullable: true, description: 'All of these hold.' })
  and?: StaffingNeedFilter[];
  @Field(() => [StaffingNeedFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: StaffingNeedFilter[];
  @Field(() => StaffingNeedFilter, { nullable: true, description: 'This does not hold.' })
  not?: StaffingNeedFilter;
  @Field(() => String, { nullable: true, description: 'The role contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By objective.' })
  objectiveId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By department.' })
  departmentId?: IdFilter;
  @Field(() => [ID], { nullable: true, description: 'At least one of these skills is asked for.' })
  skillIds?: string[];
  @Field(() => StaffingNeedStateFilter, { nullable: true, description: 'By state.' })
  state?: InstanceType<typeof StaffingNeedStateFilter>;
  @Field(() => StringFilter, { nullable: true, description: 'By role.' })
  role?: StringFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, {
    nullable: true,
    description: 'By last day; open ones match `isNull: true` only.',
  })
  to?: DateFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
}

const StaffingNeedOrderField = { FROM: 'FROM', ROLE: 'ROLE', CREATED_AT: 'CREATED_AT' } as const;
const StaffingNeedOrder = orderOf(StaffingNeedOrderField, 'StaffingNeed');

export const StaffingNeedListArgs = listArgsOf(StaffingNeedFilter, StaffingNeedOrder, {
  order: 'by first day by default',
});

/** How needs are listed under an alias, which stands for the table or for revisions of it. */
export function needsUnder(alias: string, listed: Pick<List, 'name' | 'from'>): List {
  const need = sql.raw(alias);
  return {
    ...listed,
    columns: sql.raw(columnsOf(StaffingNeed, alias)),
    id: sql`${need}.id`,
    filters: {
      search: (text: string) => sql`${need}.role ilike ${containing(text)}`,
      id: sql`${need}.id`,
      objectiveId: sql`${need}.objective_id`,
      departmentId: sql`${need}.department_id`,
      skillIds: (ids: string[]) =>
        sql`exists (select 1 from jsonb_array_elements(${need}.skills) asked where (asked ->> 'skillId')::uuid = any(${ids}::uuid[]))`,
      state: sql`${need}.state`,
      role: sql`${need}.role`,
      from: sql`${need}."from"`,
      to: sql`${need}."to"`,
      externalId: sql`${need}.external_id`,
    },
    orders: { FROM: sql`${need}."from"`, ROLE: sql`${need}.role`, CREATED_AT: sql`${need}.created_at` },
    defaultOrder: [{ field: 'FROM', direction: Direction.ASC }],
  };
}

export const staffingNeeds = needsUnder('n', { name: 'staffing-need.list', from: sql`staffing_need n` });

export const staffingNeedsByObjective = pageBy<StaffingNeed>(staffingNeeds, sql`n.objective_id`);
export const staffingNeedsByDepartment = pageBy<StaffingNeed>(staffingNeeds, sql`n.department_id`);
