import type { PersonalEffort } from './graph-minutes.js';

/** Stands for the share of people that belongs to no department. */
const NOBODY = -1;

/**
 * Who puts what into which objective, as numbers: entry i says that worker
 * `workers[i]` put `minutes[i]` into `objectiveIds[objectives[i]]` on behalf of `departmentIds[departments[i]]`.
 */
export interface Work {
  readonly departmentIds: readonly string[];
  readonly objectiveIds: readonly string[];
  /** -1: of no department. */
  readonly departments: Int32Array;
  readonly objectives: Int32Array;
  readonly workers: Int32Array;
  readonly minutes: Float64Array;
}

/** Collects it, person by person. */
export class WorkCollection {
  readonly #departmentIds: readonly string[];
  readonly #departments: ReadonlyMap<string, number>;
  readonly #objectives = new Map<string, number>();
  readonly #entries: { departments: number[]; objectives: number[]; workers: number[]; minutes: number[] } = {
    departments: [],
    objectives: [],
    workers: [],
    minutes: [],
  };
  #workers = 0;

  /** Of these departments only; `groupOf` says as part of which of them a department counts, null for none. */
  constructor(
    departmentIds: readonly string[],
    readonly groupOf: (departmentId: string) => string | null,
  ) {
    this.#departmentIds = departmentIds.toSorted();
    this.#departments = new Map(this.#departmentIds.map((id, i) => [id, i]));
  }

  /** All that one person puts in; call it once for each. */
  addWorker(efforts: readonly PersonalEffort[]): void {
    for (const { objectiveId, departmentId, minutes } of efforts) {
      const group = departmentId === null ? null : this.groupOf(departmentId);
      this.#entries.objectives.push(this.#objective(objectiveId));
      this.#entries.departments.push(group === null ? NOBODY : (this.#departments.get(group) ?? NOBODY));
      this.#entries.workers.push(this.#workers);
      this.#entries.minutes.push(minutes);
    }
    this.#workers += 1;
  }

  work(): Work {
    const { departments, objectives, workers, minutes } = this.#entries;
    return {
      departmentIds: this.#departmentIds,
      objectiveIds: [...this.#objectives.keys()],
      departments: new Int32Array(departments),
      objectives: new Int32Array(objectives),
      workers: new Int32Array(workers),
      minutes: new Float64Array(minutes),
    };
  }

  #objective(id: string): number {
    const index = this.#objectives.get(id) ?? this.#objectives.size;
    this.#objectives.set(id, index);
    return index;
  }
}

/** What one department puts into one objective. */
export interface DepartmentWork {
  readonly departmentId: string;
  readonly minutes: number;
  readonly workers: ReadonlySet<number>;
}

export interface ObjectiveWork {
  readonly objectiveId: string;
  /** Of all, those of no department included. */
  readonly minutes: number;
  /** In id order. */
  readonly departments: readonly DepartmentWork[];
}

/** The same by objective, in id order. */
export function byObjective(work: Work): ObjectiveWork[] {
  const sums = work.objectiveIds.map(() => ({
    minutes: 0,
    departments: new Map<number, { minutes: number; workers: Set<number> }>(),
  }));
  for (let i = 0; i < work.minutes.length; i++) {
    const objective = sums[work.objectives[i]!]!;
    objective.minutes += work.minutes[i]!;
    const index = work.departments[i]!;
    if (index === NOBODY) continue;
    const department = objective.departments.get(index) ?? { minutes: 0, workers: new Set() };
    department.minutes += work.minutes[i]!;
    department.workers.add(work.workers[i]!);
    objective.departments.set(index, department);
  }
  return sums
    .map(({ minutes, departments }, i) => ({
      objectiveId: work.objectiveIds[i]!,
      minutes,
      departments: [...departments]
        .sort(([a], [b]) => a - b)
        .map(([index, sum]) => ({ departmentId: work.departmentIds[index]!, ...sum })),
    }))
    .sort((a, b) => (a.objectiveId < b.objectiveId ? -1 : 1));
}

/** How many people stand behind each pair of departments: whoever of either works on what both share. */
export function peopleOfPairs(works: readonly ObjectiveWork[]): Map<string, number> {
  const people = new Map<string, Set<number>>();
  for (const { departments } of works) {
    for (const [i, first] of departments.entries()) {
      for (const second of departments.slice(i + 1)) {
        const key = pairKey(first.departmentId, second.departmentId);
        const found = people.get(key) ?? new Set<number>();
        people.set(key, found);
        for (const worker of first.workers) found.add(worker);
        for (const worker of second.workers) found.add(worker);
      }
    }
  }
  return new Map([...people].map(([key, workers]) => [key, workers.size]));
}

export const pairKey = (firstId: string, secondId: string): string => `${firstId} ${secondId}`;
