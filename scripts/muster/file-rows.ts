import type { Kind, Mapping } from './columns.js';
import type { CsvFile } from './csv-file.js';

/** What is wrong with a row, as the rejects file tells it. */
export interface Reject {
  row: number;
  column: string;
  code: string;
  message: string;
  value: string;
}

/** A row of the file in the words of the API. */
export interface FileRow {
  /** As a spreadsheet shows it. */
  readonly row: number;
  readonly input: Readonly<Record<string, unknown>>;
}

const UNIQUE = ['externalId', 'email'];

/** Turns records into rows of the API; what cannot even be sent is rejected here. */
export class FileRows {
  readonly rows: FileRow[] = [];
  /** Wrong ones that can be sent all the same, to hear what else is wrong with them. */
  readonly wrongRows: FileRow[] = [];
  readonly rejects: Reject[] = [];
  readonly #seen = new Map<string, number>();

  constructor(
    readonly file: CsvFile,
    readonly kind: Kind,
    readonly mapping: Mapping,
    readonly defaults: ReadonlyMap<string, string>,
  ) {
    for (const { row, cells } of file.records) this.#take(row, cells);
  }

  /** The name of the file's column, where it has one for the field of the API. */
  columnName(field: string): string {
    const wanted = field === 'patternMinutes' ? 'pattern' : field;
    const { columnOf, headers } = this.mapping;
    const index = columnOf.get(wanted) ?? (wanted === 'name' ? columnOf.get('firstName') : undefined);
    return index === undefined ? wanted : headers[index]!;
  }

  /** What the file says in that row and column; else what was sent. */
  valueOf(row: number, column: string, sent: string | null): string {
    const index = this.mapping.headers.indexOf(column);
    return (index < 0 ? sent : this.file.records[row - 2]?.cells[index]) ?? '';
  }

  #take(row: number, cells: readonly string[]): void {
    const unsendable = this.#faultsOf(row, cells);
    const rejects = [...unsendable];
    const input = this.#inputOf(row, cells, rejects);
    rejects.push(...this.#repetitionsOf(row, input));
    this.rejects.push(...rejects);
    if (rejects.length === 0) this.rows.push({ row, input });
    else if (unsendable.length === 0) this.wrongRows.push({ row, input });
  }

  #faultsOf(row: number, cells: readonly string[]): Reject[] {
    const { headers } = this.mapping;
    const rejects = cells.flatMap((value, i): Reject[] => {
      const isStorable = !value.includes('\0') && value.isWellFormed() && value.length <= 10_000;
      if (isStorable) return [];
      const message = 'It holds a NUL, half a character, or more than 10,000 characters.';
      return [
        {
          row,
          column: headers[i] ?? '',
          code: 'UNSTORABLE_TEXT',
          message,
          value: value.replaceAll('\0', '').slice(0, 50),
        },
      ];
    });
    if (cells.length === headers.length) return rejects;
    const message = `The row has ${cells.length} cells where the file has ${headers.length} columns.`;
    return [...rejects, { row, column: '', code: 'COLUMN_COUNT', message, value: '' }];
  }

  #inputOf(row: number, cells: readonly string[], rejects: Reject[]): Record<string, unknown> {
    const input: Record<string, unknown> = {};
    for (const [field, value] of this.defaults) input[field] = value;
    for (const [field, index] of this.mapping.columnOf) {
      const value = cells[index] ?? '';
      // A blank cell takes the default, or says that there is none.
      if (value !== '') input[field] = value;
      else input[field] ??= null;
    }
    if ('firstName' in input || 'lastName' in input) composeName(input);
    if ('pattern' in input) this.#readPattern(row, input, rejects);
    for (const field of REQUIRED_TEXT[this.kind]) input[field] ??= '';
    return input;
  }

  #readPattern(row: number, input: Record<string, unknown>, rejects: Reject[]): void {
    const { pattern } = input;
    delete input.pattern;
    if (pattern === null) return;
    const minutes = minutesOf(String(pattern));
    input.patternMinutes = minutes;
    if (minutes) return;
    const message = `${pattern} is not the hours of each day, Monday first, such as 8,8,8,8,8,0,0.`;
    rejects.push({
      row,
      column: this.columnName('pattern'),
      code: 'PATTERN',
      message,
      value: String(pattern),
    });
  }

  #repetitionsOf(row: number, input: Readonly<Record<string, unknown>>): Reject[] {
    return UNIQUE.flatMap((field): Reject[] => {
      const value = input[field];
      if (typeof value !== 'string' || value === '') return [];
      const key = `${field} ${field === 'email' ? value.toLowerCase() : value}`;
      const first = this.#seen.get(key);
      if (first === undefined) this.#seen.set(key, row);
      if (first === undefined) return [];
      const column = this.columnName(field);
      return [
        { row, column, code: 'DUPLICATE_IN_FILE', message: `Row ${first} says the same ${column}.`, value },
      ];
    });
  }
}

/** What the API takes as text that must be there: a blank one is refused by it, row by row. */
const REQUIRED_TEXT: Readonly<Record<Kind, readonly string[]>> = {
  departments: ['externalId'],
  workers: ['externalId'],
  memberships: ['workerExternalId', 'departmentExternalId', 'from'],
};

function composeName(input: Record<string, unknown>): void {
  const { firstName, lastName } = input;
  delete input.firstName;
  delete input.lastName;
  input.name ??= [firstName, lastName].filter(Boolean).join(' ') || null;
}

/** Hours of the days, such as `8,8,8,8,8,0,0` or `7.5 7.5 7.5 7.5 7.5 0 0`, in minutes; null where it is not. */
function minutesOf(pattern: string): number[] | null {
  const minutes = pattern
    .split(/[,; ]+/)
    .map((hours) =>
      /^\d{1,2}(\.\d{1,4})?$/.test(hours) ? Math.round(Number(hours) * 6_000) / 100 : Number.NaN,
    );
  return minutes.every(Number.isInteger) && minutes.length % 7 === 0 ? minutes : null;
}
