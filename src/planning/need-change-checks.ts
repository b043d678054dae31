import { expectOpenObjective } from '../assignments/assignment-rights.js';
import type { Context } from '../graphql/context.js';
import { expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { expectDepartmentsInUse } from '../workforce/membership.service.js';
import type { ScenarioNeedRemoveInput } from './scenario.inputs.js';
import type { Checked, ScenarioChange } from './scenario-change.js';
import type { StaffingNeedCreateInput, StaffingNeedUpdateInput } from './staffing-need.inputs.js';
import { type StaffingNeed, staffingNeedById } from './staffing-need.js';
import { expectOpen, withChanges } from './staffing-need.service.js';
import { columnsOfNeed, expectSkills, type NeedFacts, requireNeed } from './staffing-need-facts.js';

/** @throws UserError as `staffingNeedCreate`, but for rights */
export async function checkNeedAdd(ctx: Context, input: StaffingNeedCreateInput): Promise<Checked> {
  await expectNeed(ctx, input);
  await expectOpenObjective(ctx, input.objectiveId);
  return { details: { kind: 'NEED_ADD', need: columnsOfNeed(input) }, seen: {} };
}

/** @throws UserError as `staffingNeedUpdate`, but for rights; CONFLICT (ALREADY_CHANGED) */
export async function checkNeedChange(
  ctx: Context,
  { id, expectedVersion, ...changes }: StaffingNeedUpdateInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  const need = await needToChange(ctx, { id, expectedVersion }, earlier);
  await expectNeed(ctx, withChanges(need, changes));
  return {
    details: { kind: 'NEED_CHANGE', needId: id, objectiveId: need.objectiveId, changes },
    seen: { [id]: expectedVersion },
  };
}

/** @throws UserError as `staffingNeedClose`, but for rights; CONFLICT (ALREADY_CHANGED) */
export async function checkNeedRemove(
  ctx: Context,
  { id, expectedVersion, isMet }: ScenarioNeedRemoveInput,
  earlier: readonly ScenarioChange[],
): Promise<Checked> {
  await needToChange(ctx, { id, expectedVersion }, earlier);
  return { details: { kind: 'NEED_REMOVE', needId: id, isMet }, seen: { [id]: expectedVersion } };
}

async function expectNeed(ctx: Context, need: NeedFacts): Promise<void> {
  const faults = new Faults();
  requireNeed(faults, need, ctx.now());
  faults.throwIfAny();
  if (need.departmentId) await expectDepartmentsInUse(ctx, [need.departmentId]);
  await expectSkills(ctx, need.skills);
}

async function needToChange(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  earlier: readonly ScenarioChange[],
): Promise<StaffingNeed> {
  const need = await staffingNeedById.load(ctx, id);
  if (!need) throw notFound('StaffingNeed', id);
  expectVersion(need, expectedVersion);
  expectOpen(need);
  if (earlier.some(({ details }) => 'needId' in details && details.needId === id)) {
    throw new UserError('CONFLICT', 'The scenario changes this need already: remove that change first.', {
      reason: 'ALREADY_CHANGED',
      field: ['input', 'id'],
    });
  }
  return need;
}
