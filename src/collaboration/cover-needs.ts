import type { Context } from '../graphql/context.js';
import { openNeeds } from '../planning/demand.js';
import { placeholderDays } from '../planning/placeholder.js';
import type { DateRange } from '../time/date-range.js';

interface RequiredSkill {
  skillId: string;
  minLevel: number;
}

/** Work for which one must have all of these skills. */
export interface NeededWork {
  /** In the order of ids. */
  readonly skills: readonly RequiredSkill[];
  /** In the range; more than 0. */
  readonly minutes: number;
}

const REQUIRED = `
  select n.id, n.skills from staffing_need n where n.state = 'OPEN' and n.objective_id = any($1::uuid[]) order by n.id`;

/** What the open needs of these objectives ask for in the range: those who ask for the same are one. */
export async function neededWork(
  ctx: Context,
  objectiveIds: readonly string[],
  range: DateRange,
): Promise<NeededWork[]> {
  const rows = await ctx.rows<{ id: string; skills: RequiredSkill[] }>('collaboration.required', REQUIRED, [
    objectiveIds,
  ]);
  const skillsOf = new Map(rows.map(({ id, skills }) => [id, skills]));
  const work = new Map<string, NeededWork & { minutes: number }>();
  for (const need of await openNeeds(ctx, range, null)) {
    const skills = skillsOf.get(need.id)?.toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1));
    if (!skills) continue;
    const days = placeholderDays(need, range, ctx.standardWeekMinutes);
    const key = skills.map(({ skillId, minLevel }) => `${skillId} ${minLevel}`).join();
    const known = work.get(key) ?? { skills, minutes: 0 };
    known.minutes += days.reduce((sum, minutes) => sum + minutes, 0);
    work.set(key, known);
  }
  return [...work]
    .filter(([, { minutes }]) => minutes > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, needed]) => needed);
}
