import type { Standing } from '../auth/grants.js';
import { UNKNOWN, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { minutesUnplaced } from '../capacity/calendar-fits.js';
import { lastJudgedDay } from '../capacity/calendar-items.js';
import { horizonOf } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { DateRange, OpenDateRange } from '../time/date-range.js';
import { certificate, type Overbooking } from './overbooking.js';

/** What is to be said of a worker's whole assignments before and after a change. */
export interface Verdict {
  /** Null: nothing stands against it. */
  readonly reason: 'OVERBOOKED' | 'NO_PATTERN' | null;
  /** Minutes of all his assignments that find no place, before and after. */
  readonly minutesOverBefore: number;
  readonly minutesOverAfter: number;
  readonly overbookings: Overbooking[];
}

/**
 * Whether a worker can take what a change of his assignments asks of him in the window. Older overbooking does not
 * stand against it, only more of it.
 */
export function judge(
  ctx: Context,
  standing: Standing,
  before: WorkerFacts,
  after: WorkerFacts,
  window: OpenDateRange,
): Verdict {
  const horizon = lastJudgedDay(horizonOf(ctx.now()).to, before, after);
  const judged: DateRange = { from: window.from, to: window.to ?? horizon };
  const minutesOverBefore = minutesUnplaced(before, horizon);
  const minutesOverAfter = minutesUnplaced(after, horizon);
  const isUnknown = workerDays(after, judged).states.includes(UNKNOWN);
  const isOver = minutesOverAfter > minutesOverBefore;
  return {
    reason: isUnknown ? 'NO_PATTERN' : isOver ? 'OVERBOOKED' : null,
    minutesOverBefore,
    minutesOverAfter,
    overbookings: isOver ? certificate(ctx, after, standing, judged, horizon) : [],
  };
}

/** @throws UserError CONFLICT (OVERBOOKED with the certificate in `details`, NO_PATTERN) */
export function refuse({ reason, overbookings, minutesOverBefore, minutesOverAfter }: Verdict): void {
  if (reason === 'NO_PATTERN') {
    throw new UserError(
      'CONFLICT',
      'The worker has an engagement without a work pattern: what he can take is unknown.',
      { reason },
    );
  }
  if (reason !== 'OVERBOOKED') return;
  const [first] = overbookings;
  const where = first
    ? ` From ${first.from} to ${first.to} there are ${first.availableMinutes} minutes, and ${first.minutesOver} too many.`
    : '';
  throw new UserError(
    'CONFLICT',
    `The worker would be overbooked by ${minutesOverAfter - minutesOverBefore} minutes.${where}`,
    {
      reason,
      details: { minutesOverBefore, minutesOverAfter, overbookings },
    },
  );
}
