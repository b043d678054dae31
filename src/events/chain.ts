import type { Context } from '../graphql/context.js';

/**
 * The hash chain of the log. The content of an event is a text, one line for each of these columns, in this order:
 *
 *     sequence, id, occurred_at (microseconds since 1970-01-01 UTC), kind and subject_type (as JSON strings),
 *     subject_id, worker_id, actor_id, cause_id,
 *     before, after, capacity, totals, overbookings (as PostgreSQL writes jsonb)
 *
 * The lines are joined by a line feed, and the line of what is null is empty: no value holds a line feed, since JSON
 * escapes it. With `||` for joining bytes,
 *
 *     hash(n) = SHA-256(hash(n - 1) || content(n) in UTF-8), where hash(0) is the 16 bytes of the id in change_log.
 *
 * Hence who changes, inserts or removes an event must write all hashes behind it anew, and will differ from any hash
 * that was kept elsewhere. What is cut off at the end leaves a shorter chain that is whole: only a kept hash tells.
 *
 * A column that the log is given later must be added here, or nobody would notice that it was changed; at the end, and
 * no line where it is null, so that the events from before it keep their hashes.
 */
export const contentOf = (event: string, sequence: string): string => `format(
  E'%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s', ${sequence}, ${event}.id,
  (extract(epoch from ${event}.occurred_at) * 1000000)::bigint, to_json(${event}.kind), to_json(${event}.subject_type),
  ${event}.subject_id, ${event}.worker_id, ${event}.actor_id, ${event}.cause_id,
  ${event}.before, ${event}.after, ${event}.capacity, ${event}.totals, ${event}.overbookings)`;

/** The newest published event, which the next one is chained to. */
export interface Tip {
  readonly sequence: number;
  /** In hexadecimal. */
  readonly hash: string;
}

/** The hash of an event that has lost it counts as empty: whoever verifies the log is told, and publishing goes on. */
const TIP = `
  select coalesce(sequence, 0) as sequence, case when sequence is null then encode(uuid_send(log.id), 'hex') else coalesce(encode(hash, 'hex'), '') end as hash
  from change_log log left join
    (select sequence, hash from change_event where sequence is not null order by sequence desc limit 1) newest on true`;

/** Where the log ends now; sequence 0 before the first event. */
export async function tipOf(rows: Context['rows']): Promise<Tip> {
  const [tip] = await rows<Tip>('publisher.tip', TIP);
  return { ...tip!, sequence: Number(tip!.sequence) };
}
