import type { EffortOfPart, PersonalEffort } from './graph-minutes.js';

/** Stands for the share of people that belongs to no department. */
const NOBODY = -1;

/**
 * Who puts what into which objective, as numbers: entry i says that worker
 * `workers[i]` put `minutes[i]` into `objectiveIds[objectives[i]]` on behalf of `departmentIds[departments[i]]`,
 * in part `parts[i]` of the range.
 */
export interface Work {
  readonly departmentIds: readonly string[];
  readonly objectiveIds: readonly string[];
  /** -1: of no department. */
  readonly departments: Int32Array;
  readonly objectives: Int32Array;
  readonly workers: Int32Array;
  readonly parts: Int32Array;
  readonly minutes: Float64Array;
}

/** Collects it, person by person. */
export class WorkCollection {
  readonly #departmentIds: readonly string[];
  readonly #departments: ReadonlyMap<string, number>;
  readonly #objectives = new Map<string, number>();
  readonly #departmentsOf: number[] = [];
  readonly #objectivesOf: number[] = [];
  readonly #workersOf: number[] = [];
  readonly #parts: number[] = [];
  readonly #minutes: number[] = [];
  #workers = 0;

  /** Of these departments only; `groupOf` says as part of which of them a department counts, null for none. */
  constructor(
    departmentIds: readonly string[],
    readonly groupOf: (departmentId: string) => string | null,
  ) {
    this.#departmentIds = departmentIds.toSorted();
    this.#departments = new Map(this.#departmentIds.map((id, i) => [id, i]));
  }

  /** All that one person puts in, in the first part where none is named; call it once for each. */
  addWorker(efforts: readonly (PersonalEffort & Partial<EffortOfPart>)[]): void {
    for (const { objectiveId, departmentId, minutes, part = 0 } of efforts) {
      const group = departmentId === null ? null : this.groupOf(departmentId);
      this.#objectivesOf.push(this.#objective(objectiveId));
      this.#departmentsOf.push(group === null ? NOBODY : (this.#departments.get(group) ?? NOBODY));
      this.#workersOf.push(this.#workers);
      this.#parts.push(part);
      this.#minutes.push(minutes);
    }
    this.#workers += 1;
  }

  work(): Work {
    return {
      departmentIds: this.#departmentIds,
      objectiveIds: [...this.#objectives.keys()],
      departments: new Int32Array(this.#departmentsOf),
      objectives: new Int32Array(this.#objectivesOf),
      workers: new Int32Array(this.#workersOf),
      parts: new Int32Array(this.#parts),
      minutes: new Float64Array(this.#minutes),
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
  /** By part of the range; absent where there are none. */
  readonly parts: readonly number[];
  readonly workers: ReadonlySet<number>;
}

export interface ObjectiveWork {
  readonly objectiveId: string;
  /** Of all, those of no department included. */
  readonly minutes: number;
  /** By part of the range; absent where there are none. */
  readonly parts: readonly number[];
  /** In id order. */
  readonly departments: readonly DepartmentWork[];
}

/** The same by objective, in id order. */
export function byObjective(work: Work): ObjectiveWork[] {
  const sums = work.objectiveIds.map(() => ({
    minutes: 0,
    parts: [] as number[],
    departments: new Map<number, { minutes: number; parts: number[]; workers: Set<number> }>(),
  }));
  for (let i = 0; i < work.minutes.length; i++) {
    const [objective, part] = [sums[work.objectives[i]!]!, work.parts[i]!];
    objective.minutes += work.minutes[i]!;
    objective.parts[part] = (objective.parts[part] ?? 0) + work.minutes[i]!;
    const index = work.departments[i]!;
    if (index === NOBODY) continue;
    const department = objective.departments.get(index) ?? { minutes: 0, parts: [], workers: new Set() };
    department.minutes += work.minutes[i]!;
    department.parts[part] = (department.parts[part] ?? 0) + work.minutes[i]!;
    department.workers.add(work.workers[i]!);
    objective.departments.set(index, department);
  }
  return sums
    .map(({ minutes, parts, departments }, i) => ({
      objectiveId: work.objectiveIds[i]!,
      minutes,
      parts,
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
