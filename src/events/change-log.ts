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
  /** What the publisher adds up of it, and of those recorded with it: absent where that is nothing. */
  totals?: readonly object[];
}

const INSERT = `insert into change_event
  (kind, subject_type, subject_id, worker_id, actor_id, cause_id, before, after, capacity, totals)
  select kind, subject_type, subject_id, worker_id, $1::uuid, cause_id, before, after, capacity, totals
  from jsonb_to_recordset($2::jsonb) as change (
    kind text, subject_type text, subject_id uuid, worker_id uuid, cause_id uuid, before jsonb, after jsonb, capacity jsonb, totals jsonb)`;

/**
 * Adds to the change log, in the order given, within the surrounding transaction. Call it under the lock of what
 * changed: the id drawn here is, for one subject, the order of decision.
 */
export async function recordChanges(ctx: Context, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
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
  }));
  ctx.write('change-log.insert', INSERT, [ctx.viewer.accountId, JSON.stringify(records)]);
}

export const recordChange = (ctx: Context, change: Change): Promise<void> => recordChanges(ctx, [change]);
