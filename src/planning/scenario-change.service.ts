import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import type { ScenarioChangeAddInput } from './scenario.inputs.js';
import type { Scenario } from './scenario.js';
import { lockDraft, type Seen } from './scenario.service.js';
import { type Checked, ScenarioChange, type ScenarioChangeKind, workersOf } from './scenario-change.js';
import { checkForm, FORMS } from './scenario-change-checks.js';

const MOST_CHANGES = 100;

/**
 * Adds a change to a draft, behind the others. It is checked like the real thing, on the world as the changes before
 * make it; but whether the author may do it is asked when the scenario is applied.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (SCENARIO_CLOSED, STALE_VERSION, ALREADY_CHANGED, ...)
 */
export async function scenarioChangeAdd(
  ctx: Context,
  input: ScenarioChangeAddInput,
): Promise<ScenarioChange> {
  const faults = new Faults();
  const forms = FORMS.filter((form) => input[form] != null);
  faults.require(
    forms.length === 1,
    ['input'],
    'ONE_FORM',
    `A change has exactly one form, not ${forms.length}: one of ${FORMS.join(', ')}.`,
  );
  faults.throwIfAny();
  const scenario = await lockDraft(ctx, input.scenarioId);
  const earlier = await ctx.em.find(
    ScenarioChange,
    { scenarioId: scenario.id },
    { orderBy: { position: 'asc' } },
  );
  faults.require(
    earlier.length < MOST_CHANGES,
    ['input', 'scenarioId'],
    'TOO_MANY',
    `A scenario has at most ${MOST_CHANGES} changes.`,
  );
  faults.throwIfAny();
  const checked = await checkForm(ctx, input, earlier);
  return write(ctx, scenario, checked);
}

async function write(ctx: Context, scenario: Scenario, { details, seen }: Checked): Promise<ScenarioChange> {
  const change = ctx.em.create(ScenarioChange, {
    scenarioId: scenario.id,
    position: scenario.edits + 1,
    kind: details.kind as ScenarioChangeKind,
    details,
    seen,
  });
  await recordEdit(ctx, 'SCENARIO_CHANGE_ADDED', scenario, change);
  return change;
}

/**
 * Takes a change out of a draft.
 * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (SCENARIO_CLOSED, STALE_VERSION, STILL_NAMED)
 */
export async function scenarioChangeRemove(ctx: Context, { id, expectedVersion }: Seen): Promise<Scenario> {
  const [found] = await ctx.rows<{ scenarioId: string }>(
    'scenario-change.scenario',
    'select scenario_id as "scenarioId" from scenario_change where id = $1::uuid',
    [id],
  );
  if (!found) throw notFound('Scenario change', id);
  const scenario = await lockDraft(ctx, found.scenarioId).catch((error: unknown) => {
    const isHidden = error instanceof UserError && error.extensions.code === 'NOT_FOUND';
    throw isHidden ? notFound('Scenario change', id) : error;
  });
  expectVersion(scenario, expectedVersion);
  const changes = await ctx.em.find(ScenarioChange, { scenarioId: scenario.id });
  const change = changes.find((each) => each.id === id);
  if (!change) throw notFound('Scenario change', id);
  if (changes.some((other) => other !== change && workersOf(other).includes(id))) {
    throw new UserError('CONFLICT', 'Other changes name the worker that this one adds: remove them first.', {
      reason: 'STILL_NAMED',
    });
  }
  ctx.em.remove(change);
  return recordEdit(ctx, 'SCENARIO_CHANGE_REMOVED', scenario, change);
}

/** The scenario's version rises with every edit, so that nobody applies what he has not seen. */
async function recordEdit(
  ctx: Context,
  kind: string,
  scenario: Scenario,
  change: ScenarioChange,
): Promise<Scenario> {
  scenario.edits += 1;
  await ctx.em.flush();
  const facts = { scenarioId: scenario.id, kind: change.kind, position: change.position, seen: change.seen };
  await recordChange(ctx, {
    kind,
    subjectType: 'ScenarioChange',
    subjectId: change.id,
    before: kind === 'SCENARIO_CHANGE_REMOVED' ? facts : null,
    after: kind === 'SCENARIO_CHANGE_REMOVED' ? null : facts,
  });
  return scenario;
}
