import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assignment, type WorkerFacts, workerDays } from '../../src/capacity/calendar.js';
import { unscheduledMinutes } from '../../src/capacity/calendar-load.js';
import { divide } from '../../src/capacity/shares.js';
import type { DateRange } from '../../src/time/date-range.js';
import {
  ada,
  day,
  employed,
  FULL_TIME,
  hard,
  inAll,
  MONDAY,
  minutesOf,
  soft,
  stated,
  sumOf,
  total,
  WEEK,
} from './ada.js';
import { ALL_DAYS, anyRange, knownFacts } from './any-facts.js';

const FORTNIGHT = { from: MONDAY, to: '2026-12-06' };

describe('a total', () => {
  it('follows the effective minutes of its days', () => {
    const timeOff = [{ from: '2026-11-24', to: '2026-11-24', minutesPerDay: 240 }];
    const facts = ada({ timeOff, assignments: [inAll('a', 1_080, WEEK)] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([240, 120, 240, 240, 240, 0, 0]);
  });

  it('gives odd minutes to the earlier days', () => {
    const facts = ada({ assignments: [inAll('a', 7, WEEK)] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([2, 2, 1, 1, 1, 0, 0]);
  });

  it('is spread over its whole window, whatever part of it is asked for', () => {
    const facts = ada({ assignments: [inAll('a', 1_003, FORTNIGHT)] });
    const whole = minutesOf('confirmed', facts, FORTNIGHT);
    expect(whole).toEqual([101, 101, 101, 100, 100, 0, 0, 100, 100, 100, 100, 100, 0, 0]);
    expect(minutesOf('confirmed', facts, { from: '2026-11-25', to: '2026-11-26' })).toEqual([101, 100]);
    expect(minutesOf('confirmed', facts, { from: '2026-11-01', to: MONDAY }).at(-1)).toBe(101);
    expect(sumOf(facts, day('2026-12-07')).confirmed).toBe(0);
  });

  it('of the same window as others is spread with them as one sum, in the order of ids', () => {
    const facts = ada({ assignments: [inAll('b', 3, WEEK), inAll('a', 3, WEEK), inAll('c', 4, WEEK)] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([2, 2, 2, 2, 2, 0, 0]);
    const alone = (id: string) =>
      minutesOf('confirmed', { ...facts, assignments: facts.assignments.filter((a) => a.id <= id) }, WEEK);
    expect(alone('a')).toEqual([1, 1, 1, 0, 0, 0, 0]);
    expect(alone('b')).toEqual([2, 1, 1, 1, 1, 0, 0]);
  });

  it('that is proposed never moves a confirmed minute, whatever its id', () => {
    const assignments = [inAll('b', 7, WEEK), soft(inAll('a', 5, WEEK))];
    const days = workerDays(ada({ assignments }), WEEK);
    expect([...days.confirmed]).toEqual([2, 2, 1, 1, 1, 0, 0]);
    expect([...days.tentative]).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  it('may ask for more than there is', () => {
    const facts = ada({ assignments: [inAll('a', 3_000, WEEK)] });
    expect(sumOf(facts, WEEK)).toMatchObject({ confirmed: 3_000, overAllocated: 600, free: 0 });
  });

  it('without capacity is placed nowhere, and all of it is unscheduled', () => {
    const weekend = { from: '2026-11-28', to: '2026-11-29' };
    const facts = ada({ assignments: [inAll('a', 300, weekend), inAll('b', 300, WEEK)] });
    expect(sumOf(facts, weekend).confirmed).toBe(0);
    expect(['a', 'b', 'nobody'].map((id) => unscheduledMinutes(facts, id))).toEqual([300, 0, 0]);
  });

  it('is spread over the days on which capacity is known', () => {
    const engagements = [employed(FULL_TIME), { from: '2026-11-25', to: null, patterns: [] }];
    const facts = ada({ engagements, assignments: [inAll('a', 100, WEEK)] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([50, 50, 0, 0, 0, 0, 0]);
    const unknown = { ...facts, assignments: [inAll('a', 100, { from: '2026-11-25', to: '2026-11-27' })] };
    expect(minutesOf('confirmed', unknown, WEEK)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(unscheduledMinutes(unknown, 'a')).toBe(100);
  });

  it('that was cut keeps the minutes of the days it had, and takes none of the others’ places', () => {
    const cut: Assignment = {
      ...inAll('a', 1_000, { from: MONDAY, to: '2026-11-25' }),
      load: { mode: 'TOTAL', totalMinutes: 1_000, kept: [200, 10, 200, 200, 200] },
    };
    const facts = ada({ assignments: [cut, inAll('b', 3, { from: MONDAY, to: '2026-11-25' })] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([201, 11, 201, 0, 0, 0, 0]);
    expect(minutesOf('confirmed', facts, day('2026-11-25'))).toEqual([201]);
    expect(unscheduledMinutes(facts, 'a')).toBe(0);
  });

  it('keeps its sum, unless it is unscheduled', () => {
    const totals = fc.array(fc.tuple(anyRange, fc.nat(9_000), fc.boolean()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(knownFacts, totals, (facts, rows) => {
        const assignments = rows.map(([range, minutes, isSoft], i) => {
          const assignment = inAll(`t${i}`, minutes, range);
          return isSoft ? soft(assignment) : assignment;
        });
        const days = workerDays({ ...facts, assignments }, ALL_DAYS);
        const unscheduled = total(
          assignments.map(({ id }) => unscheduledMinutes({ ...facts, assignments }, id)),
        );
        expect(total(days.confirmed) + total(days.tentative) + unscheduled).toBe(
          total(rows.map(([, minutes]) => minutes)),
        );
      }),
    );
  });

  it('with others of its window follows the capacity as one total would', () => {
    fc.assert(
      fc.property(
        knownFacts,
        anyRange,
        fc.array(fc.nat(3_000), { maxLength: 4 }),
        (facts, range, minutes) => {
          const confirmed = (assignments: Assignment[]) =>
            minutesOf('confirmed', { ...facts, assignments }, range);
          const together = confirmed(minutes.map((each, i) => inAll(`t${i}`, each, range)));
          expect(together).toEqual(confirmed([inAll('one', total(minutes), range)]));
          expect(together).toEqual(divide(total(minutes), effectiveOf(facts, range)));
        },
      ),
    );
  });
});

const effectiveOf = (facts: WorkerFacts, range: DateRange) => minutesOf('effective', facts, range);

describe('stated days', () => {
  it('count on any day, and are over where there is no capacity', () => {
    const facts = ada({ assignments: [stated('a', { [MONDAY]: 100, '2026-11-28': 240, '2026-12-01': 7 })] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([100, 0, 0, 0, 0, 240, 0]);
    expect(sumOf(facts, WEEK)).toMatchObject({ overAllocated: 240, outsideCapacity: 240, free: 2_300 });
  });

  it('count as stated where capacity is unknown', () => {
    const engagements = [{ from: '2020-01-01', to: null, patterns: [] }];
    const facts = ada({ engagements, assignments: [stated('a', { [MONDAY]: 100 })] });
    expect(sumOf(facts, WEEK)).toMatchObject({ effective: null, unknownConfirmed: 100 });
  });

  it('after the end of a cut assignment are dropped', () => {
    const whole = stated('a', { [MONDAY]: 100, '2026-11-25': 50, '2026-11-26': 10 });
    const facts = ada({ assignments: [{ ...whole, to: '2026-11-25' }] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([100, 0, 50, 0, 0, 0, 0]);
  });
});

describe('a rate that includes non-working days', () => {
  it('counts on every day, and is over on those without capacity', () => {
    const rate: Assignment = {
      ...hard('a', 60, { from: '2026-11-27', to: null }),
      load: { mode: 'RATE', minutesPerDay: 60, includeNonWorking: true },
    };
    const facts = ada({ timeOff: [{ ...day('2026-11-27'), minutesPerDay: null }], assignments: [rate] });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([0, 0, 0, 0, 60, 60, 60]);
    expect(minutesOf('overAllocated', facts, WEEK)).toEqual([0, 0, 0, 0, 60, 60, 60]);
  });
});
