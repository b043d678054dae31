import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeEvent } from '../../events/change-event.js';
import type { Stream } from '../../events/stream.js';
import type { Viewer } from '../../graphql/context.js';
import type { Identity, RequestContext } from '../request-context.js';
import { type Execution, onceMore } from './execution.js';

const TURN_MS = 10;

/** What a group knows of those in it. */
export interface Listener {
  readonly viewer: Viewer;
  /** `sequence` is null for what is of no event. */
  offer(payload: Buffer, sequence: number | null): void;
  /** He goes on alone, from where the group is. */
  leaveGroup(): void;
  /** Ends it with an error. */
  fail(error: unknown): void;
}

interface Parts {
  readonly key: string;
  readonly question: string;
  readonly identity: Identity;
  readonly stream: Stream<unknown>;
  readonly execution: Execution;
  readonly viewer: Viewer;
  /** The last event that its stream knows of. */
  readonly position: number;
  /** Called when what it sends depends on more of who asks than all its members have in common. */
  readonly separate: (group: Group, asked: Identity) => void;
}

/**
 * Those who ask the same with the same rights: each message is selected, executed and written as JSON once for all of
 * them. At any moment all its members have been given the same, up to `position`.
 */
export class Group {
  readonly members = new Set<Listener>();
  readonly question: string;
  readonly viewer: Viewer;
  readonly stream: Stream<unknown>;
  key: string;
  identity: Identity;
  position: number;
  /** When it last sent something, by `performance.now()`. */
  sentAt = performance.now();
  readonly #execution: Execution;
  readonly #separate: Parts['separate'];
  /** Judges events; a message has a context of its own. */
  readonly #lookout: RequestContext;
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #turnEndsAt = 0;

  constructor({ key, question, identity, stream, execution, viewer, position, separate }: Parts) {
    this.key = key;
    this.question = question;
    this.identity = identity;
    this.stream = stream;
    this.viewer = viewer;
    this.position = position;
    this.#execution = execution;
    this.#separate = separate;
    this.#lookout = execution.context(viewer);
    this.#wait();
  }

  /** Tells its members what these events are to them. */
  take(events: readonly ChangeEvent[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const event of events) {
        if (this.members.size === 0) return;
        if (event.sequence <= this.position) continue;
        await this.#tell(event);
        await this.#leaveOthersATurn();
      }
      this.#wait();
    });
  }

  /** Says how far it has come. */
  beat(): Promise<void> {
    this.sentAt = performance.now();
    return this.#inTurn(async () => {
      const message = this.stream.mark('HEARTBEAT', this.position);
      await this.#send(message, null);
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #tell(event: ChangeEvent): Promise<void> {
    const ctx = this.#lookout;
    // What was loaded for an event before is out of date.
    ctx.loaders = {};
    let message: unknown;
    try {
      const selected = this.stream.select(event, ctx);
      message = selected instanceof Promise ? await selected : selected;
    } catch {
      message = await onceMore(ctx.feed, () => {
        ctx.loaders = {};
        return this.stream.select(event, ctx);
      });
    }
    this.#expectAlike(ctx);
    if (message !== null) await this.#send(message, event.sequence);
    this.position = event.sequence;
  }

  async #send(message: unknown, sequence: number | null): Promise<void> {
    const ctx = this.#execution.context(this.viewer);
    const payload = await this.#execution.payload(message, ctx);
    this.#expectAlike(ctx);
    this.sentAt = performance.now();
    // In one step: whoever comes or goes finds the group either before this message or behind it.
    if (sequence !== null) this.position = sequence;
    for (const member of this.members) member.offer(payload, sequence);
  }

  /** Before anything is sent: who is not alike in what was asked of the viewer leaves, and follows apart. */
  #expectAlike({ shared: { asked } }: RequestContext): void {
    if (asked > this.identity) this.#separate(this, asked);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error) => {
      for (const member of [...this.members]) member.fail(error);
    });
    return this.#turn;
  }

  async #leaveOthersATurn(): Promise<void> {
    const now = performance.now();
    if (now < this.#turnEndsAt) return;
    await nextTurn();
    this.#turnEndsAt = performance.now() + TURN_MS;
  }

  /** For what time alone makes the stream say. */
  #wait(): void {
    const due = this.stream.due?.() ?? null;
    clearTimeout(this.#timer);
    if (due === null) return;
    const now = this.#lookout.now().getTime();
    this.#timer = setTimeout(() => void this.#inTurn(() => this.#onDue()), Math.max(0, due - now)).unref();
  }

  async #onDue(): Promise<void> {
    if (this.members.size === 0) return;
    const ctx = this.#execution.context(this.viewer);
    const message = await onceMore(ctx.feed, () => this.stream.onDue!(ctx));
    this.#expectAlike(ctx);
    if (message !== null) await this.#send(message, null);
    this.#wait();
  }
}
