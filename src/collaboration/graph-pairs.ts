import { byDepartmentId } from '../capacity/shares.js';
import type { Effort } from './graph-minutes.js';

/** Two departments that work on something together, or of which one works for the other; the lesser id first. */
export interface DepartmentPair {
  firstId: string;
  secondId: string;
  /** Objectives on which both have minutes, in id order. */
  sharedObjectiveIds: string[];
  /** Minutes of the first one's people on objectives that the second one owns. */
  lentByFirst: number;
  lentBySecond: number;
}

/** Collects the pairs, objective by objective, in whatever order. */
export class DepartmentPairs {
  readonly #pairs = new Map<string, DepartmentPair>();

  addObjective(objectiveId: string, ownerId: string, efforts: readonly Effort[]): void {
    const departments = efforts.flatMap(({ departmentId: id, minutes }) =>
      id === null ? [] : { id, minutes },
    );
    for (const [i, { id, minutes }] of departments.entries()) {
      for (const other of departments.slice(i + 1))
        this.#between(id, other.id).sharedObjectiveIds.push(objectiveId);
      if (id === ownerId) continue;
      const pair = this.#between(id, ownerId);
      if (pair.firstId === id) pair.lentByFirst += minutes;
      else pair.lentBySecond += minutes;
    }
  }

  /** The strongest first: by shared objectives, then by minutes lent either way, then by id. */
  ordered(): DepartmentPair[] {
    for (const { sharedObjectiveIds } of this.#pairs.values()) sharedObjectiveIds.sort();
    return [...this.#pairs.values()].sort(
      (a, b) =>
        b.sharedObjectiveIds.length - a.sharedObjectiveIds.length ||
        b.lentByFirst + b.lentBySecond - (a.lentByFirst + a.lentBySecond) ||
        byDepartmentId(a.firstId, b.firstId) ||
        byDepartmentId(a.secondId, b.secondId),
    );
  }

  #between(a: string, b: string): DepartmentPair {
    const [firstId, secondId] = a < b ? [a, b] : [b, a];
    const key = `${firstId} ${secondId}`;
    let pair = this.#pairs.get(key);
    if (!pair) {
      pair = { firstId, secondId, sharedObjectiveIds: [], lentByFirst: 0, lentBySecond: 0 };
      this.#pairs.set(key, pair);
    }
    return pair;
  }
}
