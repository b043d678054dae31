import { v7 as uuidv7 } from 'uuid';
import { WHOLE_SHARE } from '../capacity/shares.js';
import type { LocalDate } from '../time/local-date.js';
import type { Named } from './external-ids.js';
import {
  isSameMembership,
  type MembershipFacts,
  type PlannedMembership,
  refuseMisfits,
  type StoredMembership,
} from './membership-plan.js';
import type { ReadMembership } from './membership-row.js';
import type { RowFaults } from './row-faults.js';

interface Known {
  readonly workers: ReadonlyMap<string, Named>;
  readonly departments: ReadonlyMap<string, Named>;
  /** All memberships of these workers, and those of other workers whose external id a row says. */
  readonly stored: readonly StoredMembership[];
}

/** Decides what shall become of each row, and notes what is wrong with the others. */
export function planMemberships(
  faults: RowFaults,
  read: readonly ReadMembership[],
  known: Known,
): PlannedMembership[] {
  const find = finderOf(known.stored);
  const taken = new Map<string, number>();
  const planned = read.flatMap((row) => {
    const ids = idsOf(faults, row, known);
    if (ids === null) return [];
    const stored = find(row, ids);
    if (stored && stored.workerId !== ids.workerId) {
      faults.add(
        row.index,
        'externalId',
        'EXTERNAL_ID_TAKEN',
        'A membership of another worker has this external id.',
      );
      return [];
    }
    // Whether it is there already is known by its first day.
    if (row.from === undefined) return [];
    const first = stored && taken.get(stored.id);
    if (first !== undefined) {
      faults.add(
        row.index,
        'from',
        'DUPLICATE_IN_FILE',
        `Row ${first + 1} of this call is the same membership.`,
      );
      return [];
    }
    if (stored) taken.set(stored.id, row.index);
    else if (!areInUse(faults, row, known)) return [];
    return [planOf({ ...row, from: row.from }, ids, stored ?? null)];
  });
  refuseMisfits(faults, planned, known.stored);
  return planned.filter(({ index }) => faults.isRight(index));
}

type Ids = Pick<MembershipFacts, 'workerId' | 'departmentId'>;

function idsOf(
  faults: RowFaults,
  { index, workerExternalId, departmentExternalId }: ReadMembership,
  { workers, departments }: Known,
): Ids | null {
  const worker = workers.get(workerExternalId);
  const department = departments.get(departmentExternalId);
  if (!worker && workerExternalId !== '') {
    faults.add(
      index,
      'workerExternalId',
      'UNKNOWN_WORKER',
      `No worker has the external id ${workerExternalId}.`,
    );
  }
  if (!department && departmentExternalId !== '') {
    const message = `No department has the external id ${departmentExternalId}.`;
    faults.add(index, 'departmentExternalId', 'UNKNOWN_DEPARTMENT', message);
  }
  return worker && department ? { workerId: worker.id, departmentId: department.id } : null;
}

function areInUse(faults: RowFaults, row: ReadMembership, { workers, departments }: Known): boolean {
  if (workers.get(row.workerExternalId)!.isArchived) {
    faults.add(
      row.index,
      'workerExternalId',
      'WORKER_ARCHIVED',
      'The worker is archived: restore them first.',
    );
  }
  if (departments.get(row.departmentExternalId)!.isArchived) {
    faults.add(row.index, 'departmentExternalId', 'DEPARTMENT_ARCHIVED', 'The department is archived.');
  }
  return !faults.isNoted(row.index, 'workerExternalId') && !faults.isNoted(row.index, 'departmentExternalId');
}

/** By its external id; else by worker, department and first day, if it has no other external id. */
function finderOf(stored: readonly StoredMembership[]) {
  const keyOf = ({ workerId, departmentId }: Ids, from: string | undefined) =>
    `${workerId} ${departmentId} ${from}`;
  const byExternalId = new Map(stored.map((membership) => [membership.externalId, membership]));
  const byKey = new Map(stored.map((membership) => [keyOf(membership, membership.from), membership]));
  return ({ externalId, from }: ReadMembership, ids: Ids): StoredMembership | undefined => {
    const named = externalId === null ? undefined : byExternalId.get(externalId);
    if (named) return named;
    const alike = byKey.get(keyOf(ids, from));
    return externalId === null || alike?.externalId === null ? alike : undefined;
  };
}

function planOf(
  row: ReadMembership & { from: LocalDate },
  ids: Ids,
  stored: StoredMembership | null,
): PlannedMembership {
  const { index, from } = row;
  const facts = {
    ...ids,
    externalId: row.externalId ?? stored?.externalId ?? null,
    from,
    to: row.to === undefined ? (stored?.to ?? null) : row.to,
    share: row.share ?? stored?.share ?? WHOLE_SHARE,
  };
  if (!stored) return { index, outcome: 'CREATED', id: uuidv7(), stored, facts };
  const outcome = isSameMembership(stored, facts) ? 'UNCHANGED' : 'UPDATED';
  return { index, outcome, id: stored.id, stored, facts };
}
