import { canManageDepartments } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { Department } from './department.js';

export interface DepartmentFacts {
  code: string;
  name: string;
  parentId?: string | null;
  timeZone: string;
  region?: string | null;
  externalId?: string | null;
}

/** @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (CODE_TAKEN, EXTERNAL_ID_TAKEN) */
export async function departmentCreate(ctx: Context, facts: DepartmentFacts): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  if (facts.parentId) await expectParentInUse(ctx, facts.parentId);
  const department = ctx.em.create(Department, {
    code: facts.code,
    name: facts.name,
    parentId: facts.parentId ?? null,
    timeZone: facts.timeZone,
    region: facts.region ?? null,
    externalId: facts.externalId ?? null,
  });
  await ctx.em.flush();
  await recordDepartment(ctx, 'DEPARTMENT_CREATED', department, null);
  return department;
}

export interface DepartmentChanges extends Partial<Omit<DepartmentFacts, 'parentId'>> {
  id: string;
  expectedVersion: number;
}

/** Changes what is given, and leaves the rest. @throws UserError as `departmentCreate`, and CONFLICT (STALE_VERSION) */
export async function departmentUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: DepartmentChanges,
): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  const faults = new Faults();
  for (const field of ['code', 'name', 'timeZone'] as const) {
    faults.require(
      changes[field] !== null,
      ['input', field],
      'REQUIRED',
      `A department has a ${field}: it cannot be null.`,
    );
  }
  faults.throwIfAny();
  const department = await lockDepartment(ctx, id);
  expectVersion(department, expectedVersion);
  const before = factsOf(department);
  ctx.em.assign(department, changes);
  await ctx.em.flush();
  if (department.version !== before.version)
    await recordDepartment(ctx, 'DEPARTMENT_UPDATED', department, before);
  return department;
}

/**
 * Puts a department, with all below it, under another one, or at the top.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, CYCLE)
 */
export async function departmentMove(
  ctx: Context,
  { id, parentId, expectedVersion }: { id: string; parentId: string | null; expectedVersion: number },
): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  // All of them, in id order: two moves at once could otherwise close a cycle that neither of them sees.
  await ctx.rows('department.lock-tree', 'select id from department order by id for no key update');
  const department = await lockDepartment(ctx, id);
  expectVersion(department, expectedVersion);
  if (parentId) {
    await expectParentInUse(ctx, parentId);
    await expectNoCycle(ctx, id, parentId);
  }
  const before = factsOf(department);
  department.parentId = parentId;
  await ctx.em.flush();
  if (department.version !== before.version)
    await recordDepartment(ctx, 'DEPARTMENT_MOVED', department, before);
  return department;
}

/**
 * Takes a department out of use; it keeps its past.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, DEPARTMENT_IN_USE)
 */
export async function departmentArchive(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  const department = await lockDepartment(ctx, id);
  expectVersion(department, expectedVersion);
  if (department.archivedAt) return department;
  const [below] = await ctx.rows<{ count: number }>(
    'department.in-use',
    `select count(*) as count from department where parent_id = $1::uuid and archived_at is null`,
    [id],
  );
  if (below!.count > 0) {
    throw new UserError(
      'CONFLICT',
      `${below!.count} departments below it are in use: move or archive them first.`,
      {
        reason: 'DEPARTMENT_IN_USE',
      },
    );
  }
  const before = factsOf(department);
  department.archivedAt = ctx.now();
  await ctx.em.flush();
  await recordDepartment(ctx, 'DEPARTMENT_ARCHIVED', department, before);
  return department;
}

/** @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function departmentRestore(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  const department = await lockDepartment(ctx, id);
  expectVersion(department, expectedVersion);
  if (!department.archivedAt) return department;
  if (department.parentId) await expectParentInUse(ctx, department.parentId);
  const before = factsOf(department);
  department.archivedAt = null;
  await ctx.em.flush();
  await recordDepartment(ctx, 'DEPARTMENT_RESTORED', department, before);
  return department;
}

/** @throws UserError NOT_FOUND, or CONFLICT (PARENT_ARCHIVED) */
async function expectParentInUse(ctx: Context, parentId: string): Promise<void> {
  const parent = await lockDepartment(ctx, parentId);
  if (!parent.archivedAt) return;
  throw new UserError('CONFLICT', `Department ${parent.code} is archived: nothing is put below it.`, {
    reason: 'PARENT_ARCHIVED',
    field: ['input', 'parentId'],
  });
}

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND */
export async function lockDepartment(ctx: Context, id: string): Promise<Department> {
  await ctx.rows('department.lock', 'select id from department where id = $1::uuid for no key update', [id]);
  const department = await ctx.em.findOne(Department, { id });
  if (!department) throw notFound('Department', id);
  return department;
}

async function expectNoCycle(ctx: Context, id: string, parentId: string): Promise<void> {
  const above = await ctx.rows<{ id: string }>(
    'department.above',
    `with recursive above as (
       select id, parent_id from department where id = $1::uuid
       union select d.id, d.parent_id from department d join above on d.id = above.parent_id)
     select id from above`,
    [parentId],
  );
  if (above.length === 0) throw notFound('Department', parentId);
  if (above.some((department) => department.id === id)) {
    throw new UserError('CONFLICT', 'A department cannot lie below itself.', {
      reason: 'CYCLE',
      field: ['input', 'parentId'],
    });
  }
}

const factsOf = ({ code, parentId, timeZone, region, archivedAt, version }: Department) => ({
  code,
  parentId,
  timeZone,
  region,
  isArchived: archivedAt !== null,
  version,
});

const recordDepartment = (
  ctx: Context,
  kind: string,
  department: Department,
  before: ReturnType<typeof factsOf> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'Department',
    subjectId: department.id,
    before,
    after: factsOf(department),
  });
