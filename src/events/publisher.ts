import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Context } from '../graphql/context.js';
import { contentOf, type Tip, tipOf } from './chain.js';
import type { LogAccess } from './log-access.js';

/** Held by the one who publishes. Any constant: advisory locks are per database. */
export const PUBLISHER_LOCK = 7_285_301;
const BATCH = 1_000;
const BUSY_POLL_MS = 25;
/** What follows a batch closely is gathered for so long: a batch costs more than most of what is in it. */
const GATHER_MS = 5;
const IDLE_POLL_MS = 250;
const RETRY_MS = 1_000;
/** How often whoever waits looks for a turn: where the one who publishes dies, another one does within two seconds. */
const TURN_MS = 500;

/**
 * Takes the visible rows without a sequence in the order of their ids, numbers them behind $1, gap-free, and chains
 * them to the hash $2. What commits later is numbered later, so a reader that goes by `sequence` never loses an event
 * that was slow to commit. What they add to totals is answered, to be added in the same transaction: it counts once,
 * either there or as that of an event without a sequence.
 */
const NUMBER = `with batch as (
    select *, $1::bigint + row_number() over (order by id) as number
    from (select * from change_event where sequence is null order by id limit ${BATCH}) unnumbered
  ), chained as (
    select id, number, change_event_chain(decode($2, 'hex'), ${contentOf('batch', 'number')}) over (order by id) as hash
    from batch
  ), published as (
    update change_event event set sequence = chained.number, hash = chained.hash from chained where event.id = chained.id
    returning event.sequence, event.hash, event.occurred_at, event.totals
  )
  select count(*) as published, jsonb_agg(totals) filter (where totals is not null) as totals, extract(epoch from now() - min(occurred_at)) as "lagSeconds",
    (select encode(hash, 'hex') from published order by sequence desc limit 1) as hash,
    case when count(*) > 0 then pg_notify('change_event', '') end as rung
  from published`;

/** A number that somebody has seen must outlast a crash, whatever is set for all else. */
const KEEP_NUMBERS = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** A machine that is gone says nothing: the database finds out within seconds, and gives the lock to another one. */
const NOTICE_DEATH =
  'set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 2';

/**
 * Planned once on the publisher's connection, whatever the log held at that time: by index, since a plan that was made
 * while the log was empty, and kept, would read all of it for every row.
 */
const PLAN_ONCE = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;
  set enable_mergejoin = off; set jit = off`;

interface Published {
  published: number;
  totals: unknown[][] | null;
  lagSeconds: string | null;
  /** Of the last of them, in hexadecimal. */
  hash: string | null;
}

/** Adds up what numbered events carry as totals, by `rows`, which run in the transaction that numbers them. */
export type Fold = (rows: Context['rows'], totals: readonly unknown[]) => Promise<void>;

/** `last` are the last statements of it, which need not wait for each other: they go with the commit. */
type Transaction = <T>(
  work: (rows: Context['rows']) => Promise<T>,
  last: (rows: Context['rows'], result: T) => Promise<void>,
) => Promise<T>;

/**
 * The one publisher of a database: whichever process holds the lock. It is woken at once by writes of its own process,
 * and polls for those of others.
 */
export class Publisher {
  #stopped = false;
  #leads = false;
  #isFailing = false;
  #lagSeconds = 0;
  #wake: () => void = () => {};
  #isWoken = false;
  /** Known while nobody else can have published: read anew after every failure, and whenever this process takes over. */
  #tip: Tip | undefined;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  /** `ring` is called after each batch, once it is committed. */
  constructor(
    readonly log: LogAccess,
    readonly ring: () => void,
    readonly fold: Fold,
  ) {
    this.#done = log.connect ? this.#leadInTurn(log.connect) : this.#publishEmbedded();
  }

  /** Whether this process is the one that publishes. */
  get leads(): boolean {
    return this.#leads;
  }

  /** Whether the last attempt of this process to publish failed, and nobody else does: it keeps trying. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** How long the oldest event of the last batch had waited. */
  get lagSeconds(): number {
    return this.#lagSeconds;
  }

  /** Says that something was written. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  /** Publishes what is there, then ends. */
  async close(): Promise<void> {
    this.#stopped = true;
    this.wake();
    this.#stop.abort();
    await this.#done;
  }

  async #publishEmbedded(): Promise<void> {
    this.#leads = true;
    const transaction: Transaction = (work, last) =>
      this.log.transaction(async (rows) => {
        const result = await work(rows);
        await last(rows, result);
        return result;
      });
    for (;;) {
      try {
        // One process is all there is: nobody else's writes to poll for.
        return await this.#publishUntilStopped(transaction, Number.POSITIVE_INFINITY);
      } catch (error) {
        this.#report(error);
        if (this.#stopped) return;
        await this.#sleep(RETRY_MS);
      }
    }
  }

  async #leadInTurn(connect: () => Promise<pg.Client>): Promise<void> {
    while (!this.#stopped) {
      let client: pg.Client | undefined;
      try {
        client = await connect();
        await this.#leadOn(client);
      } catch (error) {
        this.#report(error);
      } finally {
        this.#leads = false;
        await client?.end().catch(() => {});
      }
      if (!this.#stopped) await this.#sleep(RETRY_MS);
    }
  }

  #report(error: unknown): void {
    if (this.#isFailing)
      this.log.error(
        'What was written could not be published, and streams stand still: trying again.',
        error,
      );
    else this.log.warn('The publisher lost its connection, and tries again.', error);
  }

  /** Cut short by `close`. */
  #sleep(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }

  /** Waits for the lock, then publishes until stopped or until the connection breaks. */
  async #leadOn(client: pg.Client): Promise<void> {
    let broken: Error | undefined;
    client.on('error', (error) => {
      broken = error;
      this.wake();
    });
    await client.query(NOTICE_DEATH);
    while (!this.#stopped && !this.#leads) {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [PUBLISHER_LOCK]);
      this.#leads = rows[0].held;
      if (!this.#leads) {
        // Somebody else publishes, and says whether that fails.
        this.#isFailing = false;
        // Not `#pause`: what this process writes wakes whoever publishes, not who waits for a turn.
        await this.#sleep(TURN_MS);
      }
      if (broken) throw broken;
    }
    // Stopped before its turn came: what it wrote is left to the one that holds the lock.
    if (!this.#leads) return;
    await client.query(KEEP_NUMBERS);
    await client.query(PLAN_ONCE);
    const transaction: Transaction = async (work, last) => {
      if (broken) throw broken;
      const connection = this.log.gathering(client);
      const rows: Context['rows'] = async (name, text, values) => {
        const result = await connection.query({ name, text, ...(values && { values: [...values] }) });
        return result.rows as never;
      };
      await connection.query('begin');
      // Where it fails, the connection is given up, and what it began with it.
      const result = await work(rows);
      await Promise.all([last(rows, result), connection.query('commit')]);
      return result;
    };
    await this.#publishUntilStopped(transaction, IDLE_POLL_MS);
  }

  async #publishUntilStopped(transaction: Transaction, idlePollMs: number): Promise<void> {
    let pause = BUSY_POLL_MS;
    this.#tip = undefined;
    for (;;) {
      const isLast = this.#stopped;
      this.#isWoken = false;
      const published = await this.#publishOnce(transaction).catch((error) => {
        this.#isFailing = true;
        throw error;
      });
      this.#isFailing = false;
      if (published === BATCH) continue;
      if (isLast) return;
      pause = published > 0 ? BUSY_POLL_MS : Math.min(pause * 2, idlePollMs);
      await this.#pause(published > 0 || Number.isFinite(idlePollMs) ? pause : idlePollMs);
      if (published > 0) await this.#sleep(GATHER_MS);
    }
  }

  async #publishOnce(transaction: Transaction): Promise<number> {
    const { tip, batch } = await transaction(
      async (rows) => {
        const tip = this.#tip ?? (await tipOf(rows));
        const [batch] = await rows<Published>('publisher.number', NUMBER, [tip.sequence, tip.hash]);
        return { tip, batch: batch! };
      },
      async (rows, { batch }) => {
        if (batch.totals) await this.fold(rows, batch.totals.flat());
      },
    );
    const published = Number(batch.published);
    this.#tip = { sequence: tip.sequence + published, hash: batch.hash ?? tip.hash };
    if (published > 0) {
      this.#lagSeconds = Number(batch.lagSeconds);
      this.ring();
    }
    return published;
  }

  /** Until woken, or `ms` have passed. */
  #pause(ms: number): Promise<void> {
    if (this.#isWoken) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(() => this.#wake(), ms) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
