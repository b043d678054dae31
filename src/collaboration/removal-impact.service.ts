import type { Context } from '../graphql/context.js';
import { checkedRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { evidenceOf, percent } from './key-departments.js';
import type { DepartmentRemovalImpact } from './removal-impact.js';
import { soleSkills } from './sole-skills.js';
import { readStrategy } from './strategy-work.js';

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
  const { objectives, groupOf, measured } = await readStrategy(ctx, {
    range: checkedRange(range),
    includeTentative,
    objectiveIds: null,
    level: null,
    whole: departmentId,
  });
  const objectiveIds = objectives.map(({ id }) => id);
  const skills = await soleSkills(ctx, objectiveIds, range, groupOf);
  const { isArticulation, evidence, strategicShare, ...lost } = await measured('removal', {
    minimumPeople,
    departmentId,
  });
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
