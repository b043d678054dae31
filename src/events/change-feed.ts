import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { ChangeEvent } from './change-event.js';
import { cursorIn, expired, PROOF, textOf } from './cursor.js';
import type { LogAccess } from './log-access.js';

declare module '../graphql/context.js' {
  interface Context {
    readonly feed: ChangeFeed;
  }
}

/** Events that are read at once. */
export const BATCH = 500;
const RETRY_MS = 500;
/** How often one looks though no doorbell was heard: a connection that died silently may take minutes to be noticed. */
const LOOK_MS = 5_000;
/** Events that were read last, whose proofs are remembered: what is sent mostly stands at one of them. */
const MOST_PROOFS = 5_000;

/** Whether the first event behind a cursor is older than what can be replayed. */
const IS_OLD = `select occurred_at < now() - interval '30 days' as "isOld" from change_event where sequence = $1::bigint + 1`;

/** The columns of a `ChangeEvent`. */
export const EVENT_COLUMNS = `sequence, kind, subject_type as "subjectType", subject_id as "subjectId", worker_id as "workerId",
    actor_id as "actorId", cause_id as "causeId", before, after, capacity, overbookings, occurred_at as "occurredAt", ${PROOF} as proof`;

const STANDING = `select (select coalesce(max(sequence), 0) from change_event) as newest,
    (select ${PROOF} from change_event where sequence = $1::bigint) as proof`;

const READ = `select ${EVENT_COLUMNS} from change_event where sequence > $1 order by sequence limit ${BATCH}`;

/**
 * Follows the change log, across processes. A notification is only the doorbell: events are always read from the
 * table, so a follower that was slow, or away, misses nothing.
 */
export class ChangeFeed {
  readonly #doorbell = new EventEmitter().setMaxListeners(0);
  readonly #log: LogAccess;
  #listener: pg.Client | undefined;
  #looking: NodeJS.Timeout | undefined;
  #closed = false;
  #logId = '';
  readonly #proofs = new Map<number, string>();

  constructor(log: LogAccess) {
    this.#log = log;
  }

  async open(): Promise<void> {
    await this.#recognise();
    const { connect } = this.#log;
    if (!connect) return;
    const { lost } = await this.#listen(connect);
    this.#looking = setInterval(() => this.ring(), LOOK_MS).unref();
    void this.#keepListening(connect, lost);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#looking);
    this.#doorbell.emit('ring');
    await this.#listener?.end();
  }

  /** Says that something was published. */
  ring(): void {
    this.#doorbell.emit('ring');
  }

  /** Calls `listener` after something was published, by whichever process. Answers how to stop that. */
  onRing(listener: () => void): () => void {
    this.#doorbell.on('ring', listener);
    return () => this.#doorbell.off('ring', listener);
  }

  /** The sequence of the newest published event, 0 before the first. */
  async position(): Promise<number> {
    const [row] = await this.#log.rows<{ sequence: number }>(
      'feed.position',
      'select coalesce(max(sequence), 0) as sequence from change_event',
    );
    return row!.sequence;
  }

  /** The cursor of an event that was published, or of its sequence; 0: from the first event on. */
  async cursorOf(at: number | Pick<ChangeEvent, 'sequence' | 'proof'>): Promise<string> {
    const logId = this.#logId;
    if (typeof at === 'object') return textOf({ logId, sequence: at.sequence, proof: at.proof });
    return textOf({ logId, sequence: at, proof: await this.#proofOf(at) });
  }

  /**
   * The sequence that a cursor stands for, however long ago.
   * @throws UserError BAD_USER_INPUT (CURSOR), CURSOR_EXPIRED (OTHER_LOG, FUTURE_CURSOR, RESTORED_LOG)
   */
  async pastSequenceOf(cursor: string): Promise<number> {
    const { logId, sequence, proof } = cursorIn(cursor);
    if (logId !== this.#logId) throw expired('OTHER_LOG');
    const standing = await this.#standingOf(sequence);
    if (sequence > standing.newest) throw expired('FUTURE_CURSOR');
    if (proof !== null && proof !== standing.proof) throw expired('RESTORED_LOG');
    return sequence;
  }

  /**
   * The sequence that a cursor stands for, if what follows it can be replayed.
   * @throws UserError as `pastSequenceOf`, and CURSOR_EXPIRED (OLD_CURSOR) for one older than 30 days
   */
  async sequenceOf(cursor: string): Promise<number> {
    const sequence = await this.pastSequenceOf(cursor);
    const [next] = await this.#log.rows<{ isOld: boolean }>('feed.next', IS_OLD, [sequence]);
    if (next?.isOld) throw expired('OLD_CURSOR');
    return sequence;
  }

  /** The events behind `sequence`, oldest first; a batch at most. */
  async read(sequence: number): Promise<readonly ChangeEvent[]> {
    const events = await this.#log.rows<ChangeEvent>('feed.read', READ, [sequence]);
    for (const { sequence, proof } of events) this.#remember(sequence, proof);
    return events;
  }

  /** Batches of events after `sequence`, oldest first, for ever: never empty, never with a gap. */
  follow(sequence: number): AsyncIterableIterator<readonly ChangeEvent[]> {
    let last = sequence;
    let finished = false;
    let ring: () => void = () => {};
    let hasRung = true;
    const onRing = () => {
      hasRung = true;
      ring();
    };
    this.#doorbell.on('ring', onRing);
    const finish = () => {
      finished = true;
      this.#doorbell.off('ring', onRing);
      ring();
    };
    const done = { done: true as const, value: undefined };

    const next = async (): Promise<IteratorResult<readonly ChangeEvent[]>> => {
      while (!finished && !this.#closed) {
        if (!hasRung) {
          await new Promise<void>((resolve) => {
            ring = resolve;
          });
          continue;
        }
        hasRung = false;
        const events = await this.read(last);
        if (events.length === 0) continue;
        // There may be more than one batch: look again before waiting.
        hasRung = true;
        last = events.at(-1)!.sequence;
        if (!finished) return { done: false, value: events };
      }
      finish();
      return done;
    };
    return {
      next,
      // A generator that waits cannot be told to return; this can.
      return: async () => {
        finish();
        return done;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async #proofOf(sequence: number): Promise<string | null> {
    if (sequence === 0) return null;
    const known = this.#proofs.get(sequence);
    if (known) return known;
    const { proof } = await this.#standingOf(sequence);
    this.#remember(sequence, proof);
    return proof;
  }

  #remember(sequence: number, proof: string | null): void {
    if (proof === null) return;
    this.#proofs.set(sequence, proof);
    if (this.#proofs.size <= MOST_PROOFS) return;
    const [oldest] = this.#proofs.keys();
    this.#proofs.delete(oldest!);
  }

  /** `proof` is null where no event has this sequence. */
  async #standingOf(sequence: number): Promise<{ newest: number; proof: string | null }> {
    const [standing] = await this.#log.rows<{ newest: number; proof: string | null }>(
      'feed.standing',
      STANDING,
      [sequence],
    );
    return standing!;
  }

  /** Hears the doorbell from now on; answers what is kept once it does no longer. */
  async #listen(connect: () => Promise<pg.Client>): Promise<{ lost: Promise<unknown> }> {
    const listener = await connect();
    // Said twice by a database that shuts down: with its last words, and when the connection ends.
    const lost = new Promise<unknown>((resolve) => listener.on('error', resolve));
    listener.on('notification', () => this.ring());
    this.#listener = listener;
    await listener.query('listen change_event');
    await this.#recognise();
    // What was published while nobody listened.
    this.ring();
    return { lost };
  }

  /** Which log this is: where the database was away, a backup may have come back. */
  async #recognise(): Promise<void> {
    const [log] = await this.#log.rows<{ id: string }>('feed.log', 'select id from change_log');
    this.#logId = log!.id;
    this.#proofs.clear();
  }

  async #keepListening(connect: () => Promise<pg.Client>, first: Promise<unknown>): Promise<void> {
    let lost = first;
    for (;;) {
      this.#log.warn('The feed lost its connection, and reconnects.', await lost);
      for (let isListening = false; !isListening; ) {
        await this.#listener?.end().catch(() => {});
        if (this.#closed) return;
        try {
          ({ lost } = await this.#listen(connect));
          isListening = true;
        } catch {
          await sleep(RETRY_MS);
        }
      }
      if (this.#closed) return this.#listener?.end();
    }
  }
}
