import type { WeightedWork } from './graph-ties.js';

/** One objective that a department works on; minutes and people are null where they are withheld. */
export interface Evidence {
  readonly objectiveId: string;
  readonly minutes: number | null;
  readonly people: number | null;
  /** Of the minutes of all on it, 0 to 1. */
  readonly share: number | null;
}

/**
 * Each objective gives its weight to those who work on it, in proportion to their minutes, each by how much the objective
 * weighed when it was put in; of the weight of all that somebody works on. With the share of people of no department they add up to 1.
 */
export function strategicShares(works: readonly WeightedWork[]): Map<string, number> {
  const whole = works.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<string, number>();
  if (whole === 0) return shares;
  for (const { weight, minutes, departments } of works)
    for (const { departmentId, weighed } of departments)
      shares.set(departmentId, (shares.get(departmentId) ?? 0) + (weight / whole) * (weighed / minutes));
  return shares;
}

export interface OwnWork {
  readonly objectiveId: string;
  readonly weight: number;
  readonly minutes: number;
  readonly weighed: number;
  readonly ofAll: number;
  readonly workers: ReadonlySet<number>;
}

export function worksByDepartment(works: readonly WeightedWork[]): Map<string, OwnWork[]> {
  const own = new Map<string, OwnWork[]>();
  for (const { objectiveId, weight, minutes: ofAll, departments } of works) {
    for (const { departmentId, minutes, weighed, workers } of departments) {
      const list = own.get(departmentId) ?? [];
      own.set(departmentId, list);
      list.push({ objectiveId, weight, minutes, weighed, ofAll, workers });
    }
  }
  return own;
}

/** What is withheld is in no sum either, or it could be told from the difference. */
export function evidenceOf(works: readonly OwnWork[], minimumPeople: number) {
  const standing = ({ weight, weighed, ofAll }: OwnWork) => weight * (weighed / ofAll);
  const ordered = works.toSorted(
    (a, b) => standing(b) - standing(a) || (a.objectiveId < b.objectiveId ? -1 : 1),
  );
  const shown = ordered.filter(({ workers }) => workers.size >= minimumPeople);
  return {
    minutes: shown.reduce((sum, work) => sum + work.minutes, 0),
    people: new Set(shown.flatMap(({ workers }) => [...workers])).size,
    evidence: ordered.map((work): Evidence => {
      const { objectiveId, minutes, ofAll, workers } = work;
      if (!shown.includes(work)) return { objectiveId, minutes: null, people: null, share: null };
      return { objectiveId, minutes, people: workers.size, share: minutes / ofAll };
    }),
  };
}
