import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { Direction } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { defineLoader } from '../graphql/loader.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDate, GraphQLDateTime, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { ObjectiveStatus } from './objective.js';
import { ProgressMode } from './progress-mode.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'An objective as it stood from `changedAt` to the next revision, or until now. Has no id of its own: clients that cache by id would take all of them for one.',
})
export class ObjectiveRevision {
  readonly id!: string;
  parentId!: string | null;
  ownerId!: string;
  /** At which instant what belongs to it is looked at: where none was asked for, when it became what it is here. */
  asOf!: Date;

  @Field(() => Int, { description: 'The version of the objective that it is.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When the objective became what it is here.' })
  changedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  externalId!: string | null;

  @Field(() => String, { description: 'What was to be reached, in a few words.' })
  title!: string;

  @Field(() => Int, { description: 'How much it counted, 0 to 1000, relative to its siblings.' })
  weight!: number;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day of its period; null: open.' })
  from!: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day of its period, included; null: open.',
  })
  to!: LocalDate | null;

  @Field(() => ObjectiveStatus, { description: 'How far it was.' })
  status!: ObjectiveStatus;

  @Field(() => ProgressMode, { description: 'Where its progress came from.' })
  progressMode!: ProgressMode;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Of MANUAL: how far it was said to be, in percent. Of ROLLUP null.',
  })
  manualPercent!: string | null;
}

export const ObjectiveRevisionConnection = connectionOf(ObjectiveRevision, 'ObjectiveRevision');

const COLUMNS = `r.id, r.parent_id as "parentId", r.owner_id as "ownerId", r.version, r.changed_at as "changedAt",
  r.external_id as "externalId", r.title, r.weight, r."from", r."to", r.status, r.progress_mode as "progressMode",
  r.manual_percent as "manualPercent"`;

const revisions: List = {
  name: 'objective-revision.list',
  from: sql`objective_revision r`,
  columns: sql.raw(`${COLUMNS}, r.changed_at as "asOf"`),
  id: sql`r.id`,
  filters: {},
  orders: { VERSION: sql`r.version` },
  defaultOrder: [{ field: 'VERSION', direction: Direction.DESC }],
};

/** A page of the revisions of an objective, the newest first. */
export const revisionsByObjective = pageBy<ObjectiveRevision>(revisions, sql`r.id`);

const AS_OF = `
  select asked.number as "number", asked.as_of as "asOf", ${COLUMNS}
  from unnest($1::uuid[], $2::timestamptz[]) with ordinality asked(id, as_of, number)
  cross join lateral (
    select * from objective_revision where id = asked.id and changed_at <= asked.as_of
    order by objective_revision.number desc limit 1) r`;

/** Objectives as they stood, by `<instant> <id>`. */
const asOfByKey = defineLoader<string, ObjectiveRevision | null>(async (keys, ctx) => {
  const asked = keys.map((key) => key.split(' ') as [instant: string, id: string]);
  const found = await ctx.rows<ObjectiveRevision & { number: number }>('objective-revision.as-of', AS_OF, [
    asked.map(([, id]) => id),
    asked.map(([instant]) => instant),
  ]);
  const byNumber = new Map(found.map((revision) => [revision.number, revision]));
  return keys.map((_, i) => byNumber.get(i + 1) ?? null);
});

/** An objective as it stood at an instant; null where it had not been recorded by then. */
export const objectiveAsOf = (ctx: Context, id: string, asOf: Date): Promise<ObjectiveRevision | null> =>
  asOfByKey.load(ctx, `${asOf.toISOString()} ${id}`);
