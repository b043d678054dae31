import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { Direction } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { NeededSkill, needsUnder, StaffingNeed, StaffingNeedState } from './staffing-need.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A staffing need as it stood from `changedAt` to the next revision, or until now. Has no id of its own: clients that cache by id would take all of them for one.',
})
export class StaffingNeedRevision
  implements
    Pick<
      StaffingNeed,
      'version' | 'role' | 'skills' | 'from' | 'to' | 'minutesPerDay' | 'totalMinutes' | 'state' | 'changedAt'
    >
{
  readonly id!: string;
  objectiveId!: string;
  departmentId!: string | null;

  @Field(() => Int, { description: 'The version of the need that it is.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When the need became what it is here.' })
  changedAt!: Date;

  @Field(() => StaffingNeedState, { description: 'Where it stood.' })
  state!: StaffingNeedState;

  @Field(() => String, { description: 'The role asked for.' })
  role!: string;

  @Field(() => [NeededSkill], { description: 'The skills asked for.' })
  skills!: NeededSkill[];

  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, included; null: open.' })
  to!: LocalDate | null;

  @Field(() => Int, { nullable: true, description: 'Minutes on every day that is worked.' })
  minutesPerDay!: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes over all its days.' })
  totalMinutes!: number | null;
}

export const StaffingNeedRevisionConnection = connectionOf(StaffingNeedRevision, 'StaffingNeedRevision');

const revisions: List = {
  name: 'staffing-need-revision.list',
  from: sql`staffing_need_revision r`,
  columns: sql.raw(columnsOf(StaffingNeed, 'r')),
  id: sql`r.id`,
  filters: {},
  orders: { VERSION: sql`r.version` },
  defaultOrder: [{ field: 'VERSION', direction: Direction.DESC }],
};

/** A page of the revisions of a need, the newest first. */
export const revisionsByNeed = pageBy<StaffingNeedRevision>(revisions, sql`r.id`);

/** The revision of each need that was in force at an instant; the needs that were not recorded by then are absent. */
const inForce = (asOf: Date) =>
  sql`(select distinct on (id) * from staffing_need_revision where changed_at <= ${asOf} order by id, version desc)`;

/** How the needs of an instant are listed: as they stood then. */
export const needsAsOf = (asOf: Date): List =>
  needsUnder('r', { name: 'staffing-need.as-of', from: sql`${inForce(asOf)} r` });
