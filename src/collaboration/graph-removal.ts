import { type Evidence, evidenceOf, strategicShares, worksByDepartment } from './graph-evidence.js';
import { removals } from './graph-fragmentation.js';
import { type TiedAsked, tiedBy } from './graph-ties.js';

export interface RemovalAsked extends TiedAsked {
  readonly departmentId: string;
}

/** What goes with a department. */
export interface RemovalFound {
  readonly strategicShare: number;
  /** Of what is not withheld, and how many people these come from. */
  readonly minutes: number;
  readonly people: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
  /** Objectives that no other department works on, in the order of the evidence. */
  readonly soleObjectiveIds: readonly string[];
  /** How many departments it works with, as far as enough people stand behind the tie. */
  readonly ties: number;
  /** The share of pairs of others that only it connects. */
  readonly fragmentation: number;
  readonly isArticulation: boolean;
}

/** A department that does nothing takes nothing with it. */
export function removalOf({ departmentId, ...asked }: RemovalAsked): RemovalFound {
  const { works, network } = tiedBy(asked);
  const without = network.hasNode(departmentId) ? removals(network).get(departmentId)! : null;
  const own = evidenceOf(
    worksByDepartment(works, asked.minimumPeople).get(departmentId) ?? [],
    asked.minimumPeople,
  );
  const contributors = new Map(
    works.map(({ objectiveId, departments }) => [objectiveId, departments.length]),
  );
  return {
    ...own,
    strategicShare: strategicShares(works, asked.minimumPeople).get(departmentId) ?? 0,
    soleObjectiveIds: own.evidence
      .map(({ objectiveId }) => objectiveId)
      .filter((id) => contributors.get(id) === 1),
    ties: without ? network.degree(departmentId) : 0,
    fragmentation: without?.parted ?? 0,
    isArticulation: without?.isArticulation ?? false,
  };
}
