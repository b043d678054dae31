import { canSeeTotalsBySkill } from '../auth/policy.js';
import { type DepartmentDays, departmentDays, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { type GroupSum, GroupSums, plus, type SumChange } from '../capacity/calendar-sums.js';
import { partsOf } from '../capacity/parts.js';
import { storedTotals } from '../capacity/stored-totals.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { bucketsOf, type DateRange } from '../time/date-range.js';
import { takeCells } from './answer-cells.js';
import { type AsIf, touchedInScope } from './as-if.js';
import { type Bucket, bucketOf, type CapacityLine, type CapacityReport } from './capacity.js';
import { visitLots } from './lots.js';
import {
  type CapacityScopeInput,
  departmentsOf,
  expectInReach,
  requireOneSubject,
  workersInScope,
} from './scope.js';
import { workersAtOnce } from './worker-facts.js';

/**
 * Capacity of a scope over a range, bucket by bucket: of departments from their stored weeks, of workers and of those
 * who have certain skills from theirs, and beyond the days that are kept from the facts. With `asIf`, as a scenario would make it.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, SCOPE), FORBIDDEN, NOT_FOUND, TOO_COMPLEX (CAPACITY_CELLS)
 */
export async function capacityReport(
  ctx: Context,
  scope: CapacityScopeInput,
  range: DateRange,
  bucket: Bucket,
  asIf: AsIf | null = null,
): Promise<CapacityReport> {
  return (await capacityReports(ctx, scope, range, bucket, asIf)).after;
}

/** Capacity as it is, and as a scenario would make it, of one moment. Throws as `capacityReport` does. */
export async function capacityReports(
  ctx: Context,
  scope: CapacityScopeInput,
  range: DateRange,
  bucket: Bucket,
  asIf: AsIf | null,
): Promise<{ before: CapacityReport; after: CapacityReport }> {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireOneSubject(faults, scope);
  faults.throwIfAny();
  if (scope.skills?.length)
    authorize(canSeeTotalsBySkill(ctx.viewer), 'Totals by skill are for who sees everybody.');
  const buckets = bucketsOf(range, bucket);
  const lines = await linesOf(ctx, scope, asIf);
  takeCells(ctx, lines.length * buckets.length, 'CAPACITY_CELLS');

  const sums =
    (await totalsOf(ctx, scope, lines, range, buckets)) ?? (await sumsOf(ctx, scope, lines, range, buckets));
  const report = (changes: readonly (readonly SumChange[])[] | null): CapacityReport => ({
    lines: lines.map(({ workerId, departmentId }, line) => {
      const filled = adjusted(sums[line]!, changes?.[line]).map((sum, index) =>
        bucketOf(buckets[index] ?? range, sum),
      );
      const name = asIf?.newPeople.get(workerId ?? '')?.name ?? null;
      return { workerId, departmentId, name, total: filled.pop()!, buckets: filled };
    }),
  });
  const before = report(null);
  return {
    before,
    after: asIf ? report(await changesOf(ctx, scope, lines, range, buckets, asIf)) : before,
  };
}

const adjusted = (sums: readonly GroupSum[], changes: readonly SumChange[] | undefined): GroupSum[] =>
  sums.map((sum, index) => (changes ? plus(sum, changes[index]!) : sum));

/** What a scenario does to lines: only whom it touches is counted, before and after. */
async function changesOf(
  ctx: Context,
  scope: CapacityScopeInput,
  lines: readonly Line[],
  range: DateRange,
  buckets: readonly DateRange[],
  asIf: AsIf,
): Promise<SumChange[][]> {
  const adding = new Adding(lines, [...buckets, range]);
  const partsIn = (facts: WorkerFacts) => departmentDays(facts, workerDays(facts, range));
  for (const { before, after } of await touchedInScope(ctx, scope, range, asIf)) {
    if (before) adding.subtract(partsIn(before));
    adding.add(partsIn(after));
  }
  return adding.changes();
}

/** What is asked for line by line: each with its buckets, and last the whole range. */
type Sums = readonly (readonly GroupSum[])[];

/** From the stored weeks of departments; null where they do not tell. */
async function totalsOf(
  ctx: Context,
  scope: CapacityScopeInput,
  lines: readonly Line[],
  range: DateRange,
  buckets: readonly DateRange[],
): Promise<Sums | null> {
  if (scope.workerIds || scope.skills?.length) return null;
  const byDepartment = lines.length > 1;
  const departmentIds = scope.departmentId ? [...lines[0]!.memberOf!].filter((id) => id !== null) : null;
  const totals = await storedTotals(ctx, {
    range,
    buckets,
    departmentIds,
    byDepartment,
    kinds: scope.kinds ?? null,
  });
  return totals && lines.map(({ memberOf }) => totals.sums(byDepartment ? [...memberOf!] : null));
}

/** Worker by worker. */
async function sumsOf(
  ctx: Context,
  scope: CapacityScopeInput,
  lines: readonly Line[],
  range: DateRange,
  buckets: readonly DateRange[],
): Promise<Sums> {
  const adding = new Adding(lines, [...buckets, range]);
  const departmentIds = scope.departmentId
    ? new Set([...lines[0]!.memberOf!].filter((id) => id !== null))
    : null;
  const workerIds = await workersInScope(ctx, scope, departmentIds, range);
  await visitLots(ctx, workerIds, workersAtOnce(range), async (some) => {
    for (const parts of await partsOf(ctx, some, range)) adding.add(parts);
  });
  return adding.sums();
}

interface Line extends Pick<CapacityLine, 'workerId' | 'departmentId'> {
  /** The departments that it adds up, null being "no department"; null: the whole of people. */
  memberOf: ReadonlySet<string | null> | null;
}

/** What is asked for line by line. @throws UserError NOT_FOUND */
export async function linesOf(ctx: Context, scope: CapacityScopeInput, asIf: AsIf | null): Promise<Line[]> {
  if (scope.workerIds) {
    const existing = scope.workerIds.filter((id) => !asIf?.newPeople.has(id));
    await expectInReach(ctx, existing);
    return scope.workerIds.map((workerId) => ({ workerId, departmentId: null, memberOf: null }));
  }
  if (scope.departmentId) {
    const memberOf = await departmentsOf(ctx, scope.departmentId, scope.includeSubtree ?? true);
    return [{ workerId: null, departmentId: scope.departmentId, memberOf }];
  }
  if (scope.allDepartments) return departmentLines(ctx, scope.includeSubtree ?? false);
  return [{ workerId: null, departmentId: null, memberOf: null }];
}

/** By id, "no department" last. */
async function departmentLines(ctx: Context, includeSubtree: boolean): Promise<Line[]> {
  const departments = await ctx.rows<{ id: string; parentId: string | null }>(
    'planning.departments',
    'select id, parent_id as "parentId" from department order by id',
  );
  const members = new Map(departments.map(({ id }) => [id, new Set<string | null>([id])]));
  const parents = new Map(departments.map(({ id, parentId }) => [id, parentId]));
  if (includeSubtree)
    for (const { id } of departments)
      for (const above of ancestorsOf(id, parents)) members.get(above)!.add(id);
  return [
    ...Array.from(members, ([departmentId, memberOf]) => ({ workerId: null, departmentId, memberOf })),
    { workerId: null, departmentId: null, memberOf: new Set([null]) },
  ];
}

function ancestorsOf(id: string, parents: ReadonlyMap<string, string | null>): Set<string> {
  const above = new Set<string>();
  for (
    let next = parents.get(id) ?? null;
    next !== null && !above.has(next);
    next = parents.get(next) ?? null
  )
    above.add(next);
  return above;
}

/** Adds up the days of workers to lines, each worker once. */
class Adding {
  readonly #lines: readonly { line: Line; sums: GroupSums }[];
  readonly #byWorker: ReadonlyMap<string, readonly GroupSums[]>;
  readonly #byDepartment = new Map<string | null, GroupSums[]>();
  readonly #ofEverybody: readonly GroupSums[];

  constructor(lines: readonly Line[], ranges: readonly DateRange[]) {
    this.#lines = lines.map((line) => ({ line, sums: new GroupSums(ranges) }));
    this.#byWorker = new Map(
      Array.from(
        Map.groupBy(
          this.#lines.filter(({ line }) => line.workerId !== null),
          ({ line }) => line.workerId!.toLowerCase(),
        ),
        ([workerId, of]) => [workerId, of.map(({ sums }) => sums)],
      ),
    );
    for (const { line, sums } of this.#lines)
      for (const id of line.memberOf ?? [])
        this.#byDepartment.set(id, [...(this.#byDepartment.get(id) ?? []), sums]);
    this.#ofEverybody = this.#lines
      .filter(({ line }) => line.workerId === null && line.memberOf === null)
      .map(({ sums }) => sums);
  }

  /** What a worker contributes to departments, which is all of him. */
  add(parts: readonly DepartmentDays[]): void {
    for (const [sums, of] of this.#placesOf(parts)) sums.addWorker(of);
  }

  /** Takes away what `add` added, or would have added elsewhere: see `changes`. */
  subtract(parts: readonly DepartmentDays[]): void {
    for (const [sums, of] of this.#placesOf(parts)) sums.subtractWorker(of);
  }

  sums(): Sums {
    return this.#lines.map(({ sums }) => sums.sums());
  }

  /** Line by line, to be added to the sums of others. */
  changes(): SumChange[][] {
    return this.#lines.map(({ sums }) => sums.changes());
  }

  /** The sums that a worker counts in, each once, with his parts that belong there. */
  #placesOf(parts: readonly DepartmentDays[]): Iterable<[GroupSums, readonly DepartmentDays[]]> {
    const ofHim = this.#byWorker.get(parts[0]!.workerId) ?? [];
    const places = new Map<GroupSums, readonly DepartmentDays[]>();
    for (const sums of [...ofHim, ...this.#ofEverybody]) places.set(sums, parts);
    for (const part of parts)
      for (const sums of this.#byDepartment.get(part.departmentId) ?? [])
        places.set(sums, [...(places.get(sums) ?? []), part]);
    return places;
  }
}
