import fc from 'fast-check';

/** What may happen to a worker, as dice: which of his engagements, leaves or assignments is the number modulo how many there are. */
export type Step =
  | { does: 'ENGAGE'; from: string; to: string | null; minutes: number[] | null }
  | { does: 'REVISE'; which: number; from?: string; to?: string | null }
  | { does: 'CANCEL_ENGAGEMENT' | 'REMOVE_PATTERN'; which: number }
  | { does: 'PATTERN'; which: number; from: string; stated: object }
  | { does: 'JOIN'; department: number; from: string; to: string | null; share: number }
  | { does: 'LEAVE_DEPARTMENT' | 'REMOVE_MEMBERSHIP'; which: number; on: string }
  | { does: 'SHARE'; which: number; share: number }
  | { does: 'TIME_OFF'; from: string; to: string; minutesPerDay: number | null }
  | { does: 'CANCEL_TIME_OFF'; which: number }
  | { does: 'MOVE_REGION'; isAtHome: boolean }
  | { does: 'IMPORT_HOLIDAYS'; from: number; to: number }
  | { does: 'ADD_HOLIDAY'; day: string; minutes: number }
  | { does: 'REMOVE_HOLIDAY'; which: number }
  | { does: 'MOVE_ZONE'; timeZone: string }
  | { does: 'TIME_OFF_HOURS'; startsAt: string; endsAt: string }
  | { does: 'PROPOSE'; load: object }
  | { does: 'CONFIRM' | 'CANCEL' | 'REJECT'; which: number }
  | { does: 'OVERBOOK'; which: number }
  | { does: 'UPDATE'; which: number; load: object }
  | { does: 'RELEASE' | 'TERMINATE'; which: number; on: string };

export interface History {
  kind: 'STAFF' | 'FREELANCER';
  hasPattern: boolean;
  isEngaged: boolean;
  steps: Step[];
}

const DAY_MS = 86_400_000;

/** From a year and a half before today to two and a half years behind it: beyond all that is stored. */
export function histories(today: string): fc.Arbitrary<History> {
  const dayAt = (offset: number) => new Date(Date.parse(today) + offset * DAY_MS).toISOString().slice(0, 10);
  const day = fc.integer({ min: -500, max: 900 }).map(dayAt);
  const range = fc
    .tuple(
      fc.integer({ min: -500, max: 900 }),
      fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 500 })),
    )
    .map(([from, length]) => ({ from: dayAt(from), to: dayAt(from + length) }));
  const openRange = fc
    .tuple(range, fc.boolean())
    .map(([{ from, to }, isOpen]) => ({ from, to: isOpen ? null : to }));
  const which = fc.nat({ max: 5 });
  const minutes = fc.array(fc.constantFrom(0, 240, 333, 480, 500), { minLength: 7, maxLength: 7 });
  const stated = minutes.map((of) => ({ minutes: of }));
  const windows = fc.constantFrom(
    {
      windows: [
        ...Array(5).fill([
          { start: '08:00', end: '12:00' },
          { start: '13:00', end: '17:30' },
        ]),
        [],
        [],
      ],
    },
    // On Fridays until Saturday.
    { windows: [[], [], [], [], [{ start: '22:00', end: '24:00' }], [{ start: '00:00', end: '06:00' }], []] },
  );
  const flexible = fc.constant({ weeklyMinutes: 1_501, workingDays: ['MONDAY', 'WEDNESDAY', 'SATURDAY'] });
  const perDay = fc.option(fc.integer({ min: 1, max: 700 }), { freq: 3 });
  const rate = fc
    .tuple(openRange, fc.integer({ min: 1, max: 700 }), fc.boolean())
    .map(([dates, minutesPerDay, includeNonWorking]) => ({ ...dates, minutesPerDay, includeNonWorking }));
  const percent = fc
    .tuple(range, fc.integer({ min: 1, max: 10_000 }))
    .map(([dates, share]) => ({ ...dates, percent: (share / 100).toFixed(2) }));
  const total = fc
    .tuple(range, fc.integer({ min: 1, max: 40_000 }))
    .map(([dates, totalMinutes]) => ({ ...dates, totalMinutes }));
  const stretch = fc
    .uniqueArray(fc.integer({ min: -500, max: 900 }), { minLength: 1, maxLength: 6 })
    .map((offsets) => ({
      days: offsets.map((offset) => ({ date: dayAt(offset), minutes: 90 + Math.abs(offset % 400) })),
    }));
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc
      .tuple(openRange, fc.option(minutes, { freq: 4 }))
      .map(([dates, minutes]) => ({ does: 'ENGAGE' as const, ...dates, minutes })),
    fc
      .tuple(
        which,
        fc.oneof(
          day.map((from) => ({ from })),
          day.map((to) => ({ to })),
          openRange,
        ),
      )
      .map(([which, dates]) => ({ does: 'REVISE' as const, which, ...dates })),
    fc.record({
      does: fc.constantFrom('CANCEL_ENGAGEMENT' as const, 'REMOVE_PATTERN' as const),
      which,
    }),
    fc.record({
      does: fc.constant('PATTERN' as const),
      which,
      from: day,
      stated: fc.oneof(stated, windows, flexible),
    }),
    fc
      .tuple(fc.nat({ max: 2 }), openRange, fc.integer({ min: 1, max: 10_000 }))
      .map(([department, dates, share]) => ({ does: 'JOIN' as const, department, ...dates, share })),
    fc.record({
      does: fc.constantFrom('LEAVE_DEPARTMENT' as const, 'REMOVE_MEMBERSHIP' as const),
      which,
      on: day,
    }),
    fc.record({ does: fc.constant('SHARE' as const), which, share: fc.integer({ min: 1, max: 10_000 }) }),
    fc
      .tuple(range, perDay)
      .map(([dates, minutesPerDay]) => ({ does: 'TIME_OFF' as const, ...dates, minutesPerDay })),
    fc.record({ does: fc.constant('CANCEL_TIME_OFF' as const), which }),
    fc.record({ does: fc.constant('MOVE_REGION' as const), isAtHome: fc.boolean() }),
    fc
      .tuple(fc.constantFrom(2026, 2027, 2028), fc.nat({ max: 1 }))
      .map(([from, more]) => ({ does: 'IMPORT_HOLIDAYS' as const, from, to: from + more })),
    fc.record({
      does: fc.constant('ADD_HOLIDAY' as const),
      day,
      minutes: fc.constantFrom(1_440, 720, 333),
    }),
    fc.record({ does: fc.constant('REMOVE_HOLIDAY' as const), which }),
    fc.record({
      does: fc.constant('MOVE_ZONE' as const),
      timeZone: fc.constantFrom('Europe/Zurich', 'Pacific/Apia', 'America/New_York'),
    }),
    fc
      .tuple(
        fc.integer({ min: -500, max: 900 }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 1, max: 4_000 }),
      )
      .map(([offset, minute, length]) => {
        const start = Date.parse(today) + offset * DAY_MS + minute * 60_000;
        const at = (instant: number) => new Date(instant).toISOString();
        return { does: 'TIME_OFF_HOURS' as const, startsAt: at(start), endsAt: at(start + length * 60_000) };
      }),
    fc.oneof(rate, percent, total, stretch).map((load) => ({ does: 'PROPOSE' as const, load })),
    fc.record({
      does: fc.constantFrom('CONFIRM' as const, 'CONFIRM' as const, 'CANCEL' as const, 'REJECT' as const),
      which,
    }),
    fc.record({ does: fc.constant('OVERBOOK' as const), which }),
    fc
      .tuple(which, fc.oneof(rate, percent, total, stretch, range))
      .map(([which, load]) => ({ does: 'UPDATE' as const, which, load })),
    fc.record({ does: fc.constantFrom('RELEASE' as const, 'TERMINATE' as const), which, on: day }),
  );
  return fc.record({
    kind: fc.constantFrom('STAFF' as const, 'FREELANCER' as const),
    hasPattern: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    isEngaged: fc.oneof(
      { weight: 9, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    steps: fc.array(step, { minLength: 1, maxLength: 10 }),
  });
}
