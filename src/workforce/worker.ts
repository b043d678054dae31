import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { type Standing, standingById } from '../auth/grants.js';
import { canSeeWorker, reach } from '../auth/policy.js';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime, GraphQLZone } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import { type LocalDate, today } from '../time/local-date.js';

export const WorkerKind = { STAFF: 'STAFF', FREELANCER: 'FREELANCER' } as const;
export type WorkerKind = keyof typeof WorkerKind;
registerEnumType(WorkerKind, {
  name: 'WorkerKind',
  description: 'In what relation a worker stands to the organisation.',
  valuesConfig: {
    STAFF: { description: 'Employed by it.' },
    FREELANCER: { description: 'Self-employed, working for it by contract.' },
  },
});

export const WorkMode = { ONSITE: 'ONSITE', HYBRID: 'HYBRID', REMOTE: 'REMOTE' } as const;
export type WorkMode = keyof typeof WorkMode;
registerEnumType(WorkMode, {
  name: 'WorkMode',
  description: 'Where a worker works.',
  valuesConfig: {
    ONSITE: { description: 'At a place of the organisation.' },
    HYBRID: { description: 'Partly at a place of the organisation, partly elsewhere.' },
    REMOTE: { description: 'Elsewhere, always.' },
  },
});

/** One table, two GraphQL types. Not abstract, since its rows are made of it whatever their kind. */
@InterfaceType({
  implements: Node,
  description: 'A person who works for the organisation, employed or freelance.',
})
@Entity({ tableName: 'worker' })
export class Worker extends Node {
  @Field(() => String, { nullable: true, description: 'Their id in the system they were imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @Field(() => WorkerKind, { description: 'Staff or freelancer.' })
  @Property({ type: 'text' })
  kind!: WorkerKind;

  @Field(() => String, { description: 'Their name.' })
  @Property({ type: 'text' })
  name!: string;

  /** Personal: exposed by a field of its own to those who may see it. */
  @Property({ type: 'text', nullable: true })
  email: string | null = null;

  @Field(() => String, { nullable: true, description: 'What they are here, such as `Product designer`.' })
  @Property({ type: 'text', nullable: true })
  title: string | null = null;

  @Field(() => GraphQLZone, { description: 'The time zone of their home: their days are days there.' })
  @Property({ type: 'text' })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The region whose public holidays they keep, such as `CH-GE`; null for none.',
  })
  @Property({ type: 'text', nullable: true })
  region: string | null = null;

  @Field(() => WorkMode, { description: 'Where they work.' })
  @Property({ type: 'text' })
  workMode!: WorkMode;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When they were archived; null while they are in use.',
  })
  @Property({ type: 'datetime', nullable: true })
  archivedAt: Date | null = null;
}

@ObjectType({
  implements: [Node, Worker],
  simpleResolvers: true,
  description: 'A worker employed by the organisation.',
})
export class Staff extends Worker {}

@ObjectType({
  implements: [Node, Worker],
  simpleResolvers: true,
  description: 'A self-employed worker, working by contract.',
})
export class Freelancer extends Worker {}

/** The GraphQL type of a row. */
export const typeOfWorker = ({ kind }: Pick<Worker, 'kind'>) =>
  kind === WorkerKind.STAFF ? 'Staff' : 'Freelancer';

/** What the log keeps of a worker: nothing personal. */
export const workerFacts = ({ kind, timeZone, region, workMode, archivedAt, version }: Worker) => ({
  kind,
  timeZone,
  region,
  workMode,
  isArchived: archivedAt !== null,
  version,
});

export const workerColumns = sql.raw(columnsOf(Worker, 'w'));

/** Whether the viewer may see the worker under this alias: the condition that every list of people ends with. */
export const inReach = (ctx: Context, alias: string) =>
  reach(ctx.viewer, alias, ctx.now().toISOString().slice(0, 10));

/** Null where there is none, or none in the viewer's reach. */
export const workerById = defineLoader<string, Worker | null>(async (ids, ctx) => {
  const found = await rowsOf<Worker>(
    ctx,
    'worker.by-id',
    sql`select ${workerColumns} from worker w where w.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((worker) => [worker.id, worker]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

/**
 * What the rules ask of a worker whom the viewer may see.
 * @throws UserError NOT_FOUND, the same whether there is none or none in reach
 */
export async function standingInReach(ctx: Context, workerId: string): Promise<Standing> {
  const standing = await standingById.load(ctx, workerId);
  if (!standing || !canSeeWorker(ctx.viewer, standing)) throw notFound('Worker', workerId);
  return standing;
}

/** Which day it is where a worker lives. */
export async function dayAtHome(ctx: Context, workerId: string): Promise<LocalDate> {
  const [home] = await ctx.rows<{ timeZone: string }>(
    'worker.time-zone',
    'select time_zone as "timeZone" from worker where id = $1::uuid',
    [workerId],
  );
  return today(home!.timeZone, ctx.now());
}

defineConstraint('worker_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another worker has this external id.',
  field: ['input', 'externalId'],
});
defineConstraint('worker_email', {
  reason: 'EMAIL_TAKEN',
  message: 'Another worker has this e-mail address.',
  field: ['input', 'email'],
});
defineConstraint('worker_region_fkey', {
  reason: 'UNKNOWN_REGION',
  message: 'The holidays of this region are not loaded.',
  field: ['input', 'region'],
});

defineNode({
  type: 'Worker',
  table: 'worker',
  load: workerById.load,
  typeOf: (row) => typeOfWorker(row as Worker),
});
