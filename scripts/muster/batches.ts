import type { Kind } from './columns.js';
import { Failure } from './failure.js';
import type { FileRow } from './file-rows.js';

const MOST_ROWS = 5_000;
const USUAL_ROWS = 1_000;
/** The API takes bodies of 1 MB. */
const MOST_BYTES = 900_000;

/**
 * Cuts rows into calls. Departments go in one, since any may lie below any other; all memberships of a worker go in
 * one, so that a dry run sees whether they fit together.
 * @throws Failure where departments do not fit into one call
 */
export function batchesOf(kind: Kind, rows: readonly FileRow[]): FileRow[][] {
  const groups = groupsOf(kind, rows);
  const batches: FileRow[][] = [];
  let current: FileRow[] = [];
  let bytes = 0;
  for (const group of groups) {
    const size = Buffer.byteLength(JSON.stringify(group));
    if (current.length > 0 && (current.length + group.length > USUAL_ROWS || bytes + size > MOST_BYTES)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    if (group.length > MOST_ROWS || size > MOST_BYTES) throw new Failure(tooMany(kind, group.length));
    current.push(...group);
    bytes += size;
  }
  return current.length > 0 ? [...batches, current] : batches;
}

function groupsOf(kind: Kind, rows: readonly FileRow[]): FileRow[][] {
  if (kind === 'departments') return rows.length > 0 ? [[...rows]] : [];
  if (kind === 'workers') return rows.map((row) => [row]);
  return [...Map.groupBy(rows, ({ input }) => input.workerExternalId).values()];
}

const tooMany = (kind: Kind, count: number) =>
  kind === 'departments'
    ? `${count} departments are more than one call takes (${MOST_ROWS}, and 1 MB): divide the file, those above first.`
    : `${count} rows belong together, and are more than one call takes (${MOST_ROWS}, and 1 MB).`;
