import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Spreading, spread } from '../../src/capacity/calendar-spreading.js';
import { total } from './ada.js';

const given = (totalMinutes: number, effective: number[][], spreading: Spreading) => {
  const { minutes, unscheduledMinutes } = spread(
    totalMinutes,
    effective.map((days) => Int32Array.from(days)),
    spreading,
  );
  return [...minutes.map((days) => [...days]), unscheduledMinutes];
};

describe('spreading a total', () => {
  it('in proportion gives each worker his part, and may exceed what there is', () => {
    expect(
      given(
        400,
        [
          [240, 0, 240],
          [480, 0, 0],
        ],
        'PROPORTIONAL',
      ),
    ).toEqual([[100, 0, 100], [200, 0, 0], 0]);
    expect(given(1_000, [[100, 400]], 'PROPORTIONAL')).toEqual([[200, 800], 0]);
    expect(
      given(
        3,
        [
          [1, 1],
          [1, 1],
        ],
        'PROPORTIONAL',
      ),
    ).toEqual([[1, 1], [1, 0], 0]);
  });

  it('evenly gives the days with capacity the same, those with less what they have, odd minutes to the earlier', () => {
    expect(given(100, [[0, 480, 10, 480]], 'EVEN')).toEqual([[0, 45, 10, 45], 0]);
    expect(given(14, [[3, 10, 10, 10]], 'EVEN')).toEqual([[3, 4, 4, 3], 0]);
    expect(
      given(
        7,
        [
          [9, 9],
          [9, 9],
        ],
        'EVEN',
      ),
    ).toEqual([[2, 2], [2, 1], 0]);
    expect(
      given(
        100,
        [
          [10, 20],
          [0, 30],
        ],
        'EVEN',
      ),
    ).toEqual([[10, 20], [0, 30], 40]);
  });

  it('by the earliest deadline fills day after day, the earlier worker first', () => {
    expect(
      given(
        900,
        [
          [240, 480],
          [480, 480],
        ],
        'EARLIEST_DEADLINE',
      ),
    ).toEqual([[240, 180], [480, 0], 0]);
    expect(given(900, [[240], [480]], 'EARLIEST_DEADLINE')).toEqual([[240], [480], 180]);
  });

  it.each(['PROPORTIONAL', 'EVEN', 'EARLIEST_DEADLINE'] as const)(
    '%s places nothing where nobody has capacity',
    (spreading) => {
      expect(
        given(
          60,
          [
            [0, 0],
            [0, 0],
          ],
          spreading,
        ),
      ).toEqual([[0, 0], [0, 0], 60]);
      expect(given(60, [], spreading)).toEqual([60]);
    },
  );

  const anyTeam = fc.integer({ min: 1, max: 5 }).chain((length) =>
    fc.array(fc.array(fc.oneof(fc.constant(0), fc.nat(30)), { minLength: length, maxLength: length }), {
      minLength: 1,
      maxLength: 3,
    }),
  );

  it('adds up, and only a proportion exceeds what there is', () => {
    fc.assert(
      fc.property(fc.nat(400), anyTeam, (minutes, team) => {
        const available = total(team.flat());
        for (const spreading of ['PROPORTIONAL', 'EVEN', 'EARLIEST_DEADLINE'] as const) {
          const effective = team.map((days) => Int32Array.from(days));
          const result = spread(minutes, effective, spreading);
          expect(total(result.minutes.map(total)) + result.unscheduledMinutes).toBe(minutes);
          if (spreading === 'PROPORTIONAL') {
            expect(result.unscheduledMinutes).toBe(available > 0 ? 0 : minutes);
            continue;
          }
          expect(result.unscheduledMinutes).toBe(Math.max(0, minutes - available));
          for (const [worker, days] of result.minutes.entries()) {
            for (const [day, each] of days.entries()) expect(each).toBeLessThanOrEqual(team[worker]![day]!);
          }
        }
      }),
    );
  });

  it('evenly gives no day more than another by more than a minute, unless that one has no more', () => {
    fc.assert(
      fc.property(fc.nat(400), anyTeam, (minutes, team) => {
        const result = spread(
          minutes,
          team.map((days) => Int32Array.from(days)),
          'EVEN',
        );
        const cells = team.flatMap((days, worker) =>
          days.map((has, day) => ({ has, got: result.minutes[worker]![day]! })),
        );
        const most = Math.max(...cells.map(({ got }) => got));
        for (const { has, got } of cells) if (got < has) expect(most - got).toBeLessThanOrEqual(1);
      }),
    );
  });
});
