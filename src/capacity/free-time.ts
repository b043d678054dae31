import type { Context } from '../graphql/context.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { PACKED, unpackMinutes, wholeOf } from './packed-days.js';
import { computedDays } from './parts.js';
import { isKept, slice } from './worker-weeks.js';

/** Minutes of a worker in a range; his days of unknown capacity offer none. */
export interface FreeTime {
  /** Effective minutes without confirmed work, day by day. */
  readonly free: number;
  readonly effective: number;
}

interface Row {
  workerId: string;
  effective: Uint8Array | null;
  confirmed: Uint8Array | null;
}

const SLICES = `
  select worker_id as "workerId", ${slice('effective')}, ${slice('confirmed')}
  from worker_weeks where worker_id = any($1::uuid[]) and ${isKept}`;

/** How free these workers, who exist, are in the range, in their order. Reads no more of what is stored than that takes. */
export async function freeTimes(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<FreeTime[]> {
  const length = lengthInDays(range);
  const rows = await ctx.rows<Row>('capacity.free-time', SLICES, [workerIds, range.from, length]);
  if (rows.length === 0) return computedFreeTimes(ctx, workerIds, range);
  const parts = Map.groupBy(rows, ({ workerId }) => workerId);
  return workerIds.map((id) => freeTimeOf(parts.get(id)!, length));
}

/** The sum over his departments first: what one of them has left does not make up for what he is over in another. */
function freeTimeOf(parts: readonly Row[], length: number): FreeTime {
  const effective = new Int32Array(length);
  const confirmed = new Int32Array(length);
  for (const part of parts) {
    if (part.effective) add(effective, unpackMinutes(part.effective, PACKED.effective));
    if (part.confirmed) add(confirmed, unpackMinutes(part.confirmed, PACKED.confirmed));
  }
  let [free, sum] = [0, 0];
  for (let day = 0; day < length; day++) {
    sum += effective[day]!;
    free += Math.max(0, effective[day]! - confirmed[day]!);
  }
  return { free, effective: sum };
}

function add(sum: Int32Array, minutes: ArrayLike<number>): void {
  for (let day = 0; day < sum.length; day++) sum[day]! += minutes[day]!;
}

async function computedFreeTimes(
  ctx: Context,
  workerIds: readonly string[],
  range: DateRange,
): Promise<FreeTime[]> {
  const days = await computedDays(ctx, workerIds, range);
  const sum = (minutes: Int32Array) => minutes.reduce((a, b) => a + b, 0);
  return workerIds.map((id) => {
    const { free, effective } = wholeOf(days.get(id)!);
    return { free: sum(free), effective: sum(effective) };
  });
}
