import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { type MissingLinks, missingLinkOf } from './missing-links.js';
import { requiredWork } from './required-work.js';
import { objectivesAsked, readStrategy, requireLevel, type StrategyAsked } from './strategy-work.js';

export interface MissingLinksQuestion extends StrategyAsked {
  first: number;
}

/**
 * Pairs of departments that ought to work together, by who is to contribute to what and by what depends on what, and do
 * not. An objective that has not begun, or is given up, asks for nothing. What ought to be, and what is at stake, is
 * judged by the strategy as it is now, whatever the range.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, LEVEL, PAGE_SIZE), NOT_FOUND, UNAVAILABLE
 */
export async function missingLinks(ctx: Context, question: MissingLinksQuestion): Promise<MissingLinks> {
  check(question);
  const whole = { ...question, objectiveIds: null };
  const { measured, ...strategy } = await readStrategy(ctx, whole);
  const wanted = objectivesAsked(question.objectiveIds, strategy.objectives);
  const required = await requiredWork(ctx, strategy, wanted);
  const { links, requiredPairs, missingPairs } = await measured('missingLinks', {
    ...required,
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
