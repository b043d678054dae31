import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { Api } from './api.js';
import { batchesOf } from './batches.js';
import { type Kind, mapColumns } from './columns.js';
import { type ConnectionOptions, findConnection } from './connection.js';
import { readCsv } from './csv-file.js';
import { EXIT, Failure } from './failure.js';
import { FileRows, type Reject } from './file-rows.js';
import { count, progressBar } from './progress.js';
import { loadRegions } from './regions.js';
import { say } from './say.js';
import { send, type Totals } from './sending.js';

export interface ImportOptions extends ConnectionOptions {
  dryRun: boolean;
  to: 'exclusive' | 'inclusive';
  onError: 'reject-all' | 'skip';
  default: ReadonlyMap<string, string>;
  map: ReadonlyMap<string, string>;
  rejects: string;
}

/** Imports a file and tells what became of it; answers how the command ends. */
export async function importFile(kind: Kind, file: string, options: ImportOptions): Promise<number> {
  const rows = await readRows(kind, file, options);
  tellWhatIsRead(kind, file, rows, options);
  const connection = findConnection(options);
  const api = new Api(connection.url, connection.tokenFor(kind === 'departments' ? 'admin' : 'hr'));
  if (kind === 'workers' && !options.dryRun) {
    await loadRegions(new Api(connection.url, connection.tokenFor('admin')), rows.rows);
  }
  const { totals, rejects } = await run(api, kind, rows, options);
  const furtherRejects = await judgeWrongRows(api, kind, rows, options);
  return tell(totals, [...rows.rejects, ...rejects, ...furtherRejects], options);
}

async function readRows(kind: Kind, file: string, options: ImportOptions): Promise<FileRows> {
  const csv = await readCsv(file);
  try {
    const mapping = mapColumns(kind, csv.headers, { maps: options.map, defaults: options.default });
    return new FileRows(csv, kind, mapping, options.default);
  } catch (error) {
    throw new Failure(`${file} cannot be imported.\n${(error as Error).message}`);
  }
}

function tellWhatIsRead(
  kind: Kind,
  file: string,
  { mapping, file: { records } }: FileRows,
  options: ImportOptions,
): void {
  const { columnOf, headers, ignored } = mapping;
  const understood = Array.from(columnOf, ([field, index]) =>
    headers[index] === field ? field : `${headers[index]} as ${field}`,
  );
  say.fact(`${count(records.length)} ${kind} in ${basename(file)}: ${understood.join(', ')}.`);
  if (ignored.length > 0) say.fact(`Left out, as nothing here is called so: ${ignored.join(', ')}.`);
  if (options.default.size > 0) {
    say.fact(
      `Where the file says nothing: ${Array.from(options.default, ([field, value]) => `${field} ${value}`).join(', ')}.`,
    );
  }
  const end = ['to', 'engagementTo'].find((field) => columnOf.has(field));
  if (!end) return;
  const column = headers[columnOf.get(end)!];
  const meaning =
    options.to === 'exclusive'
      ? 'the first day no longer in it (exclusive)'
      : 'the last day in it (inclusive)';
  say.fact(`The end of a range (${column}) is read as ${meaning}; the year 9999, or nothing, as no end.`);
}

/**
 * A call is one transaction, a file is several. So REJECT_ALL looks at all of it first, by dry runs, and writes only
 * if nothing is wrong.
 */
async function run(
  api: Api,
  kind: Kind,
  rows: FileRows,
  options: ImportOptions,
): Promise<{ totals: Totals; rejects: Reject[] }> {
  const batches = batchesOf(kind, rows.rows);
  const endDates = endDatesOf(options);
  const total = rows.rows.length;
  const pass = (what: string, dryRun: boolean, onError: 'SKIP' | 'REJECT_ALL') => {
    const bar = progressBar(total, what);
    return send({ api, kind, rows, batches, settings: { dryRun, onError, endDates }, bar });
  };
  if (options.onError === 'skip') {
    return options.dryRun ? pass('Checking', true, 'SKIP') : pass('Importing', false, 'SKIP');
  }
  const checked = await pass('Checking', true, 'SKIP');
  if (checked.rejects.length + rows.rejects.length > 0) {
    say.warning('Not all rows are right, so none is written. --on-error skip imports those that are.');
    return { totals: { created: 0, updated: 0, unchanged: 0 }, rejects: checked.rejects };
  }
  if (options.dryRun) return checked;
  const imported = await pass('Importing', false, 'REJECT_ALL');
  if (imported.rejects.length > 0) {
    say.warning('Somebody changed something meanwhile: stopped. What was written before that stays.');
  }
  return imported;
}

/** What else is wrong with rows that are not imported anyway, so that one round tells it all. */
async function judgeWrongRows(
  api: Api,
  kind: Kind,
  rows: FileRows,
  options: ImportOptions,
): Promise<Reject[]> {
  const wrong = new Set(rows.wrongRows.map(({ row }) => row));
  if (wrong.size === 0) return [];
  // A department may lie below one of any other row.
  const beside = kind === 'departments' ? rows.rows : [];
  const batches = batchesOf(kind, [...beside, ...rows.wrongRows]);
  const settings = { dryRun: true, onError: 'SKIP', endDates: endDatesOf(options) } as const;
  const bar = progressBar(wrong.size, 'Checking what else is wrong');
  const { rejects } = await send({ api, kind, rows, batches, settings, bar });
  const known = new Set(rows.rejects.map(({ row, column, code }) => `${row} ${column} ${code}`));
  return rejects.filter(({ row, column, code }) => wrong.has(row) && !known.has(`${row} ${column} ${code}`));
}

const endDatesOf = ({ to }: ImportOptions) => (to === 'exclusive' ? 'EXCLUSIVE' : 'INCLUSIVE');

function tell(
  { created, updated, unchanged }: Totals,
  rejects: readonly Reject[],
  { dryRun, rejects: file }: ImportOptions,
): number {
  const failed = new Set(rejects.map(({ row }) => row)).size;
  if (failed > 0) {
    const sorted = rejects.toSorted((a, b) => a.row - b.row);
    const columns = ['row', 'column', 'code', 'message', 'value'];
    writeRejects(file, stringify(sorted, { header: true, columns }));
  }
  if (unchanged > 0) say.fact(`${count(unchanged)} were there already, exactly so.`);
  if (dryRun) say.fact('This was a dry run: nothing is written. Otherwise it would be:');
  const line = `${count(created)} created, ${count(updated)} updated, ${count(failed)} failed`;
  process.stdout.write(`${line}${failed > 0 ? ` -> ${file}` : ''}\n`);
  return failed > 0 ? EXIT.FAILED : EXIT.OK;
}

/** @throws Failure where the file cannot be written */
function writeRejects(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(
      `What was rejected cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}): give another --rejects.`,
    );
  }
}
