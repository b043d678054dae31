import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { columnsOf, splitOff } from '../graphql/columns.js';
import { type Connection, connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { Direction } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { rowsOf } from '../graphql/statement.js';
import { Skill } from './skill.js';
import { inReach, Worker } from './worker.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'That a worker has a skill, and how well.',
})
@Entity({ tableName: 'worker_skill' })
export class WorkerSkill extends Node {
  @ManyToOne(() => Worker, { mapToPk: true, fieldName: 'worker_id' })
  workerId!: string;

  @ManyToOne(() => Skill, { mapToPk: true, fieldName: 'skill_id' })
  skillId!: string;

  @Field(() => Int, { description: 'From 1, a beginner, to 5, an authority.' })
  @Property({ type: 'integer' })
  level!: number;
}

/** Null where there is none, or where its worker is out of the viewer's reach. */
const workerSkillById = defineLoader<string, WorkerSkill | null>(async (ids, ctx) => {
  const found = await rowsOf<WorkerSkill>(
    ctx,
    'worker-skill.by-id',
    sql`select ${sql.raw(columnsOf(WorkerSkill, 'h'))} from worker_skill h join worker w on w.id = h.worker_id
      where h.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((held) => [held.id, held]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

/** A skill of a worker with the skill itself, where both were read at once. */
export type HeldSkill = WorkerSkill & { readonly skill?: Skill };

const BY_WORKER = `select ${columnsOf(WorkerSkill, 'h')}, ${columnsOf(Skill, 's', 'skill.')}
  from worker_skill h join skill s on s.id = h.skill_id
  where h.worker_id = any($1::uuid[]) order by s.name, s.id`;

export const skillsByWorker = defineLoader<string, HeldSkill[]>(async (workerIds, ctx) => {
  const rows = await ctx.rows<WorkerSkill & Record<string, unknown>>('worker-skill.by-worker', BY_WORKER, [
    workerIds,
  ]);
  const skills = new Map<string, Skill>();
  const lists = new Map<string, HeldSkill[]>(workerIds.map((id) => [id, []]));
  for (const row of rows) {
    const skill = skills.get(row.skillId) ?? splitOff<Skill>(row, 'skill.');
    skills.set(row.skillId, skill);
    lists.get(row.workerId)?.push(Object.assign(row, { skill }));
  }
  return workerIds.map((id) => lists.get(id)!);
});

export const WorkerSkillConnection = connectionOf(WorkerSkill, 'WorkerSkill');

/** Who has a skill, the best first; people in use whom the viewer may see. */
const holders: List = {
  name: 'worker-skill.holders',
  from: sql`worker_skill h join worker w on w.id = h.worker_id`,
  columns: sql.raw(columnsOf(WorkerSkill, 'h')),
  id: sql`h.id`,
  filters: { minLevel: (level: number) => sql`h.level >= ${level}` },
  orders: { LEVEL: sql`h.level` },
  defaultOrder: [{ field: 'LEVEL', direction: Direction.DESC }],
  visible: (ctx) => sql<boolean>`w.archived_at is null and ${inReach(ctx, 'w')}`,
};

const holdersBySkill = pageBy<WorkerSkill>(holders, sql`h.skill_id`);

/** Who has the skill at `minLevel` or above. @throws UserError BAD_USER_INPUT (LEVEL) where there is no such level */
export async function skillHolders(
  ctx: Context,
  skillId: string,
  minLevel: number,
  args: PageArguments,
): Promise<Connection<WorkerSkill>> {
  const faults = new Faults();
  faults.require(minLevel >= 1 && minLevel <= 5, ['minLevel'], 'LEVEL', 'A level is from 1 to 5.');
  faults.throwIfAny();
  return holdersBySkill(ctx, skillId, { filter: { minLevel }, ...args });
}

defineNode({ type: 'WorkerSkill', table: 'worker_skill', load: workerSkillById.load });
