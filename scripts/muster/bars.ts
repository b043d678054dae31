const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `share` (1 is all) in `cells` characters, to an eighth of one; what goes beyond all of it is shaded. */
export function bar(share: number, cells: number): string {
  const eighths = Math.round(Math.max(0, share) * cells * 8);
  const whole = Math.min(cells, Math.floor(eighths / 8));
  const beyond = Math.round(eighths / 8) - cells;
  return '█'.repeat(whole) + (beyond < 0 ? EIGHTHS[eighths % 8]! : '▒'.repeat(beyond));
}

/** Rows of text in columns as wide as their widest cell; numbers stand to the right. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => Array.from(String(row[column])).length)),
  );
  const padded = (cell: string | number, column: number) => {
    const gap = ' '.repeat(widths[column]! - Array.from(String(cell)).length);
    return typeof cell === 'number' ? gap + cell : cell + gap;
  };
  return rows.map((row) => `${row.map(padded).join('  ').trimEnd()}\n`).join('');
}
