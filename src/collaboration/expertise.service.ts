import { sql } from 'kysely';
import type { Context } from '../graphql/context.js';
import { Faults, notFound } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { rowsOf } from '../graphql/statement.js';
import { objectiveById } from '../objectives/objective.js';
import { byRank, pageOfRanking, type Ranked, requirePlace } from '../planning/ranking.js';
import { hasSkills } from '../planning/scope.js';
import type { DateRange } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { skillById } from '../workforce/skill.js';
import { inReach } from '../workforce/worker.js';
import type { Expert, ExpertiseEvidence, Similarity } from './expertise.js';
import { countedPercent, countedWork, reasonsOf } from './expertise-points.js';
import { similarObjectives, skillsAskedFor } from './similar-objectives.js';
import { type WorkDone, workDone } from './similar-work.js';

/** Three years. */
const DAYS_BY_DEFAULT = 1_096;

export interface ExpertiseQuestion {
  skillId: string | null;
  objectiveId: string | null;
  minLevel: number;
  since: LocalDate | null;
  first: number;
  after: string | null;
}

/**
 * Who has done similar work, best first, with what that is judged by: with a skill, of those who have it; without, of
 * those who worked on the objective or on one like it. Of workers in use and in the viewer's reach, and of assignments
 * that he may see: what he may not see counts for nothing, in the order neither.
 * @throws UserError BAD_USER_INPUT (REQUIRED, LEVEL, REVERSED_RANGE, RANGE_TOO_LONG, PAGE_SIZE, CURSOR), NOT_FOUND
 */
export async function expertise(ctx: Context, question: ExpertiseQuestion) {
  const { skillId, objectiveId, minLevel, first } = question;
  const today = ctx.now().toISOString().slice(0, 10);
  const range = { from: question.since ?? addDays(today, 1 - DAYS_BY_DEFAULT), to: today };
  const place = checked(question, range);
  await expectSubjects(ctx, question);

  const wanted = skillId ? [skillId.toLowerCase()] : await skillsAskedFor(ctx, objectiveId!);
  const similarities = await similarObjectives(ctx, objectiveId, wanted);
  const who = hasSkills(skillId ? [{ skillId, minLevel }] : []);
  const work = await workDone(ctx, { range, objectiveIds: [...similarities.keys()], who });
  const levels = await levelsOf(ctx, wanted, skillId ? null : [...work.keys()]);
  const candidates = skillId
    ? [...levels].filter(([, [level]]) => level! >= minLevel).map(([id]) => id)
    : [...work.keys()];

  const measure = { range, standardWeekMinutes: ctx.standardWeekMinutes };
  const experts = candidates.map((workerId): Expert => {
    const evidence = evidenceOf(work.get(workerId) ?? [], similarities);
    const reasons = reasonsOf({ levels: levels.get(workerId) ?? wanted.map(() => 0), evidence }, measure);
    return {
      workerId,
      wantedSkillIds: wanted,
      evidence,
      evidenceCount: evidence.length,
      reasons,
      score: reasons.reduce((sum, { points }) => sum + points, 0),
    };
  });
  return pageOfRanking(experts.sort(byRank), first, place);
}

function checked(
  { skillId, objectiveId, minLevel, first, after }: ExpertiseQuestion,
  range: DateRange,
): Ranked | null {
  const faults = new Faults();
  faults.require(
    skillId !== null || objectiveId !== null,
    ['skillId'],
    'REQUIRED',
    'Expertise is asked for in a skill, on an objective, or both.',
  );
  faults.require(minLevel >= 1 && minLevel <= 5, ['minLevel'], 'LEVEL', 'A level is from 1 to 5.');
  requireRange(faults, range, ['since']);
  const place = requirePlace(faults, first, after);
  faults.throwIfAny();
  return place;
}

/** @throws UserError NOT_FOUND */
async function expectSubjects(ctx: Context, { skillId, objectiveId }: ExpertiseQuestion): Promise<void> {
  if (skillId && !(await skillById.load(ctx, skillId))) throw notFound('Skill', skillId);
  if (objectiveId && !(await objectiveById.load(ctx, objectiveId))) throw notFound('Objective', objectiveId);
}

/** The levels of these skills, 0 where one is not had: of these workers, or (null) of all in use and in reach who have any. */
async function levelsOf(
  ctx: Context,
  skillIds: readonly string[],
  workerIds: readonly string[] | null,
): Promise<Map<string, number[]>> {
  const who = workerIds ? sql<boolean>`h.worker_id = any(${workerIds}::uuid[])` : inReach(ctx, 'w');
  const held = await rowsOf<{ workerId: string; skillId: string; level: number }>(
    ctx,
    'expertise.levels',
    sql`select h.worker_id as "workerId", h.skill_id as "skillId", h.level
      from worker_skill h join worker w on w.id = h.worker_id
      where h.skill_id = any(${skillIds}::uuid[]) and w.archived_at is null and ${who}`,
  );
  const levels = new Map<string, number[]>();
  for (const { workerId, skillId, level } of held) {
    const own = levels.get(workerId) ?? skillIds.map(() => 0);
    own[skillIds.indexOf(skillId)] = level;
    levels.set(workerId, own);
  }
  return levels;
}

const evidenceOf = (
  work: readonly WorkDone[],
  similarities: ReadonlyMap<string, readonly Similarity[]>,
): ExpertiseEvidence[] =>
  work
    .map((done) => {
      const of = similarities.get(done.objectiveId)!;
      return { ...done, similarities: of, countedPercent: countedPercent(of) };
    })
    .sort((a, b) => countedWork(b) - countedWork(a) || (a.objectiveId < b.objectiveId ? -1 : 1));
