import {
  type Assignment,
  type AssignmentDays,
  assignmentDays,
  KNOWN,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { byDepartmentId, divide, WHOLE_SHARE } from '../capacity/shares.js';
import { type DateRange, intersect } from '../time/date-range.js';

/** What a department puts into an objective; null is the share of people that belongs to no department. */
export interface Effort {
  readonly departmentId: string | null;
  /** By dated share of its members. */
  readonly minutes: number;
  /** How many people these minutes come from. */
  readonly people: number;
}

interface Question {
  readonly range: DateRange;
  /** Whether proposed assignments count like confirmed ones. */
  readonly includeTentative: boolean;
  /** Which objectives; null for all. */
  readonly objectiveIds: ReadonlySet<string> | null;
}

/**
 * Minutes of assignments by objective and department. As in every sum of a group, days on which a worker's capacity is
 * unknown do not count: over all objectives a department's minutes are its confirmed ones.
 */
export class ObjectiveMinutes {
  readonly #question: Question;
  readonly #efforts = new Map<string, Map<string | null, { minutes: number; people: number }>>();

  constructor(question: Question) {
    this.#question = question;
  }

  /** Must be called once for each worker. */
  addWorker(facts: WorkerFacts): void {
    const range = this.#hullOf(facts);
    if (!range) return;
    const days = workerDays(facts, range);
    const own = new Map<string, Map<string | null, number>>();
    for (const each of assignmentDays(facts, days)) {
      if (this.#counts(each.assignment)) addLines(mapIn(own, each.assignment.objectiveId), each, days.states);
    }
    for (const [objectiveId, sums] of own) this.#add(objectiveId, sums);
  }

  /** Those with assignments that count, in no particular order. */
  objectiveIds(): string[] {
    return [...this.#efforts.keys()];
  }

  /** By department id, "no department" last; only departments with minutes. */
  effortsOn(objectiveId: string): Effort[] {
    const efforts = [...(this.#efforts.get(objectiveId) ?? [])];
    return efforts
      .map(([departmentId, effort]) => ({ departmentId, ...effort }))
      .sort((a, b) => byDepartmentId(a.departmentId, b.departmentId));
  }

  /** The days from the first to the last that count, so that years without work cost nothing. */
  #hullOf({ assignments }: WorkerFacts): DateRange | null {
    let hull: DateRange | null = null;
    for (const assignment of assignments) {
      const days = this.#counts(assignment) ? intersect(this.#question.range, assignment) : null;
      if (days) hull = hull ? span(hull, days) : days;
    }
    return hull;
  }

  #counts({ objectiveId, firmness }: Assignment): boolean {
    const { includeTentative, objectiveIds } = this.#question;
    return (firmness === 'HARD' || includeTentative) && (objectiveIds?.has(objectiveId) ?? true);
  }

  #add(objectiveId: string, sums: ReadonlyMap<string | null, number>): void {
    const efforts = mapIn(this.#efforts, objectiveId);
    for (const [departmentId, minutes] of sums) {
      if (minutes === 0) continue;
      const known = efforts.get(departmentId);
      efforts.set(departmentId, {
        minutes: (known?.minutes ?? 0) + minutes,
        people: (known?.people ?? 0) + 1,
      });
    }
  }
}

const span = (a: DateRange, b: DateRange): DateRange => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

function addLines(
  sums: Map<string | null, number>,
  { departments }: AssignmentDays,
  states: Uint8Array,
): void {
  for (const { departmentId, minutes } of departments) {
    let sum = sums.get(departmentId) ?? 0;
    for (let i = 0; i < minutes.length; i++) if (states[i] === KNOWN) sum += minutes[i]!;
    sums.set(departmentId, sum);
  }
}

function mapIn<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const known = maps.get(key);
  if (known) return known;
  const map = new Map<K, V>();
  maps.set(key, map);
  return map;
}

/** In hundredths of a percent of all minutes on the objective; over its efforts they add up to exactly 10,000. */
export function withShares(efforts: readonly Effort[]): (Effort & { share: number })[] {
  const minutes = efforts.map((effort) => effort.minutes);
  const shares = divide(WHOLE_SHARE, minutes);
  return efforts.map((effort, i) => ({ ...effort, share: shares[i]! }));
}
