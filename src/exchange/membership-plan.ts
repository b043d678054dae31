import { WHOLE_SHARE } from '../capacity/shares.js';
import { type OpenDateRange, overlaps } from '../time/date-range.js';
import type { Intention } from './report.js';
import type { RowFaults } from './row-faults.js';

export interface MembershipFacts extends OpenDateRange {
  externalId: string | null;
  workerId: string;
  departmentId: string;
  /** In hundredths of a percent. */
  share: number;
}

export interface StoredMembership extends MembershipFacts {
  readonly id: string;
  readonly version: number;
}

/** What shall become of a row: a new membership, or the stored one as the row says it. */
export interface PlannedMembership extends Intention {
  readonly stored: StoredMembership | null;
  readonly facts: MembershipFacts;
}

/**
 * Notes the rows that cannot hold beside what is stored and beside earlier rows: twice in a department at a time, or
 * more than the whole of a worker on a day. What a row replaces is not in its way.
 */
export function refuseMisfits(
  faults: RowFaults,
  planned: readonly PlannedMembership[],
  stored: readonly StoredMembership[],
): void {
  const storedByWorker = Map.groupBy(stored, ({ workerId }) => workerId);
  for (const [workerId, rows] of Map.groupBy(planned, ({ facts }) => facts.workerId)) {
    const before = storedByWorker.get(workerId) ?? [];
    const wrongAlready = rows.filter(({ index }) => !faults.isRight(index));
    // A refused row leaves what it would replace in the way of rows that were let pass before: begin anew.
    while (refuseSome(faults, rows, before));
    judgeAlone(faults, wrongAlready, standing(faults, rows, before));
  }
}

/** What is there if the right rows are written. */
function standing(
  faults: RowFaults,
  rows: readonly PlannedMembership[],
  stored: readonly StoredMembership[],
): (MembershipFacts & { id: string })[] {
  const right = rows.filter(({ index }) => faults.isRight(index));
  const replaced = new Set(right.map(({ id }) => id));
  return [
    ...stored.filter(({ id }) => !replaced.has(id)),
    ...right.map(({ id, facts }) => ({ ...facts, id })),
  ];
}

/** Notes which rows, wrong for another reason already, would not fit either; without what could not be read. */
function judgeAlone(
  faults: RowFaults,
  rows: readonly PlannedMembership[],
  present: readonly (MembershipFacts & { id: string })[],
): void {
  for (const { index, id, facts } of rows) {
    if (faults.isNoted(index, 'to')) continue;
    const beside = present.filter((other) => other.id !== id);
    const misfit = misfitOf(facts, beside);
    if (misfit && !faults.isNoted(index, misfit[0])) faults.add(index, ...misfit);
  }
}

/** Whether a stored membership stays after all, because the row that would replace it was refused. */
function refuseSome(
  faults: RowFaults,
  rows: readonly PlannedMembership[],
  stored: readonly StoredMembership[],
): boolean {
  const right = rows.filter(({ index }) => faults.isRight(index));
  const replaced = new Set(right.map((row) => row.stored?.id));
  const beside: MembershipFacts[] = stored.filter(({ id }) => !replaced.has(id));
  let staysSome = false;
  for (const row of right) {
    const misfit = misfitOf(row.facts, beside);
    if (misfit === null) beside.push(row.facts);
    else {
      faults.add(row.index, ...misfit);
      staysSome ||= row.stored !== null;
    }
  }
  return staysSome;
}

/** What is wrong with a membership beside others of its worker: column, code and message; null where it fits. */
function misfitOf(
  facts: MembershipFacts,
  beside: readonly MembershipFacts[],
): [string, string, string] | null {
  const touching = beside.filter((other) => overlaps(facts, other));
  const twin = touching.find(({ departmentId }) => departmentId === facts.departmentId);
  if (twin) {
    const days = twin.to === null ? `from ${twin.from} on` : `from ${twin.from} to ${twin.to}`;
    return ['from', 'MEMBERSHIP_OVERLAPS', `The worker is a member of this department already ${days}.`];
  }
  const { day, share } = fullestDay(facts, touching);
  if (share <= WHOLE_SHARE) return null;
  return ['share', 'SHARES_EXCEED_WHOLE', `The worker's shares on ${day} would add up to ${share / 100} %.`];
}

/** The day of the membership on which the shares add up to the most: one on which some membership begins. */
function fullestDay(facts: MembershipFacts, touching: readonly MembershipFacts[]) {
  let fullest = { day: facts.from, share: 0 };
  for (const { from } of [facts, ...touching]) {
    const day = from > facts.from ? from : facts.from;
    const present = touching.filter((other) => overlaps(other, { from: day, to: day }));
    const share = present.reduce((sum, other) => sum + other.share, facts.share);
    if (share > fullest.share) fullest = { day, share };
  }
  return fullest;
}

export const isSameMembership = (a: MembershipFacts, b: MembershipFacts): boolean =>
  a.externalId === b.externalId &&
  a.departmentId === b.departmentId &&
  a.from === b.from &&
  a.to === b.to &&
  a.share === b.share;
