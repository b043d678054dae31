/** One fact, written in the transaction that made it true. Never changed, never deleted. */
export interface ChangeEvent {
  readonly sequence: number;
  /** That the log has this event at its sequence, and those before it: see `PROOF`. Null where its hash was lost. */
  readonly proof: string | null;
  /** What happened, such as `ASSIGNMENT_CONFIRMED`. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly workerId: string | null;
  readonly actorId: string | null;
  /** Shared by all events of one bulk change. */
  readonly causeId: string | null;
  /** Facts of the subject, as its slice records them; null where it was not there, or is no longer. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** What it did to the worker's capacity, as `capacity/` keeps it; null where it could do nothing. */
  readonly capacity: readonly unknown[] | null;
  /** What it opened and closed of the worker's overbookings, as `capacity/` keeps it; null where that is nothing. */
  readonly overbookings: object | null;
  readonly occurredAt: Date;
}
