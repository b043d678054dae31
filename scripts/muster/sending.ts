import type { TypedQueryDocumentNode } from 'graphql';
import {
  ImportDepartmentsDocument,
  type ImportDepartmentsMutation,
  ImportMembershipsDocument,
  ImportWorkersDocument,
} from '../../schema/generated/operations.js';
import type { Api } from './api.js';
import type { Kind } from './columns.js';
import { Failure } from './failure.js';
import type { FileRow, FileRows, Reject } from './file-rows.js';
import { count } from './progress.js';

export interface Totals {
  created: number;
  updated: number;
  unchanged: number;
}

interface Sending {
  api: Api;
  kind: Kind;
  rows: FileRows;
  batches: readonly FileRow[][];
  settings: { dryRun: boolean; onError: 'SKIP' | 'REJECT_ALL'; endDates: 'INCLUSIVE' | 'EXCLUSIVE' };
  /** `wait` is absent where nobody watches it. */
  bar: {
    advance(rows: number): void;
    stop(message: string): void;
    wait?: ((seconds: number) => void) | undefined;
  };
}

type ImportDocument = TypedQueryDocumentNode<ImportDepartmentsMutation, { input: Record<string, unknown> }>;

/** They differ in their rows only, which the file's columns are checked against. */
const documents = {
  departments: ImportDepartmentsDocument,
  workers: ImportWorkersDocument,
  memberships: ImportMembershipsDocument,
} as unknown as Readonly<Record<Kind, ImportDocument>>;

/** Sends the batches one after the other. @throws Failure that says how far it came */
export async function send({
  api,
  kind,
  rows,
  batches,
  settings,
  bar,
}: Sending): Promise<{ totals: Totals; rejects: Reject[] }> {
  const totals = { created: 0, updated: 0, unchanged: 0 };
  const rejects: Reject[] = [];
  const { endDates, ...plain } = settings;
  for (const batch of batches) {
    const input = {
      rows: batch.map(({ input }) => input),
      ...(kind === 'departments' ? plain : { ...plain, endDates }),
    };
    const { result } = await api.ask(documents[kind], { input }, bar.wait).catch((error) => {
      bar.stop('Stopped.');
      throw new Failure(`${(error as Error).message}${soFar(totals, settings.dryRun)}`);
    });
    for (const name of ['created', 'updated', 'unchanged'] as const) totals[name] += result[name];
    rejects.push(
      ...result.rows.flatMap(({ row, errors }) =>
        errors.map((error) => rejectOf(rows, batch[row - 1]!.row, error)),
      ),
    );
    bar.advance(batch.length);
    if (settings.onError === 'REJECT_ALL' && result.rejected > 0) break;
  }
  bar.stop(`${count(rows.rows.length)} rows.`);
  return { totals, rejects };
}

const soFar = ({ created, updated }: Totals, isDryRun: boolean) =>
  isDryRun || created + updated === 0
    ? ' Nothing is written.'
    : ` Written before: ${count(created)} created, ${count(updated)} updated; running it again goes on from there.`;

interface RowError {
  column: string;
  code: string;
  message: string;
  value: string | null;
}

/** In the words of the file: its own columns, and what it says there. */
function rejectOf(rows: FileRows, row: number, { column: field, code, message, value }: RowError): Reject {
  const column = rows.columnName(field);
  return { row, column, code, message, value: rows.valueOf(row, column, value) };
}
