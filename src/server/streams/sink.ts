/**
 * Where the messages of one subscription go: to a socket, into an answer of server-sent events, to a test. A transport
 * implements this, calls `streams.subscribe(asked, sink)`, and iterates over what that answers, which yields nothing
 * but, at most, a last result with the errors that ended it; its `return` ends the subscription. Data goes past it.
 */
export interface Sink {
  /** Whether its connection is there. */
  readonly isOpen: boolean;
  /** Bytes that were given to its connection and have not left this process. */
  readonly unsentBytes: number;
  /** Sends one result, which is JSON already: bytes that others are sent too, never to be written to. */
  send(result: Buffer): void;
  /** Cuts its connection, since nobody reads it. The client resumes by its cursor. */
  cut(): void;
  /** Ends its connection, since its subject has no rights any more. */
  forbid(reason: string): void;
}

/** From here on nothing more is sent until most of it has left. */
export const MUCH_UNSENT = 65_536;
/** Up to here it counts as having left. */
const LITTLE_UNSENT = 16_384;
/** A connection with more than this is cut. */
export const MOST_UNSENT = 1_048_576;
const LOOK_EVERY_MS = 20;

interface Waiting {
  readonly sink: Sink;
  readonly resolve: () => void;
  least: number;
  movedAt: number;
}

/** Waits for slow readers, with one timer for all of them. Those that take nothing at all for a while are cut. */
export class Drains {
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly stalledAfterMs = 30_000) {}

  /** Resolved when little is unsent, or when the connection is gone. */
  async drained(sink: Sink): Promise<void> {
    if (!sink.isOpen || sink.unsentBytes <= MUCH_UNSENT) return;
    await new Promise<void>((resolve) => {
      this.#waiting.add({ sink, resolve, least: Number.POSITIVE_INFINITY, movedAt: performance.now() });
      this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
    });
  }

  #look(): void {
    const now = performance.now();
    for (const waiting of this.#waiting) {
      const { sink, resolve, least, movedAt } = waiting;
      const unsent = sink.unsentBytes;
      if (unsent < least) {
        waiting.least = unsent;
        waiting.movedAt = now;
      }
      if (unsent > MOST_UNSENT || (unsent >= least && now - movedAt >= this.stalledAfterMs)) sink.cut();
      if (sink.isOpen && unsent > LITTLE_UNSENT) continue;
      this.#waiting.delete(waiting);
      resolve();
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
