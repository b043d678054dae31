import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Assignment, assignments } from '../assignments/assignment.js';
import { canSeeCollaboration, collaborationReach } from '../auth/policy.js';
import { Department } from '../departments/department.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import { containing, DateFilter, Direction, enumFilter, IdFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import { Objective } from '../objectives/objective.js';
import type { LocalDate } from '../time/local-date.js';
import { Skill } from '../workforce/skill.js';

export enum CollaborationRequestState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
  DONE = 'DONE',
}
registerEnumType(CollaborationRequestState, {
  name: 'CollaborationRequestState',
  description: 'Where a request for help stands.',
  valuesConfig: {
    OPEN: { description: 'Not answered yet; may become ACCEPTED, DECLINED, EXPIRED or CANCELLED.' },
    ACCEPTED: { description: 'The asked department helps; may become DONE or CANCELLED.' },
    DECLINED: { description: 'The asked department does not help; for good.' },
    EXPIRED: { description: 'It was not answered in time; for good.' },
    CANCELLED: { description: 'The asking department gave it up; for good.' },
    DONE: { description: 'The asking department has had the help; for good.' },
  },
});

const { ACCEPTED, DECLINED, EXPIRED, CANCELLED, DONE } = CollaborationRequestState;

/** From each state, the states it may become. */
export const collaborationRequestTransitions: Readonly<
  Record<CollaborationRequestState, readonly CollaborationRequestState[]>
> = {
  OPEN: [ACCEPTED, DECLINED, EXPIRED, CANCELLED],
  ACCEPTED: [DONE, CANCELLED],
  DECLINED: [],
  EXPIRED: [],
  CANCELLED: [],
  DONE: [],
};

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Help that one department asks of another for an objective. Seen by heads and members of both departments, leads of the objective, ADMIN, HR, RESOURCE_MANAGER, FINANCE, RISK_OFFICER, and clients with `assignments:write`, `workforce:read` or `workforce:write`.',
})
@Entity({ tableName: 'collaboration_request' })
export class CollaborationRequest extends Node {
  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'from_department_id' })
  fromDepartmentId!: string;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'to_department_id' })
  toDepartmentId!: string;

  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @ManyToOne(() => Skill, { mapToPk: true, fieldName: 'skill_id', nullable: true })
  skillId: string | null = null;

  @Field(() => Int, { nullable: true, description: 'Minutes of help asked for in all; null: not said.' })
  @Property({ type: 'integer', nullable: true })
  minutes: number | null = null;

  @Field(() => GraphQLDate, { description: 'The first day on which help is wanted.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day on which help is wanted, included.' })
  @Property({ type: 'date' })
  to!: LocalDate;

  @Field(() => String, { description: 'What is asked for, in the words of the asking department.' })
  @Property({ type: 'text' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the asked department answered; null where it said nothing, or has not answered.',
  })
  @Property({ type: 'text', nullable: true })
  answer: string | null = null;

  @Field(() => GraphQLDate, {
    description:
      'The last day on which it may be answered, by the calendar where the asked department is; then it is EXPIRED.',
  })
  @Property({ type: 'date' })
  expiresOn!: LocalDate;

  @Field(() => CollaborationRequestState, { description: 'Where it stands.' })
  @Property({ type: 'text' })
  state!: CollaborationRequestState;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was accepted or declined; null until then.',
  })
  @Property({ type: 'datetime', nullable: true })
  answeredAt: Date | null = null;
}

const columns = sql.raw(columnsOf(CollaborationRequest, 'r'));

/** Null where it does not exist or the viewer may not see it. */
export const collaborationRequestById = defineLoader<string, CollaborationRequest | null>(
  async (ids, ctx) => {
    const found = await rowsOf<CollaborationRequest>(
      ctx,
      'collaboration-request.by-id',
      sql`select ${columns} from collaboration_request r where r.id = any(${ids}::uuid[]) and ${collaborationReach(ctx.viewer, 'r')}`,
    );
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  },
);

/** What an assignment was proposed for; null where it answers no request, or none that the viewer may see. */
export const requestByAssignment = defineLoader<string, CollaborationRequest | null>(
  async (assignmentIds, ctx) => {
    const found = await rowsOf<CollaborationRequest & { assignmentId: string }>(
      ctx,
      'collaboration-request.by-assignment',
      sql`select helping.assignment_id as "assignmentId", ${columns}
        from collaboration_request_assignment helping join collaboration_request r on r.id = helping.request_id
        where helping.assignment_id = any(${assignmentIds}::uuid[]) and ${collaborationReach(ctx.viewer, 'r')}`,
    );
    const byAssignment = new Map(found.map(({ assignmentId, ...request }) => [assignmentId, request]));
    return assignmentIds.map((id) => byAssignment.get(id) ?? null);
  },
);

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND where the viewer does not see it */
export async function lockRequest(ctx: Context, id: string): Promise<CollaborationRequest> {
  await ctx.rows(
    'collaboration-request.lock',
    'select id from collaboration_request where id = $1::uuid for no key update',
    [id],
  );
  const request = await ctx.em.findOne(CollaborationRequest, { id }, { refresh: true });
  if (!request || !canSeeCollaboration(ctx.viewer, request)) throw notFound('CollaborationRequest', id);
  return request;
}

defineNode({
  type: 'CollaborationRequest',
  table: 'collaboration_request',
  load: collaborationRequestById.load,
});

export const CollaborationRequestConnection = connectionOf(CollaborationRequest, 'CollaborationRequest');
const CollaborationRequestStateFilter = enumFilter(CollaborationRequestState, 'CollaborationRequestState');

@InputType({ description: 'Which requests for help to list. All conditions given must hold.' })
class CollaborationRequestFilter {
  @Field(() => [CollaborationRequestFilter], { nullable: true, description: 'All of these hold.' })
  and?: CollaborationRequestFilter[];
  @Field(() => [CollaborationRequestFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: CollaborationRequestFilter[];
  @Field(() => CollaborationRequestFilter, { nullable: true, description: 'This does not hold.' })
  not?: CollaborationRequestFilter;
  @Field(() => String, {
    nullable: true,
    description: 'Message or answer contains this, in whatever case.',
  })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the department that asks.' })
  fromDepartmentId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the department that is asked.' })
  toDepartmentId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By objective.' })
  objectiveId?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the skill asked for.' })
  skillId?: IdFilter;
  @Field(() => CollaborationRequestStateFilter, { nullable: true, description: 'By state.' })
  state?: InstanceType<typeof CollaborationRequestStateFilter>;
  @Field(() => DateFilter, { nullable: true, description: 'By first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By last day.' })
  to?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the last day on which it may be answered.' })
  expiresOn?: DateFilter;
}

const CollaborationRequestOrder = orderOf(
  { FROM: 'FROM', EXPIRES_ON: 'EXPIRES_ON', CREATED_AT: 'CREATED_AT' } as const,
  'CollaborationRequest',
);

export const CollaborationRequestListArgs = listArgsOf(
  CollaborationRequestFilter,
  CollaborationRequestOrder,
  {
    order: 'by first day by default',
  },
);

export const collaborationRequests: List = {
  name: 'collaboration-request.list',
  from: sql`collaboration_request r`,
  columns,
  id: sql`r.id`,
  filters: {
    search: (text: string) => sql`concat_ws(' ', r.message, r.answer) ilike ${containing(text)}`,
    id: sql`r.id`,
    fromDepartmentId: sql`r.from_department_id`,
    toDepartmentId: sql`r.to_department_id`,
    objectiveId: sql`r.objective_id`,
    skillId: sql`r.skill_id`,
    state: sql`r.state`,
    from: sql`r."from"`,
    to: sql`r."to"`,
    expiresOn: sql`r.expires_on`,
  },
  orders: { FROM: sql`r."from"`, EXPIRES_ON: sql`r.expires_on`, CREATED_AT: sql`r.created_at` },
  defaultOrder: [{ field: 'FROM', direction: Direction.ASC }],
  visible: ({ viewer }) => collaborationReach(viewer, 'r'),
};

export const outgoingRequests = pageBy<CollaborationRequest>(
  collaborationRequests,
  sql`r.from_department_id`,
);
export const incomingRequests = pageBy<CollaborationRequest>(collaborationRequests, sql`r.to_department_id`);
export const requestsByObjective = pageBy<CollaborationRequest>(collaborationRequests, sql`r.objective_id`);

/** What became of a request, as far as the viewer sees it. */
export const assignmentsByRequest = pageBy<Assignment>(
  {
    ...assignments,
    name: 'collaboration-request.assignments',
    from: sql`assignment a join collaboration_request_assignment helping on helping.assignment_id = a.id`,
  },
  sql`helping.request_id`,
);
