import { edgesOf, type Network, networkOf } from './graph-network.js';
import {
  byObjective,
  type DepartmentWork,
  type ObjectiveWork,
  pairKey,
  peopleOfPairs,
  type Work,
} from './graph-work.js';

/** What a department puts into an objective. */
export interface WeightedDepartment extends DepartmentWork {
  /** Its minutes, each by how much the objective weighed when it was put in: over all who work on it the same in sum. */
  readonly weighed: number;
}

export interface WeightedWork extends Omit<ObjectiveWork, 'departments'> {
  /** Of the objective in the strategy: the mean over all minutes put into it, each by what it weighed then. */
  readonly weight: number;
  readonly departments: readonly WeightedDepartment[];
}

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
  /** The weight of each objective in the strategy, in each part of the range. */
  readonly strategyWeights: readonly ReadonlyMap<string, number>[];
  /** What fewer people stand behind is withheld. */
  readonly minimumPeople: number;
}

export function tiedBy({ work, strategyWeights, minimumPeople }: TiedAsked): Tied {
  const plain = byObjective(work);
  const works = plain.map((each) => weighted(each, strategyWeights));
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

function weighted(
  work: ObjectiveWork,
  strategyWeights: readonly ReadonlyMap<string, number>[],
): WeightedWork {
  const weights = strategyWeights.map((part) => part.get(work.objectiveId) ?? 0);
  // As differences from one of them: what never changed is exactly what it was.
  const [first = 0] = weights;
  const beyond = sumOf(work.parts, (minutes, part) => minutes * ((weights[part] ?? 0) - first));
  const weight = first + beyond / work.minutes;
  const departments = work.departments.map((department) => ({
    ...department,
    weighed:
      weight > 0
        ? sumOf(department.parts, (minutes, part) => minutes * ((weights[part] ?? 0) / weight))
        : department.minutes,
  }));
  return { ...work, weight, departments };
}

const sumOf = (parts: readonly number[], of: (minutes: number, part: number) => number): number =>
  parts.reduce((sum, minutes, part) => sum + of(minutes, part), 0);
