import type { LocalDate } from '../time/local-date.js';

/** Seven values, Monday to Sunday; null on a day whose capacity is unknown or that lies outside what was compared. */
export type WeekValues = readonly (number | null)[];

/** A worker's contribution to a department in a week, in minutes per day. */
export interface CapacityWeek {
  readonly contracted: WeekValues;
  readonly effective: WeekValues;
  readonly timeOff: WeekValues;
  readonly confirmed: WeekValues;
  readonly tentative: WeekValues;
}

/** What one change did to a worker's contribution to one department in one week. Null: nothing at all. */
export interface CapacityLine {
  readonly workerId: string;
  /** Null: the share of the worker that belongs to no department. */
  readonly departmentId: string | null;
  /** The Monday. */
  readonly week: LocalDate;
  readonly before: CapacityWeek | null;
  readonly after: CapacityWeek | null;
}

/** One fact, written in the transaction that made it true. Never changed, never deleted. */
export interface ChangeEvent {
  readonly sequence: number;
  /** What happened, such as `ASSIGNMENT_CONFIRMED`. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly workerId: string | null;
  readonly actorId: string | null;
  /** Shared by all events of one bulk change. */
  readonly causeId: string | null;
  readonly capacity: readonly CapacityLine[] | null;
  readonly occurredAt: Date;
}
