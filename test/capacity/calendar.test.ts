import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  assignmentDays,
  departmentDays,
  type Engagement,
  holidayCalendar,
  KNOWN,
  MEASURES,
  type Measure,
  NOT_A_MEMBER,
  UNKNOWN,
  type WorkerFacts,
  workerDays,
} from '../../src/capacity/calendar.js';
import { minutesUnplaced, overbookings } from '../../src/capacity/calendar-overbookings.js';
import { fullTimeEquivalents, standardMinutes, utilisation } from '../../src/capacity/calendar-ratios.js';
import { GroupSums, sumOver } from '../../src/capacity/calendar-sums.js';
import { divide, type Membership, Shares } from '../../src/capacity/shares.js';
import {
  BUCKET_UNITS,
  bucketsOf,
  type DateRange,
  includesDate,
  lengthInDays,
} from '../../src/time/date-range.js';
import { addDays, daysBetween, type LocalDate, weekday } from '../../src/time/local-date.js';

const FULL_TIME = [480, 480, 480, 480, 480, 0, 0];
const A_MONDAY = '2020-01-06';

function ada(facts: Partial<WorkerFacts> = {}): WorkerFacts {
  return {
    workerId: 'ada',
    timeZone: 'Europe/Zurich',
    engagements: [employed(FULL_TIME)],
    memberships: [],
    timeOff: [],
    holidays: null,
    assignments: [],
    ...facts,
  };
}

function employed(minutes: readonly number[], from = '2020-01-01'): Engagement {
  return { from, to: null, patterns: [{ from, anchor: A_MONDAY, minutes }] };
}

function hard(
  id: string,
  minutesPerDay: number,
  range: { from: LocalDate; to: LocalDate | null },
): Assignment {
  return { id, objectiveId: 'launch', firmness: 'HARD', load: { mode: 'RATE', minutesPerDay }, ...range };
}

function percent(id: string, hundredths: number, range: DateRange): Assignment {
  return { ...hard(id, 0, range), load: { mode: 'PERCENT', percent: hundredths } };
}

const soft = (assignment: Assignment): Assignment => ({ ...assignment, firmness: 'SOFT' });
const inDepartment = (departmentId: string, share: number): Membership => ({
  departmentId,
  share,
  from: '2020-01-01',
  to: null,
});
const total = (minutes: Iterable<number>) => [...minutes].reduce((a, b) => a + b, 0);
const sumOf = (facts: WorkerFacts, range: DateRange) => sumOver(workerDays(facts, range), range);
const minutesOf = (measure: Measure, facts: WorkerFacts, range: DateRange) => [
  ...workerDays(facts, range)[measure],
];

const MONDAY = '2026-11-23';
const WEEK = { from: MONDAY, to: '2026-11-29' };
const day = (from: LocalDate) => ({ from, to: from });

describe('worked examples of other systems', () => {
  it('RUNN-1: four days of leave leave one of five', () => {
    const facts = ada({ timeOff: [{ from: '2023-05-01', to: '2023-05-04', minutesPerDay: null }] });
    expect(sumOf(facts, { from: '2023-05-01', to: '2023-05-07' })).toMatchObject({
      contracted: 2_400,
      timeOff: 1_920,
      effective: 480,
    });
  });

  it('RUNN-2: a group is utilised by the ratio of its sums', () => {
    const hours = [
      [100, 80],
      [80, 112],
      [20, 40],
    ] as const;
    const utilisations = hours.map(([confirmed, effective]) => utilisation(confirmed * 60, effective * 60));
    expect(utilisations).toEqual([12_500, 7_143, 5_000]);
  });

  it('RUNN-3: who is off all the time has no utilisation, with or without work booked', () => {
    const off = ada({ timeOff: [{ ...WEEK, minutesPerDay: null }] });
    for (const facts of [off, { ...off, assignments: [hard('a', 480, WEEK)] }]) {
      const { confirmed, effective } = sumOf(facts, WEEK);
      expect(utilisation(confirmed, effective)).toBeNull();
    }
  });

  it('RUNN-6: an hour a day on working days', () => {
    const facts = ada({ assignments: [hard('a', 60, { from: '2025-08-21', to: '2025-09-04' })] });
    expect(sumOf(facts, { from: '2025-08-20', to: '2025-09-30' }).confirmed).toBe(11 * 60);
    expect(sumOf(facts, { from: '2025-08-27', to: '2025-09-30' }).confirmed).toBe(7 * 60);
  });

  it('RUNN-8: every weekday has minutes of its own', () => {
    const facts = ada({ engagements: [employed([480, 480, 480, 240, 0, 0, 0])] });
    expect(sumOf(facts, WEEK).contracted).toBe(28 * 60);
  });

  it('TEMPO-1: three members and half a member', () => {
    const team = new GroupSums([WEEK]);
    for (const [workerId, share] of Object.entries({
      ada: 10_000,
      grace: 10_000,
      alan: 10_000,
      edsger: 5_000,
    })) {
      const facts = ada({ workerId, memberships: [inDepartment('design', share)] });
      const lines = departmentDays(facts, workerDays(facts, WEEK));
      team.addWorker(lines.filter(({ departmentId }) => departmentId === 'design'));
    }
    expect(team.sums()[0]!.effective).toBe(140 * 60);
    expect(fullTimeEquivalents(140 * 60, 7)).toBe(350);
  });

  it('OP-11: nothing before the first pattern, and unknown without any', () => {
    const first = { from: '2025-01-01', anchor: '2024-12-30', minutes: FULL_TIME };
    const facts = ada({ engagements: [{ from: '2024-01-01', to: null, patterns: [first] }] });
    expect(sumOf(facts, day('2024-12-30'))).toMatchObject({ contracted: 0, unknownWorkers: 0 });

    const unknown = ada({ engagements: [{ from: '2024-01-01', to: null, patterns: [] }] });
    expect(sumOf(unknown, day('2024-12-30'))).toMatchObject({ contracted: null, unknownWorkers: 1 });
  });

  it('OP-15: a weekend has no utilisation', () => {
    const { confirmed, effective } = sumOf(ada(), { from: '2026-11-28', to: '2026-11-29' });
    expect([confirmed, effective]).toEqual([0, 0]);
    expect(utilisation(confirmed, effective)).toBeNull();
  });

  it('FCST-2: all of two weeks with a day of leave is nine days', () => {
    const range = { from: '2026-11-23', to: '2026-12-06' };
    const timeOff = [{ from: '2026-11-25', to: '2026-11-25', minutesPerDay: null }];
    const facts = ada({ timeOff, assignments: [percent('a', 10_000, range)] });
    expect(sumOf(facts, range)).toMatchObject({ confirmed: 72 * 60, free: 0, overAllocated: 0 });
  });

  it('HOL-CH-GE-2026-05: Ascension and Whit Monday', () => {
    const range = { from: '2026-05-01', to: '2026-05-31' };
    const holidays = holidayCalendar([
      ['2026-05-14', 1_440],
      ['2026-05-25', 1_440],
    ]);
    const days = workerDays(ada({ holidays }), range);
    expect(days.contracted.filter((minutes) => minutes > 0)).toHaveLength(21);
    expect(days.effective.filter((minutes) => minutes > 0)).toHaveLength(19);
    expect(sumOver(days, range)).toMatchObject({ effective: 9_120, holiday: 960 });
  });
});

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
        forcedAssignmentIds: ['a', 'b'],
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

describe('overbookings', () => {
  it('are the runs of days that are over, with who is to blame', () => {
    const facts = ada({
      assignments: [
        hard('b', 240, { from: '2026-11-24', to: '2026-11-25' }),
        hard('a', 300, { from: '2026-11-24', to: '2026-12-01' }),
        hard('c', 200, { from: '2026-11-30', to: '2026-11-30' }),
        hard('free', 480, { from: '2026-11-23', to: '2026-11-23' }),
        soft(hard('soft', 480, WEEK)),
        percent('nothing', 1, WEEK),
      ],
    });
    expect(overbookings(facts, { from: '2026-11-01', to: '2026-12-31' })).toEqual([
      {
        from: '2026-11-24',
        to: '2026-11-25',
        forcedAssignmentIds: ['a', 'b'],
        minutesOver: 120,
        availableMinutes: 960,
      },
      {
        from: '2026-11-30',
        to: '2026-11-30',
        forcedAssignmentIds: ['a', 'c'],
        minutesOver: 20,
        availableMinutes: 480,
      },
    ]);
    expect(minutesUnplaced(facts, '2026-11-30')).toBe(140);
  });

  it('are shown whole where they reach beyond the range, and not where they do not meet it', () => {
    const facts = ada({
      engagements: [employed([480, 480, 480, 480, 480, 480, 480])],
      assignments: [
        hard('before', 500, { from: '2026-08-01', to: '2026-08-02' }),
        hard('a', 500, { from: '2026-09-01', to: '2026-12-31' }),
        hard('after', 500, { from: '2027-01-02', to: null }),
      ],
    });
    const whole = [
      {
        from: '2026-09-01',
        to: '2026-12-31',
        forcedAssignmentIds: ['a'],
        minutesOver: 122 * 20,
        availableMinutes: 122 * 480,
      },
    ];
    expect(overbookings(facts, day(MONDAY))).toEqual(whole);
    expect(overbookings(facts, { from: '2026-09-01', to: '2027-01-01' })).toEqual(whole);
    expect(overbookings(facts, day('2027-01-01'))).toEqual([]);
  });

  it('judge an assignment without an end to the horizon', () => {
    const facts = ada({
      engagements: [employed([480, 480, 480, 480, 480, 480, 480])],
      assignments: [hard('a', 500, { from: MONDAY, to: null })],
    });
    expect(overbookings(facts, day(MONDAY), '2026-11-25')).toMatchObject([
      { from: MONDAY, to: '2026-11-25' },
    ]);
    expect(overbookings(facts, WEEK, '2026-11-25')).toMatchObject([WEEK]);
    expect(minutesUnplaced(facts, '2026-11-25')).toBe(60);
    expect(minutesUnplaced(facts, '2026-11-22')).toBe(0);
    expect(minutesUnplaced(ada(), '2026-11-25')).toBe(0);
  });
});

describe('ratios', () => {
  it.each([
    [1, 3, 3_333],
    [2, 3, 6_667],
    [1, 800, 13],
    [0, 480, 0],
    [60, 0, null],
    [null, null, null],
  ])('%j of %j is %j hundredths of a percent', (confirmed, effective, expected) => {
    expect(utilisation(confirmed, effective)).toBe(expected);
  });

  it('measure full-time equivalents by a week of 40 hours, or another', () => {
    expect([7, 91, 30, 1].map((days) => standardMinutes(days))).toEqual([2_400, 31_200, 10_286, 343]);
    expect(standardMinutes(7, 2_310)).toBe(2_310);
    expect(fullTimeEquivalents(2_310, 7, 2_310)).toBe(100);
    expect(fullTimeEquivalents(31_200, 91)).toBe(100);
    expect(fullTimeEquivalents(0, 30)).toBe(0);
  });
});

const FIRST = '2026-12-14';
const ALL_DAYS = { from: FIRST, to: addDays(FIRST, 59) };
const anyDate = fc.integer({ min: 0, max: 59 }).map((offset) => addDays(FIRST, offset));
const anyRange = fc
  .tuple(anyDate, anyDate)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const maybeOpen = fc
  .tuple(anyRange, fc.boolean())
  .map(([range, isOpen]) => ({ from: range.from, to: isOpen ? null : range.to }));
const dayMinutes = fc.oneof(fc.constantFrom(0, 0, 1, 240, 480), fc.integer({ min: 0, max: 900 }));
const anyPattern = fc
  .record({
    from: anyDate,
    anchor: fc.integer({ min: -5, max: 10 }).map((weeks) => addDays(FIRST, weeks * 7)),
    weeks: fc.integer({ min: 1, max: 3 }),
    days: fc.array(dayMinutes, { minLength: 21, maxLength: 21 }),
  })
  .map(({ from, anchor, weeks, days }) => ({ from, anchor, minutes: days.slice(0, weeks * 7) }));
const patterns = (minLength: number) =>
  fc.uniqueArray(anyPattern, { minLength, maxLength: 3, selector: ({ from }) => from });
const engagements = (minPatterns: number) =>
  fc.array(
    fc.tuple(maybeOpen, patterns(minPatterns)).map(([range, patterns]) => ({ ...range, patterns })),
    { maxLength: 3 },
  );

// Weeks with up to four departments each, so that no day has more than the whole of the worker.
const anyMemberships = fc
  .array(fc.array(fc.constantFrom(1, 333, 1_000, 2_500, 4_500, 5_000, 6_460, 10_000), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((periods) =>
    periods.flatMap((wanted, i) => {
      let left = 10_000;
      return wanted.flatMap((share, k) => {
        const given = Math.min(share, left);
        left -= given;
        const range = { from: addDays(FIRST, i * 11), to: i === 5 ? null : addDays(FIRST, i * 11 + 10) };
        return given === 0 ? [] : [{ ...range, departmentId: 'dcba'[k]!, share: given }];
      });
    }),
  );
const anyLoad: fc.Arbitrary<Assignment['load']> = fc.oneof(
  fc.record({ mode: fc.constant('RATE' as const), minutesPerDay: dayMinutes }),
  fc.record({ mode: fc.constant('PERCENT' as const), percent: fc.integer({ min: 1, max: 12_000 }) }),
);
const assignmentsOf = (load: fc.Arbitrary<Assignment['load']>) =>
  fc
    .array(fc.tuple(maybeOpen, fc.constantFrom('HARD' as const, 'SOFT' as const), load), { maxLength: 6 })
    .map((rows) =>
      rows.map(([range, firmness, load], i) => ({ ...range, id: `a${i}`, objectiveId: 'o', firmness, load })),
    );
const anyHolidays = fc.array(fc.tuple(anyDate, fc.constantFrom(1, 360, 720, 1_439, 1_440)), { maxLength: 8 });
const factsWith = (minPatterns: number) =>
  fc
    .record({
      workerId: fc.constant('ada'),
      timeZone: fc.constant('Europe/Zurich'),
      engagements: engagements(minPatterns),
      memberships: anyMemberships,
      timeOff: fc.array(
        fc
          .tuple(anyRange, fc.option(dayMinutes))
          .map(([range, minutesPerDay]) => ({ ...range, minutesPerDay })),
        { maxLength: 4 },
      ),
      holidays: anyHolidays,
      assignments: assignmentsOf(anyLoad),
    })
    .map((facts) => ({ ...facts, holidayDates: facts.holidays, holidays: holidayCalendar(facts.holidays) }));
const anyFacts = factsWith(0);
const knownFacts = factsWith(1);

type ListedFacts = Omit<WorkerFacts, 'timeOff'> & {
  holidayDates: readonly (readonly [LocalDate, number])[];
  timeOff: readonly (DateRange & { minutesPerDay: number | null })[];
};

/** CAPACITY.md read aloud for one day, slowly. */
function plainDay(facts: ListedFacts, date: LocalDate) {
  const loadOf = (firmness: string, minutes: (load: Assignment['load']) => number) =>
    total(
      facts.assignments
        .filter((assignment) => assignment.firmness === firmness && includesDate(assignment, date))
        .map(({ load }) => minutes(load)),
    );
  const today = facts.engagements.filter((engagement) => includesDate(engagement, date));
  if (today.some((engagement) => engagement.patterns.length === 0)) {
    const rate = (load: Assignment['load']) => (load.mode === 'RATE' ? load.minutesPerDay : 0);
    return { state: UNKNOWN, confirmed: loadOf('HARD', rate), tentative: loadOf('SOFT', rate) };
  }
  const sum = total(
    today.map(({ patterns }) => {
      const started = patterns.filter(({ from }) => from <= date).sort((a, b) => (a.from < b.from ? 1 : -1));
      if (started.length === 0) return 0;
      const { anchor, minutes } = started[0]!;
      const cycleWeeks = minutes.length / 7;
      const week = Math.floor(daysBetween(anchor, date) / 7) % cycleWeeks;
      return minutes[((week + cycleWeeks) % cycleWeeks) * 7 + weekday(date)]!;
    }),
  );
  const contracted = Math.min(1_440, sum);
  const off = Math.max(0, ...facts.holidayDates.filter(([on]) => on === date).map(([, minutes]) => minutes));
  const holiday = Math.round((contracted * off) / 1_440);
  const leaves = facts.timeOff.filter((leave) => includesDate(leave, date));
  const approved = leaves.some((leave) => leave.minutesPerDay === null)
    ? contracted
    : total(leaves.map((leave) => leave.minutesPerDay!));
  const timeOff = Math.min(contracted - holiday, approved);
  const effective = contracted - holiday - timeOff;
  const load = (load: Assignment['load']) =>
    load.mode === 'PERCENT'
      ? Math.floor((load.percent * effective) / 10_000)
      : load.mode === 'RATE' && effective > 0
        ? load.minutesPerDay
        : 0;
  const [confirmed, tentative] = [loadOf('HARD', load), loadOf('SOFT', load)];
  return { state: KNOWN, contracted, holiday, timeOff, effective, confirmed, tentative };
}

function seatBySeat(units: number, weights: readonly number[]): number[] {
  const parts = weights.map(() => 0);
  for (let unit = 0; unit < units; unit++) {
    const quotients = weights.map((weight, i) => [BigInt(weight), BigInt(2 * parts[i]! + 1)] as const);
    let best = 0;
    for (let i = 1; i < weights.length; i++) {
      if (quotients[i]![0] * quotients[best]![1] > quotients[best]![0] * quotients[i]![1]) best = i;
    }
    parts[best]! += 1;
  }
  return parts;
}

const eachDate = (range: DateRange) => bucketsOf(range, 'DAY').map(({ from }) => from);

describe('always', () => {
  it('a day is what CAPACITY.md says it is', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        for (const [i, date] of eachDate(range).entries()) {
          const { state, ...minutes } = plainDay(facts, date);
          expect(days.states[i]).toBe(state);
          for (const [measure, expected] of Object.entries(minutes)) {
            expect(days[measure as Measure][i], `${measure} on ${date}`).toBe(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('free - overAllocated = effective - confirmed and contracted = holiday + timeOff + effective, for worker and departments', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        for (const part of [days, ...departmentDays(facts, days)]) {
          for (let i = 0; i < part.length; i++) {
            for (const measure of MEASURES) expect(part[measure][i]).toBeGreaterThanOrEqual(0);
            expect(part.contracted[i]).toBe(part.holiday[i]! + part.timeOff[i]! + part.effective[i]!);
            if (part.states[i] !== KNOWN) continue;
            expect(part.free[i]! - part.overAllocated[i]!).toBe(part.effective[i]! - part.confirmed[i]!);
            expect(part.free[i]! * part.overAllocated[i]!).toBe(0);
          }
        }
      }),
    );
  });

  it('the shares of departments add up to the worker, for every measure', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        const lines = departmentDays(facts, days);
        for (const measure of MEASURES) {
          const sums = [...days[measure].keys()].map((i) => total(lines.map((line) => line[measure][i]!)));
          expect(sums, measure).toEqual([...days[measure]]);
        }
      }),
    );
  });

  it('a department has s() of every running sum', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        const lines = departmentDays(facts, days);
        for (const [i, date] of eachDate(ALL_DAYS).entries()) {
          const today = facts.memberships
            .filter((membership) => includesDate(membership, date))
            .sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1));
          const weights = [
            ...today.map(({ share }) => share),
            10_000 - total(today.map(({ share }) => share)),
          ];
          const s = (minutes: number) => seatBySeat(minutes, weights);
          const effective = s(days.effective[i]!);
          const confirmed = s(days.confirmed[i]!);
          const worked = s(days.effective[i]! + days.timeOff[i]!);
          for (const [k, departmentId] of [...today.map((m) => m.departmentId), null].entries()) {
            if (weights[k] === 0) continue;
            const line = lines.find((line) => line.departmentId === departmentId)!;
            expect(line.effective[i]).toBe(effective[k]);
            expect(line.confirmed[i]).toBe(confirmed[k]);
            expect(line.timeOff[i]).toBe(worked[k]! - effective[k]!);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the lines of assignments add up to the worker and to each of his departments', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        const lines = assignmentDays(facts, days);
        const ofFirmness = (firmness: string) =>
          lines.filter(({ assignment }) => assignment.firmness === firmness);
        for (const [measure, firmness] of [
          ['confirmed', 'HARD'],
          ['tentative', 'SOFT'],
        ] as const) {
          for (let i = 0; i < days.length; i++) {
            expect(total(ofFirmness(firmness).map(({ minutes }) => minutes[i]!))).toBe(days[measure][i]);
            for (const department of departmentDays(facts, days)) {
              const minutes = ofFirmness(firmness).map(({ departments }) => {
                const line = departments.find(
                  ({ departmentId }) => departmentId === department.departmentId,
                )!;
                expect(line.minutes[i]).toBeGreaterThanOrEqual(0);
                return line.minutes[i]!;
              });
              expect(total(minutes)).toBe(department[measure][i]);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('splitting a range never changes its days or its sum', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, anyDate, (facts, range, cut) => {
        fc.pre(range.from <= cut && cut < range.to);
        const halves = [
          { from: range.from, to: cut },
          { from: addDays(cut, 1), to: range.to },
        ].map((half) => workerDays(facts, half));
        const whole = workerDays(facts, range);
        for (const measure of MEASURES) {
          expect(halves.flatMap((half) => [...half[measure]])).toEqual([...whole[measure]]);
        }
        for (const { departmentId, ...line } of departmentDays(facts, whole)) {
          const parts = halves.flatMap((half) =>
            departmentDays(facts, half).filter((part) => part.departmentId === departmentId),
          );
          for (const measure of MEASURES) {
            expect(total(parts.map((part) => total(part[measure])))).toBe(total(line[measure]));
          }
        }
      }),
    );
  });

  it('bucket sums agree whichever bucket is asked for', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 3 }), anyRange, (workers, range) => {
        const sumsBy = (buckets: DateRange[]) => {
          const group = new GroupSums(buckets);
          for (const facts of workers) group.addWorker([workerDays(facts, ALL_DAYS)]);
          return group.sums();
        };
        const [whole] = sumsBy([range]);
        for (const unit of BUCKET_UNITS) {
          const sums = sumsBy(bucketsOf(range, unit));
          for (const measure of [...MEASURES, 'unknownConfirmed'] as const) {
            expect(total(sums.map((sum) => sum[measure] ?? 0))).toBe(whole![measure] ?? 0);
          }
          expect(sums.every(({ effective }) => effective === null)).toBe(whole!.effective === null);
        }
      }),
    );
  });

  it('percents that sum to at most 100 are never over', () => {
    const anyPercents = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 6 })
      .map((weights) => {
        const sum = Math.max(10_000, total(weights));
        return weights.map((weight) => Math.floor((weight * 10_000) / sum));
      });
    fc.assert(
      fc.property(knownFacts, anyPercents, (facts, percents) => {
        const assignments = percents.map((hundredths, i) => percent(`p${i}`, hundredths, ALL_DAYS));
        expect(total(workerDays({ ...facts, assignments }, ALL_DAYS).overAllocated)).toBe(0);
      }),
    );
  });

  it('leave on days without work costs nothing', () => {
    fc.assert(
      fc.property(knownFacts, anyDate, fc.option(dayMinutes), (facts, date, minutesPerDay) => {
        const before = workerDays(facts, day(date));
        fc.pre(before.contracted[0] === 0);
        const timeOff = [...facts.timeOff, { from: date, to: date, minutesPerDay }];
        expect(workerDays({ ...facts, timeOff }, day(date))).toEqual(before);
      }),
    );
  });

  it('the minutes over of the overbookings are those that cannot be placed, and those over-allocated', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const minutesOver = total(overbookings(facts, ALL_DAYS).map((window) => window.minutesOver));
        expect(minutesOver).toBe(minutesUnplaced(facts, ALL_DAYS.to));
        expect(minutesOver).toBe(total(workerDays(facts, ALL_DAYS).overAllocated));
      }),
    );
  });

  it('the overbookings are the windows of most excess, then fewest days, then fewest windows', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        const excess = [...days.effective.keys()].map((i) =>
          days.states[i] === KNOWN ? days.confirmed[i]! - days.effective[i]! : 0,
        );
        const found = overbookings(facts, ALL_DAYS);
        expect([
          total(found.map((window) => window.minutesOver)),
          0 - total(found.map(lengthInDays)),
          0 - found.length,
        ]).toEqual(bestWindows(excess));
      }),
      { numRuns: 50 },
    );
  });

  it('an overbooking is the same from wherever it is seen', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const seen = overbookings(facts, range, ALL_DAYS.to);
        const all = overbookings(facts, ALL_DAYS);
        expect(seen).toEqual(all.filter(({ from, to }) => from <= range.to && to >= range.from));
      }),
    );
  });
});

/** The best of all families of disjoint windows: the excess, and less the days and the number of windows. */
function bestWindows(excess: readonly number[]): number[] {
  const best: number[][] = [[0, 0, 0]];
  for (let end = 0; end < excess.length; end++) {
    let candidate = best[end]!;
    let sum = 0;
    for (let start = end; start >= 0; start--) {
      sum += excess[start]!;
      const [minutes, days, windows] = best[start]!;
      const taken = [minutes! + sum, days! - (end - start + 1), windows! - 1];
      const difference = taken.map((value, i) => value - candidate[i]!).find((value) => value !== 0) ?? 0;
      if (difference > 0) candidate = taken;
    }
    best.push(candidate);
  }
  return best.at(-1)!;
}

describe('dividing by Sainte-Laguë', () => {
  const anyWeights = fc.array(fc.oneof(fc.constantFrom(0, 1, 1_000, 4_500), fc.nat(10_000)), {
    minLength: 1,
    maxLength: 7,
  });

  it('gives out unit by unit', () => {
    fc.assert(
      fc.property(anyWeights, fc.nat(300), (weights, units) => {
        fc.pre(total(weights) > 0);
        expect(divide(units, weights)).toEqual(seatBySeat(units, weights));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never takes a unit away as the total grows', () => {
    fc.assert(
      fc.property(anyWeights, fc.nat(3_000), (weights, units) => {
        const fewer = divide(units, weights);
        const more = divide(units + 1, weights);
        const grown = more.map((part, i) => part - fewer[i]!).sort();
        expect(grown.slice(0, -1).every((growth) => growth === 0)).toBe(true);
        expect(grown.at(-1)).toBe(total(weights) > 0 ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives nothing where nothing has weight', () => {
    expect(divide(100, [0, 0])).toEqual([0, 0]);
    expect(divide(100, [])).toEqual([]);
  });

  it('is the same however often it is asked', () => {
    const shares = new Shares([4_500, 4_500, 1_000]);
    expect([1, 5, 6, 5].map((minutes) => shares.of(minutes))).toEqual([
      [1, 0, 0],
      [2, 2, 1],
      [3, 2, 1],
      [2, 2, 1],
    ]);
  });
});
