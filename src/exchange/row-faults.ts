import type { ImportError } from './import.js';

/** What one row says, by the names of its columns. */
export type Cells = Readonly<Record<string, unknown>>;

/** Collects all that is wrong with the rows of a call: a bad cell shall hide neither another one, nor another row. */
export class RowFaults {
  readonly #byRow = new Map<number, ImportError[]>();

  constructor(readonly rows: readonly object[]) {}

  /** Notes that the row at `index` breaks the rule `code` in `column`. */
  add(index: number, column: string, code: string, message: string): void {
    const cell = (this.rows[index] as Cells)[column];
    const error = { column, code, message, value: cell == null ? null : String(cell) };
    const known = this.#byRow.get(index);
    if (known) known.push(error);
    else this.#byRow.set(index, [error]);
  }

  /** Notes that `column` must say something, where it does not; what is wrong with it may be noted already. */
  require(index: number, column: string, message = `${column} is required.`): void {
    if (!this.isNoted(index, column)) this.add(index, column, 'REQUIRED', message);
  }

  of(index: number): ImportError[] {
    return this.#byRow.get(index) ?? [];
  }

  isNoted(index: number, column: string): boolean {
    return this.of(index).some((fault) => fault.column === column);
  }

  isRight(index: number): boolean {
    return !this.#byRow.has(index);
  }

  get isEmpty(): boolean {
    return this.#byRow.size === 0;
  }
}

/** Notes rows that say in `column` what an earlier row of the call said. */
export function refuseRepetitions<Row extends object>(
  faults: RowFaults,
  rows: readonly Row[],
  column: keyof Row & string,
  normalise = (text: string) => text,
): void {
  const firsts = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const text = (row as Cells)[column];
    if (typeof text !== 'string' || text.trim() === '') continue;
    const key = normalise(text.trim());
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    else
      faults.add(
        index,
        column,
        'DUPLICATE_IN_FILE',
        `Row ${first + 1} of this call says the same ${column}.`,
      );
  }
}
