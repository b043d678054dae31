import { setImmediate as nextTurn } from 'node:timers/promises';
import { canSeeTotalsBySkill } from '../auth/policy.js';
import { departmentDays, type MeasuredDays, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { GroupSums } from '../capacity/calendar-sums.js';
import { readFacts } from '../capacity/facts.js';
import { byDepartmentId } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults, UserError } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { bucketsOf, type DateRange } from '../time/date-range.js';
import { type Bucket, bucketOf, type CapacityLine, type CapacityReport } from './capacity.js';
import {
  type CapacityScopeInput,
  departmentsOf,
  expectInReach,
  requireOneSubject,
  workersInScope,
} from './scope.js';

const WORKERS_AT_ONCE = 500;
const MOST_CELLS = 100_000;

/**
 * Capacity of a scope over a range, bucket by bucket, computed from the facts.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, SCOPE), FORBIDDEN, NOT_FOUND, TOO_COMPLEX (CAPACITY_CELLS)
 */
export async function capacityReport(
  ctx: Context,
  scope: CapacityScopeInput,
  range: DateRange,
  bucket: Bucket,
): Promise<CapacityReport> {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireOneSubject(faults, scope);
  faults.throwIfAny();
  if (scope.skills?.length)
    authorize(canSeeTotalsBySkill(ctx.viewer), 'Totals by skill are for who sees everybody.');
  const buckets = bucketsOf(range, bucket);
  const groups = await groupsOf(ctx, scope, [...buckets, range]);
  expectAnswerable(groups.count * buckets.length);

  const workerIds = await workersInScope(ctx, scope, groups.departmentIds, range);
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const facts = await readFacts(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), range);
    for (const worker of facts.values()) groups.add(worker, range);
    // Other requests have their turn.
    await nextTurn();
  }
  return {
    lines: groups.lines().map(({ workerId, departmentId, sums }) => {
      const filled = sums.sums().map((sum, index) => bucketOf(buckets[index] ?? range, sum));
      return { workerId, departmentId, total: filled.pop()!, buckets: filled };
    }),
  };
}

function expectAnswerable(cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new UserError(
    'TOO_COMPLEX',
    `This asks for ${cells} cells; an answer has at most ${MOST_CELLS}. Ask for larger buckets, or for less.`,
    {
      reason: 'CAPACITY_CELLS',
      details: { limit: MOST_CELLS, actual: cells },
    },
  );
}

interface Line extends Pick<CapacityLine, 'workerId' | 'departmentId'> {
  sums: GroupSums;
}

/** What is added up: which lines there are, and where a worker's days belong. */
interface Groups {
  /** Whose members are concerned; null for everybody. */
  readonly departmentIds: ReadonlySet<string> | null;
  readonly count: number;
  add(facts: WorkerFacts, range: DateRange): void;
  lines(): Line[];
}

async function groupsOf(ctx: Context, scope: CapacityScopeInput, ranges: DateRange[]): Promise<Groups> {
  if (scope.workerIds) return workerGroups(ctx, scope.workerIds, ranges);
  if (scope.departmentId)
    return departmentGroup(ctx, scope.departmentId, scope.includeSubtree ?? true, ranges);
  if (scope.allDepartments) return allDepartmentGroups(ctx, scope.includeSubtree ?? false, ranges);
  return organisationGroup(ranges);
}

async function workerGroups(
  ctx: Context,
  workerIds: readonly string[],
  ranges: DateRange[],
): Promise<Groups> {
  await expectInReach(ctx, workerIds);
  const lines = workerIds.map(
    (id): Line => ({ workerId: id, departmentId: null, sums: new GroupSums(ranges) }),
  );
  const byWorker = Map.groupBy(lines, ({ workerId }) => workerId!.toLowerCase());
  return {
    departmentIds: null,
    count: lines.length,
    add(facts, range) {
      const days = workerDays(facts, range);
      for (const { sums } of byWorker.get(facts.workerId) ?? []) sums.addWorker([days]);
    },
    lines: () => lines,
  };
}

async function departmentGroup(
  ctx: Context,
  departmentId: string,
  includeSubtree: boolean,
  ranges: DateRange[],
): Promise<Groups> {
  const departmentIds = await departmentsOf(ctx, departmentId, includeSubtree);
  const sums = new GroupSums(ranges);
  return {
    departmentIds,
    count: 1,
    add(facts, range) {
      const parts = departmentDays(facts, workerDays(facts, range));
      sums.addWorker(
        parts.filter((part) => part.departmentId !== null && departmentIds.has(part.departmentId)),
      );
    },
    lines: () => [{ workerId: null, departmentId, sums }],
  };
}

async function allDepartmentGroups(
  ctx: Context,
  includeSubtree: boolean,
  ranges: DateRange[],
): Promise<Groups> {
  const departments = await ctx.rows<{ id: string; parentId: string | null }>(
    'planning.departments',
    'select id, parent_id as "parentId" from department order by id',
  );
  const parents = new Map(departments.map(({ id, parentId }) => [id, parentId]));
  const lines = new Map<string | null, Line>();
  for (const id of [...parents.keys(), null])
    lines.set(id, { workerId: null, departmentId: id, sums: new GroupSums(ranges) });
  return {
    departmentIds: null,
    count: lines.size,
    add(facts, range) {
      const parts = departmentDays(facts, workerDays(facts, range));
      for (const [id, members] of includeSubtree ? rolledUp(parts, parents) : single(parts))
        lines.get(id)?.sums.addWorker(members);
    },
    lines: () => [...lines.values()].sort((a, b) => byDepartmentId(a.departmentId, b.departmentId)),
  };
}

type Part = MeasuredDays & { departmentId: string | null };

const single = (parts: readonly Part[]) => parts.map((part) => [part.departmentId, [part]] as const);

/** A worker's parts under every department that has them below it: each department has him once. */
function rolledUp(
  parts: readonly Part[],
  parents: ReadonlyMap<string, string | null>,
): Map<string | null, Part[]> {
  const above = new Map<string | null, Part[]>();
  const add = (id: string | null, part: Part) => above.set(id, [...(above.get(id) ?? []), part]);
  for (const part of parts) {
    if (part.departmentId === null) add(null, part);
    const seen = new Set<string>();
    for (let id = part.departmentId; id !== null && !seen.has(id); id = parents.get(id) ?? null) {
      seen.add(id);
      add(id, part);
    }
  }
  return above;
}

function organisationGroup(ranges: DateRange[]): Groups {
  const sums = new GroupSums(ranges);
  return {
    departmentIds: null,
    count: 1,
    add(facts, range) {
      sums.addWorker([workerDays(facts, range)]);
    },
    lines: () => [{ workerId: null, departmentId: null, sums }],
  };
}
