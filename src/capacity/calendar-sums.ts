import type { DateRange } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';
import { KNOWN, MEASURES, type Measure, type MeasuredDays, UNKNOWN } from './calendar-days.js';

/** Minutes of a group over a range. The measures leave out unknown days, and are null if there are only such. */
export interface GroupSum extends Record<Measure, number | null> {
  /** HARD minutes on unknown days, which are left out of `confirmed`. */
  unknownConfirmed: number;
  /** Distinct workers with an unknown day. */
  unknownWorkers: number;
}

/** Adds up the days of a group's workers, bucket by bucket. */
export class GroupSums {
  readonly #buckets: readonly { first: DayNumber; last: DayNumber }[];
  readonly #minutes: Float64Array;
  readonly #tallies: { isKnown: boolean; unknownConfirmed: number; unknownWorkers: number }[];

  constructor(buckets: readonly DateRange[]) {
    this.#buckets = buckets.map(({ from, to }) => ({ first: dayNumber(from), last: dayNumber(to) }));
    this.#minutes = new Float64Array(buckets.length * MEASURES.length);
    this.#tallies = buckets.map(() => ({ isKnown: false, unknownConfirmed: 0, unknownWorkers: 0 }));
  }

  /**
   * Adds one worker: all his days, or those of each of his departments that belong to the group. Must be called once
   * for each worker, else he is counted twice among the unknown ones.
   * @throws RangeError if the days do not cover the buckets
   */
  addWorker(parts: readonly MeasuredDays[]): void {
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      let isUnknown = false;
      for (const days of parts) {
        if (this.#addDays(bucket, days)) isUnknown = true;
      }
      if (isUnknown) this.#tallies[bucket]!.unknownWorkers += 1;
    }
  }

  /** The sums so far, in the order of the buckets. */
  sums(): GroupSum[] {
    return this.#tallies.map(({ isKnown, unknownConfirmed, unknownWorkers }, bucket) => {
      const isNull = !isKnown && unknownWorkers > 0;
      const minutes = (measure: Measure) =>
        isNull ? null : this.#minutes[bucket * MEASURES.length + MEASURES.indexOf(measure)]!;
      return {
        contracted: minutes('contracted'),
        holiday: minutes('holiday'),
        timeOff: minutes('timeOff'),
        effective: minutes('effective'),
        confirmed: minutes('confirmed'),
        tentative: minutes('tentative'),
        free: minutes('free'),
        overAllocated: minutes('overAllocated'),
        outsideCapacity: minutes('outsideCapacity'),
        unknownConfirmed,
        unknownWorkers,
      };
    });
  }

  /** Whether there was an unknown day. */
  #addDays(bucket: number, days: MeasuredDays): boolean {
    const first = this.#buckets[bucket]!.first - days.firstDay;
    const last = this.#buckets[bucket]!.last - days.firstDay;
    if (first < 0 || last >= days.length) {
      throw new RangeError('The days of a worker do not cover the buckets they are added to.');
    }
    const tally = this.#tallies[bucket]!;
    let isUnknown = false;
    for (let i = first; i <= last; i++) {
      if (days.states[i] === KNOWN) tally.isKnown = true;
      if (days.states[i] !== UNKNOWN) continue;
      isUnknown = true;
      tally.unknownConfirmed += days.confirmed[i]!;
    }
    for (let k = 0; k < MEASURES.length; k++) {
      this.#minutes[bucket * MEASURES.length + k]! += knownSum(days[MEASURES[k]!], days.states, first, last);
    }
    return isUnknown;
  }
}

function knownSum(minutes: Int32Array, states: Uint8Array, first: number, last: number): number {
  let sum = 0;
  for (let i = first; i <= last; i++) if (states[i] === KNOWN) sum += minutes[i]!;
  return sum;
}

/** The sums of one worker's days, or of his part in a department, over a range within them, as a group of one. */
export function sumOver(days: MeasuredDays, range: DateRange): GroupSum {
  const sums = new GroupSums([range]);
  sums.addWorker([days]);
  return sums.sums()[0]!;
}
