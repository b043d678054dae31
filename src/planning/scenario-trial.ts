import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { newPeople } from './as-if.js';
import { attempt } from './savepoint.js';
import type { Scenario } from './scenario.js';
import { type Act, actsOf, type Created } from './scenario-acts.js';
import { type ScenarioChange, workersOf } from './scenario-change.js';

/** Why a change cannot be made now. */
export interface Conflict {
  readonly changeId: string;
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly details?: unknown;
}

interface Pending {
  readonly change: ScenarioChange;
  /** Those that are not done yet. */
  readonly acts: Act[];
}

/**
 * Makes changes, one after the other, as far as they can be made, and notes what is `created`; answers why the others
 * cannot. An assignment for which there is no room is tried again once others have made some: two may swap their work.
 */
export async function makeChanges(
  ctx: Context,
  scenario: Scenario,
  changes: readonly ScenarioChange[],
  created: Created,
): Promise<Conflict[]> {
  const added = newPeople(changes);
  const isNamedInVain = (change: ScenarioChange) =>
    workersOf(change).some((id) => id !== change.id && added.has(id) && !created.has(id));
  const conflicts: Conflict[] = [];
  let pending: Pending[] = changes.map((change) => ({
    change,
    acts: actsOf(change, created, scenario.name),
  }));
  while (pending.length > 0) {
    const crowded: { each: Pending; refusal: UserError }[] = [];
    const actsLeft = countActs(pending);
    for (const each of pending) {
      const refusal = isNamedInVain(each.change) ? workerNotAdded() : await goOn(ctx, scenario.id, each);
      if (refusal?.extensions.reason === 'OVERBOOKED') crowded.push({ each, refusal });
      else if (refusal) conflicts.push(conflictOf(each.change, refusal));
    }
    const hasProgressed = countActs(pending) < actsLeft;
    if (!hasProgressed)
      return [...conflicts, ...crowded.map(({ each, refusal }) => conflictOf(each.change, refusal))];
    pending = crowded.map(({ each }) => each);
  }
  return conflicts;
}

const countActs = (pending: readonly Pending[]) => pending.reduce((sum, { acts }) => sum + acts.length, 0);

/** Does the acts that are left, until one is refused; answers why. */
async function goOn(ctx: Context, causeId: string, { acts }: Pending): Promise<UserError | null> {
  for (;;) {
    const [next] = acts;
    if (!next) return null;
    const refusal = await attempt(ctx, causeId, next);
    if (refusal) return refusal;
    acts.shift();
  }
}

const workerNotAdded = () =>
  new UserError('CONFLICT', 'The worker whom it names cannot be added.', { reason: 'WORKER_NOT_ADDED' });

function conflictOf({ id }: ScenarioChange, { message, extensions }: UserError): Conflict {
  const { code, reason, details } = extensions as Record<string, unknown>;
  return {
    changeId: id,
    code: String(code),
    reason: String(reason ?? code),
    message,
    ...(details !== undefined && { details }),
  };
}
