import { canEditScenario } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectTransition, expectVersion, Faults, UserError } from '../graphql/errors.js';
import { lockScenario, Scenario, ScenarioState, scenarioTransitions } from './scenario.js';

/** A scenario as the caller has seen it. */
export interface Seen {
  id: string;
  expectedVersion: number;
}

export async function scenarioCreate(
  ctx: Context,
  { name, description }: { name: string; description?: string | null },
): Promise<Scenario> {
  const scenario = ctx.em.create(Scenario, {
    name,
    description: description ?? null,
    state: ScenarioState.DRAFT,
    edits: 0,
    authorId: ctx.viewer.accountId!,
    baseCursor: await ctx.feed.cursorOf(await ctx.feed.position()),
  });
  await ctx.em.flush();
  await recordScenario(ctx, 'SCENARIO_CREATED', scenario, null);
  return scenario;
}

/**
 * Says something else of a draft: what is given is changed, the rest stays.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, SCENARIO_CLOSED)
 */
export async function scenarioUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: Seen & { name?: string; description?: string | null },
): Promise<Scenario> {
  const faults = new Faults();
  faults.require(changes.name !== null, ['input', 'name'], 'REQUIRED', 'A scenario has a name.');
  faults.throwIfAny();
  const scenario = await lockDraft(ctx, id);
  expectVersion(scenario, expectedVersion);
  return changing(ctx, 'SCENARIO_UPDATED', scenario, () => ctx.em.assign(scenario, changes));
}

/** Gives a draft up. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export async function scenarioDiscard(ctx: Context, { id, expectedVersion }: Seen): Promise<Scenario> {
  const scenario = await lockScenario(ctx, id);
  authorize(canEditScenario(ctx.viewer, scenario), 'A scenario is discarded by its author.');
  expectVersion(scenario, expectedVersion);
  expectTransition('The scenario', scenario.state, ScenarioState.DISCARDED, scenarioTransitions);
  return changing(ctx, 'SCENARIO_DISCARDED', scenario, () => {
    scenario.state = ScenarioState.DISCARDED;
  });
}

/** A draft of the viewer's, locked. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (SCENARIO_CLOSED) */
export async function lockDraft(ctx: Context, id: string): Promise<Scenario> {
  const scenario = await lockScenario(ctx, id);
  authorize(canEditScenario(ctx.viewer, scenario), 'A scenario is changed by its author.');
  if (scenario.state === ScenarioState.DRAFT) return scenario;
  throw new UserError('CONFLICT', `The scenario is ${scenario.state}: it is not changed any more.`, {
    reason: 'SCENARIO_CLOSED',
  });
}

/** Writes a change and records it; what leaves everything as it was is no change. */
async function changing(
  ctx: Context,
  kind: string,
  scenario: Scenario,
  change: () => unknown,
): Promise<Scenario> {
  const before = scenarioFacts(scenario);
  change();
  await ctx.em.flush();
  if (scenario.version !== before.version) await recordScenario(ctx, kind, scenario, before);
  return scenario;
}

/** What the log keeps. */
export const scenarioFacts = ({ state, authorId, edits, version }: Scenario) => ({
  state,
  authorId,
  edits,
  version,
});

const recordScenario = (
  ctx: Context,
  kind: string,
  scenario: Scenario,
  before: ReturnType<typeof scenarioFacts> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'Scenario',
    subjectId: scenario.id,
    before,
    after: scenarioFacts(scenario),
  });
