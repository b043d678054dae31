import { byObjective, pairKey, type Work } from './graph-work.js';

/** Who is to work together on an objective. */
export interface Plan {
  readonly objectiveId: string;
  /** Of the objective in the strategy, 0 to 1. */
  readonly weight: number;
  readonly departmentIds: readonly string[];
}

/** Who is to work together because one objective depends on another one. */
export interface DependencyPlan {
  readonly dependencyId: string;
  /** Of what depends, in the strategy, 0 to 1. */
  readonly weight: number;
  /** Those of the one, and of the other: whoever is to work on both has nobody to find. */
  readonly departmentIds: readonly string[];
  readonly otherIds: readonly string[];
}

export interface MissingLinksAsked {
  /** On whatever objective: two who know each other from elsewhere are not strangers. */
  readonly work: Work;
  readonly plans: readonly Plan[];
  readonly dependencies: readonly DependencyPlan[];
  /** How many links are answered. */
  readonly first: number;
}

/** Two departments that ought to work together and have no minutes on any common objective; the lesser id first. */
export interface MissingLink {
  readonly firstId: string;
  readonly secondId: string;
  /**
   * The weight that the objectives would tie them with, the sum of weight / (contributors - 1); and of each dependency
   * its weight, divided by the number of pairs that it asks for.
   */
  readonly stake: number;
  /** Those that both are to contribute to, in id order. */
  readonly objectiveIds: readonly string[];
  /** Those between what the one and the other are to work on, in id order. */
  readonly dependencyIds: readonly string[];
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
export function missingLinksOf({ work, plans, dependencies, first }: MissingLinksAsked): MissingLinksFound {
  const required = requiredLinks(plans, dependencies);
  const together = pairsTogether(work);
  const missing = required.filter(({ firstId, secondId }) => !together.get(firstId)?.has(secondId));
  return { links: missing.slice(0, first), requiredPairs: required.length, missingPairs: missing.length };
}

/** The same whatever the order of what asks for them. */
function requiredLinks(plans: readonly Plan[], dependencies: readonly DependencyPlan[]): MissingLink[] {
  const links = new RequiredLinks();
  for (const { objectiveId, weight, departmentIds } of plans.toSorted(by('objectiveId'))) {
    const contributors = [...new Set(departmentIds)];
    for (const [i, one] of contributors.entries())
      for (const other of contributors.slice(i + 1)) {
        const link = links.between(one, other);
        link.stake += weight / (contributors.length - 1);
        link.objectiveIds.push(objectiveId);
      }
  }
  for (const { dependencyId, weight, departmentIds, otherIds } of dependencies.toSorted(by('dependencyId'))) {
    const asked = pairsAcross(new Set(departmentIds), new Set(otherIds));
    for (const [one, other] of asked) {
      const link = links.between(one, other);
      link.stake += weight / asked.length;
      link.dependencyIds.push(dependencyId);
    }
  }
  return links.all();
}

/** Each of those of one side alone with each of those of the other side alone. */
const pairsAcross = (one: ReadonlySet<string>, other: ReadonlySet<string>): [string, string][] =>
  [...one.difference(other)].flatMap((id) =>
    [...other.difference(one)].map((otherId): [string, string] => [id, otherId]),
  );

class RequiredLinks {
  readonly #links = new Map<
    string,
    MissingLink & { stake: number; objectiveIds: string[]; dependencyIds: string[] }
  >();

  between(one: string, other: string) {
    const [firstId, secondId] = one < other ? [one, other] : [other, one];
    const key = pairKey(firstId, secondId);
    const known = this.#links.get(key);
    if (known) return known;
    const link = { firstId, secondId, stake: 0, objectiveIds: [], dependencyIds: [] };
    this.#links.set(key, link);
    return link;
  }

  /** The most at stake first, then by id. */
  all(): MissingLink[] {
    return [...this.#links.values()].sort(
      (a, b) => b.stake - a.stake || compare(a.firstId, b.firstId) || compare(a.secondId, b.secondId),
    );
  }
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

const by =
  <Key extends string>(key: Key) =>
  (a: Readonly<Record<Key, string>>, b: Readonly<Record<Key, string>>) =>
    compare(a[key], b[key]);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
