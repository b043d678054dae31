import { type DayNumber, dayNumber, type LocalDate } from '../time/local-date.js';

/**
 * What is measured, in minutes. `tentative` is the load of SOFT assignments beside `confirmed`, of HARD ones;
 * `outsideCapacity` is the part of `confirmed` on days on which the worker has no effective minutes.
 */
export const MEASURES = [
  'contracted',
  'holiday',
  'timeOff',
  'effective',
  'confirmed',
  'tentative',
  'free',
  'overAllocated',
  'outsideCapacity',
] as const;
export type Measure = (typeof MEASURES)[number];

/** A day that does not count: the worker is not in the department. Its minutes are 0. */
export const NOT_A_MEMBER = 0;
export const KNOWN = 1;
/** The day of an engagement without any pattern (NO_PATTERN): `confirmed` and `tentative` hold, all else is null, kept as 0. */
export const UNKNOWN = 2;

/** Minutes by day, one array for each measure. The arrays may be shared with others: never write to them. */
export interface MeasuredDays extends Readonly<Record<Measure, Int32Array>> {
  readonly workerId: string;
  readonly firstDay: DayNumber;
  readonly length: number;
  /** NOT_A_MEMBER, KNOWN or UNKNOWN for each day. */
  readonly states: Uint8Array;
}

/** Days of no minutes, of which the worker is no member. */
export function blankDays(workerId: string, firstDay: DayNumber, length: number): MeasuredDays {
  // One buffer for all measures: with one for each, everything takes twice as long (10,000 workers, 91 days).
  const buffer = new ArrayBuffer(MEASURES.length * length * Int32Array.BYTES_PER_ELEMENT);
  let offset = 0;
  const minutes = () => {
    const array = new Int32Array(buffer, offset, length);
    offset += array.byteLength;
    return array;
  };
  return {
    workerId,
    firstDay,
    length,
    states: new Uint8Array(length),
    contracted: minutes(),
    holiday: minutes(),
    timeOff: minutes(),
    effective: minutes(),
    confirmed: minutes(),
    tentative: minutes(),
    free: minutes(),
    overAllocated: minutes(),
    outsideCapacity: minutes(),
  };
}

/** The index of the first of these days that is not before `from`. */
export function firstIndex(days: MeasuredDays, from: LocalDate): number {
  return Math.max(0, dayNumber(from) - days.firstDay);
}

/** The index of the last of these days that is not after `to`; -1 or below where there is none. */
export function lastIndex(days: MeasuredDays, to: LocalDate | null): number {
  return to === null ? days.length - 1 : Math.min(days.length - 1, dayNumber(to) - days.firstDay);
}
