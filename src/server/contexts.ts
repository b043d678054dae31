import { readViewer } from '../auth/grants.js';
import { type Claims, type TokenReader, unauthenticated } from '../auth/token.js';
import { STANDARD_WEEK_MINUTES } from '../capacity/calendar-ratios.js';
import type { ChangeFeed } from '../events/change-feed.js';
import type { Publisher } from '../events/publisher.js';
import type { Context, Viewer } from '../graphql/context.js';
import type { Database } from './database.js';
import { RequestContext, type RequestFacts } from './request-context.js';

const RIGHTS_LIVE_MS = 1_000;
/** Fewer people could be told apart. */
export const MINIMUM_PEOPLE = 5;

/** Muster itself: no account, and no right to anything that asks for one. */
const ITSELF: Viewer = {
  accountId: null,
  subject: '',
  isClient: false,
  workerId: null,
  roles: new Set(),
  scopes: new Set(),
  headOf: new Set(),
  leads: new Set(),
  departments: new Set(),
};

/** Makes the context of a request, or of one event of a subscription, for whoever holds a token. */
export class Contexts {
  readonly #recent = new Map<string, { readAt: number; viewer: Promise<Viewer | null> }>();

  memory: object = {};

  /** How contexts read; tests count through it. */
  rows: Context['rows'];

  constructor(
    readonly database: Database,
    readonly feed: ChangeFeed,
    readonly publisher: Publisher,
    readonly readToken: TokenReader,
    readonly now: () => Date,
    readonly standardWeekMinutes = STANDARD_WEEK_MINUTES,
    readonly allowsPrivateWebhooks = false,
    readonly minimumPeople = MINIMUM_PEOPLE,
  ) {
    this.rows = database.rows;
  }

  /** Whoever holds a token, with the rights of this moment. @throws UserError UNAUTHENTICATED */
  async viewerOf(authorization: unknown): Promise<Viewer> {
    return this.#viewerByClaims(await this.readToken(authorization));
  }

  /** @throws UserError UNAUTHENTICATED */
  async forClaims(claims: Claims, request: RequestFacts): Promise<RequestContext> {
    return this.forViewer(await this.#viewerByClaims(claims), request);
  }

  /** With the rights of this moment. @throws UserError UNAUTHENTICATED for a subject that is not, or no longer, known */
  async forSubject(subject: string, request: RequestFacts): Promise<RequestContext> {
    return this.forViewer(await this.#viewerBySubject(subject), request);
  }

  forViewer(viewer: Viewer, request: RequestFacts): RequestContext {
    return new RequestContext(this, viewer, request);
  }

  /** For what Muster does by itself. */
  forItself(requestId: string): RequestContext {
    return this.forViewer(ITSELF, { requestId });
  }

  async #viewerByClaims({ subject, expiresAt }: Claims): Promise<Viewer> {
    if (expiresAt.getTime() <= Date.now()) throw unauthenticated('The token is not valid, or no longer.');
    return this.#viewerBySubject(subject);
  }

  async #viewerBySubject(subject: string): Promise<Viewer> {
    const viewer = await this.#recentViewer(subject);
    if (!viewer) throw unauthenticated('Nobody here is known by this token.');
    return viewer;
  }

  /** Read at most once a second, so that a revocation works at once and a busy client costs nothing. */
  #recentViewer(subject: string): Promise<Viewer | null> {
    const readAt = performance.now();
    const recent = this.#recent.get(subject);
    if (recent && readAt - recent.readAt < RIGHTS_LIVE_MS) return recent.viewer;
    if (this.#recent.size > 10_000) this.#recent.clear();
    const viewer = readViewer(this.database.rows, subject, this.now());
    this.#recent.set(subject, { readAt, viewer });
    viewer.catch(() => this.#recent.delete(subject));
    return viewer;
  }
}
