import { sql } from 'kysely';
import { Field, ID, InputType, Int } from 'type-graphql';
import { canSeeAllPay } from '../auth/policy.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import {
  BooleanFilter,
  conditionOf,
  containing,
  Direction,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { Freelancer, inReach, Staff, Worker, WorkerKind, WorkMode, workerColumns } from './worker.js';

export const WorkerConnection = connectionOf(Worker, 'Worker');
export const StaffConnection = connectionOf(Staff, 'Staff');
export const FreelancerConnection = connectionOf(Freelancer, 'Freelancer');

export const WorkerKindFilter = enumFilter(WorkerKind, 'WorkerKind');
export const WorkModeFilter = enumFilter(WorkMode, 'WorkMode');

@InputType({ description: 'A skill at a level.' })
export class SkillLevelFilter {
  @Field(() => ID, { description: 'Which skill.' })
  skillId!: string;

  @Field(() => Int, { description: 'At least at this level, 1 to 5.', defaultValue: 1 })
  minLevel: number = 1;
}

@InputType({ description: 'Being a member of a department.' })
export class MemberOfFilter {
  @Field(() => ID, { description: 'Which department.' })
  departmentId!: string;

  @Field(() => Boolean, { description: 'Whether those below it count as well.', defaultValue: false })
  withSubtree: boolean = false;

  @Field(() => GraphQLDate, { nullable: true, description: 'On which day; today (UTC) by default.' })
  at?: LocalDate | null;
}

@InputType({ description: 'Which workers to list. All conditions given must hold.' })
class WorkerFilter {
  @Field(() => [WorkerFilter], { nullable: true, description: 'All of these hold.' })
  and?: WorkerFilter[];
  @Field(() => [WorkerFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: WorkerFilter[];
  @Field(() => WorkerFilter, { nullable: true, description: 'This does not hold.' })
  not?: WorkerFilter;
  @Field(() => String, { nullable: true, description: 'Name or title contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By title.' })
  title?: StringFilter;
  @Field(() => StringFilter, {
    nullable: true,
    description: 'By e-mail address, in lower case. For HR and FINANCE; FORBIDDEN for others.',
  })
  email?: StringFilter;
  @Field(() => StringFilter, {
    nullable: true,
    description: 'By the id in the system they were imported from.',
  })
  externalId?: StringFilter;
  @Field(() => WorkerKindFilter, { nullable: true, description: 'Staff or freelancers.' })
  kind?: InstanceType<typeof WorkerKindFilter>;
  @Field(() => WorkModeFilter, { nullable: true, description: 'By where they work.' })
  workMode?: InstanceType<typeof WorkModeFilter>;
  @Field(() => StringFilter, {
    nullable: true,
    description: 'By the time zone of their home, such as `Europe/Zurich`.',
  })
  timeZone?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the region of their public holidays.' })
  region?: StringFilter;
  @Field(() => SkillLevelFilter, { nullable: true, description: 'By a skill; use `and` for several.' })
  skill?: SkillLevelFilter;
  @Field(() => MemberOfFilter, { nullable: true, description: 'By the department they are members of.' })
  department?: MemberOfFilter;
  @Field(() => BooleanFilter, { nullable: true, description: 'Whether they are archived.' })
  isArchived?: BooleanFilter;
}

const WorkerOrderField = { NAME: 'NAME', TITLE: 'TITLE', CREATED_AT: 'CREATED_AT' } as const;
const WorkerOrder = orderOf(WorkerOrderField, 'Worker');

export const WorkerListArgs = listArgsOf(WorkerFilter, WorkerOrder, {
  order: 'by name by default',
  which: 'all in reach by default, archived ones too',
});

/** The workers in the viewer's reach. Made for each viewer, since some conditions are for some viewers only. */
export const workers = (ctx: Context): List => ({
  name: 'worker.list',
  from: sql`worker w`,
  columns: workerColumns,
  id: sql`w.id`,
  filters: {
    search: (text: string) => sql`(w.name || ' ' || coalesce(w.title, '')) ilike ${containing(text)}`,
    id: sql`w.id`,
    name: sql`w.name`,
    title: sql`w.title`,
    email: (filter: StringFilter) => {
      authorize(canSeeAllPay(ctx.viewer), 'Only HR and FINANCE may filter by e-mail address.');
      return conditionOf({ email: filter }, { email: sql`lower(w.email)` });
    },
    externalId: sql`w.external_id`,
    kind: sql`w.kind`,
    workMode: sql`w.work_mode`,
    timeZone: sql`w.time_zone`,
    region: sql`w.region`,
    skill: hasSkill,
    department: (filter: MemberOfFilter) =>
      isMember(filter, filter.at ?? ctx.now().toISOString().slice(0, 10)),
    isArchived: sql`(w.archived_at is not null)`,
  },
  orders: { NAME: sql`w.name`, TITLE: sql`coalesce(w.title, '')`, CREATED_AT: sql`w.created_at` },
  defaultOrder: [{ field: 'NAME', direction: Direction.ASC }],
  visible: (viewerContext) => inReach(viewerContext, 'w'),
});

const hasSkill = ({ skillId, minLevel }: SkillLevelFilter) =>
  sql<boolean>`exists (select 1 from worker_skill has
    where has.worker_id = w.id and has.skill_id = ${skillId}::uuid and has.level >= ${minLevel}::integer)`;

const isMember = ({ departmentId, withSubtree }: MemberOfFilter, day: LocalDate) =>
  sql<boolean>`exists (select 1 from membership is_member where is_member.worker_id = w.id
    and is_member."from" <= ${day}::date and (is_member."to" is null or is_member."to" >= ${day}::date)
    and is_member.department_id in (
      with recursive meant as (
        select ${departmentId}::uuid as id
        union select d.id from department d join meant on d.parent_id = meant.id where ${withSubtree}::boolean)
      select id from meant))`;
