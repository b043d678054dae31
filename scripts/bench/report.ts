import { writeFileSync } from 'node:fs';

/** One figure of a bench, beside that of its floor in the same run. */
export interface Row {
  bench: string;
  case: string;
  metric: string;
  value: number;
  unit: string;
  floor: number | null;
  ratio: number | null;
}

/** Counts stay exact. */
const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(3)));

export class Report {
  readonly #rows: Row[] = [];

  constructor(readonly bench: string) {}

  add(name: string, metric: string, value: number, unit: string, floor: number | null = null): void {
    const ratio = floor === null ? null : round(value / floor);
    const row = {
      bench: this.bench,
      case: name,
      metric,
      value: round(value),
      unit,
      floor: floor === null ? null : round(floor),
      ratio,
    };
    this.#rows.push(row);
    const compared = floor === null ? '' : `   floor ${String(row.floor).padStart(8)}   ratio ${ratio}`;
    console.log(
      `${name.padEnd(52)} ${metric.padEnd(14)} ${String(row.value).padStart(8)} ${unit.padEnd(6)}${compared}`,
    );
  }

  /** As JSON, where a file was asked for. */
  write(file: string | undefined): void {
    if (file) writeFileSync(file, `${JSON.stringify(this.#rows, null, 2)}\n`);
  }
}
