import { v7 as uuidv7 } from 'uuid';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import {
  type CapacityStore,
  type CapacityStoreFilling,
  type CapacityVerification,
  capacityStore,
} from './capacity-store.js';
import { addToDepartmentWeeks } from './department-week.js';
import { writeKeptHorizon } from './kept-horizon.js';
import { differencesOfOrganisation } from './organisation-verification.js';
import { differencesOfOverbookings } from './overbookings-verification.js';
import { keepHorizon, rollNextWorkers } from './rolling.js';
import { negated, type TotalsChange } from './totals.js';
import { departmentsStored, differencesOfDepartment, differencesOfWorkers } from './verification.js';

/**
 * Forgets all that is stored; from now on capacity is computed until the store is filled again. Waits for everybody who
 * is changing a worker, who has looked at his stored weeks, and thereby holds a lock on their table.
 */
export async function capacityStoreClear(ctx: Context): Promise<CapacityStore> {
  await ctx.rows('capacity.store-lock-workers', 'lock table worker_weeks in access exclusive mode');
  await ctx.rows('capacity.store-lock-departments', 'lock table department_week in exclusive mode');
  await writeKeptHorizon(ctx, null);
  await ctx.rows('capacity.store-clear-workers', 'delete from worker_weeks');
  await ctx.rows('capacity.store-clear-departments', 'delete from department_week');
  await ctx.rows('capacity.store-clear-organisation', 'delete from organisation_week');
  // What waits to be added to the departments is forgotten as well: it will add up to nothing.
  const [pending] = await ctx.rows<{ totals: TotalsChange[][] | null }>(
    'capacity.store-pending',
    'select jsonb_agg(totals) as totals from change_event where sequence is null and totals is not null',
  );
  await addToDepartmentWeeks(ctx.rows.bind(ctx), (pending!.totals ?? []).flat().map(negated));
  await recordChange(ctx, {
    kind: 'CAPACITY_STORE_CLEARED',
    subjectType: 'CapacityStore',
    subjectId: uuidv7(),
  });
  return capacityStore(ctx);
}

/** Stores the next workers behind this one; behind the last of them, says that all are stored if they are. */
export async function capacityStoreFill(ctx: Context, after: string | null): Promise<CapacityStoreFilling> {
  const last = await rollNextWorkers(ctx, after);
  if (last === null) await keepHorizon(ctx);
  return { last, store: await capacityStore(ctx) };
}

const WORKERS_AT_ONCE = 200;
const MOST_DIFFERENCES = 100;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Compares the next workers, and after the last of them one department after the other, with the facts.
 * @throws UserError BAD_USER_INPUT (CURSOR), or CONFLICT (NOT_STORED) where there is nothing to compare
 */
export async function capacityVerification(
  ctx: Context,
  after: string | null,
): Promise<CapacityVerification> {
  const [, phase, id] = /^(worker|department)\.([0-9a-f-]{36}|none)$/.exec(after ?? `worker.${NOBODY}`) ?? [];
  if (!phase)
    throw new UserError('BAD_USER_INPUT', '`after` is not of a verification.', {
      reason: 'CURSOR',
      field: ['after'],
    });
  const { keptFrom } = await capacityStore(ctx);
  if (keptFrom === null)
    throw new UserError('CONFLICT', 'Not everybody is stored yet: there is nothing to compare.', {
      reason: 'NOT_STORED',
    });
  const compared = phase === 'worker' ? await nextWorkers(ctx, id!) : await nextDepartment(ctx, id!);
  const { found, ...counted } = compared;
  return {
    ...counted,
    differenceCount: found.length,
    differences: found.slice(0, MOST_DIFFERENCES),
    cursor: await ctx.feed.cursorOf(await ctx.feed.position()),
  };
}

async function nextWorkers(ctx: Context, after: string) {
  const ids = await ctx.rows<{ id: string }>(
    'capacity.verify-workers',
    `select id from worker where id > $1::uuid order by id limit ${WORKERS_AT_ONCE}`,
    [after],
  );
  const workerIds = ids.map(({ id }) => id);
  const found = [
    ...(await differencesOfWorkers(ctx, workerIds)),
    ...(await differencesOfOverbookings(ctx, workerIds)),
  ];
  const next = ids.length === WORKERS_AT_ONCE ? `worker.${ids.at(-1)!.id}` : `department.${NOBODY}`;
  return { workers: ids.length, departments: 0, found, next };
}

async function nextDepartment(ctx: Context, after: string) {
  // In the order of their ids, "no department" last.
  const behind =
    after === 'none' ? [] : (await departmentsStored(ctx)).filter((id) => id === null || id > after);
  const [departmentId] = behind;
  if (departmentId === undefined) return { workers: 0, departments: 0, found: [], next: null };
  const found = await differencesOfDepartment(ctx, departmentId);
  if (behind.length > 1) return { workers: 0, departments: 1, found, next: `department.${departmentId}` };
  return {
    workers: 0,
    departments: 1,
    found: [...found, ...(await differencesOfOrganisation(ctx))],
    next: null,
  };
}
