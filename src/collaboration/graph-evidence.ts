import type { WeightedWork } from './graph-ties.js';

/** One objective that a department works on; minutes and people are null where they are withheld. */
export interface Evidence {
  readonly objectiveId: string;
  readonly minutes: number | null;
  readonly people: number | null;
  /** Of the minutes of departments on it that are not withheld, 0 to 1. */
  readonly share: number | null;
}

/**
 * Each objective gives its weight to the departments that work on it, in proportion to their minutes, each by how much
 * the objective weighed when it was put in; of the weight of all that a department works on. They add up to 1. What fewer people than the minimum put in must not be told from the
 * share, so those who do so little share what they do in equal parts; where even all of them are too few it counts as
 * nothing beside what others do.
 */
export function strategicShares(works: readonly WeightedWork[], minimumPeople: number): Map<string, number> {
  const worked = works.filter(({ departments }) => departments.length > 0);
  const whole = worked.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<string, number>();
  if (whole === 0) return shares;
  for (const { weight, departments } of worked) {
    const parts = partsOf(departments, minimumPeople);
    const all = parts.reduce((sum, { part }) => sum + part, 0);
    if (all === 0) continue;
    for (const { departmentId, part } of parts)
      shares.set(departmentId, (shares.get(departmentId) ?? 0) + (weight / whole) * (part / all));
  }
  return shares;
}

/** In minutes, or in equal parts where no minutes can be told. */
function partsOf(departments: WeightedWork['departments'], minimumPeople: number) {
  const isShown = ({ workers }: { workers: ReadonlySet<number> }) => workers.size >= minimumPeople;
  const shown = departments.filter(isShown);
  const few = departments.filter((department) => !isShown(department));
  const people = new Set(few.flatMap(({ workers }) => [...workers])).size;
  const together = people >= minimumPeople ? few.reduce((sum, { weighed }) => sum + weighed, 0) : 0;
  const each = shown.length > 0 || together > 0 ? together / Math.max(1, few.length) : 1;
  return [
    ...shown.map(({ departmentId, weighed }) => ({ departmentId, part: weighed })),
    ...few.map(({ departmentId }) => ({ departmentId, part: each })),
  ];
}

export interface OwnWork {
  readonly objectiveId: string;
  readonly weight: number;
  readonly minutes: number;
  readonly weighed: number;
  /** The minutes of all that is not withheld on the objective. */
  readonly ofAll: number;
  readonly workers: ReadonlySet<number>;
}

export function worksByDepartment(
  works: readonly WeightedWork[],
  minimumPeople: number,
): Map<string, OwnWork[]> {
  const own = new Map<string, OwnWork[]>();
  for (const { objectiveId, weight, departments } of works) {
    const ofAll = departments
      .filter(({ workers }) => workers.size >= minimumPeople)
      .reduce((sum, { minutes }) => sum + minutes, 0);
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
  // Where something is withheld its place must not tell how much it is.
  const standing = ({ weight, weighed, ofAll, workers }: OwnWork) =>
    workers.size >= minimumPeople ? weight * (weighed / ofAll) : 0;
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
