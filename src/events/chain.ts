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

/** An event that the next one is chained to. */
export interface Tip {
  /** 0 before the first event. */
  readonly sequence: number;
  /** In hexadecimal. */
  readonly hash: string;
}

/** What the first event is chained to. */
export async function startOf(rows: Context['rows']): Promise<Tip> {
  const [start] = await rows<{ hash: string }>(
    'chain.start',
    `select encode(uuid_send(id), 'hex') as hash from change_log`,
  );
  return { sequence: 0, hash: start!.hash };
}

/** The hash of an event that has lost it counts as empty: whoever verifies the log is told, and publishing goes on. */
const TIP = `
  select sequence, coalesce(encode(hash, 'hex'), '') as hash from change_event
  where sequence is not null order by sequence desc limit 1`;

/** The newest published event. */
export async function tipOf(rows: Context['rows']): Promise<Tip> {
  const [tip] = await rows<Tip>('chain.tip', TIP);
  return tip ? { hash: tip.hash, sequence: Number(tip.sequence) } : startOf(rows);
}
