import type { DateRange } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';

/** People of a line over a bucket: closing = opening + joins - leaves. */
export interface Headcount {
  /** There the day before, and not for the last time. */
  opening: number;
  /** First days within the bucket; somebody who comes back counts again. */
  joins: number;
  /** Last days within the bucket. */
  leaves: number;
  /** There on the last day, and not for the last time: the opening of what follows. */
  closing: number;
  /** Distinct people who are there on any day. */
  people: number;
  contracted: number;
}

/** Adds up who is there, bucket by bucket. */
export class HeadcountSums {
  readonly #buckets: readonly { first: DayNumber; last: DayNumber }[];
  readonly #counts: Headcount[];

  constructor(buckets: readonly DateRange[]) {
    this.#buckets = buckets.map(({ from, to }) => ({ first: dayNumber(from), last: dayNumber(to) }));
    this.#counts = buckets.map(() => ({
      opening: 0,
      joins: 0,
      leaves: 0,
      closing: 0,
      people: 0,
      contracted: 0,
    }));
  }

  /**
   * Adds a person: 1 for each day on which he is there, from a day before the first bucket to one after the last, and 0
   * for each other. On a day that the calendar has not, everybody is where he is on the next to it.
   */
  add(isThere: Uint8Array, contracted: Int32Array, firstDay: DayNumber): void {
    for (const [index, { first, last }] of this.#buckets.entries()) {
      const counts = this.#counts[index]!;
      const [start, end] = [first - firstDay, last - firstDay];
      let isEverThere = false;
      for (let day = start; day <= end; day++) {
        if (!isThere[day]) continue;
        isEverThere = true;
        if (isThere[day - 1] === 0) counts.joins += 1;
        if (isThere[day + 1] === 0) counts.leaves += 1;
        counts.contracted += contracted[day]!;
      }
      if (isEverThere) counts.people += 1;
      if (isThere[start - 1] !== 0 && isThere[start]) counts.opening += 1;
      if (isThere[end] && isThere[end + 1] !== 0) counts.closing += 1;
    }
  }

  counts(): readonly Headcount[] {
    return this.#counts;
  }
}
