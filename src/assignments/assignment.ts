import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { assignmentReach } from '../auth/policy.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { containing, DateFilter, Direction, enumFilter, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import { Objective } from '../objectives/objective.js';
import type { LocalDate } from '../time/local-date.js';
import { Worker } from '../workforce/worker.js';

export enum AssignmentState {
  PROPOSED = 'PROPOSED',
  CONFIRMED = 'CONFIRMED',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  REJECTED = 'REJECTED',
  CANCELLED = 'CANCELLED',
  RELEASED = 'RELEASED',
}
registerEnumType(AssignmentState, {
  name: 'AssignmentState',
  description:
    'Where an assignment stands. CONFIRMED, ACTIVE, COMPLETED and RELEASED take capacity; PROPOSED is tentative.',
  valuesConfig: {
    PROPOSED: { description: 'Asked for: tentative, takes no capacity yet.' },
    CONFIRMED: { description: 'Agreed: takes capacity.' },
    ACTIVE: { description: 'Being worked on, since its first day.' },
    COMPLETED: { description: 'Worked to its last day.' },
    REJECTED: { description: 'Asked for, and declined.' },
    CANCELLED: { description: 'Called off before it began; takes no capacity.' },
    RELEASED: { description: 'Ended early: takes capacity to the day of its release, included.' },
  },
});

/** From each state, the states it may become. */
export const assignmentTransitions: Readonly<Record<AssignmentState, readonly AssignmentState[]>> = {
  PROPOSED: [AssignmentState.CONFIRMED, AssignmentState.REJECTED, AssignmentState.CANCELLED],
  CONFIRMED: [AssignmentState.ACTIVE, AssignmentState.CANCELLED],
  ACTIVE: [AssignmentState.COMPLETED, AssignmentState.RELEASED],
  COMPLETED: [],
  REJECTED: [],
  CANCELLED: [],
  RELEASED: [],
};

export enum LoadMode {
  RATE = 'RATE',
  PERCENT = 'PERCENT',
  TOTAL = 'TOTAL',
  DAYS = 'DAYS',
}
registerEnumType(LoadMode, {
  name: 'LoadMode',
  description: 'How the load of an assignment is stated.',
  valuesConfig: {
    RATE: {
      description:
        'So many minutes on every day on which the worker has capacity; with `includeNonWorking` on the others too.',
    },
    PERCENT: { description: 'A share of the effective minutes of each day, rounded down.' },
    TOTAL: {
      description:
        'So many minutes in all, spread over its days in proportion to the effective minutes of each.',
    },
    DAYS: { description: 'Minutes stated day by day, which count on any kind of day.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Minutes of one day of an assignment.' })
export class AssignmentDay {
  @Field(() => GraphQLDate, { description: 'The day.' })
  date!: LocalDate;

  @Field(() => Int, { description: 'Minutes worked on it.' })
  minutes!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Who works on which objective, from when to when, and how much. Seen by planners, the lead of the objective, the head of the worker, and the worker.',
})
@Entity({ tableName: 'assignment' })
export class Assignment extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @ManyToOne(() => Worker, { mapToPk: true, fieldName: 'worker_id' })
  workerId!: string;

  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @Field(() => GraphQLDate, { description: 'The first day.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null while it is open.' })
  @Property({ type: 'date', nullable: true })
  to: LocalDate | null = null;

  @Field(() => LoadMode, { description: 'How its load is stated.' })
  @Property({ type: 'text' })
  load!: LoadMode;

  @Property({ type: 'integer', nullable: true })
  minutesPerDay: number | null = null;

  /** Hundredths of a percent. */
  @Property({ type: 'integer', nullable: true })
  percent: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'TOTAL: minutes in all, as agreed; a cut one keeps those up to its last day worked. Null otherwise.',
  })
  @Property({ type: 'integer', nullable: true })
  totalMinutes: number | null = null;

  @Field(() => [AssignmentDay], {
    nullable: true,
    description: 'DAYS: the minutes of each day. Null otherwise.',
  })
  @Property({ type: 'json', nullable: true })
  days: AssignmentDay[] | null = null;

  @Field(() => Boolean, { description: 'RATE: whether days without capacity are worked as well.' })
  @Property({ type: 'boolean' })
  includeNonWorking: boolean = false;

  /** Of a total that was released or cut: its minutes by day from `from` to `releasedOn`, as they were spread then. */
  @Property({ type: 'integer[]', columnType: 'integer[]', nullable: true })
  keptMinutes: number[] | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why somebody was ready to overbook the worker by it, as was said last; null where nobody said.',
  })
  @Property({ type: 'text', nullable: true })
  overrideReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'What the worker does there, such as `Analyst`.' })
  @Property({ type: 'text', nullable: true })
  role: string | null = null;

  @Field(() => AssignmentState, { description: 'Where it stands.' })
  @Property({ type: 'text' })
  state!: AssignmentState;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day worked, where it was released or cut short; null otherwise.',
  })
  @Property({ type: 'date', nullable: true })
  releasedOn: LocalDate | null = null;
}

const columns = sql.raw(columnsOf(Assignment, 'a'));
const today = (now: Date) => now.toISOString().slice(0, 10);

/** Null where it does not exist or the viewer may not see it. */
export const assignmentById = defineLoader<string, Assignment | null>(async (ids, ctx) => {
  const found = await rowsOf<Assignment>(
    ctx,
    'assignment.by-id',
    sql`select ${columns} from assignment a where a.id = any(${ids}::uuid[]) and ${assignmentReach(ctx.viewer, 'a', today(ctx.now()))}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
});

/**
 * All assignments of these workers that are proposed, agreed on or being worked on, whoever asks: to be counted with,
 * not to be shown.
 */
export const assignmentsGoingOn = (ctx: Context, workerIds: readonly string[]): Promise<Assignment[]> =>
  rowsOf<Assignment>(
    ctx,
    'assignment.going-on',
    sql`select ${columns} from assignment a
      where a.worker_id = any(${workerIds}::uuid[]) and a.state in ('PROPOSED', 'CONFIRMED', 'ACTIVE') order by a.id`,
  );

defineConstraint('assignment_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another assignment has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'Assignment', table: 'assignment', load: assignmentById.load });

export const AssignmentConnection = connectionOf(Assignment, 'Assignment');
const AssignmentStateFilter = enumFilter(AssignmentState, 'AssignmentState');
const LoadModeFilter = enumFilter(LoadMode, 'LoadMode');

@InputType({ description: 'Which assignments to list. All conditions given must hold.' })
class AssignmentFilter {
  @Field(() => [AssignmentFilter], { nullable: true, description: 'All of these hold.' })
  and?: AssignmentFilter[];
  @Field(() => [AssignmentFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: AssignmentFilter[];
  @Field(() => AssignmentFilter, { nullable: true, description: 'This does not hold.' })
  not?: AssignmentFilter;
  @Field(() => String, { nullable: true, description: 'The role contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By worker.' })
  workerId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By objective.' })
  objectiveId?: IdFilter;
  @Field(() => AssignmentStateFilter, { nullable: true, description: 'By state.' })
  state?: InstanceType<typeof AssignmentStateFilter>;
  @Field(() => LoadModeFilter, { nullable: true, description: 'By how the load is stated.' })
  load?: InstanceType<typeof LoadModeFilter>;
  @Field(() => DateFilter, { nullable: true, description: 'By first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, {
    nullable: true,
    description: 'By last day; open ones match `isNull: true` only.',
  })
  to?: DateFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By role.' })
  role?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
}

const AssignmentOrder = orderOf({ FROM: 'FROM', CREATED_AT: 'CREATED_AT' } as const, 'Assignment');

export const AssignmentListArgs = listArgsOf(AssignmentFilter, AssignmentOrder, {
  order: 'by first day by default',
});

export const assignments: List = {
  name: 'assignment.list',
  from: sql`assignment a`,
  columns,
  id: sql`a.id`,
  filters: {
    search: (text: string) => sql`a.role ilike ${containing(text)}`,
    id: sql`a.id`,
    workerId: sql`a.worker_id`,
    objectiveId: sql`a.objective_id`,
    state: sql`a.state`,
    load: sql`a.load`,
    from: sql`a."from"`,
    to: sql`a."to"`,
    role: sql`a.role`,
    externalId: sql`a.external_id`,
  },
  orders: { FROM: sql`a."from"`, CREATED_AT: sql`a.created_at` },
  defaultOrder: [{ field: 'FROM', direction: Direction.ASC }],
  visible: ({ viewer, now }) => assignmentReach(viewer, 'a', today(now())),
};

export const assignmentsByWorker = pageBy<Assignment>(assignments, sql`a.worker_id`);
export const assignmentsByObjective = pageBy<Assignment>(assignments, sql`a.objective_id`);
