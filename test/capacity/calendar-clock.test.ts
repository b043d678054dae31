import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayCalendar, type WorkerFacts, workerDays } from '../../src/capacity/calendar.js';
import { addDays, type LocalDate } from '../../src/time/local-date.js';
import {
  ada,
  day,
  employed,
  hour,
  instant,
  MONDAY,
  minutesOf,
  sumOf,
  total,
  WEEK,
  workingHours,
} from './ada.js';
import { anyWindows } from './any-facts.js';
import { readAloud } from './read-aloud.js';

const OFFICE = workingHours([
  [hour(9), hour(12)],
  [hour(13), hour(17)],
]);
const off = (from: string, to: string) => ({ startsAt: instant(from), endsAt: instant(to) });
const timeOffOn = (date: LocalDate, facts: WorkerFacts) => sumOf(facts, day(date)).timeOff;

describe('leave between two instants', () => {
  const away = (from: string, to: string, facts: Partial<WorkerFacts> = {}) =>
    minutesOf('timeOff', ada({ engagements: [OFFICE], timeOff: [off(from, to)], ...facts }), WEEK);

  it('costs what it has of the working hours, in the home zone', () => {
    expect(away('2026-11-24T11:00+01:00', '2026-11-24T14:30+01:00')).toEqual([0, 150, 0, 0, 0, 0, 0]);
    expect(
      away('2026-11-24T11:00+01:00', '2026-11-24T14:30+01:00', { timeZone: 'America/New_York' }),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('may cross midnight, and costs nothing at night or at the weekend', () => {
    expect(away('2026-11-24T16:00+01:00', '2026-11-25T10:00+01:00')).toEqual([0, 60, 60, 0, 0, 0, 0]);
    expect(away('2026-11-24T17:00+01:00', '2026-11-25T09:00+01:00')).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(away('2026-11-27T17:00+01:00', '2026-11-30T09:00+01:00')).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('unites with other such leave, and adds up with minutes a day', () => {
    const timeOff = [
      off('2026-11-24T09:00+01:00', '2026-11-24T11:00+01:00'),
      off('2026-11-24T10:00+01:00', '2026-11-24T12:00+01:00'),
      { ...day('2026-11-24'), minutesPerDay: 60 },
    ];
    expect(timeOffOn('2026-11-24', ada({ engagements: [OFFICE], timeOff }))).toBe(240);
  });

  it('adds no day to whole days off', () => {
    const timeOff = [
      off('2026-11-24T09:00+01:00', '2026-11-24T11:00+01:00'),
      { ...day('2026-11-24'), minutesPerDay: null },
    ];
    expect(timeOffOn('2026-11-24', ada({ engagements: [OFFICE], timeOff }))).toBe(420);
  });

  it('sums its seconds and rounds them half up, once a day', () => {
    const seconds = (...lengths: number[]) =>
      lengths.map((length, i) => {
        const startsAt = instant(`2026-11-24T1${i}:00+01:00`);
        return { startsAt, endsAt: startsAt + length };
      });
    const cost = (...lengths: number[]) =>
      timeOffOn('2026-11-24', ada({ engagements: [OFFICE], timeOff: seconds(...lengths) }));
    expect([cost(29), cost(30), cost(89), cost(90), cost(29, 29), cost(20, 9), cost(0)]).toEqual([
      0, 1, 1, 2, 1, 0, 0,
    ]);
  });

  it('without working hours costs its minutes of the day, at most the contracted ones', () => {
    const cost = (from: string, to: string) =>
      away(from, to, { engagements: [employed([480, 200, 480, 480, 480, 0, 0])] });
    expect(cost('2026-11-24T22:00+01:00', '2026-11-25T01:30+01:00')).toEqual([0, 120, 90, 0, 0, 0, 0]);
    expect(cost('2026-11-23T00:00+01:00', '2026-11-29T00:00+01:00')).toEqual([480, 200, 480, 480, 480, 0, 0]);
  });

  it('is cut for each engagement, then added, and capped by what the holiday leaves', () => {
    const engagements = [
      OFFICE,
      workingHours([[hour(18), hour(20)]]),
      employed([100, 100, 100, 100, 100, 0, 0]),
    ];
    expect(away('2026-11-24T16:00+01:00', '2026-11-24T19:00+01:00', { engagements })[1]).toBe(60 + 60 + 100);
  });
});

describe('changes of the clock', () => {
  const nights = workingHours([[hour(1), hour(5)]], 7);
  const inZurich = (facts: Partial<WorkerFacts>) => ada({ engagements: [nights], ...facts });
  const SPRING = '2026-03-29';
  const AUTUMN = '2026-10-25';

  it('never change the minutes of a pattern, nor what a whole day off costs', () => {
    for (const date of [SPRING, AUTUMN]) {
      expect(sumOf(inZurich({}), day(date)).effective).toBe(240);
      expect(timeOffOn(date, inZurich({ timeOff: [{ ...day(date), minutesPerDay: null }] }))).toBe(240);
    }
  });

  it.each([
    ['the whole night, though it lasts three hours', '2026-03-29T01:00+01:00', '2026-03-29T05:00+02:00', 240],
    ['until the jump: not the hour that is skipped', '2026-03-29T01:00+01:00', '2026-03-29T02:00+01:00', 60],
    ['past the jump: with the hour that is skipped', '2026-03-29T01:30+01:00', '2026-03-29T03:10+02:00', 100],
    [
      'from the jump on: with the hour that is skipped',
      '2026-03-29T03:00+02:00',
      '2026-03-29T04:00+02:00',
      120,
    ],
    ['after the jump: not the hour that is skipped', '2026-03-29T03:01+02:00', '2026-03-29T04:00+02:00', 59],
    ['the whole night, though it lasts five hours', '2026-10-25T01:00+02:00', '2026-10-25T05:00+01:00', 240],
    ['the first of the hours that are shown twice', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00', 60],
    ['the second of them', '2026-10-25T02:00+01:00', '2026-10-25T03:00+01:00', 60],
    ['parts of both, which meet on the wall', '2026-10-25T02:40+02:00', '2026-10-25T02:20+01:00', 40],
    ['parts of both, which overlap on the wall', '2026-10-25T02:10+02:00', '2026-10-25T02:50+01:00', 60],
  ])('leave takes %s', (_, from, to, minutes) => {
    expect(timeOffOn(from.slice(0, 10), inZurich({ timeOff: [off(from, to)] }))).toBe(minutes);
  });

  it('may skip a whole day, which stands for the moment of the jump', () => {
    const engagements = [workingHours([[hour(9), hour(17)]], 7, '2011-01-01')];
    const samoa = (timeOff: WorkerFacts['timeOff']) =>
      ada({ timeZone: 'Pacific/Apia', engagements, timeOff });
    const over = samoa([off('2011-12-29T12:00-10:00', '2011-12-31T12:00+14:00')]);
    expect(minutesOf('timeOff', over, { from: '2011-12-29', to: '2011-12-31' })).toEqual([300, 480, 180]);
  });

  it('take place at midnight too', () => {
    // Lebanon's clock goes from 2026-03-29T00:00 to 01:00.
    const engagements = [workingHours([[0, hour(2)]], 7)];
    const facts = { timeZone: 'Asia/Beirut', engagements };
    const fromMidnight = off('2026-03-29T01:00+03:00', '2026-03-29T01:30+03:00');
    expect(timeOffOn('2026-03-29', ada({ ...facts, timeOff: [fromMidnight] }))).toBe(90);
  });
});

describe('around changes of the clock', () => {
  const changes = fc.constantFrom<[string, LocalDate][]>(
    ['Europe/Zurich', '2026-03-29'],
    ['Europe/Zurich', '2026-10-25'],
    ['America/New_York', '2028-03-12'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Pacific/Chatham', '2026-09-27'],
    ['Asia/Beirut', '2026-03-29'],
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Pago_Pago', '2028-02-29'],
    ['Pacific/Kiritimati', '2026-12-31'],
  );
  const anyHours = fc.array(anyWindows, { minLength: 7, maxLength: 7 });
  const quarters = fc.tuple(fc.integer({ min: -96, max: 192 }), fc.nat(150));
  const partHoliday = fc.tuple(fc.integer({ min: -1, max: 1 }), fc.nat(600), fc.nat(840));

  it('a day is what a minute-by-minute count finds', () => {
    fc.assert(
      fc.property(
        changes,
        fc.array(anyHours, { maxLength: 2 }),
        fc.array(quarters, { maxLength: 3 }),
        fc.array(partHoliday, { maxLength: 2 }),
        ([timeZone, date], hoursOfEngagements, intervals, holidays) => {
          const listed = holidays.map(
            ([days, minutes, start]) => [addDays(date, days), minutes, start] as const,
          );
          const facts = {
            ...ada({
              timeZone,
              engagements: hoursOfEngagements.map((windows) => ({
                ...workingHours([], 0, '2011-01-01'),
                patterns: [
                  {
                    from: '2011-01-01',
                    anchor: '2026-11-23',
                    minutes: windows.map((day) => total(day.map(([start, end]) => end - start))),
                    windows,
                  },
                ],
              })),
              timeOff: intervals.map(([first, length]) => {
                const startsAt = instant(`${date}T00:00Z`) + 900 * first;
                return { startsAt, endsAt: startsAt + 900 * length };
              }),
              holidays: holidayCalendar(listed),
            }),
            listed,
          };
          const range = { from: addDays(date, -1), to: addDays(date, 1) };
          const days = workerDays(facts, range);
          const plainDay = readAloud(facts);
          for (const i of [0, 1, 2]) {
            const { contracted, holiday, timeOff, effective } = plainDay(addDays(range.from, i));
            expect([days.contracted[i], days.holiday[i], days.timeOff[i], days.effective[i]]).toEqual([
              contracted,
              holiday,
              timeOff,
              effective,
            ]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a part of a holiday', () => {
  const afternoon = holidayCalendar([['2026-11-24', 720, 720]]);

  it('takes what it has of the working hours', () => {
    const facts = ada({ engagements: [OFFICE], holidays: afternoon });
    expect(sumOf(facts, day('2026-11-24'))).toMatchObject({ contracted: 420, holiday: 240, effective: 180 });
  });

  it('unites with leave: where they meet it is the holiday that counts', () => {
    const timeOff = [off('2026-11-24T10:00+01:00', '2026-11-24T15:00+01:00')];
    const facts = ada({ engagements: [OFFICE], holidays: afternoon, timeOff });
    expect(sumOf(facts, day('2026-11-24'))).toMatchObject({ holiday: 240, timeOff: 120, effective: 60 });
  });

  it('may be several on a day, which unite; without working hours the longest takes its fraction', () => {
    const holidays = holidayCalendar([
      ['2026-11-24', 120, hour(9)],
      ['2026-11-24', 120, hour(10)],
      ['2026-11-24', 60, hour(16)],
    ]);
    expect(minutesOf('holiday', ada({ engagements: [OFFICE], holidays }), WEEK)[1]).toBe(240);
    expect(minutesOf('holiday', ada({ holidays }), WEEK)[1]).toBe(40);
  });

  it('is cut for each engagement, then added', () => {
    const engagements = [OFFICE, workingHours([[hour(8), hour(9)]]), employed([100, 100, 0, 0, 0, 0, 0])];
    const facts = ada({ engagements, holidays: afternoon });
    expect(minutesOf('holiday', facts, WEEK)).toEqual([0, 290, 0, 0, 0, 0, 0]);
  });

  it('of the whole day takes all of it, hours or not', () => {
    const holidays = holidayCalendar([
      [MONDAY, 1_440],
      [addDays(MONDAY, 1), 720, 720],
      [addDays(MONDAY, 1), 720],
    ]);
    const engagements = [OFFICE, employed([101, 101, 101, 101, 101, 0, 0])];
    // Two halves make a day for whose hours are known; nobody knows for the others.
    expect(minutesOf('effective', ada({ engagements, holidays }), WEEK).slice(0, 2)).toEqual([0, 50]);
  });
});
