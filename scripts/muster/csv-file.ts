import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Failure } from './failure.js';

const PEEK = 65_536;
const LONGEST_RECORD = 1_000_000;

export interface CsvFile {
  readonly headers: readonly string[];
  /** Records with their number as a spreadsheet shows it: the first one below the headers is row 2. */
  readonly records: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/**
 * Reads a file of comma, semicolon or tab separated values in UTF-8 or UTF-16, with or without a byte order mark.
 * @throws Failure where there is no such file, or it is not one of these
 */
export async function readCsv(file: string): Promise<CsvFile> {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw new Failure(`${file} is not a file.`);
  const { encoding, delimiter } = detect(file);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_RECORD,
  });
  const source = Readable.from(decoded(file, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const read: string[][] = [];
  try {
    for await (const record of parser) read.push(record as string[]);
  } catch (error) {
    if (error instanceof CsvError) throw new Failure(`${file} is not CSV: ${error.message}.`);
    throw error;
  }
  const [headers, ...records] = read;
  if (!headers) throw new Failure(`${file} is empty: its first line must name the columns.`);
  return { headers, records: records.map((cells, i) => ({ row: i + 2, cells })) };
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Failure(
      `${file} cannot be read as ${encoding}: save it as UTF-8 ("CSV UTF-8" in a spreadsheet program).`,
    );
  }
}

function detect(file: string): { encoding: string; delimiter: string } {
  const buffer = Buffer.alloc(PEEK);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, buffer, 0, PEEK, 0);
  closeSync(descriptor);
  const isUtf16 = length >= 2 && buffer[0] === 0xff && buffer[1] === 0xfe;
  const encoding = isUtf16 ? 'utf-16le' : 'utf-8';
  const [firstLine = ''] = new TextDecoder(encoding).decode(buffer.subarray(0, length)).split(/\r?\n/);
  const unquoted = firstLine.replace(/"[^"]*"/g, '');
  const countOf = (separator: string) => unquoted.split(separator).length;
  const delimiter = [',', ';', '\t'].reduce((best, other) => (countOf(other) > countOf(best) ? other : best));
  return { encoding, delimiter };
}
