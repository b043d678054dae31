import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assignment, UNKNOWN, type WorkerFacts, workerDays } from '../../src/capacity/calendar.js';
import { fits, minutesUnplaced } from '../../src/capacity/calendar-fits.js';
import { unscheduledMinutes } from '../../src/capacity/calendar-load.js';
import { fitsEvenly, overbookings } from '../../src/capacity/calendar-overbookings.js';
import { addDays, daysBetween } from '../../src/time/local-date.js';
import { ada, employed, hard, inAll, MONDAY, percent, stated, total } from './ada.js';

// A world of eight days of a few minutes each, in which everything can be tried.
const DAYS = 8;
const LAST = addDays(MONDAY, DAYS - 1);
const ALL = { from: MONDAY, to: LAST };
const dateOf = (i: number) => addDays(MONDAY, i);

const few = (max: number) => fc.integer({ min: 0, max });
const anyStretch = fc.tuple(few(DAYS - 1), few(DAYS - 1)).map(([a, b]) => ({
  from: dateOf(Math.min(a, b)),
  to: dateOf(Math.max(a, b)),
}));
const anyItem: fc.Arbitrary<(id: string) => Assignment> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(few(7), anyStretch).map(
      ([minutes, range]) =>
        (id: string) =>
          inAll(id, minutes, range),
    ),
  },
  fc.tuple(few(3), anyStretch).map(
    ([minutes, range]) =>
      (id: string) =>
        hard(id, minutes, range),
  ),
  fc.tuple(few(7_500), anyStretch).map(
    ([share, range]) =>
      (id: string) =>
        percent(id, share, range),
  ),
  fc
    .uniqueArray(fc.tuple(few(DAYS - 1), few(4)), { minLength: 1, maxLength: 3, selector: ([i]) => i })
    .map((days) => (id: string) => stated(id, Object.fromEntries(days.map(([i, m]) => [dateOf(i), m])))),
  fc.tuple(few(2), anyStretch).map(
    ([minutesPerDay, range]) =>
      (id: string): Assignment => ({
        ...hard(id, 0, range),
        load: { mode: 'RATE', minutesPerDay, includeNonWorking: true },
      }),
  ),
  fc.tuple(fc.array(few(3), { minLength: 1, maxLength: 4 }), anyStretch).map(
    ([kept, range]) =>
      (id: string): Assignment => ({
        ...inAll(id, 20, range),
        load: { mode: 'TOTAL', totalMinutes: 20, kept },
      }),
  ),
);
const anyWorld: fc.Arbitrary<WorkerFacts> = fc
  .record({
    minutes: fc.array(few(4), { minLength: 14, maxLength: 14 }),
    items: fc.array(anyItem, { maxLength: 5 }),
    unknownFrom: fc.option(few(DAYS - 1), { freq: 5 }),
  })
  .map(({ minutes, items, unknownFrom }) => {
    const unknown = { from: dateOf(unknownFrom ?? 0), to: dateOf(unknownFrom ?? 0), patterns: [] };
    return ada({
      engagements: [employed(minutes), ...(unknownFrom === null ? [] : [unknown])],
      assignments: items.map((item, i) => item(`a${i}`)),
    });
  });

/** Minutes that must lie on any of the days from `first` to `last`. */
interface Piece {
  first: number;
  last: number;
  minutes: number;
}

/** Effective minutes by day, and what must be placed in them: the days of bound items, and windows of totals. */
function readAloud(facts: WorkerFacts): { room: number[]; pieces: Piece[] } {
  const { effective, states } = workerDays(facts, ALL);
  const isKnown = (i: number) => states[i] !== UNKNOWN;
  const pieces = facts.assignments.flatMap((assignment): Piece[] => {
    const first = daysBetween(MONDAY, assignment.from);
    const last = daysBetween(MONDAY, assignment.to!);
    const { load } = assignment;
    const indices = Array.from({ length: last - first + 1 }, (_, k) => first + k);
    if (load.mode === 'TOTAL') {
      if (!indices.every(isKnown)) return [];
      const minutes = load.kept ? total(load.kept.slice(0, indices.length)) : load.totalMinutes;
      return [{ first, last, minutes }];
    }
    return indices.filter(isKnown).map((i) => ({
      first: i,
      last: i,
      minutes:
        load.mode === 'PERCENT'
          ? Math.floor((load.percent * effective[i]!) / 10_000)
          : load.mode === 'DAYS'
            ? (load.days.find(({ date }) => date === dateOf(i))?.minutes ?? 0)
            : effective[i]! > 0 || load.includeNonWorking
              ? load.minutesPerDay
              : 0,
    }));
  });
  return { room: [...effective], pieces };
}

/** Minutes that no placing of the others can do without, by augmenting paths (Kuhn, 1955), a minute at a time. */
function leastUnplaced({ room, pieces }: ReturnType<typeof readAloud>): number {
  const units = pieces.flatMap(({ minutes, ...days }) => Array.from({ length: minutes }, () => days));
  const placed: number[][] = room.map(() => []);
  const place = (unit: number, seen: Set<number>): boolean => {
    for (let i = units[unit]!.first; i <= units[unit]!.last; i++) {
      if (seen.has(i)) continue;
      seen.add(i);
      if (placed[i]!.length < room[i]!) {
        placed[i]!.push(unit);
        return true;
      }
      for (const [k, other] of placed[i]!.entries()) {
        if (!place(other, seen)) continue;
        placed[i]![k] = unit;
        return true;
      }
    }
    return false;
  };
  return units.filter((_, unit) => !place(unit, new Set())).length;
}

type Family = [first: number, last: number][];

/** Every family of disjoint windows from a day on. */
function families(from: number): Family[] {
  if (from >= DAYS) return [[]];
  const found = families(from + 1);
  for (let last = from; last < DAYS; last++) {
    for (const rest of families(last + 1)) found.push([[from, last], ...rest]);
  }
  return found;
}
const FAMILIES = families(0);

/** By excess, then fewest days, then fewest windows, then the earliest. */
function bestFamily({ room, pieces }: ReturnType<typeof readAloud>): Family {
  const excess = ([first, last]: Family[number]) =>
    total(
      pieces.filter((piece) => piece.first >= first && piece.last <= last).map(({ minutes }) => minutes),
    ) - total(room.slice(first, last + 1));
  const rank = (family: Family) => [
    -total(family.map(excess)),
    total(family.map(([first, last]) => last - first + 1)),
    family.length,
    ...family.flat(),
  ];
  const ranked = FAMILIES.map((family) => ({ family, rank: rank(family) }));
  return ranked.reduce((best, each) => (isLess(each.rank, best.rank) ? each : best)).family;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const k = a.findIndex((value, i) => value !== b[i]);
  return k >= 0 && a[k]! < b[k]!;
}

describe('against all that can be tried', () => {
  it('what finds no place is the least that any placing leaves', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        expect(minutesUnplaced(facts, LAST)).toBe(leastUnplaced(readAloud(facts)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('the overbookings are the best of all families of windows, and add up to what finds no place', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        const found = overbookings(facts, ALL);
        const windows = found.map(({ from, to }) => [daysBetween(MONDAY, from), daysBetween(MONDAY, to)]);
        expect(windows).toEqual(bestFamily(readAloud(facts)));
        expect(total(found.map(({ minutesOver }) => minutesOver))).toBe(minutesUnplaced(facts, LAST));
      }),
      { numRuns: 300 },
    );
  });

  it('the forced minutes of a window are those over and those available', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        const { room } = readAloud(facts);
        for (const { from, to, forced, minutesOver, availableMinutes } of overbookings(facts, ALL)) {
          const window = [daysBetween(MONDAY, from), daysBetween(MONDAY, to) + 1];
          expect(availableMinutes).toBe(total(room.slice(...window)));
          expect(total(forced.map(({ minutes }) => minutes))).toBe(minutesOver + availableMinutes);
          expect(minutesOver).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('placings keep to the days, to the room of each and to what is asked', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        const { room, pieces } = readAloud(facts);
        const placements = fits(facts, LAST);
        for (const { assignment, firstDay, minutes } of placements) {
          for (const [i, each] of minutes.entries()) {
            const day = firstDay - workerDays(facts, ALL).firstDay + i;
            room[day]! -= each;
            if (each > 0) {
              expect(day).toBeGreaterThanOrEqual(daysBetween(MONDAY, assignment.from));
              expect(day).toBeLessThanOrEqual(daysBetween(MONDAY, assignment.to!));
            }
          }
        }
        expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
        const placed = total(placements.map(({ minutes }) => total(minutes)));
        const unplaced = total(placements.map(({ unplacedMinutes }) => unplacedMinutes));
        expect(placed + unplaced).toBe(total(pieces.map(({ minutes }) => minutes)));
        expect(unplaced).toBe(minutesUnplaced(facts, LAST));
      }),
    );
  });

  it('an overbooking is the same from wherever it is seen', () => {
    fc.assert(
      fc.property(anyWorld, anyStretch, (facts, range) => {
        const seen = overbookings(facts, range, LAST);
        expect(seen).toEqual(
          overbookings(facts, ALL).filter(({ from, to }) => from <= range.to && to >= range.from),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('nothing that meets some days is overbooked where their even load shows that all fits', () => {
    fc.assert(
      fc.property(anyWorld, anyStretch, (facts, range) => {
        fc.pre(fitsEvenly(facts, workerDays(facts, range)));
        expect(overbookings(facts, range, LAST)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('the even load shows that all fits, just where nothing is overbooked, of what is bound to its days', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        const days = workerDays(facts, ALL);
        fc.pre(
          !days.states.includes(UNKNOWN) && facts.assignments.every(({ load }) => load.mode !== 'TOTAL'),
        );
        expect(fitsEvenly(facts, days)).toBe(overbookings(facts, ALL).length === 0);
      }),
    );
  });

  it('even load and unscheduled minutes are never less than what is over, and the same without totals', () => {
    fc.assert(
      fc.property(anyWorld, (facts) => {
        const isKnown = !workerDays(facts, ALL).states.includes(UNKNOWN);
        fc.pre(isKnown);
        const over = total(workerDays(facts, ALL).overAllocated);
        const unscheduled = total(facts.assignments.map(({ id }) => unscheduledMinutes(facts, id)));
        const hasTotals = facts.assignments.some(({ load }) => load.mode === 'TOTAL');
        expect(over + unscheduled).toBeGreaterThanOrEqual(minutesUnplaced(facts, LAST));
        if (!hasTotals) expect(over).toBe(minutesUnplaced(facts, LAST));
      }),
      { numRuns: 300 },
    );
  });
});
