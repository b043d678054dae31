import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { type KeyDepartments, type KeyDepartmentWeightsInput, keyDepartmentOf } from './key-departments.js';
import { soleSkills } from './sole-skills.js';
import { readStrategy, requireLevel, type StrategyAsked } from './strategy-work.js';

export interface KeyDepartmentsQuestion extends StrategyAsked {
  weights: KeyDepartmentWeightsInput;
  first: number;
}

/**
 * Departments by how much the strategy rests on them.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, LEVEL, WEIGHTS, PAGE_SIZE), NOT_FOUND, UNAVAILABLE
 */
export async function keyDepartments(
  ctx: Context,
  question: KeyDepartmentsQuestion,
): Promise<KeyDepartments> {
  check(question);
  const { range, weights, first } = question;
  const { objectives, groupOf, measured } = await readStrategy(ctx, question);
  const objectiveIds = objectives.map(({ id }) => id);
  const { departments: ranked, ...network } = await measured('keyDepartments', {
    soleSkills: await soleSkills(ctx, objectiveIds, range, groupOf),
    weights: { ...weights },
    minimumPeople: ctx.minimumPeople,
    first,
  });
  return { ...network, minimumPeople: ctx.minimumPeople, departments: ranked.map(keyDepartmentOf) };
}

function check({ range, level, weights, first }: KeyDepartmentsQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireLevel(faults, level);
  faults.require(
    Object.values(weights).some((weight) => weight > 0),
    ['weights'],
    'WEIGHTS',
    'At least one measure has a weight above 0.',
  );
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  faults.throwIfAny();
}
