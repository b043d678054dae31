import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { calculated } from './calculations.js';
import { buffersOf } from './graph-work.js';
import { type KeyDepartments, type KeyDepartmentWeightsInput, keyDepartmentOf } from './key-departments.js';
import { soleSkills } from './sole-skills.js';
import { requireLevel, type StrategyWorkAsked, strategyWork } from './strategy-work.js';

export interface KeyDepartmentsQuestion extends StrategyWorkAsked {
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
  const { work, objectives, weights: strategyWeights, groupOf } = await strategyWork(ctx, question);
  const asked = {
    work,
    strategyWeights,
    soleSkills: await soleSkills(
      ctx,
      objectives.map(({ id }) => id),
      range,
      groupOf,
    ),
    weights: { ...weights },
    minimumPeople: ctx.minimumPeople,
    first,
  };
  const { departments: ranked, ...network } = await calculated('keyDepartments', asked, buffersOf(work));
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
