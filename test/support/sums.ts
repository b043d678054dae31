import { v7 as uuidv7 } from 'uuid';
import {
  type DepartmentDays,
  departmentDays,
  KNOWN,
  type MeasuredDays,
  workerDays,
} from '../../src/capacity/calendar.js';
import { GroupSums } from '../../src/capacity/calendar-sums.js';
import { readFacts } from '../../src/capacity/facts.js';
import { horizonOf } from '../../src/capacity/horizon.js';
import { partsOf } from '../../src/capacity/parts.js';
import { BUCKET_UNITS, bucketsOf, type DateRange } from '../../src/time/date-range.js';
import type { TestApi } from './api.js';

const SHARED = [
  'contracted',
  'holiday',
  'timeOff',
  'effective',
  'confirmed',
  'tentative',
  'outsideCapacity',
] as const;

/**
 * Where the capacity of these workers does not add up: a day of a worker or of his share in a department, his shares to
 * himself, and days, weeks, months and quarters to the range, which is a part of the horizon.
 */
export async function unsound(
  api: TestApi,
  workerIds: readonly string[],
  range: DateRange,
): Promise<string[]> {
  const ctx = api.contexts.forItself(uuidv7());
  const horizon = horizonOf(ctx.now());
  const facts = await readFacts(ctx, workerIds, horizon);
  const parts = await partsOf(ctx, workerIds, horizon);
  const found = workerIds.flatMap((workerId, index) => {
    const whole = workerDays(facts.get(workerId)!, horizon);
    // As they are stored, and as they are computed beyond it.
    const shares = [parts[index]!, departmentDays(facts.get(workerId)!, whole)];
    return [
      ...[whole, ...shares.flat()].flatMap(unsoundDays),
      ...shares.flatMap((each) => unsharedDays(whole, each)),
    ];
  });
  return [...found, ...unsoundBuckets(range, parts)];
}

function unsoundDays(days: MeasuredDays): string[] {
  const found: string[] = [];
  for (let i = 0; i < days.length; i++) {
    if (days.states[i] !== KNOWN) continue;
    if (days.free[i]! - days.overAllocated[i]! !== days.effective[i]! - days.confirmed[i]!)
      found.push(`${days.workerId}: free and over on day ${days.firstDay + i}`);
    if (days.contracted[i]! !== days.holiday[i]! + days.timeOff[i]! + days.effective[i]!)
      found.push(`${days.workerId}: contracted on day ${days.firstDay + i}`);
  }
  return found;
}

function unsharedDays(whole: MeasuredDays, parts: readonly DepartmentDays[]): string[] {
  return SHARED.flatMap((measure) => {
    const found: string[] = [];
    for (let i = 0; i < whole.length; i++) {
      const sum = parts.reduce((total, part) => total + part[measure][i]!, 0);
      if (sum !== whole[measure][i])
        found.push(`${whole.workerId}: ${measure} of ${sum} on day ${whole.firstDay + i}`);
    }
    return found;
  });
}

function unsoundBuckets(range: DateRange, parts: readonly (readonly DepartmentDays[])[]): string[] {
  const sumsOf = (buckets: readonly DateRange[]) => {
    const sums = new GroupSums(buckets);
    for (const part of parts) sums.addWorker(part);
    return sums.changes();
  };
  const [total] = sumsOf([range]);
  return BUCKET_UNITS.flatMap((unit) => {
    const buckets = sumsOf(bucketsOf(range, unit));
    return [...SHARED, 'free' as const, 'overAllocated' as const]
      .filter((measure) => buckets.reduce((sum, bucket) => sum + bucket[measure], 0) !== total![measure])
      .map((measure) => `${measure} by ${unit}`);
  });
}
