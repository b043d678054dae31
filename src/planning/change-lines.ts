import { type CapacityLine, type CapacitySpan, linesOfSpan } from '../capacity/spans.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';

const known = new WeakMap<ChangeEvent, readonly CapacityLine[]>();

/** What an event did to departments, week by week. Worked out once for all who follow. */
export function linesOf(event: ChangeEvent): readonly CapacityLine[] {
  if (!event.capacity) return [];
  let lines = known.get(event);
  if (!lines) {
    lines = (event.capacity as CapacitySpan[]).flatMap((span) => linesOfSpan(event.workerId!, span));
    known.set(event, lines);
  }
  return lines;
}

/** Notes a range that cannot be followed (REVERSED_RANGE, RANGE_TOO_LONG, OUTSIDE_HORIZON). */
export function requireFollowable(faults: Faults, range: DateRange, horizon: DateRange): void {
  requireRange(faults, range, ['range']);
  faults.require(
    range.from >= horizon.from && range.to <= horizon.to,
    ['range'],
    'OUTSIDE_HORIZON',
    `Changes are followed from ${horizon.from} to ${horizon.to}.`,
  );
}
