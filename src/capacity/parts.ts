import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { type DepartmentDays, departmentDays, workerDays } from './calendar.js';
import { readFacts } from './facts.js';
import { storedDays } from './worker-weeks.js';

/**
 * What each of these workers, who exist, contributes to his departments in the range, in their order: as it is stored,
 * or computed from the facts where the range is not kept.
 */
export async function partsOf(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<DepartmentDays[][]> {
  const stored = (await storedDays(ctx, workerIds, range)) ?? (await computedDays(ctx, workerIds, range));
  return workerIds.map((id) => stored.get(id)!);
}

/** As `storedDays`, from the facts. */
export async function computedDays(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<Map<string, DepartmentDays[]>> {
  const facts = await readFacts(ctx, workerIds, range);
  return new Map(
    Array.from(facts, ([workerId, of]) => [workerId, departmentDays(of, workerDays(of, range))]),
  );
}
