import { canManageDepartments } from '../auth/policy.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import { type PlannedDepartment, planDepartments, type StoredDepartment } from './department-plan.js';
import { type DepartmentsImportInput, readDepartments } from './department-row.js';
import type { ImportResult } from './import.js';
import { reportOf, writes } from './report.js';
import { RowFaults } from './row-faults.js';

/**
 * Adds and changes departments as another system has them, all in the surrounding transaction.
 * @throws UserError FORBIDDEN
 */
export async function departmentsImport(ctx: Context, input: DepartmentsImportInput): Promise<ImportResult> {
  authorize(canManageDepartments(ctx.viewer));
  const faults = new RowFaults(input.rows);
  const read = readDepartments(faults, input.rows);
  const planned = planDepartments(faults, read, await lockTree(ctx));
  if (writes(faults, input)) {
    const changes = planned.filter(({ outcome }) => outcome !== 'UNCHANGED');
    await write(ctx, changes);
    await recordChanges(ctx, changes.map(changeOf));
  }
  return reportOf(faults, planned, input);
}

/** All departments, in id order: any of them may come to lie above any other. */
const lockTree = (ctx: Context) =>
  ctx.rows<StoredDepartment>(
    'exchange.tree',
    `select id, version, external_id as "externalId", code, name, parent_id as "parentId", time_zone as "timeZone", region,
       archived_at is not null as "isArchived"
     from department order by id for no key update`,
  );

async function write(ctx: Context, changes: readonly PlannedDepartment[]): Promise<void> {
  if (changes.length === 0) return;
  await freeCodes(ctx, changes);
  const records = changes.map(({ id, facts }) => ({
    id,
    external_id: facts.externalId,
    code: facts.code,
    name: facts.name,
    parent_id: facts.parentId,
    time_zone: facts.timeZone,
    region: facts.region,
    created_at: ctx.now(),
  }));
  await ctx.rows(
    'exchange.departments-write',
    `insert into department (id, external_id, code, name, parent_id, time_zone, region, created_at)
     select * from jsonb_to_recordset($1::jsonb) as row (id uuid, external_id text, code text, name text, parent_id uuid,
       time_zone text, region text, created_at timestamptz)
     on conflict (id) do update set code = excluded.code, name = excluded.name, parent_id = excluded.parent_id,
       time_zone = excluded.time_zone, region = excluded.region, version = department.version + 1`,
    [JSON.stringify(records)],
  );
}

/** Gives up the codes that change, so that departments of one call can take each other's. An id without hyphens is nobody's. */
async function freeCodes(ctx: Context, changes: readonly PlannedDepartment[]): Promise<void> {
  const renamed = changes.filter(({ stored, facts }) => stored && stored.code !== facts.code);
  if (renamed.length === 0) return;
  await ctx.rows(
    'exchange.departments-free-codes',
    `update department set code = replace(id::text, '-', '') where id = any($1::uuid[])`,
    [renamed.map(({ id }) => id)],
  );
}

function changeOf({ id, stored, facts }: PlannedDepartment) {
  const after = factsOf({
    ...facts,
    isArchived: stored?.isArchived ?? false,
    version: (stored?.version ?? 0) + 1,
  });
  const isMoved = stored && stored.parentId !== facts.parentId;
  const kind = !stored ? 'DEPARTMENT_CREATED' : isMoved ? 'DEPARTMENT_MOVED' : 'DEPARTMENT_UPDATED';
  return { kind, subjectType: 'Department', subjectId: id, before: stored && factsOf(stored), after };
}

/** As `departments/` records them. */
const factsOf = ({
  code,
  parentId,
  timeZone,
  region,
  isArchived,
  version,
}: Omit<StoredDepartment, 'id'>) => ({
  code,
  parentId,
  timeZone,
  region,
  isArchived,
  version,
});
