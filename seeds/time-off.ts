import type { LocalDate } from '../src/time/local-date.js';
import type { DemoCalendar } from './calendar.js';
import type { Chance } from './random.js';
import { story } from './story.js';
import type { DemoWorker } from './workers.js';

export interface DemoTimeOff {
  readonly worker: DemoWorker;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly minutesPerDay: number | null;
  readonly kind: 'VACATION' | 'SICK' | 'PARENTAL' | 'TRAINING' | 'UNPAID';
  readonly state: 'REQUESTED' | 'APPROVED' | 'REJECTED';
}

/** Days off before, now and to come. Those whom the story needs next month are there then. */
export function makeTimeOff(
  chance: Chance,
  calendar: DemoCalendar,
  workers: readonly DemoWorker[],
): DemoTimeOff[] {
  return workers.flatMap((worker, i) => {
    const make = (
      kind: DemoTimeOff['kind'],
      from: number,
      days: number,
      more: Partial<DemoTimeOff> = {},
    ): DemoTimeOff => ({
      worker,
      from: calendar.day(from),
      to: calendar.day(from + days - 1),
      minutesPerDay: null,
      kind,
      state: 'APPROVED',
      ...more,
    });
    const made = chance.happens(0.7)
      ? [make('VACATION', chance.between(-170, -30), chance.between(5, 14))]
      : [];
    if (isNeeded(worker)) return made;
    if (chance.happens(0.6)) {
      const state = chance.oneOf(['APPROVED', 'APPROVED', 'APPROVED', 'REQUESTED', 'REJECTED'] as const);
      made.push(make('VACATION', chance.between(12, 60), chance.between(4, 14), { state }));
    }
    if (i % 41 === 7) made.push(make('SICK', -2, 5));
    if (i % 83 === 11) made.push(make('PARENTAL', 80, 90));
    // Half days: only of those whose work is a part of what they have (see makeAssignments).
    if (i % 15 === 3) made.push(make('TRAINING', 76, 2, { minutesPerDay: 120 }));
    return made;
  });
}

const isNeeded = ({ externalId }: DemoWorker): boolean =>
  externalId.startsWith(`staff-${story.overloadedDepartment.toLowerCase()}`) ||
  story.freeFreelancers.some((free) => free === externalId);
