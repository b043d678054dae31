import type { DateRange } from '../time/date-range.js';
import {
  type DepartmentDays,
  departmentDays,
  type WorkerDays,
  type WorkerFacts,
  workerDays,
} from './calendar.js';

/** A worker's days in each of his departments, null being "no department". */
export type Contribution = ReadonlyMap<string | null, DepartmentDays>;

/** Of a worker who is not, or not yet, anywhere. */
export const NO_CONTRIBUTION: Contribution = new Map();

export const contributionOf = (facts: WorkerFacts, range: DateRange): Contribution =>
  contributionFrom(facts, workerDays(facts, range));

/** The same of days that are known. */
export const contributionFrom = (facts: WorkerFacts, days: WorkerDays): Contribution =>
  new Map(departmentDays(facts, days).map((part) => [part.departmentId, part]));

/** The departments of either, each once. */
export const departmentsOf = (before: Contribution, after: Contribution): Set<string | null> =>
  new Set([...before.keys(), ...after.keys()]);
