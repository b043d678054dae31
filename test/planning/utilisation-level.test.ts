import { describe, expect, it } from 'vitest';
import { HeldLevel, type Load } from '../../src/planning/utilisation-level.js';

const threshold = { above: 8_000, below: 6_000, holdMs: 0 };
const percent = (of: number): Load => ({ confirmed: of, effective: 100 });

/** The level behind each load, one a second. */
function levels(loads: readonly Load[], holdMs = 0): string[] {
  const [first, ...others] = loads;
  const held = new HeldLevel({ ...threshold, holdMs }, first!);
  return [
    held.level,
    ...others.map((load, i) => {
      held.move(load, (i + 1) * 1_000);
      held.takeDue((i + 1) * 1_000);
      return held.level;
    }),
  ];
}

describe('a level of utilisation', () => {
  it('is high from above on, normal from below down, and between them what it was', () => {
    expect(levels([0, 79, 80, 61, 60, 79, 100].map(percent))).toEqual([
      ...['NORMAL', 'NORMAL', 'HIGH', 'HIGH', 'NORMAL', 'NORMAL', 'HIGH'],
    ]);
  });

  it('begins high from above on, and normal between them', () => {
    expect(levels([percent(80)])).toEqual(['HIGH']);
    expect(levels([percent(79)])).toEqual(['NORMAL']);
  });

  it('compares before any rounding', () => {
    expect(levels([{ confirmed: 799_999, effective: 1_000_000 }])).toEqual(['NORMAL']);
    expect(levels([percent(90), { confirmed: 600_001, effective: 1_000_000 }])).toEqual(['HIGH', 'HIGH']);
  });

  it('stays what it was where nothing is effective', () => {
    const nothing = { confirmed: 60, effective: 0 };
    expect(levels([percent(90), nothing, percent(50), nothing, percent(90)])).toEqual([
      ...['HIGH', 'HIGH', 'NORMAL', 'NORMAL', 'HIGH'],
    ]);
    expect(levels([nothing])).toEqual(['NORMAL']);
  });

  it('changes once it has lasted, counted from when it began, and anew after an interruption', () => {
    const rising = [50, 80, 90, 70, 85, 80, 95, 60, 61, 60, 50, 40].map(percent);
    expect(levels(rising, 2_000)).toEqual([
      ...['NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'HIGH'],
      ...['HIGH', 'HIGH', 'HIGH', 'HIGH', 'NORMAL'],
    ]);
  });

  it('tells when it is due, and not before', () => {
    const held = new HeldLevel({ ...threshold, holdMs: 500 }, percent(50));
    expect(held.dueAt).toBeNull();
    held.move(percent(80), 1_000);
    held.move(percent(99), 1_200);
    expect(held.dueAt).toBe(1_500);
    expect([held.takeDue(1_499), held.takeDue(1_500), held.takeDue(1_500)]).toEqual([false, true, false]);
    expect([held.level, held.dueAt]).toEqual(['HIGH', null]);
  });
});
