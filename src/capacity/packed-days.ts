import type { DayNumber } from '../time/local-date.js';
import { KNOWN, MEASURES, type MeasuredDays, UNKNOWN, type WorkerDays } from './calendar.js';

// How the days of a worker in a department are stored. What is not packed follows from what is.

/** In how many bytes a day of each packed measure is stored: capacity is at most 1,440 minutes, load has no bound. */
export const PACKED = {
  contracted: 2,
  effective: 2,
  timeOff: 2,
  confirmed: 4,
  tentative: 4,
  outsideCapacity: 4,
} as const;
export type PackedMeasure = keyof typeof PACKED;
export const PACKED_MEASURES = Object.keys(PACKED) as PackedMeasure[];

/** Null where all are zero; `states` where the worker is a member of known capacity on every day. */
export type PackedDays = Readonly<Record<PackedMeasure | 'states', Uint8Array | null>>;

export const packStates = ({ states }: MeasuredDays): Uint8Array | null =>
  isAll(KNOWN, states) ? null : states;

// Typed arrays have the byte order of the machine, and every machine that Node is built for has the little end first.

export function packMinutes(minutes: Int32Array, width: 2 | 4): Uint8Array | null {
  if (isAll(0, minutes)) return null;
  const packed = width === 2 ? new Uint16Array(minutes) : minutes;
  return new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
}

function isAll(value: number, days: Int32Array | Uint8Array): boolean {
  for (let day = 0; day < days.length; day++) if (days[day] !== value) return false;
  return true;
}

export function unpackMinutes(bytes: Uint8Array, width: 2 | 4): ArrayLike<number> {
  // A copy begins where arrays of wider elements may.
  const { buffer } = Uint8Array.from(bytes);
  return width === 2 ? new Uint16Array(buffer) : new Int32Array(buffer);
}

/** The days from `firstDay` on, of which `packed` holds so many. */
export function unpack(
  packed: PackedDays,
  { workerId, firstDay, length }: Pick<MeasuredDays, 'workerId' | 'firstDay' | 'length'>,
): MeasuredDays {
  const days = blank(workerId, firstDay, length);
  if (packed.states === null) days.states.fill(KNOWN);
  else days.states.set(packed.states);
  for (const measure of PACKED_MEASURES) {
    const bytes = packed[measure];
    if (bytes === null) continue;
    days[measure].set(unpackMinutes(bytes, PACKED[measure]));
  }
  settle(days);
  return days;
}

/** A worker's own days: the sum over his departments, which cover every day. */
export function wholeOf(parts: readonly MeasuredDays[]): WorkerDays {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const whole = blank(first!.workerId, first!.firstDay, first!.length);
  for (const part of parts) {
    for (let i = 0; i < whole.length; i++) whole.states[i] = Math.max(whole.states[i]!, part.states[i]!);
    for (const measure of PACKED_MEASURES) {
      const [sum, minutes] = [whole[measure], part[measure]];
      for (let i = 0; i < whole.length; i++) sum[i] = sum[i]! + minutes[i]!;
    }
  }
  settle(whole);
  return whole;
}

/** What follows: contracted = holiday + timeOff + effective, and free - overAllocated = effective - confirmed. */
function settle({ length, states, ...days }: MeasuredDays): void {
  for (let i = 0; i < length; i++) {
    if (states[i] === UNKNOWN) continue;
    days.holiday[i] = days.contracted[i]! - days.timeOff[i]! - days.effective[i]!;
    const left = days.effective[i]! - days.confirmed[i]!;
    if (left >= 0) days.free[i] = left;
    else days.overAllocated[i] = -left;
  }
}

function blank(workerId: string, firstDay: DayNumber, length: number): MeasuredDays {
  const minutes = Object.fromEntries(MEASURES.map((measure) => [measure, new Int32Array(length)]));
  return {
    workerId,
    firstDay,
    length,
    states: new Uint8Array(length),
    ...minutes,
  } as unknown as MeasuredDays;
}
