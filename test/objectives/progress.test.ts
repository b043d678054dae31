import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, progressOf } from '../../src/objectives/progress.js';
import { type ProgressNode, rollUp } from '../../src/objectives/rollup.js';

const percent = (start: string, target: string, current: string) =>
  percentOf(progressOf({ start, target, current }));

const node = (id: string, facts: Partial<ProgressNode> = {}): ProgressNode => ({
  id,
  parentId: null,
  weight: 1,
  status: 'ACTIVE',
  manualPercent: null,
  keyResults: [],
  ...facts,
});
const under = (parentId: string, id: string, facts: Partial<ProgressNode> = {}) =>
  node(id, { parentId, ...facts });
const measured = (current: string, weight = 1) => ({ start: '0', target: '100', current, weight });
const rolled = (...nodes: ProgressNode[]) =>
  Object.fromEntries([...rollUp(nodes)].map(([id, progress]) => [id, percentOf(progress)]));

describe('the progress of a key result', () => {
  it.each([
    ['0', '100', '25', '25.00'],
    ['20', '60', '50', '75.00'],
    ['100', '40', '85', '25.00'],
    ['-10', '10', '0', '50.00'],
    ['0', '3', '1', '33.33'],
    ['0', '3', '2', '66.66'],
    ['0', '1', '0.99999', '99.99'],
    ['0', '100', '-5', '0.00'],
    ['0', '100', '130', '100.00'],
    ['100', '40', '120', '0.00'],
    ['0.0000000001', '99999999999999999999', '99999999999999999998', '99.99'],
  ])('from %s to %s is, at %s, %s percent', (start, target, current, expected) => {
    expect(percent(start, target, current)).toBe(expected);
  });

  it('lies in 0 to 100, and grows on the way to the target', () => {
    const value = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(value, value, value, value, (start, target, one, other) => {
        fc.pre(start !== target);
        const at = (current: number) => Number(percent(`${start}`, `${target}`, `${current}`));
        const [nearer, farther] = [one, other].toSorted((a, b) => (target > start ? a - b : b - a));
        expect(at(nearer!)).toBeGreaterThanOrEqual(0);
        expect(at(nearer!)).toBeLessThanOrEqual(at(farther!));
        expect(at(farther!)).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('the progress of an objective', () => {
  it('is null where nothing says anything, or only what weighs nothing', () => {
    expect(rolled(node('alone'))).toEqual({ alone: null });
    expect(rolled(node('top'), under('top', 'a', { manualPercent: '50', weight: 0 }))).toEqual({
      top: null,
      a: '50.00',
    });
    expect(rolled(node('weightless', { keyResults: [measured('50', 0)] }))).toEqual({ weightless: null });
  });

  it('is the mean of its key results by weight, whatever lies below it', () => {
    const top = node('top', { keyResults: [measured('100', 1), measured('20', 3)] });
    expect(rolled(top, under('top', 'a', { manualPercent: '90' }))).toMatchObject({ top: '40.00' });
  });

  it('is else the mean of what lies below it by weight, level by level', () => {
    expect(
      rolled(
        under('a', 'a1', { manualPercent: '10' }),
        under('a', 'a2', { manualPercent: '20' }),
        under('top', 'a', { weight: 3 }),
        node('top'),
        under('top', 'b', { weight: 1, keyResults: [measured('55')] }),
      ),
    ).toEqual({ top: '25.00', a: '15.00', b: '55.00', a1: '10.00', a2: '20.00' });
  });

  it('leaves out what is cancelled, and what says nothing', () => {
    expect(
      rolled(
        node('top'),
        under('top', 'given up', { status: 'CANCELLED', manualPercent: '0', weight: 9 }),
        under('top', 'silent', { weight: 9 }),
        under('top', 'half', { manualPercent: '50' }),
      ),
    ).toMatchObject({ top: '50.00', silent: null });
  });

  it('is all where it is achieved, and what was stated where it is stated', () => {
    expect(
      rolled(
        node('top'),
        under('top', 'done', { status: 'ACHIEVED', keyResults: [measured('10')] }),
        under('top', 'stated', { manualPercent: '30', keyResults: [measured('90')] }),
      ),
    ).toEqual({ top: '65.00', done: '100.00', stated: '30.00' });
  });

  it('of equal parts is that of each, to the last hundredth, and in whatever order the rows come', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 });
    const weight = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 8 }), percents, (weights, hundredths) => {
        const all = hundredths.map((each, i) =>
          under('top', `${i}`, {
            weight: weights[i % weights.length]!,
            manualPercent: (each / 100).toFixed(2),
          }),
        );
        const forth = rolled(node('top'), ...all);
        expect(rolled(...all.toReversed(), node('top'))).toEqual(forth);
        const same = all.map((each) => ({ ...each, manualPercent: '33.33' }));
        expect(rolled(node('top'), ...same)).toMatchObject({ top: '33.33' });
      }),
    );
  });

  it('is found however deep the tree is', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => (i === 0 ? node('0') : under(`${i - 1}`, `${i}`)));
    const last = under('19999', 'last', { manualPercent: '12.5' });
    expect(percentOf(rollUp([...chain, last]).get('0')!)).toBe('12.50');
  });
});
