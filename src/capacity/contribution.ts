import type { DateRange } from '../time/date-range.js';
import { type DepartmentDays, departmentDays, type WorkerFacts, workerDays } from './calendar.js';

/** A worker's days in each of his departments, null being "no department". */
export type Contribution = ReadonlyMap<string | null, DepartmentDays>;

/** Of a worker who is not, or not yet, anywhere. */
export const NO_CONTRIBUTION: Contribution = new Map();

export const contributionOf = (facts: WorkerFacts, range: DateRange): Contribution =>
  new Map(departmentDays(facts, workerDays(facts, range)).map((days) => [days.departmentId, days]));

/** The departments of either, each once. */
export const departmentsOf = (before: Contribution, after: Contribution): Set<string | null> =>
  new Set([...before.keys(), ...after.keys()]);
