import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { expectTransition, expectVersion, UserError } from '../graphql/errors.js';
import { lockScenario, Scenario, ScenarioState, scenarioTransitions } from './scenario.js';
import { type Seen, scenarioFacts } from './scenario.service.js';
import type { Created } from './scenario-acts.js';
import { ScenarioChange } from './scenario-change.js';
import { lockTouched } from './scenario-locks.js';
import { isSame, seenBy } from './scenario-seen.js';
import { type Conflict, makeChanges } from './scenario-trial.js';

/**
 * Makes a scenario true, all of it or nothing, by the acts that it consists of, each with its own rules and rights.
 * Each change is tried, so that every one that cannot be made is named.
 * @throws UserError NOT_FOUND, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION, SCENARIO_CONFLICTS with
 * `details.conflicts`: of each change that cannot be made, its id, and the code, reason and message of why)
 */
export async function scenarioApply(ctx: Context, { id, expectedVersion }: Seen): Promise<Scenario> {
  const scenario = await lockScenario(ctx, id);
  expectVersion(scenario, expectedVersion);
  expectTransition('The scenario', scenario.state, ScenarioState.APPLIED, scenarioTransitions);
  const changes = await ctx.em.find(ScenarioChange, { scenarioId: id }, { orderBy: { position: 'asc' } });
  await lockTouched(ctx, changes);

  const moved = await conflictsWithBase(ctx, changes);
  const sound = changes.filter((change) => !moved.some(({ changeId }) => changeId === change.id));
  const created: Created = new Map();
  const refused = await makeChanges(ctx, scenario, sound, created);
  const conflicts = changes.flatMap(
    (change) => moved.concat(refused).find(({ changeId }) => changeId === change.id) ?? [],
  );
  if (conflicts.length > 0) {
    throw new UserError(
      'CONFLICT',
      `${conflicts.length} of ${changes.length} changes cannot be made. ${conflicts.map(({ message }) => message).join(' ')}`,
      { reason: 'SCENARIO_CONFLICTS', details: { conflicts } },
    );
  }
  return close(ctx, id, created);
}

/** Changes of what is not as it was when they were drafted. */
async function conflictsWithBase(ctx: Context, changes: readonly ScenarioChange[]): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const { id, details, seen } of changes) {
    if (isSame(seen, await seenBy(ctx, details))) continue;
    conflicts.push({
      changeId: id,
      code: 'CONFLICT',
      reason: 'STALE_VERSION',
      message: 'What it changes was changed meanwhile.',
    });
  }
  return conflicts;
}

async function close(ctx: Context, id: string, created: Created): Promise<Scenario> {
  const scenario = await ctx.em.findOneOrFail(Scenario, { id }, { refresh: true });
  const before = scenarioFacts(scenario);
  const changes = await ctx.em.find(ScenarioChange, { scenarioId: id });
  for (const change of changes) change.createdId = created.get(change.id) ?? null;
  scenario.state = ScenarioState.APPLIED;
  scenario.appliedAt = ctx.now();
  await ctx.em.flush();
  await recordChange(ctx, {
    kind: 'SCENARIO_APPLIED',
    subjectType: 'Scenario',
    subjectId: id,
    causeId: id,
    before,
    after: scenarioFacts(scenario),
  });
  return scenario;
}
