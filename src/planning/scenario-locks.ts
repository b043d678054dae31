import { lockWorkers } from '../capacity/changing-capacity.js';
import type { Context } from '../graphql/context.js';
import { newPeople } from './as-if.js';
import { type ScenarioChange, workersOf } from './scenario-change.js';

const REGIONS = 'select code from holiday_region where code = any($1::text[]) order by code for share';
// As strong as whatever follows asks for: two who share, and both ask for more, would wait for each other.
const DEPARTMENTS = 'select id from department where id = any($1::uuid[]) order by id for no key update';
const OBJECTIVES = 'select id from objective where id = any($1::uuid[]) order by id for share';
const NEEDS = 'select id from staffing_need where id = any($1::uuid[]) order by id for no key update';

/**
 * Locks all that changes touch, in the order in which everybody locks, so that acts that follow in another order wait
 * for nobody who waits for them.
 */
export async function lockTouched(ctx: Context, changes: readonly ScenarioChange[]): Promise<void> {
  const added = newPeople(changes);
  const workerIds = new Set(changes.flatMap(workersOf).filter((id) => !added.has(id)));
  await ctx.rows('scenario.lock-regions', REGIONS, [changes.flatMap(regionsOf)]);
  await ctx.rows('scenario.lock-departments', DEPARTMENTS, [changes.flatMap(departmentsOf)]);
  await lockWorkers(ctx, [...workerIds]);
  await ctx.rows('scenario.lock-objectives', OBJECTIVES, [changes.flatMap(objectivesOf)]);
  await ctx.rows('scenario.lock-needs', NEEDS, [changes.flatMap(needsOf)]);
}

const regionsOf = ({ details }: ScenarioChange): string[] =>
  details.kind === 'WORKER_ADD' && details.person.region ? [details.person.region] : [];

function departmentsOf({ details }: ScenarioChange): string[] {
  if (details.kind === 'WORKER_MOVE') return [details.departmentId];
  if (details.kind === 'NEED_ADD') return details.need.departmentId ? [details.need.departmentId] : [];
  if (details.kind === 'NEED_CHANGE')
    return details.changes.departmentId ? [details.changes.departmentId] : [];
  if (details.kind !== 'WORKER_ADD') return [];
  return (details.person.memberships ?? []).map(({ departmentId }) => departmentId);
}

function objectivesOf({ details }: ScenarioChange): string[] {
  if (details.kind === 'ASSIGNMENT_ADD') return [details.proposal.objectiveId];
  if (details.kind === 'NEED_ADD') return [details.need.objectiveId];
  return details.kind === 'ASSIGNMENT_MOVE' ? [details.objectiveId] : [];
}

const needsOf = ({ details }: ScenarioChange): string[] => ('needId' in details ? [details.needId] : []);
