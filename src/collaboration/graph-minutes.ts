import {
  type Assignment,
  type AssignmentDays,
  assignmentDays,
  KNOWN,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { byDepartmentId, divide, WHOLE_SHARE } from '../capacity/shares.js';
import { type DateRange, intersect, lengthInDays } from '../time/date-range.js';
import { daysBetween, type LocalDate } from '../time/local-date.js';

/** What a department puts into an objective; null is the share of people that belongs to no department. */
export interface Effort {
  readonly departmentId: string | null;
  /** By dated share of its members. */
  readonly minutes: number;
  /** How many people these minutes come from. */
  readonly people: number;
}

export interface Question {
  readonly range: DateRange;
  /** Whether proposed assignments count like confirmed ones. */
  readonly includeTentative: boolean;
  /** Which objectives; null for all. */
  readonly objectiveIds: ReadonlySet<string> | null;
  /** The first days of the later parts of the range, ascending, where it is told apart. */
  readonly partStarts?: readonly LocalDate[];
}

/** What one person puts into one objective on behalf of one department. */
export interface PersonalEffort {
  readonly objectiveId: string;
  readonly departmentId: string | null;
  /** By dated share; more than 0. */
  readonly minutes: number;
}

export interface EffortOfPart extends PersonalEffort {
  /** In which part of the range, from 0. */
  readonly part: number;
}

/**
 * What a worker puts into which objective, part by part of the range. As in every sum of a group, days on which his capacity is unknown do not
 * count: over all objectives a department's minutes are its confirmed ones.
 */
export function effortsOf(facts: WorkerFacts, question: Question): EffortOfPart[] {
  const counts = ({ objectiveId, firmness }: Assignment) =>
    (firmness === 'HARD' || question.includeTentative) && (question.objectiveIds?.has(objectiveId) ?? true);
  const assignments = facts.assignments.filter(counts);
  const range = hullOf(assignments, question.range);
  if (!range) return [];
  const days = workerDays(facts, range);
  const bounds = boundsOf(range, question.partStarts ?? []);
  const sums = new Map<string, Map<string | null, number[]>>();
  for (const each of assignmentDays(facts, days)) {
    if (counts(each.assignment))
      addLines(mapIn(sums, each.assignment.objectiveId), each, { states: days.states, bounds });
  }
  return [...sums].flatMap(([objectiveId, departments]) =>
    [...departments].flatMap(([departmentId, parts]) =>
      parts.flatMap((minutes, part) => (minutes > 0 ? { objectiveId, departmentId, minutes, part } : [])),
    ),
  );
}

/** Before which day of the range each part ends, as indices of days; a part that lies outside of it has no days. */
function boundsOf(range: DateRange, partStarts: readonly LocalDate[]): number[] {
  const length = lengthInDays(range);
  const ends = partStarts.map((start) => Math.min(length, Math.max(0, daysBetween(range.from, start))));
  return [...ends, length];
}

/** The days from the first to the last that count, so that years without work cost nothing. */
export function hullOf(assignments: readonly Assignment[], range: DateRange): DateRange | null {
  let hull: DateRange | null = null;
  for (const assignment of assignments) {
    const days = intersect(range, assignment);
    if (days) hull = hull ? span(hull, days) : days;
  }
  return hull;
}

/** Minutes of assignments by objective and department, of people who come, change and go. */
export class ObjectiveMinutes {
  readonly #efforts = new Map<string, Map<string | null, { minutes: number; people: number }>>();
  readonly #byWorker = new Map<string, readonly PersonalEffort[]>();

  /** What a worker puts in, in place of what he did before. */
  put(workerId: string, efforts: readonly PersonalEffort[]): void {
    for (const effort of this.#byWorker.get(workerId) ?? []) this.#add(effort, -1);
    for (const effort of efforts) this.#add(effort, 1);
    if (efforts.length > 0) this.#byWorker.set(workerId, efforts);
    else this.#byWorker.delete(workerId);
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

  /** Everybody who puts something in, and what. */
  byWorker(): ReadonlyMap<string, readonly PersonalEffort[]> {
    return this.#byWorker;
  }

  #add({ objectiveId, departmentId, minutes }: PersonalEffort, sign: 1 | -1): void {
    const efforts = mapIn(this.#efforts, objectiveId);
    const known = efforts.get(departmentId) ?? { minutes: 0, people: 0 };
    const people = known.people + sign;
    if (people > 0) efforts.set(departmentId, { minutes: known.minutes + sign * minutes, people });
    else efforts.delete(departmentId);
    if (efforts.size === 0) this.#efforts.delete(objectiveId);
  }
}

const span = (a: DateRange, b: DateRange): DateRange => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

function addLines(
  sums: Map<string | null, number[]>,
  { departments }: AssignmentDays,
  { states, bounds }: { states: Uint8Array; bounds: readonly number[] },
): void {
  for (const { departmentId, minutes } of departments) {
    const parts = sums.get(departmentId) ?? bounds.map(() => 0);
    sums.set(departmentId, parts);
    let day = 0;
    for (const [part, end] of bounds.entries()) {
      let sum = 0;
      for (; day < end; day++) if (states[day] === KNOWN) sum += minutes[day]!;
      parts[part]! += sum;
    }
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
