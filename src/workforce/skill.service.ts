import { canManageWorkforce } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound } from '../graphql/errors.js';
import { Skill } from './skill.js';
import { standingInReach, Worker } from './worker.js';
import { WorkerSkill } from './worker-skill.js';

export interface SkillFacts {
  name: string;
  category?: string | null;
  externalId?: string | null;
}

/** @throws UserError FORBIDDEN, or CONFLICT (NAME_TAKEN, EXTERNAL_ID_TAKEN) */
export async function skillCreate(
  ctx: Context,
  { name, category = null, externalId = null }: SkillFacts,
): Promise<Skill> {
  authorize(canManageWorkforce(ctx.viewer));
  const skill = ctx.em.create(Skill, { name, category, externalId });
  await ctx.em.flush();
  await recordChange(ctx, {
    kind: 'SKILL_CREATED',
    subjectType: 'Skill',
    subjectId: skill.id,
    before: null,
    after: factsOf(skill),
  });
  return skill;
}

export interface SkillChanges extends Partial<SkillFacts> {
  id: string;
  expectedVersion: number;
}

/** Changes what is given, and leaves the rest. @throws UserError as `skillCreate`, NOT_FOUND, and CONFLICT (STALE_VERSION) */
export async function skillUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: SkillChanges,
): Promise<Skill> {
  const faults = new Faults();
  faults.require(changes.name !== null, ['input', 'name'], 'REQUIRED', 'A skill has a name.');
  faults.throwIfAny();
  authorize(canManageWorkforce(ctx.viewer));
  await ctx.rows('skill.lock', 'select id from skill where id = $1::uuid for no key update', [id]);
  const skill = await ctx.em.findOne(Skill, { id });
  if (!skill) throw notFound('Skill', id);
  expectVersion(skill, expectedVersion);
  const before = factsOf(skill);
  ctx.em.assign(skill, changes);
  await ctx.em.flush();
  if (skill.version !== before.version) {
    await recordChange(ctx, {
      kind: 'SKILL_UPDATED',
      subjectType: 'Skill',
      subjectId: id,
      before,
      after: factsOf(skill),
    });
  }
  return skill;
}

/** Says how well a worker has a skill, whatever was said before. @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND */
export async function workerSkillSet(
  ctx: Context,
  { workerId, skillId, level }: { workerId: string; skillId: string; level: number },
): Promise<WorkerSkill> {
  await standingInReach(ctx, workerId);
  authorize(canManageWorkforce(ctx.viewer));
  if (!(await ctx.em.findOne(Skill, { id: skillId }))) throw notFound('Skill', skillId);
  await lockWorker(ctx, workerId);
  const held = await ctx.em.findOne(WorkerSkill, { workerId, skillId });
  const before = held && levelOf(held);
  const set = held ?? ctx.em.create(WorkerSkill, { workerId, skillId, level });
  set.level = level;
  await ctx.em.flush();
  if (before?.version !== set.version) await recordSkill(ctx, 'WORKER_SKILL_SET', set, before, levelOf(set));
  return set;
}

/** @throws UserError FORBIDDEN, NOT_FOUND */
export async function workerSkillRemove(
  ctx: Context,
  { workerId, skillId }: { workerId: string; skillId: string },
): Promise<Worker> {
  await standingInReach(ctx, workerId);
  authorize(canManageWorkforce(ctx.viewer));
  await lockWorker(ctx, workerId);
  const held = await ctx.em.findOne(WorkerSkill, { workerId, skillId });
  if (!held) throw notFound('Skill of this worker', skillId);
  await ctx.em.remove(held).flush();
  await recordSkill(ctx, 'WORKER_SKILL_REMOVED', held, levelOf(held), null);
  return ctx.em.findOneOrFail(Worker, { id: workerId });
}

/** Two who say how well a worker has a skill would otherwise both find that nobody has said so yet. */
const lockWorker = (ctx: Context, workerId: string) =>
  ctx.rows('skill.lock-worker', 'select id from worker where id = $1::uuid for no key update', [workerId]);

const factsOf = ({ name, category, version }: Skill) => ({ name, category, version });

export const levelOf = ({ workerId, skillId, level, version }: WorkerSkill) => ({
  workerId,
  skillId,
  level,
  version,
});

type Level = ReturnType<typeof levelOf> | null;

const recordSkill = (
  ctx: Context,
  kind: string,
  { id, workerId }: WorkerSkill,
  before: Level,
  after: Level,
) => recordChange(ctx, { kind, subjectType: 'WorkerSkill', subjectId: id, workerId, before, after });
