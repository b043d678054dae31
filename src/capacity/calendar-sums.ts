import type { DateRange } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';
import { KNOWN, MEASURES, type Measure, type MeasuredDays, UNKNOWN } from './calendar-days.js';

/** Minutes of a group over a range. The measures leave out unknown days, and are null if there are only such. */
export interface GroupSum extends Record<Measure, number | null>, Tally {}

/** What adding workers to a group, and taking others away, does to its sums. May be negative. */
export interface SumChange extends Record<Measure, number>, Tally {}

interface Tally {
  /** Days of members whose capacity is known, each counted once for each part of a member that was added. */
  knownDays: number;
  /** HARD minutes on unknown days, which are left out of `confirmed`. */
  unknownConfirmed: number;
  /** Distinct workers with an unknown day. */
  unknownWorkers: number;
}

/** Adds up the days of a group's workers, bucket by bucket. */
export class GroupSums {
  readonly #buckets: readonly { first: DayNumber; last: DayNumber }[];
  readonly #minutes: Float64Array;
  readonly #tallies: Tally[];

  constructor(buckets: readonly DateRange[]) {
    this.#buckets = buckets.map(({ from, to }) => ({ first: dayNumber(from), last: dayNumber(to) }));
    this.#minutes = new Float64Array(buckets.length * MEASURES.length);
    this.#tallies = buckets.map(() => ({ knownDays: 0, unknownConfirmed: 0, unknownWorkers: 0 }));
  }

  /**
   * Adds one worker: all his days, or those of each of his departments that belong to the group. Must be called once
   * for each worker, else he is counted twice among the unknown ones.
   * @throws RangeError if the days do not cover the buckets
   */
  addWorker(parts: readonly MeasuredDays[]): void {
    this.#add(parts, 1);
  }

  /** Takes away what `addWorker` added, or would have added elsewhere: see `changes`. */
  subtractWorker(parts: readonly MeasuredDays[]): void {
    this.#add(parts, -1);
  }

  /** The sums so far, in the order of the buckets. */
  sums(): GroupSum[] {
    return this.changes().map(settled);
  }

  /** What was added and subtracted, in the order of the buckets, to be added to the sums of a group by `plus`. */
  changes(): SumChange[] {
    return this.#tallies.map((tally, bucket) => {
      const minutes = (measure: Measure) =>
        this.#minutes[bucket * MEASURES.length + MEASURES.indexOf(measure)]!;
      return { ...measured(minutes), ...tally };
    });
  }

  #add(parts: readonly MeasuredDays[], sign: 1 | -1): void {
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      let isUnknown = false;
      for (const days of parts) {
        if (this.#addDays(bucket, days, sign)) isUnknown = true;
      }
      if (isUnknown) this.#tallies[bucket]!.unknownWorkers += sign;
    }
  }

  /** Whether there was an unknown day. */
  #addDays(bucket: number, days: MeasuredDays, sign: 1 | -1): boolean {
    const first = this.#buckets[bucket]!.first - days.firstDay;
    const last = this.#buckets[bucket]!.last - days.firstDay;
    if (first < 0 || last >= days.length) {
      throw new RangeError('The days of a worker do not cover the buckets they are added to.');
    }
    const tally = this.#tallies[bucket]!;
    let isUnknown = false;
    for (let i = first; i <= last; i++) {
      if (days.states[i] === KNOWN) tally.knownDays += sign;
      if (days.states[i] !== UNKNOWN) continue;
      isUnknown = true;
      tally.unknownConfirmed += sign * days.confirmed[i]!;
    }
    for (let k = 0; k < MEASURES.length; k++) {
      this.#minutes[bucket * MEASURES.length + k]! +=
        sign * knownSum(days[MEASURES[k]!], days.states, first, last);
    }
    return isUnknown;
  }
}

/** The sums of a group that a change befalls: exactly those of the group as it is then. */
export function plus(sum: GroupSum, change: SumChange): GroupSum {
  return settled({
    // Null stands for days of which none is known, hence for no minutes.
    ...measured((measure) => (sum[measure] ?? 0) + change[measure]),
    knownDays: sum.knownDays + change.knownDays,
    unknownConfirmed: sum.unknownConfirmed + change.unknownConfirmed,
    unknownWorkers: sum.unknownWorkers + change.unknownWorkers,
  });
}

function settled(change: SumChange): GroupSum {
  const isNull = change.knownDays === 0 && change.unknownWorkers > 0;
  return isNull ? { ...change, ...measured(() => null) } : change;
}

function measured<T>(minutes: (measure: Measure) => T): Record<Measure, T> {
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
  };
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
