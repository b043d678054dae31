import { v7 as uuidv7 } from 'uuid';
import type { ReadDepartment } from './department-row.js';
import type { Intention } from './report.js';
import type { RowFaults } from './row-faults.js';

export interface DepartmentFacts {
  externalId: string | null;
  code: string;
  name: string;
  parentId: string | null;
  timeZone: string;
  region: string | null;
}

export interface StoredDepartment extends DepartmentFacts {
  readonly id: string;
  readonly version: number;
  readonly isArchived: boolean;
}

export interface PlannedDepartment extends Intention {
  readonly stored: StoredDepartment | null;
  readonly facts: DepartmentFacts;
}

/** Decides what shall become of each row, and notes what is wrong with the others. `stored` are all there are. */
export function planDepartments(
  faults: RowFaults,
  read: readonly ReadDepartment[],
  stored: readonly StoredDepartment[],
): PlannedDepartment[] {
  const byExternalId = new Map(stored.map((department) => [department.externalId, department]));
  const ids = new Map(
    read.map(({ externalId }) => [externalId, byExternalId.get(externalId)?.id ?? uuidv7()]),
  );
  const drafts = read.map((row): Draft => {
    const before = byExternalId.get(row.externalId) ?? null;
    const named = row.parentExternalId;
    const parentId = named == null ? named : (ids.get(named) ?? byExternalId.get(named)?.id ?? 'unknown');
    if (!before) requireOfNew(faults, row);
    return {
      row,
      id: ids.get(row.externalId)!,
      stored: before,
      parentId: parentId === undefined ? (before?.parentId ?? null) : parentId,
    };
  });
  const wrongAlready = drafts.filter(({ row }) => !faults.isRight(row.index));
  // Each refusal may leave another row without its department above, or a code taken: until nothing changes any more.
  while (refuseSome(faults, drafts, stored));
  const tree = treeOf(faults, drafts, stored);
  judge(faults, wrongAlready, tree);
  return drafts.filter(({ row }) => faults.isRight(row.index)).map((draft) => planOf(draft, tree));
}

interface Draft {
  row: ReadDepartment;
  id: string;
  stored: StoredDepartment | null;
  parentId: string | null;
}

interface Standing {
  code: string;
  parentId: string | null;
  timeZone: string | undefined;
}

function requireOfNew(faults: RowFaults, { index, externalId, name, code }: ReadDepartment): void {
  // Of a row without a readable id nobody knows whether it is a new one.
  if (externalId === '') return;
  if (name === undefined) faults.require(index, 'name', 'A new department needs a name.');
  if (code === undefined && externalId.length > 32) {
    faults.require(index, 'code', 'The external id is too long to serve as a code: give one.');
  }
}

const codeOf = ({ row, stored }: Draft) => row.code ?? stored?.code ?? row.externalId;

/** All departments as they would be, by id, if the right rows were written. */
function treeOf(
  faults: RowFaults,
  drafts: readonly Draft[],
  stored: readonly StoredDepartment[],
): Map<string, Standing> {
  const tree = new Map<string, Standing>(stored.map((department) => [department.id, department]));
  for (const draft of drafts) {
    if (!faults.isRight(draft.row.index)) continue;
    const timeZone = draft.row.timeZone ?? draft.stored?.timeZone;
    tree.set(draft.id, { code: codeOf(draft), parentId: draft.parentId, timeZone });
  }
  return tree;
}

function refuseSome(
  faults: RowFaults,
  drafts: readonly Draft[],
  stored: readonly StoredDepartment[],
): boolean {
  const right = drafts.filter(({ row }) => faults.isRight(row.index));
  judge(faults, right, treeOf(faults, drafts, stored));
  return right.some(({ row }) => !faults.isRight(row.index));
}

/** Notes which of the drafts do not fit into the tree, which holds the right ones already. */
function judge(faults: RowFaults, drafts: readonly Draft[], tree: ReadonlyMap<string, Standing>): void {
  const holders = new Map<string, string>();
  for (const [id, { code }] of tree) if (!holders.has(code)) holders.set(code, id);
  for (const draft of drafts) {
    const { row, id, parentId } = draft;
    if (parentId !== null && !tree.has(parentId)) {
      const message = `No department has the external id ${row.parentExternalId}, or its own row is wrong.`;
      faults.add(row.index, 'parentExternalId', 'UNKNOWN_DEPARTMENT', message);
    } else if (liesBelow(tree, parentId, id)) {
      faults.add(row.index, 'parentExternalId', 'CYCLE', 'The department would lie below itself.');
    }
    if (row.externalId === '' || faults.isNoted(row.index, 'code')) continue;
    const code = codeOf(draft);
    if ((holders.get(code) ?? id) === id) continue;
    faults.add(row.index, 'code', 'CODE_TAKEN', `Another department has the code ${code}.`);
  }
}

/** Whether a department that hangs at `parentId` would lie below the one of this id. */
function liesBelow(tree: ReadonlyMap<string, Standing>, parentId: string | null, id: string): boolean {
  const seen = new Set<string>();
  for (let above: string | null | undefined = parentId; above != null; above = tree.get(above)?.parentId) {
    if (above === id) return true;
    // Another department's cycle, which is told with its own row.
    if (seen.has(above)) return false;
    seen.add(above);
  }
  return false;
}

function zoneOf(tree: ReadonlyMap<string, Standing>, id: string): string {
  for (let at = tree.get(id); at; at = at.parentId === null ? undefined : tree.get(at.parentId)) {
    if (at.timeZone) return at.timeZone;
  }
  return 'UTC';
}

function planOf(draft: Draft, tree: ReadonlyMap<string, Standing>): PlannedDepartment {
  const { row, id, stored, parentId } = draft;
  const facts: DepartmentFacts = {
    externalId: row.externalId,
    code: codeOf(draft),
    name: row.name ?? stored!.name,
    parentId,
    timeZone: zoneOf(tree, id),
    region: row.region === undefined ? (stored?.region ?? null) : row.region,
  };
  if (!stored) return { index: row.index, outcome: 'CREATED', id, stored, facts };
  const isSame = Object.entries(facts).every(
    ([name, value]) => stored[name as keyof DepartmentFacts] === value,
  );
  return { index: row.index, outcome: isSame ? 'UNCHANGED' : 'UPDATED', id, stored, facts };
}
