import type { ChangeFeed } from '../events/change-feed.js';
import type { Publisher } from '../events/publisher.js';
import type { Context, Viewer } from '../graphql/context.js';
import { type Database, writeBy } from './database.js';

export interface RequestFacts {
  requestId: string;
  idempotencyKey?: string | undefined;
}

/** What contexts are made of. */
interface Means {
  readonly database: Database;
  readonly feed: ChangeFeed;
  readonly publisher: Publisher;
  readonly now: Context['now'];
  readonly standardWeekMinutes: number;
  readonly minimumPeople: number;
  readonly memory: object;
  readonly allowsPrivateWebhooks: boolean;
  readonly rows: Context['rows'];
}

/** How far it matters who in particular asks: not beyond his rights, which worker he is, or who. */
export enum Identity {
  RIGHTS,
  WORKER,
  ACCOUNT,
}

/** What a context has in common with the copies of it that Apollo works on. */
interface Shared {
  em?: Context['em'];
  isPersonal: boolean;
  /** What was asked of the viewer beyond his rights. */
  asked: Identity;
}

/** The context of a request, or of one event of a subscription. A copy of its own properties is as good as it. */
export class RequestContext implements Context {
  readonly viewer: Viewer;
  loaders: Context['loaders'] = {};
  readonly memory: object;
  readonly requestId: string;
  declare readonly idempotencyKey?: string;
  readonly now: Context['now'];
  readonly standardWeekMinutes: number;
  readonly minimumPeople: number;
  readonly rows: Context['rows'];
  readonly write: Context['write'];
  declare cost?: number | null;
  readonly shared: Shared = { isPersonal: false, asked: Identity.RIGHTS };

  constructor(
    readonly means: Means,
    viewer: Viewer,
    { requestId, idempotencyKey }: RequestFacts,
  ) {
    this.viewer = noting(viewer, this.shared);
    this.requestId = requestId;
    if (idempotencyKey !== undefined) this.idempotencyKey = idempotencyKey;
    this.now = means.now;
    this.memory = means.memory;
    this.standardWeekMinutes = means.standardWeekMinutes;
    this.minimumPeople = means.minimumPeople;
    this.rows = means.rows;
    this.write = writeBy(means.rows);
  }

  /** Made when it is needed: most requests only read, and need none. */
  get em(): Context['em'] {
    this.shared.em ??= this.means.database.orm.em.fork({ useContext: true });
    return this.shared.em;
  }

  get feed(): ChangeFeed {
    this.shared.isPersonal = true;
    return this.means.feed;
  }

  get allowsPrivateWebhooks(): boolean {
    return this.means.allowsPrivateWebhooks;
  }

  get committed(): () => void {
    return () => this.means.publisher.wake();
  }

  /**
   * Whether the answer rests on what nobody else's need to: who in person asks, beyond his rights, or how far the log
   * was published. What does so is not kept.
   */
  get isPersonal(): boolean {
    return this.shared.isPersonal;
  }
}

const noting = (viewer: Viewer, shared: Shared): Viewer => ({
  ...viewer,
  get accountId() {
    shared.isPersonal = true;
    shared.asked = Identity.ACCOUNT;
    return viewer.accountId;
  },
  get subject() {
    shared.isPersonal = true;
    shared.asked = Identity.ACCOUNT;
    return viewer.subject;
  },
  get workerId() {
    if (shared.asked < Identity.WORKER) shared.asked = Identity.WORKER;
    return viewer.workerId;
  },
  get departments() {
    if (shared.asked < Identity.WORKER) shared.asked = Identity.WORKER;
    return viewer.departments;
  },
});
