import { workingHoursOf } from '../capacity/calendar-windows.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { dayNumber } from '../time/local-date.js';
import type { Window } from '../time/windows.js';
import { type Overlap, zoneOverlap } from '../time/zone-overlap.js';
import type { OverlapInput } from './availability.js';

/** Says for workers how much of their working hours they share; null where nobody knows when they work. */
export type SharedHours = (
  ctx: Context,
  workerIds: readonly string[],
) => Promise<Map<string, Overlap | null>>;

/**
 * By the windows of their patterns against those asked for. Most workers have hours in common with others, so each set
 * of hours is compared once.
 */
export function sharedHours(asked: OverlapInput, range: DateRange): SharedHours {
  const daily: readonly Window[] = [[asked.startMinute, asked.endMinute]];
  const other = { timeZone: asked.timeZone, windowsOn: () => daily };
  const firstDay = dayNumber(range.from);
  const length = dayNumber(range.to) - firstDay + 1;
  const known = new Map<string, Overlap | null>();

  return async (ctx, workerIds) => {
    const facts = await readFacts(ctx, workerIds, range);
    return new Map(
      Array.from(facts, ([workerId, worker]) => {
        const own = workingHoursOf(worker);
        if (!own) return [workerId, null];
        const hours = Array.from({ length }, (_, i) => own.windowsOn(firstDay + i));
        const key = `${own.timeZone} ${hours.join(';')}`;
        let overlap = known.get(key);
        if (overlap === undefined) {
          overlap = zoneOverlap(own, other, range);
          known.set(key, overlap);
        }
        return [workerId, overlap];
      }),
    );
  };
}
