import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { type MissingLinks, missingLinkOf } from './missing-links.js';
import { objectivesAsked, readStrategy, requireLevel, type StrategyAsked } from './strategy-work.js';

export interface MissingLinksQuestion extends StrategyAsked {
  first: number;
}

/** Who is to work on what; who is only asked for an opinion has no minutes to put in. */
const CONTRIBUTORS = `
  select c.objective_id as "objectiveId", array_agg(c.department_id order by c.department_id) as "departmentIds"
  from contribution c join department d on d.id = c.department_id and d.archived_at is null
  where c.objective_id = any($1::uuid[]) and c.role in ('RESPONSIBLE', 'CONTRIBUTOR')
  group by 1 order by 1`;

/**
 * Pairs of departments that ought to work together, by who is to contribute to what, and do not. An objective that has
 * not begun, or is given up, asks for nothing.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, LEVEL, PAGE_SIZE), NOT_FOUND, UNAVAILABLE
 */
export async function missingLinks(ctx: Context, question: MissingLinksQuestion): Promise<MissingLinks> {
  check(question);
  const whole = { ...question, objectiveIds: null };
  const { objectives, weights, groupOf, measured } = await readStrategy(ctx, whole);
  const wanted = objectivesAsked(question.objectiveIds, objectives);
  const begun = objectives.filter(({ id, isBegun }) => isBegun && wanted.has(id)).map(({ id }) => id);
  const contributors = await ctx.rows<{ objectiveId: string; departmentIds: string[] }>(
    'collaboration.contributors',
    CONTRIBUTORS,
    [begun],
  );
  const plans = contributors.map(({ objectiveId, departmentIds }) => ({
    objectiveId,
    weight: weights.get(objectiveId)!,
    departmentIds: departmentIds.map(groupOf).filter((id) => id !== null),
  }));
  const { links, requiredPairs, missingPairs } = await measured('missingLinks', {
    plans,
    first: question.first,
  });
  return {
    links: links.map(missingLinkOf),
    requiredPairs,
    missingPairs,
    congruence: requiredPairs > 0 ? (requiredPairs - missingPairs) / requiredPairs : null,
  };
}

function check({ range, level, first }: MissingLinksQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireLevel(faults, level);
  faults.require(
    first >= 1 && first <= 1_000,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 1000, not ${first}.`,
  );
  faults.throwIfAny();
}
