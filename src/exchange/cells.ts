import { addDays, isLocalDate, type LocalDate } from '../time/local-date.js';
import { libraryRegion } from '../workforce/holiday-library.js';
import { EndDates } from './import.js';
import type { Cells, RowFaults } from './row-faults.js';

// Cells come as text and are read one by one: as scalars of the API, one bad cell would refuse the whole call.

/**
 * Reads the cells of one row, and notes what is wrong with them. Undefined: the row does not say, or says it wrongly.
 * Null: it says "none", by null or by a blank text.
 */
export class RowReader<Row extends object> {
  constructor(
    readonly faults: RowFaults,
    readonly index: number,
    readonly row: Row,
  ) {}

  text(column: keyof Row & string, longest: number): string | null | undefined {
    const cell = (this.row as Cells)[column] as string | null | undefined;
    const text = cell?.trim();
    if (text === undefined) return cell === undefined ? undefined : null;
    if (text.length > longest) {
      return this.refuse(
        column,
        'TOO_LONG',
        `${column} has ${text.length} characters; at most ${longest} are allowed.`,
      );
    }
    return text === '' ? null : text;
  }

  /** As `text`, but must be there. An empty text stands for one that is not, or is wrong. */
  required(column: keyof Row & string, longest: number): string {
    const text = this.text(column, longest);
    if (text == null) this.require(column);
    return text ?? '';
  }

  require(column: keyof Row & string, message?: string): void {
    this.faults.require(this.index, column, message);
  }

  date(column: keyof Row & string): LocalDate | null | undefined {
    const text = this.text(column, 100);
    if (text == null || isLocalDate(text)) return text;
    return this.refuse(column, 'NOT_A_DATE', `${text} is not a day of the calendar, YYYY-MM-DD.`);
  }

  /** The last day, included; null for "without end". */
  endDate(column: keyof Row & string, endDates: EndDates): LocalDate | null | undefined {
    const date = this.date(column);
    if (date == null) return date;
    if (date >= '9999') return null;
    if (endDates === EndDates.INCLUSIVE) return date;
    if (date > '0001-01-01') return addDays(date, -1);
    return this.refuse(column, 'NOT_A_DATE', `There is no day before ${date}.`);
  }

  timeZone(column: keyof Row & string): string | null | undefined {
    const text = this.text(column, 100);
    if (text == null || isTimeZone(text)) return text;
    return this.refuse(column, 'UNKNOWN_TIME_ZONE', `${text} is not a time zone such as Europe/Zurich.`);
  }

  /** Of public holidays, whether loaded or not. */
  region(column: keyof Row & string): string | null | undefined {
    const text = this.text(column, 20);
    if (text == null || isRegion(text)) return text;
    return this.refuse(column, 'UNKNOWN_REGION', `There is no region ${text}.`);
  }

  oneOf<T extends string>(column: keyof Row & string, values: Readonly<Record<T, T>>): T | null | undefined {
    const text = this.text(column, 100);
    if (text == null) return text;
    const value = text.toUpperCase();
    if (Object.hasOwn(values, value)) return value as T;
    return this.refuse(column, 'UNKNOWN_VALUE', `${text} is none of ${Object.keys(values).join(', ')}.`);
  }

  /** Notes a range that ends before it begins, or has no days, as exclusive ends can write it. Both days included. */
  checkRange(
    from: LocalDate | null | undefined,
    to: LocalDate | null | undefined,
    column: keyof Row & string,
  ): void {
    if (from == null || to == null || from <= to) return;
    const written = String((this.row as Cells)[column]).trim();
    if (written === from) {
      this.refuse(column, 'EMPTY_RANGE', `It ends before ${from}, the day it begins: there is no day in it.`);
    } else {
      this.refuse(column, 'REVERSED_RANGE', `It begins on ${from} and ends earlier (${written}).`);
    }
  }

  refuse(column: keyof Row & string, code: string, message: string): undefined {
    this.faults.add(this.index, column, code, message);
  }
}

/** By the tables of the runtime; an offset such as `+01:00` is no zone. */
const isTimeZone = remembering((timeZone) => {
  try {
    return /^[A-Za-z]/.test(timeZone) && new Intl.DateTimeFormat('en', { timeZone }) !== null;
  } catch {
    return false;
  }
});

const isRegion = remembering((code) => libraryRegion(code) !== null);

/** Files say the same few things over and over. */
function remembering(judge: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const verdict = known.get(text) ?? judge(text);
    if (known.size < 5_000) known.set(text, verdict);
    return verdict;
  };
}
