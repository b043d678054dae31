import type { Context } from '../graphql/context.js';
import { refusedAt, UserError } from '../graphql/errors.js';
import {
  checkAssignmentAdd,
  checkAssignmentMove,
  checkAssignmentRemove,
} from './assignment-change-checks.js';
import { checkNeedAdd, checkNeedChange, checkNeedRemove } from './need-change-checks.js';
import type { ScenarioChangeAddInput } from './scenario.inputs.js';
import type { Checked, ScenarioChange } from './scenario-change.js';
import { checkWorkerAdd, checkWorkerLeave, checkWorkerMove } from './worker-change-checks.js';

const CHECKS = {
  assignmentAdd: checkAssignmentAdd,
  assignmentMove: checkAssignmentMove,
  assignmentRemove: checkAssignmentRemove,
  workerAdd: checkWorkerAdd,
  workerLeave: checkWorkerLeave,
  workerMove: checkWorkerMove,
  needAdd: checkNeedAdd,
  needChange: checkNeedChange,
  needRemove: checkNeedRemove,
};

export const FORMS = Object.keys(CHECKS) as (keyof typeof CHECKS)[];

/** Judges a change by what it says, and by the world as `earlier` changes make it. Throws as the real thing would. */
export async function checkForm(
  ctx: Context,
  input: ScenarioChangeAddInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const form = FORMS.find((name) => input[name] != null)!;
  const check = CHECKS[form] as (
    ctx: Context,
    input: unknown,
    earlier: readonly ScenarioChange[],
  ) => Promise<Checked>;
  try {
    return await check(ctx, input[form], earlier);
  } catch (error) {
    throw error instanceof UserError
      ? refusedAt(form === 'assignmentAdd' ? [form, 'assignment'] : [form], error)
      : error;
  }
}
