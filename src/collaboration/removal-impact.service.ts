import type { Context } from '../graphql/context.js';
import { checkedRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { calculated } from './calculations.js';
import { buffersOf } from './graph-work.js';
import { evidenceOf, percent } from './key-departments.js';
import type { DepartmentRemovalImpact } from './removal-impact.js';
import { soleSkills } from './sole-skills.js';
import { strategyWork } from './strategy-work.js';

export interface RemovalQuestion {
  departmentId: string;
  range: DateRange;
  includeTentative: boolean;
}

/** @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG), NOT_FOUND, UNAVAILABLE */
export async function departmentRemovalImpact(
  ctx: Context,
  { departmentId, range, includeTentative }: RemovalQuestion,
): Promise<DepartmentRemovalImpact> {
  const { minimumPeople } = ctx;
  const { work, objectives, weights, groupOf } = await strategyWork(ctx, {
    range: checkedRange(range),
    includeTentative,
    objectiveIds: null,
    level: null,
    whole: departmentId,
  });
  const objectiveIds = objectives.map(({ id }) => id);
  const skills = await soleSkills(ctx, objectiveIds, range, groupOf);
  const { isArticulation, evidence, strategicShare, ...lost } = await calculated(
    'removal',
    { work, strategyWeights: weights, minimumPeople, departmentId },
    buffersOf(work),
  );
  return {
    ...lost,
    departmentId,
    soleSkillIds: skills.get(departmentId) ?? [],
    strategicSharePercent: percent(strategicShare),
    evidence: evidence.map(evidenceOf),
    isArticulationPoint: isArticulation,
    minimumPeople,
  };
}
