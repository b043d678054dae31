import { Decimal } from 'decimal.js';
import { departmentDays, NOT_A_MEMBER, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { fullTimeEquivalents } from '../capacity/calendar-ratios.js';
import { ALL_TIME } from '../capacity/horizon.js';
import { byDepartmentId } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { bucketsOf, type DateRange, lengthInDays } from '../time/date-range.js';
import { addDays, dayNumber } from '../time/local-date.js';
import type { WorkerKind } from '../workforce/worker.js';
import { takeCells } from './answer-cells.js';
import type { Bucket } from './capacity.js';
import type { HeadcountBucket, HeadcountLine, HeadcountReport } from './headcount.js';
import { type Headcount, HeadcountSums } from './headcount-sums.js';
import { type DepartmentScope, departmentsIn, isWithin, workersInScope } from './scope.js';
import { visitFacts } from './worker-facts.js';

export interface HeadcountQuestion extends DepartmentScope {
  range: DateRange;
  bucket: Bucket;
  kinds: readonly WorkerKind[] | null;
}

/**
 * People and full-time equivalents of departments, with joins and leaves, bucket by bucket.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG), NOT_FOUND, TOO_COMPLEX (HEADCOUNT_CELLS)
 */
export async function headcount(ctx: Context, question: HeadcountQuestion): Promise<HeadcountReport> {
  const { range, bucket, kinds } = question;
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.throwIfAny();
  const departmentIds = await departmentsIn(ctx, question);
  const buckets = bucketsOf(range, bucket);
  const ranges = [...buckets, range];
  const lines = new Map<string | null, HeadcountSums>();
  const total = new HeadcountSums(ranges);

  // Whoever comes on the first day was not there the day before, and whoever goes on the last is not the day after.
  const around = {
    from: range.from > ALL_TIME.from ? addDays(range.from, -1) : range.from,
    to: range.to < ALL_TIME.to ? addDays(range.to, 1) : range.to,
  };
  const workerIds = await workersInScope(ctx, { kinds: kinds && [...kinds] }, departmentIds, around);
  await visitFacts(ctx, workerIds, around, (workers) => {
    for (const facts of workers) addWorker(facts);
  });

  function addWorker(facts: WorkerFacts): void {
    const engaged = engagedDays(facts, around);
    const days = workerDays(facts, around);
    const anywhere = new Uint8Array(days.length);
    const contracted = new Int32Array(days.length);
    for (const part of departmentDays(facts, days)) {
      if (!isWithin(departmentIds, part.departmentId)) continue;
      const isThere = engaged.map((isEngaged, day) => Number(isEngaged && part.states[day] !== NOT_A_MEMBER));
      lineOf(part.departmentId).add(isThere, part.contracted, days.firstDay);
      for (let day = 0; day < days.length; day++) {
        anywhere[day] ||= isThere[day]!;
        contracted[day]! += part.contracted[day]!;
      }
    }
    total.add(anywhere, contracted, days.firstDay);
  }

  function lineOf(departmentId: string | null): HeadcountSums {
    let line = lines.get(departmentId);
    if (!line) {
      takeCells(ctx, buckets.length, 'HEADCOUNT_CELLS');
      line = new HeadcountSums(ranges);
      lines.set(departmentId, line);
    }
    return line;
  }

  const shown = (departmentId: string | null, sums: HeadcountSums): HeadcountLine => {
    const filled = sums
      .counts()
      .map((counts, index) => bucketOf(buckets[index] ?? range, counts, ctx.standardWeekMinutes));
    return { departmentId, range: filled.pop()!, buckets: filled };
  };
  return {
    lines: [...lines]
      .map(([departmentId, sums]) => shown(departmentId, sums))
      .filter((line) => line.range.people > 0)
      .sort((a, b) => byDepartmentId(a.departmentId, b.departmentId)),
    total: shown(null, total),
  };
}

/** 1 for each day with an engagement that counts. */
function engagedDays({ engagements }: WorkerFacts, range: DateRange): Uint8Array {
  const days = new Uint8Array(lengthInDays(range));
  const firstDay = dayNumber(range.from);
  for (const { from, to } of engagements) {
    const first = Math.max(0, dayNumber(from) - firstDay);
    const last = to === null ? days.length - 1 : Math.min(days.length - 1, dayNumber(to) - firstDay);
    if (first <= last) days.fill(1, first, last + 1);
  }
  return days;
}

function bucketOf({ from, to }: DateRange, counts: Headcount, weekMinutes: number): HeadcountBucket {
  const hundredths = fullTimeEquivalents(counts.contracted, lengthInDays({ from, to }), weekMinutes);
  return {
    from,
    to,
    openingPeople: counts.opening,
    joins: counts.joins,
    leaves: counts.leaves,
    closingPeople: counts.closing,
    people: counts.people,
    contractedMinutes: counts.contracted,
    contractedFte: new Decimal(hundredths).dividedBy(100).toFixed(2),
  };
}
