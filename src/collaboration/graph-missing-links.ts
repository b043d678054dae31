import { byObjective, type Work } from './graph-work.js';

/** Who is to work together on an objective. */
export interface Plan {
  readonly objectiveId: string;
  /** Of the objective in the strategy, 0 to 1. */
  readonly weight: number;
  readonly departmentIds: readonly string[];
}

export interface MissingLinksAsked {
  /** On whatever objective: two who know each other from elsewhere are not strangers. */
  readonly work: Work;
  readonly plans: readonly Plan[];
  /** How many links are answered. */
  readonly first: number;
}

/** Two departments that ought to work together and have no minutes on any common objective; the lesser id first. */
export interface MissingLink {
  readonly firstId: string;
  readonly secondId: string;
  /** The weight that the objectives would tie them with: the sum of weight / (contributors - 1). */
  readonly stake: number;
  /** Those that ask for it, in id order. */
  readonly objectiveIds: readonly string[];
}

export interface MissingLinksFound {
  /** The most at stake first, then by id. */
  readonly links: readonly MissingLink[];
  readonly requiredPairs: number;
  readonly missingPairs: number;
}

/**
 * Compares who ought to work together with who does (M. Cataldo and others, "Identification of coordination
 * requirements", Proceedings of CSCW 2006: congruence is actual and required over required).
 */
export function missingLinksOf({ work, plans, first }: MissingLinksAsked): MissingLinksFound {
  const required = requiredLinks(plans);
  const together = pairsTogether(work);
  const missing = required.filter(({ firstId, secondId }) => !together.get(firstId)?.has(secondId));
  return { links: missing.slice(0, first), requiredPairs: required.length, missingPairs: missing.length };
}

function requiredLinks(plans: readonly Plan[]): MissingLink[] {
  const links = new Map<string, MissingLink & { stake: number; objectiveIds: string[] }>();
  for (const { objectiveId, weight, departmentIds } of plans.toSorted(byId)) {
    const contributors = [...new Set(departmentIds)].sort();
    for (const [i, firstId] of contributors.entries()) {
      for (const secondId of contributors.slice(i + 1)) {
        const key = `${firstId} ${secondId}`;
        const link = links.get(key) ?? { firstId, secondId, stake: 0, objectiveIds: [] };
        links.set(key, link);
        link.stake += weight / (contributors.length - 1);
        link.objectiveIds.push(objectiveId);
      }
    }
  }
  return [...links.values()].sort(
    (a, b) => b.stake - a.stake || compare(a.firstId, b.firstId) || compare(a.secondId, b.secondId),
  );
}

/** By the lesser id. */
function pairsTogether(work: Work): ReadonlyMap<string, ReadonlySet<string>> {
  const together = new Map<string, Set<string>>();
  for (const { departments } of byObjective(work)) {
    for (const [i, { departmentId }] of departments.entries()) {
      const others = together.get(departmentId) ?? new Set<string>();
      together.set(departmentId, others);
      for (const other of departments.slice(i + 1)) others.add(other.departmentId);
    }
  }
  return together;
}

const byId = (a: Plan, b: Plan) => compare(a.objectiveId, b.objectiveId);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
