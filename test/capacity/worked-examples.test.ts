import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { departmentDays, holidayCalendar, workerDays } from '../../src/capacity/calendar.js';
import { evenLoad } from '../../src/capacity/calendar-even-load.js';
import { fits, minutesUnplaced } from '../../src/capacity/calendar-fits.js';
import { overbookings } from '../../src/capacity/calendar-overbookings.js';
import { fullTimeEquivalents, utilisation } from '../../src/capacity/calendar-ratios.js';
import { spread } from '../../src/capacity/calendar-spreading.js';
import { GroupSums, sumOver } from '../../src/capacity/calendar-sums.js';
import { flexibleWeek, workingHoursOf } from '../../src/capacity/calendar-windows.js';
import { addDays, type LocalDate } from '../../src/time/local-date.js';
import { zoneOverlap } from '../../src/time/zone-overlap.js';
import {
  ada,
  day,
  employed,
  FULL_TIME,
  hard,
  hour,
  inAll,
  inDepartment,
  instant,
  percent,
  stated,
  sumOf,
  total,
  WEEK,
  workingHours,
} from './ada.js';

// Numbers from the documentation and the tests of other systems, by the ids of the collection they were put together in.

const hours = (minutes: Iterable<number>) => Array.from(minutes, (each) => each / 60);
const range = (from: LocalDate, to: LocalDate) => ({ from, to });
/** Half up to so many decimals. */
const percentOf = (confirmed: number, effective: number, decimals = 0) => {
  const hundredths = utilisation(confirmed, effective);
  return hundredths === null ? null : Math.floor(hundredths / 10 ** (2 - decimals) + 0.5) / 10 ** decimals;
};

const JANUARY = range('2026-01-05', '2026-01-09');
const [MON, TUE, WED] = ['2026-01-05', '2026-01-06', '2026-01-07'] as const;

const found = (assignments: ReturnType<typeof hard>[]) => overbookings(ada({ assignments }), JANUARY);
const rangesOf = (windows: ReturnType<typeof found>) => windows.map(({ from, to }) => [from, to]);

const placed = (assignments: ReturnType<typeof hard>[]) =>
  Object.fromEntries(
    fits(ada({ assignments }), JANUARY.to).map(({ assignment, minutes }) => [
      assignment.id,
      Object.fromEntries(
        [...minutes].map((each, i) => [['Mon', 'Tue', 'Wed'][i], each]).filter(([, each]) => each !== 0),
      ),
    ]),
  );

function kanboard() {
  const assignments = [
    inAll('A', hour(40), range('2018-01-01', '2018-01-10')),
    inAll('B', hour(48), range('2018-01-04', '2018-01-17')),
    inAll('C', hour(12), range('2018-01-12', '2018-01-19')),
  ];
  return ada({ engagements: [employed(FULL_TIME, '2018-01-01')], assignments });
}

/** What all working days of January 2018 from the one to the other have in common. */
function percentEach(from: number, to = from): number | null {
  const date = (dayOfMonth: number) => addDays('2017-12-31', dayOfMonth);
  const days = workerDays(kanboard(), range(date(from), date(to)));
  const percents = [...days.effective].flatMap((effective, i) =>
    effective > 0 ? [percentOf(days.confirmed[i]!, effective, 1)] : [],
  );
  expect(new Set(percents).size).toBe(1);
  return percents[0]!;
}

const patel = (timeOff: { startsAt: number; endsAt: number }[]) =>
  ada({
    timeZone: 'Etc/GMT-6',
    engagements: [
      workingHours(
        [
          [hour(9), hour(12)],
          [hour(13), hour(17)],
        ],
        5,
        '2018-01-01',
      ),
    ],
    timeOff,
  });
const patelOff = (from: string, to: string) =>
  sumOf(patel([{ startsAt: instant(from), endsAt: instant(to) }]), range('2018-04-02', '2018-04-06'));

const zurichAndKolkata = (date: LocalDate) => {
  const at = (timeZone: string) =>
    workingHoursOf(ada({ timeZone, engagements: [workingHours([[hour(9), hour(17)]])] }))!;
  return zoneOverlap(at('Europe/Zurich'), at('Asia/Kolkata'), day(date))!;
};

const EXAMPLES: Readonly<Record<string, { expected: object; find: () => object }>> = {
  'RUNN-1': {
    expected: { contractedMinutes: 2_400, effectiveMinutes: 480 },
    find: () => {
      const facts = ada({ timeOff: [{ from: '2023-05-01', to: '2023-05-04', minutesPerDay: null }] });
      const { contracted, effective } = sumOf(facts, range('2023-05-01', '2023-05-07'));
      return { contractedMinutes: contracted, effectiveMinutes: effective };
    },
  },
  'RUNN-2': {
    expected: { percent: [125, 71, 50] },
    find: () => ({ percent: [percentOf(100, 80), percentOf(80, 112), percentOf(20, 40)] }),
  },
  'RUNN-3': {
    expected: { utilisation: null },
    find: () => {
      const off = ada({ timeOff: [{ ...WEEK, minutesPerDay: null }] });
      const [idle, booked] = [off, { ...off, assignments: [hard('a', 480, WEEK)] }].map((facts) => {
        const { confirmed, effective } = sumOf(facts, WEEK);
        return utilisation(confirmed, effective);
      });
      expect(booked).toBe(idle);
      return { utilisation: idle };
    },
  },
  'RUNN-6': {
    expected: { totalHours: [11, 7] },
    find: () => {
      const facts = ada({ assignments: [hard('a', 60, range('2025-08-21', '2025-09-04'))] });
      const from = (date: LocalDate) => sumOf(facts, range(date, '2025-09-30')).confirmed!;
      return { totalHours: hours([from('2025-08-20'), from('2025-08-27')]) };
    },
  },
  'RUNN-8': {
    expected: { weeklyHours: 28 },
    find: () => {
      const facts = ada({ engagements: [employed([480, 480, 480, 240, 0, 0, 0])] });
      return { weeklyHours: sumOf(facts, WEEK).contracted! / 60 };
    },
  },
  'TEMPO-1': {
    expected: { teamCapacityHours: 140, effectiveTeamSize: 3.5 },
    find: () => {
      const team = new GroupSums([WEEK]);
      for (const share of [10_000, 10_000, 10_000, 5_000]) {
        const facts = ada({ memberships: [inDepartment('design', share)] });
        const lines = departmentDays(facts, workerDays(facts, WEEK));
        team.addWorker(lines.filter(({ departmentId }) => departmentId === 'design'));
      }
      const effective = team.sums()[0]!.effective!;
      return {
        teamCapacityHours: effective / 60,
        effectiveTeamSize: fullTimeEquivalents(effective, 7) / 100,
      };
    },
  },
  'SNOW-1': {
    expected: { minutesPerCapacityHour: 37.5, hours: { R1: 15, R2: 25 } },
    find: () => {
      const team = [
        [480, 480, 480, 0, 0],
        [480, 480, 480, 480, 480],
      ].map((days) => Int32Array.from(days));
      const [one, two] = spread(hour(40), team, 'PROPORTIONAL').minutes.map(total);
      expect(one! / 24).toBe(two! / 40);
      return { minutesPerCapacityHour: one! / 24, hours: { R1: one! / 60, R2: two! / 60 } };
    },
  },
  'SNOW-3': {
    expected: { hours: [5, 5, 5, 5, 0] },
    find: () => {
      const available = Int32Array.from([360, 360, 360, 360, 0]);
      return { hours: hours(spread(hour(20), [available], 'EVEN').minutes[0]!) };
    },
  },
  'OP-1': {
    expected: { ranges: [['2026-01-05', '2026-01-06']], overBy: [240], available: [960] },
    find: () => {
      const windows = found([inAll('1', 1_200, range(MON, TUE))]);
      return {
        ranges: rangesOf(windows),
        overBy: windows.map(({ minutesOver }) => minutesOver),
        available: windows.map(({ availableMinutes }) => availableMinutes),
      };
    },
  },
  'OP-2': {
    expected: { ranges: [['2026-01-05', '2026-01-07']], overBy: [160], forced: [[1, 2]] },
    find: () => {
      const windows = found([inAll('1', 800, range(MON, WED)), inAll('2', 800, range(MON, WED))]);
      return {
        ranges: rangesOf(windows),
        overBy: windows.map(({ minutesOver }) => minutesOver),
        forced: windows.map(({ forced }) => forced.map(({ assignment }) => Number(assignment.id))),
      };
    },
  },
  'OP-3': {
    expected: { ranges: [] },
    find: () => ({
      ranges: rangesOf(found([inAll('1', 480, range(MON, TUE)), inAll('2', 960, range(MON, WED))])),
    }),
  },
  'OP-6': {
    expected: { placements: { 1: { Mon: 480, Tue: 120 } }, feasible: true },
    find: () => {
      const assignments = [inAll('1', 600, range(MON, TUE))];
      return { placements: placed(assignments), feasible: found(assignments).length === 0 };
    },
  },
  'OP-8': {
    expected: { placements: { 1: { Mon: 480 }, 2: { Tue: 480 } } },
    find: () => ({ placements: placed([inAll('1', 480, day(MON)), inAll('2', 480, range(MON, TUE))]) }),
  },
  'OP-11': {
    expected: { minutes: 0 },
    find: () => {
      const first = { from: '2025-01-01', anchor: '2024-12-30', minutes: FULL_TIME };
      const facts = ada({ engagements: [{ from: '2024-01-01', to: null, patterns: [first] }] });
      const unknown = ada({ engagements: [{ from: '2024-01-01', to: null, patterns: [] }] });
      expect(sumOf(unknown, day('2024-12-30'))).toMatchObject({ contracted: null, unknownWorkers: 1 });
      return { minutes: sumOf(facts, day('2024-12-30')).contracted };
    },
  },
  'OP-13': {
    expected: { overlapMinutes: 800, percent: 83 },
    find: () => {
      const facts = ada({ assignments: [inAll('1', 2_000, JANUARY)] });
      const { confirmed, effective } = sumOf(facts, range(MON, TUE));
      return { overlapMinutes: confirmed, percent: percentOf(confirmed!, effective!) };
    },
  },
  'OP-14': {
    expected: { '2026-01-09': 480, '2026-01-12': 240, percentEach: 100 },
    find: () => {
      const engagements = [employed([240, 480, 480, 480, 480, 0, 0])];
      const window = range('2026-01-09', '2026-01-12');
      const days = workerDays(ada({ engagements, assignments: [inAll('1', 720, window)] }), window);
      const [friday, monday] = [days.confirmed[0]!, days.confirmed[3]!];
      expect(percentOf(friday, days.effective[0]!)).toBe(percentOf(monday, days.effective[3]!));
      return {
        '2026-01-09': friday,
        '2026-01-12': monday,
        percentEach: percentOf(friday, days.effective[0]!),
      };
    },
  },
  'OP-15': {
    expected: { utilisation: null },
    find: () => {
      const { confirmed, effective } = sumOf(ada(), range('2026-11-28', '2026-11-29'));
      return { utilisation: utilisation(confirmed, effective) };
    },
  },
  'ODOO-2': {
    expected: { hours: [35, 35, 32, 35, 28] },
    find: () => {
      const weeks = [
        patelOff('2018-04-03T09:00+06:00', '2018-04-03T09:00+06:00'),
        patelOff('2018-04-02T09:00+06:00', '2018-04-02T09:00+06:00'),
        patelOff('2018-04-03T09:00+06:00', '2018-04-03T12:00+06:00'),
        patelOff('2018-04-03T00:00:00+06:00', '2018-04-03T00:00:10+06:00'),
        patelOff('2018-04-03T04:00Z', '2018-04-04T04:00Z'),
      ];
      return { hours: weeks.map(({ effective }) => effective! / 60) };
    },
  },
  'ODOO-BUG-1': {
    expected: { weeklyMinutes: 2_280 },
    find: () => {
      const week = flexibleWeek(hour(38), [0, 1, 2, 3, 4]);
      expect(week[0]).toBe(hour(7, 36));
      return { weeklyMinutes: sumOf(ada({ engagements: [employed(week)] }), WEEK).contracted };
    },
  },
  'FCST-2': {
    expected: { totalHours: 72 },
    find: () => {
      const fortnight = range('2026-11-23', '2026-12-06');
      const timeOff = [{ ...day('2026-11-25'), minutesPerDay: null }];
      const facts = ada({ timeOff, assignments: [percent('a', 10_000, fortnight)] });
      return { totalHours: sumOf(facts, fortnight).confirmed! / 60 };
    },
  },
  'KANB-1': {
    expected: { percent: { '01-03': 62.5, '04-10': 122.5, 11: 60, '12-17': 85, '18-19': 25 } },
    find: () => {
      const facts = kanboard();
      const all = range('2018-01-01', '2018-01-19');
      const { peak } = evenLoad(workerDays(facts, all));
      expect(peak).toEqual({ date: '2018-01-04', confirmedMinutes: 588, effectiveMinutes: 480 });
      expect(overbookings(facts, all)).toEqual([]);
      expect(minutesUnplaced(facts, all.to)).toBe(0);
      return {
        percent: {
          '01-03': percentEach(1, 3),
          '04-10': percentEach(4, 10),
          11: percentEach(11),
          '12-17': percentEach(12, 17),
          '18-19': percentEach(18, 19),
        },
      };
    },
  },
  'BRYN-1': {
    expected: { overallocatedHours: 4 },
    find: () => {
      const facts = ada({ assignments: [stated('a', { '2026-11-28': hour(4) })] });
      const days = workerDays(facts, day('2026-11-28'));
      expect(evenLoad(days)).toEqual({
        peak: null,
        withoutCapacity: [{ date: '2026-11-28', confirmedMinutes: 240, effectiveMinutes: 0 }],
      });
      return { overallocatedHours: total(days.overAllocated) / 60 };
    },
  },
  'HOL-CH-GE-2026-05': {
    expected: { weekdays: 21, workingDays: 19, effectiveMinutes: 9_120 },
    find: () => {
      const may = range('2026-05-01', '2026-05-31');
      const holidays = holidayCalendar([
        ['2026-05-14', 1_440],
        ['2026-05-25', 1_440],
      ]);
      const days = workerDays(ada({ holidays }), may);
      const withMinutes = (minutes: Int32Array) => minutes.filter((each) => each > 0).length;
      return {
        weekdays: withMinutes(days.contracted),
        workingDays: withMinutes(days.effective),
        effectiveMinutes: sumOver(days, may).effective,
      };
    },
  },
  'TZ-Asia/Kolkata-2026-01-15': {
    expected: { overlapMinutes: 210 },
    find: () => ({ overlapMinutes: zurichAndKolkata('2026-01-15').leastMinutes }),
  },
  'TZ-Asia/Kolkata-2026-07-15': {
    expected: { overlapMinutes: 270 },
    find: () => ({ overlapMinutes: zurichAndKolkata('2026-07-15').averageMinutes }),
  },
};

const COLLECTION = join(import.meta.dirname, '../../../shared/data/worked-examples.json');

describe('worked examples of other systems', () => {
  it.each(Object.entries(EXAMPLES))('%s', (_, { expected, find }) => {
    expect(find()).toEqual(expected);
  });

  it('have no overlap of working hours where nobody says when he works', () => {
    expect(workingHoursOf(ada())).toBeNull();
  });

  // Skipped where the collection is not beside the project.
  it.skipIf(!existsSync(COLLECTION))('are all those of the collection, with its numbers', () => {
    const { cases } = JSON.parse(readFileSync(COLLECTION, 'utf8')) as {
      cases: { id: string; expect: object }[];
    };
    expect(Object.fromEntries(cases.map((each) => [each.id, each.expect]))).toEqual(
      Object.fromEntries(Object.entries(EXAMPLES).map(([id, { expected }]) => [id, expected])),
    );
  });
});
