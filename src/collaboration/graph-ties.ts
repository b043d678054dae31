import { edgesOf, type Network, networkOf } from './graph-network.js';
import { byObjective, type ObjectiveWork, pairKey, peopleOfPairs, type Work } from './graph-work.js';

/** With its weight in the strategy. */
export type WeightedWork = ObjectiveWork & { readonly weight: number };

/** Which departments are tied by what they work on. */
export interface Tied {
  /** In the order of objectives. */
  readonly works: readonly WeightedWork[];
  /** Without ties that fewer people than the minimum stand behind. */
  readonly network: Network;
  readonly ties: number;
  /** How many of them are left out of the network. */
  readonly withheldTies: number;
}

export interface TiedAsked {
  readonly work: Work;
  /** The weight of each objective in the strategy. */
  readonly strategyWeights: ReadonlyMap<string, number>;
  /** What fewer people stand behind is withheld. */
  readonly minimumPeople: number;
}

export function tiedBy({ work, strategyWeights, minimumPeople }: TiedAsked): Tied {
  const plain = byObjective(work);
  const works = plain.map((each) => ({ ...each, weight: strategyWeights.get(each.objectiveId) ?? 0 }));
  const people = peopleOfPairs(plain);
  const tied = edgesOf(
    works.map(({ weight, departments }) => ({
      weight,
      departmentIds: departments.map(({ departmentId }) => departmentId),
    })),
  );
  const shown = tied.filter(
    ({ firstId, secondId }) => people.get(pairKey(firstId, secondId))! >= minimumPeople,
  );
  return {
    works,
    network: networkOf(work.departmentIds, shown),
    ties: tied.length,
    withheldTies: tied.length - shown.length,
  };
}
