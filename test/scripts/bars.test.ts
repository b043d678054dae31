import { describe, expect, it } from 'vitest';
import { bar, columns } from '../../scripts/muster/bars.js';

describe('a bar of four cells', () => {
  it.each([
    [0, ''],
    [-1, ''],
    [1 / 32, '▏'],
    [0.5, '██'],
    [0.6, '██▍'],
    [0.999, '████'],
    [1, '████'],
    [1.25, '████▒'],
    [2, '████▒▒▒▒'],
  ])('is, of %d, %s', (share, drawn) => {
    expect(bar(share, 4)).toBe(drawn);
  });
});

it('columns are as wide as what they hold, with numbers to the right', () => {
  expect(
    columns([
      ['Zürich', 7, 'a'],
      ['Genève-Cornavin', 1_200, ''],
    ]),
  ).toBe('Zürich              7  a\nGenève-Cornavin  1200\n');
});
