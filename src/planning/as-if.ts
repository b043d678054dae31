import { assignmentsGoingOn } from '../assignments/assignment.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { readFacts, readHolidays } from '../capacity/facts.js';
import { ALL_TIME } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import type { DateRange } from '../time/date-range.js';
import type { WorkerKind } from '../workforce/worker.js';
import { applied, type World } from './applied.js';
import { scenarioById } from './scenario.js';
import { changesByScenario, type ScenarioChange, workersOf } from './scenario-change.js';
import { type CapacityScopeInput, workersInScope } from './scope.js';

/** A worker whose capacity a scenario touches, in full before and after. */
export interface Touched {
  readonly workerId: string;
  /** Null for one who does not exist yet. */
  readonly before: WorkerFacts | null;
  readonly after: WorkerFacts;
}

/** Who does not exist yet; his id is that of the change that adds him. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly kind: WorkerKind;
}

/** What a scenario would make of capacity. */
export interface AsIf {
  readonly changes: readonly ScenarioChange[];
  readonly touched: readonly Touched[];
  readonly newPeople: ReadonlyMap<string, NewPerson>;
}

/** @throws UserError NOT_FOUND where the viewer does not see the scenario */
export async function asIfOf(ctx: Context, scenarioId: string): Promise<AsIf> {
  const scenario = await scenarioById.load(ctx, scenarioId);
  if (!scenario) throw notFound('Scenario', scenarioId);
  const changes = await changesByScenario.load(ctx, scenarioId);
  const before = await worldOf(ctx, changes);
  const after = applied(before, changes);
  return {
    changes,
    touched: Array.from(after.facts, ([workerId, facts]) => ({
      workerId,
      before: before.facts.get(workerId) ?? null,
      after: facts,
    })),
    newPeople: newPeople(changes),
  };
}

/** Those whom a scope can concern among the touched. */
export async function touchedInScope(
  ctx: Context,
  { kinds, skills }: CapacityScopeInput,
  range: DateRange,
  { touched, newPeople }: AsIf,
): Promise<Touched[]> {
  const existing = touched.flatMap(({ workerId, before }) => (before ? [workerId] : []));
  const filters = { ...(kinds && { kinds }), ...(skills && { skills }), workerIds: existing };
  const found = new Set(await workersInScope(ctx, filters, null, range));
  const isNewAndAsked = (workerId: string) => {
    const person = newPeople.get(workerId);
    // Nobody knows yet what somebody who is to come can do.
    return person !== undefined && (!kinds || kinds.includes(person.kind)) && !skills?.length;
  };
  return touched.filter(({ workerId }) => found.has(workerId) || isNewAndAsked(workerId));
}

export const newPeople = (changes: readonly ScenarioChange[]): Map<string, NewPerson> =>
  new Map(
    changes.flatMap(({ id, details }) =>
      details.kind === 'WORKER_ADD'
        ? [[id, { id, name: details.person.name, kind: details.person.kind }] as const]
        : [],
    ),
  );

/** What changes touch, as it is now; with what a change that is being made would touch. */
export async function worldOf(
  ctx: Context,
  changes: readonly Pick<ScenarioChange, 'id' | 'details'>[],
  workerIds: readonly string[] = [],
): Promise<World> {
  const touched = [...new Set([...changes.flatMap(workersOf), ...workerIds])];
  const regions = changes.flatMap(({ details }) =>
    details.kind === 'WORKER_ADD' && details.person.region ? [details.person.region] : [],
  );
  const assignments = await assignmentsGoingOn(ctx, touched);
  return {
    facts: await readFacts(ctx, touched, ALL_TIME),
    assignments: new Map(assignments.map((assignment) => [assignment.id, assignment])),
    holidays: await readHolidays(ctx, [...new Set(regions)], ALL_TIME),
  };
}
