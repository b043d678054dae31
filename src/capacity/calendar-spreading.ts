import { divide } from './shares.js';

/**
 * How minutes of work are given out to people and days. PROPORTIONAL follows the effective minutes, even beyond them.
 * EVEN gives the same to every day of everybody, as far as the day has it. EARLIEST_DEADLINE fills the earliest days.
 */
export type Spreading = 'PROPORTIONAL' | 'EVEN' | 'EARLIEST_DEADLINE';

export interface Spread {
  /** By worker, then by day, in the order given. */
  readonly minutes: readonly Int32Array[];
  readonly unscheduledMinutes: number;
}

/**
 * Gives out a total to the days of several workers. Where nobody has any effective minutes nothing is given out.
 * @param effective minutes by worker, then by day, the same days for all
 */
export function spread(totalMinutes: number, effective: readonly Int32Array[], spreading: Spreading): Spread {
  const minutes = SPREADINGS[spreading](totalMinutes, effective);
  const given = minutes.reduce((sum, days) => sum + sumOf(days), 0);
  return { minutes, unscheduledMinutes: totalMinutes - given };
}

type GiveOut = (totalMinutes: number, effective: readonly Int32Array[]) => Int32Array[];

const SPREADINGS: Readonly<Record<Spreading, GiveOut>> = {
  PROPORTIONAL: proportional,
  EVEN: even,
  EARLIEST_DEADLINE: earliest,
};

/** Among the workers by Sainte-Laguë, and then each one's part among his days, as if it were a total of his. */
function proportional(totalMinutes: number, effective: readonly Int32Array[]): Int32Array[] {
  const parts = divide(totalMinutes, effective.map(sumOf));
  return effective.map((days, worker) => Int32Array.from(divide(parts[worker]!, days)));
}

/**
 * All days get the same, those that have less what they have; the last minutes that do not suffice for all go to the
 * earlier days, of a day to the earlier worker.
 */
function even(totalMinutes: number, effective: readonly Int32Array[]): Int32Array[] {
  const level = highestLevel(totalMinutes, effective);
  const minutes = effective.map((days) => days.map((has) => Math.min(has, level)));
  let left = totalMinutes - minutes.reduce((sum, days) => sum + sumOf(days), 0);
  forEachDay(effective, (worker, day) => {
    if (left === 0 || effective[worker]![day]! <= level) return;
    minutes[worker]![day]! += 1;
    left -= 1;
  });
  return minutes;
}

/** So high that the total suffices to give it to every day, as far as the day has it; by halving. */
function highestLevel(totalMinutes: number, effective: readonly Int32Array[]): number {
  const needed = (level: number) =>
    effective.reduce((sum, days) => sum + days.reduce((each, has) => each + Math.min(has, level), 0), 0);
  let low = 0;
  let high = effective.reduce((most, days) => days.reduce((a, b) => Math.max(a, b), most), 0);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (needed(middle) <= totalMinutes) low = middle;
    else high = middle - 1;
  }
  return low;
}

function earliest(totalMinutes: number, effective: readonly Int32Array[]): Int32Array[] {
  const minutes = effective.map((days) => new Int32Array(days.length));
  let left = totalMinutes;
  forEachDay(effective, (worker, day) => {
    const given = Math.min(left, effective[worker]![day]!);
    minutes[worker]![day] = given;
    left -= given;
  });
  return minutes;
}

/** The earlier day first, of a day the earlier worker. */
function forEachDay(effective: readonly Int32Array[], visit: (worker: number, day: number) => void): void {
  const days = effective[0]?.length ?? 0;
  for (let day = 0; day < days; day++) {
    for (let worker = 0; worker < effective.length; worker++) visit(worker, day);
  }
}

const sumOf = (minutes: Int32Array): number => minutes.reduce((sum, each) => sum + each, 0);
