import { describe, expect, it } from 'vitest';
import {
  assignmentDays,
  departmentDays,
  holidayCalendar,
  KNOWN,
  NOT_A_MEMBER,
  UNKNOWN,
  workerDays,
} from '../../src/capacity/calendar.js';
import { overbookings } from '../../src/capacity/calendar-overbookings.js';
import { GroupSums } from '../../src/capacity/calendar-sums.js';
import type { LocalDate } from '../../src/time/local-date.js';
import {
  A_MONDAY,
  ada,
  day,
  employed,
  FULL_TIME,
  forced,
  hard,
  inDepartment,
  MONDAY,
  minutesOf,
  percent,
  soft,
  sumOf,
  WEEK,
} from './ada.js';

describe('a work pattern', () => {
  const twoWeeks = [...FULL_TIME, 240, 240, 0, 0, 0, 0, 0];
  const minutesOn = (date: LocalDate, anchor: LocalDate) => {
    const patterns = [{ from: '2020-01-01', anchor, minutes: twoWeeks }];
    return sumOf(ada({ engagements: [{ from: '2020-01-01', to: null, patterns }] }), day(date)).contracted;
  };

  it.each([
    ['2026-11-23', '2026-11-23', 480],
    ['2026-11-30', '2026-11-23', 240],
    ['2026-12-07', '2026-11-23', 480],
    ['2026-11-16', '2026-11-23', 240],
    ['2026-11-09', '2026-11-23', 480],
    ['2026-11-18', '2026-11-23', 0],
  ])('on %s, anchored on %s, is in its cycle with %i minutes', (date, anchor, minutes) => {
    expect(minutesOn(date, anchor)).toBe(minutes);
  });

  it('is in force until the next begins, in whatever order they are given', () => {
    const patterns = [
      { from: '2026-11-26', anchor: A_MONDAY, minutes: [60, 60, 60, 60, 60, 0, 0] },
      { from: '2020-01-01', anchor: A_MONDAY, minutes: FULL_TIME },
    ];
    const engagements = [{ from: '2020-01-01', to: '2026-11-26', patterns }];
    expect(minutesOf('contracted', ada({ engagements }), WEEK)).toEqual([480, 480, 480, 60, 0, 0, 0]);
  });

  it('adds up over the engagements of a day, to at most the day itself', () => {
    const engagements = [employed(FULL_TIME), employed([300, 600, 960, 1_000, 0, 60, 0], '2026-11-24')];
    expect(minutesOf('contracted', ada({ engagements }), WEEK)).toEqual([
      480, 1_080, 1_440, 1_440, 480, 60, 0,
    ]);
  });
});

describe('holidays and time off', () => {
  it('take a part of a holiday in proportion, half up', () => {
    const engagements = [employed([481, 481, 455, 480, 480, 0, 0])];
    const holidays = holidayCalendar([
      ['2026-11-23', 720],
      ['2026-11-24', 1_440],
      ['2026-11-25', 480],
      ['2026-11-29', 1_440],
    ]);
    expect(minutesOf('holiday', ada({ engagements, holidays }), WEEK)).toEqual([241, 481, 152, 0, 0, 0, 0]);
  });

  it('count the largest of several holidays on a date', () => {
    const holidays = holidayCalendar([
      ['2026-11-24', 720],
      ['2026-11-24', 1_440],
      ['2026-11-24', 360],
      ['2026-11-23', 360],
    ]);
    expect(minutesOf('holiday', ada({ holidays }), WEEK).slice(0, 2)).toEqual([120, 480]);
  });

  it('unite whole days, add up minutes and are capped by what the holiday leaves', () => {
    const facts = ada({
      holidays: holidayCalendar([['2026-11-25', 720]]),
      timeOff: [
        { from: '2026-11-23', to: '2026-11-23', minutesPerDay: null },
        { from: '2026-11-23', to: '2026-11-23', minutesPerDay: null },
        { from: '2026-11-24', to: '2026-11-25', minutesPerDay: 100 },
        { from: '2026-11-24', to: '2026-11-25', minutesPerDay: 200 },
      ],
    });
    expect(minutesOf('timeOff', facts, WEEK)).toEqual([480, 300, 240, 0, 0, 0, 0]);
    expect(minutesOf('effective', facts, WEEK)).toEqual([0, 180, 0, 480, 480, 0, 0]);
  });

  it('cost nothing on days without work', () => {
    const weekend = { from: '2026-11-28', to: '2026-11-29' };
    for (const minutesPerDay of [null, 240]) {
      expect(sumOf(ada({ timeOff: [{ ...weekend, minutesPerDay }] }), WEEK)).toEqual(sumOf(ada(), WEEK));
    }
  });
});

describe('load', () => {
  it('at a rate is not reduced by a partial leave and skips days without capacity', () => {
    const facts = ada({
      timeOff: [
        { from: '2026-11-23', to: '2026-11-23', minutesPerDay: null },
        { from: '2026-11-24', to: '2026-11-24', minutesPerDay: 240 },
      ],
      assignments: [hard('a', 360, { from: '2026-01-01', to: null })],
    });
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([0, 360, 360, 360, 360, 0, 0]);
    expect(minutesOf('overAllocated', facts, WEEK)).toEqual([0, 120, 0, 0, 0, 0, 0]);
    expect(minutesOf('free', facts, WEEK)).toEqual([0, 0, 120, 120, 120, 0, 0]);
  });

  it('in percent follows the effective minutes, rounded down', () => {
    const facts = ada({
      timeOff: [{ from: '2026-11-24', to: '2026-11-24', minutesPerDay: 239 }],
      assignments: [percent('a', 3_333, WEEK), percent('b', 6_667, WEEK)],
    });
    // 33.33 % and 66.67 % of 480 are 159.98 and 320.02; of 241 they are 80.33 and 160.67.
    expect(minutesOf('confirmed', facts, WEEK)).toEqual([479, 240, 479, 479, 479, 0, 0]);
  });

  it('of soft assignments is tentative, and takes nothing of what is free', () => {
    const facts = ada({ assignments: [soft(hard('a', 600, WEEK)), hard('b', 60, WEEK)] });
    expect(sumOf(facts, day(MONDAY))).toMatchObject({ confirmed: 60, tentative: 600, free: 420 });
  });
});

describe('an unknown day', () => {
  // Employed without a pattern from Wednesday on.
  const engagements = [employed(FULL_TIME), { from: '2026-11-25', to: null, patterns: [] }];
  const facts = ada({
    engagements,
    timeOff: [{ from: '2026-11-25', to: '2026-11-25', minutesPerDay: null }],
    holidays: holidayCalendar([['2026-11-26', 1_440]]),
    assignments: [hard('a', 500, WEEK), percent('b', 5_000, WEEK)],
  });

  it('takes a rate on every day, of percents nothing, and knows nothing else', () => {
    const days = workerDays(facts, WEEK);
    expect([...days.states]).toEqual([KNOWN, KNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]);
    expect([...days.confirmed]).toEqual([740, 740, 500, 500, 500, 500, 500]);
    for (const measure of [
      'contracted',
      'holiday',
      'timeOff',
      'effective',
      'free',
      'outsideCapacity',
    ] as const) {
      expect([...days[measure]].slice(2)).toEqual([0, 0, 0, 0, 0]);
    }
  });

  it('is left out of sums, its confirmed minutes counted apart', () => {
    expect(sumOf(facts, WEEK)).toEqual({
      knownDays: 2,
      contracted: 960,
      holiday: 0,
      timeOff: 0,
      effective: 960,
      confirmed: 1_480,
      tentative: 0,
      free: 0,
      overAllocated: 520,
      outsideCapacity: 0,
      unknownConfirmed: 2_500,
      unknownWorkers: 1,
    });
  });

  it('is no overbooking', () => {
    expect(overbookings(facts, WEEK)).toEqual([
      {
        from: '2026-11-23',
        to: '2026-11-24',
        forced: forced({ a: 1_000, b: 480 }),
        minutesOver: 520,
        availableMinutes: 960,
      },
    ]);
  });
});

describe('departments', () => {
  it('have integer shares where floats go wrong', () => {
    const facts = ada({
      engagements: [employed([500, 0, 0, 0, 0, 0, 0])],
      memberships: [inDepartment('design', 6_460)],
    });
    const lines = departmentDays(facts, workerDays(facts, day(MONDAY)));
    expect(lines.map(({ departmentId, effective }) => [departmentId, effective[0]])).toEqual([
      ['design', 323],
      [null, 177],
    ]);
  });

  it('give ties to the first department, to "no department" last', () => {
    const facts = ada({
      engagements: [employed([1, 1, 1, 1, 1, 0, 0])],
      memberships: [
        { ...inDepartment('zoo', 5_000), to: '2026-11-24' },
        { ...inDepartment('art', 5_000), to: MONDAY },
      ],
    });
    const lines = departmentDays(facts, workerDays(facts, { from: MONDAY, to: '2026-11-25' }));
    expect(lines.map(({ departmentId, effective }) => [departmentId, ...effective])).toEqual([
      ['art', 1, 0, 0],
      ['zoo', 0, 1, 0],
      [null, 0, 0, 1],
    ]);
    expect(lines.map(({ states }) => [...states])).toEqual([
      [KNOWN, NOT_A_MEMBER, NOT_A_MEMBER],
      [KNOWN, KNOWN, NOT_A_MEMBER],
      [NOT_A_MEMBER, KNOWN, KNOWN],
    ]);
  });

  it('leave out a worker on his unknown days, and are null if only such are left', () => {
    const unknown = ada({ engagements: [{ from: '2020-01-01', to: null, patterns: [] }] });
    const facts = {
      ...unknown,
      memberships: [inDepartment('art', 2_500), inDepartment('zoo', 2_500)],
      assignments: [hard('a', 400, WEEK)],
    };
    const lines = departmentDays(facts, workerDays(facts, WEEK));
    const group = new GroupSums([day(MONDAY), { from: '2026-11-24', to: '2026-11-29' }]);
    expect(group.sums()[0]).toMatchObject({ effective: 0, unknownWorkers: 0 });
    group.addWorker(lines.filter(({ departmentId }) => departmentId !== null));
    expect(group.sums()).toMatchObject([
      { effective: null, confirmed: null, free: null, unknownConfirmed: 200, unknownWorkers: 1 },
      { effective: null, confirmed: null, free: null, unknownConfirmed: 1_200, unknownWorkers: 1 },
    ]);
    group.addWorker([workerDays(ada({ workerId: 'grace' }), WEEK)]);
    expect(group.sums()).toMatchObject([
      { effective: 480, confirmed: 0, unknownConfirmed: 200, unknownWorkers: 1 },
      { effective: 1_920, confirmed: 0, unknownConfirmed: 1_200, unknownWorkers: 1 },
    ]);
  });

  it('have sums only where the days of their workers are at hand', () => {
    const group = new GroupSums([{ from: '2026-11-23', to: '2026-11-30' }]);
    expect(() => group.addWorker([workerDays(ada(), WEEK)])).toThrow(RangeError);
  });

  it('are given the minutes of assignments in order: hard before soft, the earlier first', () => {
    const facts = ada({
      memberships: [inDepartment('art', 4_500), inDepartment('lab', 4_500), inDepartment('zoo', 1_000)],
      assignments: [
        soft(hard('s', 1, { from: '2026-01-01', to: null })),
        hard('b', 1, day(MONDAY)),
        hard('c', 1, { from: '2026-11-01', to: null }),
        hard('a', 1, day(MONDAY)),
        hard('z', 1, day('2026-12-31')),
      ],
    });
    const lines = assignmentDays(facts, workerDays(facts, day(MONDAY)));
    expect(
      lines.map(({ assignment, departments }) => [assignment.id, ...departments.map((d) => d.minutes[0])]),
    ).toEqual([
      ['c', 1, 0, 0],
      ['a', 0, 1, 0],
      ['b', 1, 0, 0],
      ['s', 0, 1, 0],
    ]);
  });
});
