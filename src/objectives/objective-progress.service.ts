import { Decimal } from 'decimal.js';
import { canManageObjective } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults } from '../graphql/errors.js';
import type { Objective } from './objective.js';
import { changing, lockObjective, type Seen } from './objective.service.js';
import type { ProgressMode } from './progress-mode.js';

export interface ProgressFacts extends Seen {
  mode: ProgressMode;
  percent?: string | null;
}

/**
 * Says where the progress of an objective comes from; of MANUAL, what it is.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION)
 */
export async function objectiveProgressSet(ctx: Context, facts: ProgressFacts): Promise<Objective> {
  checkFacts(facts);
  const objective = await lockObjective(ctx, facts.id);
  authorize(canManageObjective(ctx.viewer, objective));
  expectVersion(objective, facts.expectedVersion);
  return changing(ctx, 'OBJECTIVE_PROGRESS_SET', objective, () => {
    objective.progressMode = facts.mode;
    objective.manualPercent = facts.percent == null ? null : new Decimal(facts.percent).toFixed(2);
  });
}

function checkFacts({ mode, percent }: ProgressFacts): void {
  const faults = new Faults();
  const field = ['input', 'percent'];
  const stated = percent == null ? null : new Decimal(percent);
  faults.require(
    mode !== 'MANUAL' || stated !== null,
    field,
    'REQUIRED',
    'Progress that is stated has a percentage.',
  );
  faults.require(
    mode !== 'ROLLUP' || stated === null,
    field,
    'NOT_STATED',
    'Progress that is computed is not stated.',
  );
  faults.require(!stated?.isNegative() || stated.isZero(), field, 'MIN', 'Progress is at least 0 percent.');
  faults.require(!stated?.greaterThan(100), field, 'MAX', 'Progress is at most 100 percent.');
  faults.require(
    (stated?.decimalPlaces() ?? 0) <= 2,
    field,
    'DECIMALS',
    'Progress has at most two decimals of a percent.',
  );
  faults.throwIfAny();
}
