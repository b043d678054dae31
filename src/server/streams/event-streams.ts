import { randomBytes } from 'node:crypto';
import type { Claims } from '../../auth/token.js';
import { closeInTurn } from '../closing.js';
import { expectWithin } from '../limits.js';
import { EventStream } from './event-stream.js';
import type { RightsWatch } from './rights-watch.js';

/** How long a client may take to open what it has reserved. */
const RESERVED_FOR_MS = 30_000;

/** The streams of events that there are, and those that were reserved to be opened. */
export class EventStreams {
  readonly #all = new Set<EventStream>();
  /** By their token: those of many operations, from their reservation until they are closed. */
  readonly #byToken = new Map<string, EventStream>();

  /** `keepMs`: how long a reservation waits to be opened. */
  constructor(
    readonly watch: Pick<RightsWatch, 'add' | 'remove'>,
    readonly keepMs = RESERVED_FOR_MS,
  ) {}

  get all(): ReadonlySet<EventStream> {
    return this.#all;
  }

  /** A stream of one operation. */
  create(owner: Claims): EventStream {
    const stream = new EventStream(owner, () => this.#remove(stream));
    this.#add(stream);
    return stream;
  }

  /**
   * Reserves a stream of many operations; its token opens it, once, and finds it from then on.
   * @throws UserError TOO_COMPLEX where the account has too many that it has not opened
   */
  reserve(owner: Claims): string {
    const waiting = [...this.#byToken.values()].filter(
      (stream) => !stream.isOpened && stream.subject === owner.subject,
    );
    expectWithin('RESERVATIONS', waiting.length + 1);
    const token = randomBytes(24).toString('base64url');
    const stream = new EventStream(owner, () => {
      clearTimeout(lapse);
      this.#byToken.delete(token);
      this.#remove(stream);
    });
    const lapse = setTimeout(() => {
      if (!stream.isOpened) stream.close();
    }, this.keepMs);
    lapse.unref();
    this.#byToken.set(token, stream);
    this.#add(stream);
    return token;
  }

  /** Undefined where none is, or is any more, reserved under this token. */
  find(token: string): EventStream | undefined {
    return this.#byToken.get(token);
  }

  #add(stream: EventStream): void {
    this.#all.add(stream);
    this.watch.add(stream);
  }

  #remove(stream: EventStream): void {
    this.#all.delete(stream);
    this.watch.remove(stream);
  }

  /** Closes them one after the other, in a staggered way. */
  close(): Promise<void> {
    return closeInTurn(this.#all);
  }
}
