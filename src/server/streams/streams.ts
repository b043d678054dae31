import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { readViewers } from '../../auth/grants.js';
import type { ChangeEvent } from '../../events/change-event.js';
import type { ChangeFeed } from '../../events/change-feed.js';
import { LogTail } from '../../events/log-tail.js';
import type { Stream } from '../../events/stream.js';
import type { Viewer } from '../../graphql/context.js';
import { Identity } from '../request-context.js';
import { Execution, type Means } from './execution.js';
import { Group } from './group.js';
import { Member, type Results } from './member.js';
import { concernedBy, mayConcern } from './rights-events.js';
import { Drains, type Sink } from './sink.js';
import { type Asked, identityOf } from './subscription.js';

/** How many accounts' rights are read in one statement. */
const SUBJECTS = 200;
const RETRY_MS = 500;
/** What was learned of questions is forgotten, and learned anew, beyond so many of them. */
const MOST_LEARNED = 10_000;

export interface Pace {
  /** A group that has said nothing for so long says how far it has come. */
  readonly heartbeatMs?: number;
  /** A reader that takes nothing for so long is cut. */
  readonly stalledAfterMs?: number;
}

type Parts = Means & { warn: (message: string, error: unknown) => void };

/** All subscriptions of this process, by whichever transport: in groups, of which each message is made once. */
export class Streams {
  readonly feed: ChangeFeed;
  readonly tail: LogTail;
  readonly drains: Drains;
  readonly #groups = new Map<string, Group>();
  readonly #bySubject = new Map<string, Set<Member>>();
  /** How much of who asks the answers to a question were seen to depend on, where more than on his rights. */
  readonly #identities = new Map<string, Identity>();
  readonly #means: Means;
  readonly #heartbeatMs: number;
  readonly #timer: NodeJS.Timeout;
  #judged: Promise<unknown> = Promise.resolve();
  #members = 0;
  #day: string;

  constructor({ warn, ...means }: Parts, { heartbeatMs = 15_000, stalledAfterMs }: Pace = {}) {
    this.#means = means;
    this.feed = means.contexts.feed;
    this.tail = new LogTail(this.feed, (events) => this.#deliver(events), warn);
    this.drains = new Drains(stalledAfterMs);
    this.#heartbeatMs = heartbeatMs;
    this.#day = this.today();
    this.#timer = setInterval(() => this.#beat(), Math.min(1_000, heartbeatMs / 4)).unref();
  }

  /** Subscribers. */
  get size(): number {
    return this.#members;
  }

  /** Kinds of them: those of one are sent the same. */
  get groups(): number {
    return this.#groups.size;
  }

  today(): string {
    return this.#means.contexts.now().toISOString().slice(0, 10);
  }

  /** Sends what is asked for to the sink, until what it answers is told to return; or answers why not. */
  async subscribe(asked: Asked, sink: Sink): Promise<Results | ExecutionResult> {
    const member = new Member(this, new Execution(asked, this.#means), sink);
    // Before his rights are read: what changes them meanwhile is not missed.
    this.#remember(member);
    try {
      await this.tail.start();
      const refusal = await member.open();
      if (!refusal) return member.results();
      member.end();
      return refusal;
    } catch (error) {
      member.end();
      throw error;
    }
  }

  /** Judges anew those of these subjects: they are sent nothing any more by rights that they have lost. */
  judge(subjects: readonly string[]): Promise<void> {
    // One after the other: rights that were read before never take the place of those read later.
    const judged = this.#judged.then(() => this.#judgeNow(subjects));
    this.#judged = judged.catch(() => {});
    return judged;
  }

  async #judgeNow(subjects: readonly string[]): Promise<void> {
    for (let start = 0; start < subjects.length; start += SUBJECTS) {
      const some = subjects.slice(start, start + SUBJECTS);
      const viewers = await this.#viewersOf(some);
      for (const subject of some)
        for (const member of [...(this.#bySubject.get(subject) ?? [])])
          member.judge(viewers.get(subject) ?? null);
    }
  }

  /** With the rights of this moment; null where there is none. */
  async viewerOf(subject: string): Promise<Viewer | null> {
    return (await this.#viewersOf([subject])).get(subject) ?? null;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const members of [...this.#bySubject.values()]) for (const member of [...members]) member.end();
    this.tail.rest();
  }

  // For members.

  /** Where he belongs; undefined where nobody is there yet. */
  groupOf({ question, viewer }: Member): Group | undefined {
    return this.#groups.get(this.#keyOf(question, viewer));
  }

  found({ question, viewer, execution, position }: Member, stream: Stream<unknown>): Group {
    const group = new Group({
      key: this.#keyOf(question, viewer),
      question,
      identity: this.#identityOf(question),
      stream,
      execution,
      viewer,
      position,
      separate: (group, asked) => this.#separate(group, asked),
    });
    this.#groups.set(group.key, group);
    return group;
  }

  leave(group: Group, member: Member): void {
    group.members.delete(member);
    if (group.members.size > 0) return;
    group.close();
    if (this.#groups.get(group.key) === group) this.#groups.delete(group.key);
  }

  forget(member: Member): void {
    const alike = this.#bySubject.get(member.subject);
    if (!alike?.delete(member)) return;
    this.#members -= 1;
    if (alike.size === 0) this.#bySubject.delete(member.subject);
    if (this.#members === 0) this.tail.rest();
  }

  #remember(member: Member): void {
    const alike = this.#bySubject.get(member.subject);
    if (alike) alike.add(member);
    else this.#bySubject.set(member.subject, new Set([member]));
    this.#members += 1;
  }

  #viewersOf(subjects: readonly string[]): Promise<ReadonlyMap<string, Viewer>> {
    const { contexts } = this.#means;
    return readViewers(contexts.database.rows, subjects, contexts.now());
  }

  #identityOf(question: string): Identity {
    return this.#identities.get(question) ?? Identity.RIGHTS;
  }

  #keyOf(question: string, viewer: Viewer): string {
    return `${question} ${identityOf(viewer, this.#identityOf(question))}`;
  }

  /** Of a group that has to know more of who asks, those stay who are alike in that; the others follow apart. */
  #separate(group: Group, asked: Identity): void {
    if (this.#identities.size >= MOST_LEARNED) this.#identities.clear();
    this.#identities.set(group.question, Math.max(asked, this.#identityOf(group.question)));
    if (this.#groups.get(group.key) === group) this.#groups.delete(group.key);
    const own = identityOf(group.viewer, asked);
    group.identity = asked;
    group.key = this.#keyOf(group.question, group.viewer);
    const isTaken = this.#groups.has(group.key);
    if (!isTaken) this.#groups.set(group.key, group);
    for (const member of [...group.members])
      if (isTaken || identityOf(member.viewer, asked) !== own) member.leaveGroup();
  }

  /** In order; from the first event on that may change rights, by the rights of this moment. */
  async #deliver(events: readonly ChangeEvent[]): Promise<void> {
    await this.#judgeByDay();
    const changing = events.findIndex(mayConcern);
    if (changing < 0) return this.#tell(events);
    await this.#tell(events.slice(0, changing));
    await this.#judgeConcerned(events.slice(changing));
    await this.#tell(events.slice(changing));
  }

  async #tell(events: readonly ChangeEvent[]): Promise<void> {
    if (events.length > 0) await Promise.all([...this.#groups.values()].map((group) => group.take(events)));
  }

  async #judgeConcerned(events: readonly ChangeEvent[]): Promise<void> {
    const isConcerned = concernedBy(events);
    if (!isConcerned) return;
    const subjects = [...this.#bySubject].flatMap(([subject, members]) =>
      [...members].some((member) => member.mayBe(isConcerned)) ? [subject] : [],
    );
    await this.#judgeSurely(subjects);
  }

  /** Rights go by the day: memberships begin and end. */
  async #judgeByDay(): Promise<void> {
    const today = this.today();
    if (today === this.#day) return;
    await this.#judgeSurely([...this.#bySubject.keys()]);
    this.#day = today;
  }

  async #judgeSurely(subjects: readonly string[]): Promise<void> {
    for (;;) {
      try {
        return await this.judge(subjects);
      } catch {
        // Nothing is delivered by rights that are not known.
        await sleep(RETRY_MS);
      }
    }
  }

  #beat(): void {
    void this.#judgeByDay();
    const silentSince = performance.now() - this.#heartbeatMs;
    for (const group of this.#groups.values()) if (group.sentAt <= silentSince) void group.beat();
  }
}
