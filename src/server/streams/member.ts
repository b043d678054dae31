import { randomUUID } from 'node:crypto';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { unauthenticated } from '../../auth/token.js';
import { BATCH, type ChangeFeed } from '../../events/change-feed.js';
import type { LogTail } from '../../events/log-tail.js';
import type { Opened, Stream } from '../../events/stream.js';
import type { Viewer } from '../../graphql/context.js';
import { rightsOf, workerOf } from '../rights-fingerprint.js';
import { type Execution, onceMore } from './execution.js';
import type { Group, Listener } from './group.js';
import { type Drains, MUCH_UNSENT, type Sink } from './sink.js';
import { questionOf } from './subscription.js';

/** Messages that are kept for a member who is about to join; with more of them he had better read them himself. */
const MOST_PENDING = 1_000;

interface Pending {
  readonly payload: Buffer;
  readonly sequence: number | null;
}

/** What a member goes by, and tells of his coming and going. */
interface Surroundings {
  readonly feed: ChangeFeed;
  readonly tail: LogTail;
  readonly drains: Drains;
  today(): string;
  /** With the rights of this moment; null where there is none. */
  viewerOf(subject: string): Promise<Viewer | null>;
  /** Where he belongs; undefined where nobody is there yet. */
  groupOf(member: Member): Group | undefined;
  found(member: Member, stream: Stream<unknown>): Group;
  leave(group: Group, member: Member): void;
  forget(member: Member): void;
}

/** What a transport is given of a subscription: it yields nothing, ends when that ends, and throws what ended it. */
export type Results = AsyncIterableIterator<never>;

/**
 * One subscriber. Reads by himself what he lacks, then joins the group of those who ask the same with the same rights;
 * leaves it when his rights change or when he reads too slowly, and comes back by the same way.
 */
export class Member implements Listener {
  /** The last event that he was given, or that was nothing to him; in a group, the group's counts. */
  position = 0;
  /** Null until his rights were read. */
  #viewer: Viewer | null = null;
  #group: Group | null = null;
  #stream: Stream<unknown> | null = null;
  #snapshot: Opened<unknown>['snapshot'] = [];
  #question = '';
  /** What his group says while he is about to join it; null where he is one of it. */
  #pending: Pending[] | null = null;
  /** Whether his rights may be others than those by which his stream was described. */
  #isStale = false;
  /** The newest event when he asked. */
  #newest = 0;
  #hasCaughtUp = false;
  #isEnded = false;
  readonly #end = Promise.withResolvers<void>();

  constructor(
    readonly streams: Surroundings,
    readonly execution: Execution,
    readonly sink: Sink,
  ) {
    // It may fail before anybody waits for it.
    this.#end.promise.catch(() => {});
  }

  get subject(): string {
    return this.execution.asked.subject;
  }

  get viewer(): Viewer {
    return this.#viewer!;
  }

  /** Whether he may be concerned by what concerns such rights; true while his own are being read. */
  mayBe(concerned: (viewer: Viewer) => boolean): boolean {
    return !this.#viewer || concerned(this.#viewer);
  }

  /** See `questionOf`. */
  get question(): string {
    return this.#question;
  }

  /**
   * Begins, by the rights of this moment. Answers why not, in GraphQL's own words.
   * @throws UserError UNAUTHENTICATED
   */
  async open(): Promise<ExecutionResult | null> {
    const refusal = await this.#describe();
    if (refusal) return refusal;
    this.#newest = await this.streams.feed.position();
    try {
      await this.#openStream();
      return null;
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
  }

  /** Nothing is sent before the first `next`. */
  results(): Results {
    let hasBegun = false;
    const results: Results = {
      next: async () => {
        if (!hasBegun) void this.#run(() => this.#begin());
        hasBegun = true;
        await this.#end.promise;
        return { done: true, value: undefined };
      },
      // A generator that waits cannot be told to return; this can.
      return: async () => {
        this.end();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => results,
    };
    return results;
  }

  offer(payload: Buffer, sequence: number | null): void {
    if (this.#pending) {
      this.#pending.push({ payload, sequence });
      if (this.#pending.length > MOST_PENDING) this.leaveGroup();
    } else if (this.sink.unsentBytes <= MUCH_UNSENT) {
      this.sink.send(payload);
    } else {
      this.#fallBehind(sequence);
    }
  }

  /** Told of the rights of this moment; null where there are none any more. */
  judge(viewer: Viewer | null): void {
    if (this.#isEnded) return;
    if (!viewer || viewer.roles.size + viewer.scopes.size === 0) {
      this.end();
      this.sink.forbid('The account has no rights any more');
      return;
    }
    const known = this.#viewer;
    this.#viewer = viewer;
    if (known && rightsOf(viewer) === rightsOf(known) && workerOf(viewer) === workerOf(known)) return;
    this.#isStale = true;
    this.leaveGroup();
  }

  /** Until he has found the one that he belongs to. */
  leaveGroup(): void {
    const group = this.#group;
    if (!group) return;
    this.streams.leave(group, this);
    this.#group = null;
    if (this.#pending) {
      // He is still on his way to it, and finds that it is his no longer.
      this.#pending = null;
      return;
    }
    this.position = group.position;
    this.#isStale = true;
    void this.#run(() => this.#catchUp({ isSlow: false }));
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    if (this.#group) this.streams.leave(this.#group, this);
    this.#group = this.#stream = this.#pending = null;
    this.streams.forget(this);
    this.#end.resolve();
  }

  fail(error: unknown): void {
    this.#end.reject(error);
    this.end();
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }

  async #begin(): Promise<void> {
    await this.#sendSnapshot();
    await this.streams.tail.reached(Math.max(this.position, this.#newest));
    await this.#catchUp({ isSlow: false });
  }

  /** He was not given what this event is to him. */
  #fallBehind(sequence: number | null): void {
    const group = this.#group!;
    this.streams.leave(group, this);
    this.#group = null;
    this.position = sequence === null ? group.position : sequence - 1;
    // Described anew: what his group knows of the state is not his.
    this.#isStale = true;
    void this.#run(() => this.#catchUp({ isSlow: true }));
  }

  async #catchUp({ isSlow }: { isSlow: boolean }): Promise<void> {
    const { streams } = this;
    while (!(await this.#isGone())) {
      if (this.#isStale) await this.#describeAnew();
      if (this.#isEnded) return;
      const { taken } = streams.tail;
      // Nothing may come between finding, or founding, a group and joining it.
      const isAtTheEnd = this.position >= taken;
      const group = streams.groupOf(this) ?? (isAtTheEnd ? streams.found(this, this.#stream!) : null);
      if (!group) await this.#replay(taken, isSlow);
      else if (group.position < this.position) await streams.tail.reached(this.position);
      else if (group.position - this.position > BATCH) await this.#replay(group.position, isSlow);
      else if (await this.#join(group, isSlow)) return;
    }
  }

  /** Answers whether he is one of the group now. */
  async #join(group: Group, isSlow: boolean): Promise<boolean> {
    const end = group.position;
    this.#group = group;
    this.#pending = [];
    group.members.add(this);
    while (this.position < end && this.#group && !(await this.#isGone())) await this.#replay(end, isSlow);
    if (this.#group && !this.#hasCaughtUp) {
      await this.#sendInAnyCase(this.#stream!.mark('CAUGHT_UP', this.position));
      this.#hasCaughtUp = true;
    }
    // It may have been left meanwhile.
    if (!this.#group) return this.#isEnded;
    return this.#takeUp(group);
  }

  /** What the group has said since he came to it; then he is one of it. */
  #takeUp(group: Group): boolean {
    const pending = this.#pending!;
    this.#pending = null;
    for (const { payload, sequence } of pending) {
      if (this.sink.unsentBytes > MUCH_UNSENT) {
        this.streams.leave(group, this);
        this.#group = null;
        this.#isStale = true;
        return false;
      }
      this.sink.send(payload);
      if (sequence !== null) this.position = sequence;
    }
    this.#stream = null;
    return true;
  }

  /** Sends what the next events up to `end` are to him: as little as possible where he is slow. */
  async #replay(end: number, isSlow: boolean): Promise<void> {
    const stream = this.#stream!;
    const { feed } = this.streams;
    const start = this.position;
    const read = await onceMore(feed, () => feed.read(this.position));
    const events = read.filter(({ sequence }) => sequence <= end);
    const messages: unknown[] = [];
    for (const event of events) {
      if (this.#isEnded || this.#isStale) {
        // What was gathered by rights that are gone is read anew.
        if (messages.length > 0) this.position = start;
        return;
      }
      const message = await onceMore(feed, () => stream.select(event, this.execution.context(this.viewer)));
      if (message !== null && isSlow && stream.merge) messages.push(message);
      else if (message !== null && !(await this.#send(message))) return;
      this.position = event.sequence;
    }
    if (messages.length > 0 && !(await this.#send(stream.merge!(messages)))) this.position = start;
  }

  /** Sends what was selected by the rights of this moment; answers whether they still are. */
  async #send(message: unknown): Promise<boolean> {
    const payload = await this.execution.payload(message, this.execution.context(this.viewer));
    if ((await this.#isGone()) || this.#isStale) return false;
    this.sink.send(payload);
    return true;
  }

  /** Sends what is for whatever rights, as it is to those that he has when it leaves. */
  async #sendInAnyCase(message: unknown): Promise<void> {
    for (;;) {
      const { viewer } = this;
      const payload = await this.execution.payload(message, this.execution.context(viewer));
      if (await this.#isGone()) return;
      if (viewer === this.viewer) return this.sink.send(payload);
    }
  }

  /** Waits until what was sent has left. */
  async #isGone(): Promise<boolean> {
    await this.streams.drains.drained(this.sink);
    if (!this.sink.isOpen) this.end();
    return this.#isEnded;
  }

  async #describeAnew(): Promise<void> {
    const refusal = await this.#describe();
    if (refusal) throw refusal.errors![0]!;
    if (!this.#stream!.due) return;
    // What time alone made it say is in no event, to be read again: it begins with its state.
    await onceMore(this.streams.feed, () => this.#openStream());
    await this.#sendSnapshot();
  }

  async #openStream(): Promise<void> {
    const { sequence, snapshot } = await this.#stream!.open(this.execution.context(this.viewer));
    this.position = sequence;
    this.#snapshot = snapshot;
  }

  async #sendSnapshot(): Promise<void> {
    for await (const part of this.#snapshot) {
      if (await this.#isGone()) return;
      await this.#sendInAnyCase(part);
    }
    this.#snapshot = [];
  }

  /** By what rights, and what, he follows. */
  async #describe(): Promise<ExecutionResult | null> {
    const { streams, execution } = this;
    for (;;) {
      this.#isStale = false;
      if (!this.#viewer) {
        const viewer = await streams.viewerOf(this.subject);
        if (!viewer) throw unauthenticated('Nobody here is known by this token.');
        // Where they were judged meanwhile, these may be older.
        this.#viewer ??= viewer;
        this.#isStale = false;
      }
      const described = await execution.describe(execution.context(this.viewer));
      if (this.#isStale) continue;
      if (!('open' in described)) return described;
      this.#stream = described;
      // What keeps a state of its own is nobody else's: it is where nobody else can be.
      const own = described.due ? ` ${randomUUID()}` : '';
      this.#question = questionOf(execution.asked, streams.today()) + own;
      return null;
    }
  }
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
