import { describe, expect, it } from 'vitest';
import { departmentDays, holidayCalendar, workerDays } from '../../src/capacity/calendar.js';
import { fullTimeEquivalents, utilisation } from '../../src/capacity/calendar-ratios.js';
import { GroupSums, sumOver } from '../../src/capacity/calendar-sums.js';
import { ada, day, employed, FULL_TIME, hard, inDepartment, percent, sumOf, WEEK } from './ada.js';

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
