import type { Context } from '../graphql/context.js';
import type { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { type LocalDate, localDate } from '../time/local-date.js';
import { wallTimes } from '../time/zone-clock.js';

/** When somebody is off, in one of two forms: days, wholly or by minutes, or an interval of instants, half-open. */
export interface DaysOrInterval {
  from?: LocalDate | null;
  to?: LocalDate | null;
  minutesPerDay?: number | null;
  startsAt?: Date | null;
  endsAt?: Date | null;
}

const FIRST_INSTANT = Date.parse('0001-01-02T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-30T00:00:00Z');
const LONGEST_INTERVAL_MS = 3_653 * 86_400_000;

/**
 * Notes all that is wrong: TIME_OFF_ONCE, REQUIRED, REVERSED_RANGE, RANGE_TOO_LONG, EMPTY_INTERVAL, WHOLE_SECONDS,
 * OUTSIDE_CALENDAR.
 */
export function checkTimeOff(faults: Faults, off: DaysOrInterval): void {
  const { from, to, minutesPerDay, startsAt, endsAt } = off;
  const hasDays = from != null || to != null || minutesPerDay != null;
  const isInterval = startsAt != null || endsAt != null;
  faults.require(
    !(hasDays && isInterval),
    ['input', 'startsAt'],
    'TIME_OFF_ONCE',
    'State days (`from`, `to`) or an interval (`startsAt`, `endsAt`), not both.',
  );
  if (hasDays || !isInterval) {
    faults.require(from != null, ['input', 'from'], 'REQUIRED', 'Say on which day it begins.');
    faults.require(to != null, ['input', 'to'], 'REQUIRED', 'Say which day is the last.');
    if (from && to) requireRange(faults, { from, to }, ['input', 'to']);
  }
  if (isInterval) checkInterval(faults, off);
}

function checkInterval(faults: Faults, { startsAt, endsAt }: DaysOrInterval): void {
  faults.require(startsAt != null, ['input', 'startsAt'], 'REQUIRED', 'Say when it begins.');
  faults.require(endsAt != null, ['input', 'endsAt'], 'REQUIRED', 'Say when it ends.');
  for (const [name, instant] of [['startsAt', startsAt] as const, ['endsAt', endsAt] as const]) {
    const at = instant?.getTime();
    faults.require(
      at === undefined || at % 1_000 === 0,
      ['input', name],
      'WHOLE_SECONDS',
      'An instant of time off is a whole second.',
    );
    faults.require(
      at === undefined || (at >= FIRST_INSTANT && at <= LAST_INSTANT),
      ['input', name],
      'OUTSIDE_CALENDAR',
      'Its days lie in the years 0001 to 9999 in every zone.',
    );
  }
  if (!startsAt || !endsAt) return;
  const length = endsAt.getTime() - startsAt.getTime();
  faults.require(
    length !== 0,
    ['input', 'endsAt'],
    'EMPTY_INTERVAL',
    'It ends when it begins: nothing is off.',
  );
  faults.require(length >= 0, ['input', 'endsAt'], 'REVERSED_RANGE', 'It cannot end before it begins.');
  faults.require(
    length <= LONGEST_INTERVAL_MS,
    ['input', 'endsAt'],
    'RANGE_TOO_LONG',
    'It lasts at most 3653 days, which are 10 years.',
  );
}

const SECONDS_PER_DAY = 86_400;

/** The civil days of a zone that the instants [startsAt, endsAt) touch. */
export function daysTouched(timeZone: string, startsAt: Date, endsAt: Date): DateRange {
  const shown = wallTimes(timeZone, startsAt.getTime() / 1_000, endsAt.getTime() / 1_000);
  const [[first], [, end]] = [shown[0]!, shown.at(-1)!];
  return {
    from: localDate(Math.floor(first / SECONDS_PER_DAY)),
    to: localDate(Math.ceil(end / SECONDS_PER_DAY) - 1),
  };
}

/**
 * Intervals stay the instants they are when a worker moves to another zone; the days they touch become those of it.
 * Within the change of the worker, which records it.
 */
export async function moveIntervals(
  ctx: Context,
  workers: readonly { id: string; timeZone: string }[],
): Promise<void> {
  if (workers.length === 0) return;
  const zones = new Map(workers.map(({ id, timeZone }) => [id, timeZone]));
  const intervals = await ctx.rows<{ id: string; workerId: string; startsAt: Date; endsAt: Date }>(
    'time-off.intervals',
    `select id, worker_id as "workerId", starts_at as "startsAt", ends_at as "endsAt" from time_off
     where worker_id = any($1::uuid[]) and starts_at is not null`,
    [[...zones.keys()]],
  );
  if (intervals.length === 0) return;
  const days = intervals.map(({ id, workerId, startsAt, endsAt }) => ({
    id,
    ...daysTouched(zones.get(workerId)!, startsAt, endsAt),
  }));
  await ctx.rows(
    'time-off.move-intervals',
    `update time_off t set "from" = days."from", "to" = days."to"
     from jsonb_to_recordset($1::jsonb) as days (id uuid, "from" date, "to" date)
     where t.id = days.id and (t."from", t."to") is distinct from (days."from", days."to")`,
    [JSON.stringify(days)],
  );
}
