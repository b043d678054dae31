import type { Context } from '../graphql/context.js';

type Facts = Readonly<Record<string, unknown>>;

export interface Change {
  kind: string;
  subjectType: string;
  subjectId: string;
  /** The worker whose capacity it is about. */
  workerId?: string;
  /** Shared by all events of one bulk change. */
  causeId?: string;
  before?: Facts | null;
  /** No name, e-mail, pay, reason or kind of leave: the log is kept for good, and a person must be erasable. */
  after?: Facts | null;
  /** What it did to that capacity. */
  capacity?: readonly object[];
  /** What it opened and closed of the worker's overbookings; absent where that is nothing. */
  overbookings?: object | null;
  /** What the publisher adds up of it, and of those recorded with it: absent where that is nothing. */
  totals?: readonly object[];
}

const INSERT = `insert into change_event
  (kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity, totals, overbookings)
  select kind, subject_type, subject_id, worker_id, $1::uuid, cause_id, before, after, capacity, totals, overbookings
  from jsonb_to_recordset($2::jsonb) as change (
    kind text, subject_type text, subject_id uuid, worker_id uuid, cause_id uuid, before jsonb, after jsonb, capacity jsonb,
    totals jsonb, overbookings jsonb)`;

// A single one needs no parsing of JSON to be told apart from others.
const INSERT_ONE = `insert into change_event
  (actor_id, kind, subject_type, subject_id, worker_id, cause_id, before, after, capacity, totals, overbookings)
  values ($1::uuid, $2, $3, $4::uuid, $5::uuid, $6::uuid, $7::jsonb, $8::jsonb, $9::jsonb, $10::jsonb, $11::jsonb)`;

/**
 * Adds to the change log, in the order given, within the surrounding transaction. Call it under the lock of what
 * changed: the id drawn here is, for one subject, the order of decision.
 */
export async function recordChanges(ctx: Context, changes: readonly Change[]): Promise<void> {
  const [only, ...others] = changes;
  if (!only) return;
  const { accountId } = ctx.viewer;
  if (others.length === 0) {
    const { kind, subjectType, subjectId, workerId = null, causeId = null } = only;
    ctx.write('change-log.insert-one', INSERT_ONE, [
      ...[accountId, kind, subjectType, subjectId, workerId, ctx.causeId ?? causeId],
      ...[only.before, only.after, only.capacity, only.totals, only.overbookings].map(asJson),
    ]);
    return;
  }
  const records = changes.map((change) => ({
    kind: change.kind,
    subject_type: change.subjectType,
    subject_id: change.subjectId,
    worker_id: change.workerId,
    cause_id: ctx.causeId ?? change.causeId,
    before: change.before,
    after: change.after,
    capacity: change.capacity,
    totals: change.totals,
    overbookings: change.overbookings,
  }));
  ctx.write('change-log.insert', INSERT, [accountId, JSON.stringify(records)]);
}

/** As JSON, null where there is nothing. */
const asJson = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);

export const recordChange = (ctx: Context, change: Change): Promise<void> => recordChanges(ctx, [change]);
