import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { rowsOf } from '../graphql/page.js';
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

export const skillsByWorker = listBy<WorkerSkill>(
  'worker-skill.by-worker',
  'workerId',
  `select ${columnsOf(WorkerSkill, 'h')} from worker_skill h join skill s on s.id = h.skill_id
   where h.worker_id = any($1::uuid[]) order by s.name, s.id`,
);

defineNode({ type: 'WorkerSkill', table: 'worker_skill', load: workerSkillById.load });
