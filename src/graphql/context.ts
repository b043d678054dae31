import type { SqlEntityManager } from '@mikro-orm/sql';

export type Role =
  | 'ADMIN'
  | 'HR'
  | 'RESOURCE_MANAGER'
  | 'DEPARTMENT_HEAD'
  | 'PROJECT_LEAD'
  | 'FINANCE'
  | 'RISK_OFFICER'
  | 'WORKER';

/** Whoever a request acts for: proven by its token, with the rights that the database grants at this moment. */
export interface Viewer {
  /** Null for Muster itself, which moves states when their day has come. */
  readonly accountId: string | null;
  /** The `sub` of the token. */
  readonly subject: string;
  readonly isClient: boolean;
  readonly workerId: string | null;
  readonly roles: ReadonlySet<Role>;
  /** Scopes of a client application, such as `capacity:read`. */
  readonly scopes: ReadonlySet<string>;
  /** Departments headed, with their subtrees. */
  readonly headOf: ReadonlySet<string>;
  /** Objectives led, with those below them. */
  readonly leads: ReadonlySet<string>;
  /** Departments that the viewer's own worker is, or will be, a member of. */
  readonly departments: ReadonlySet<string>;
}

/** Holds the loaders of one reading of the state: replaced after every mutation field. */
export type Loaders = object;

/**
 * What every resolver and service is given. Lives for one request, or for one event of a subscription. Slices add
 * what they bring to it (`declare module`).
 */
export interface Context {
  /** For writing; inside a mutation field it is the transaction. */
  readonly em: SqlEntityManager;
  /** Null for an anonymous request, which reaches no resolver. */
  readonly viewer: Viewer;
  loaders: Loaders;
  /** The same for all contexts of a database: what slices keep for longer than a request, they hang on it. */
  readonly memory: object;
  readonly requestId: string;
  /** The `Idempotency-Key` header. */
  readonly idempotencyKey?: string;
  readonly now: () => Date;
  /** What all that is written is part of, where that is larger than any of it: events name it as their cause. */
  readonly causeId?: string;
  /** Minutes of a full-time week in this organisation. */
  readonly standardWeekMinutes: number;
  /** Figures of fewer people than this are withheld where they could tell of persons. */
  readonly minimumPeople: number;
  /**
   * Plain rows by a prepared statement, on the transaction's own connection inside a mutation field.
   * `name` identifies the text of the statement: one name, one text; empty for one that is not kept prepared.
   */
  rows<T>(name: string, sql: string, values?: readonly unknown[]): Promise<T[]>;
  /**
   * A write within a mutation field whose rows nobody needs: sent with what follows it, at the latest with the commit.
   * It sees, and is seen by, everything in the order in which it was asked for; where it fails, so does the field.
   */
  write(name: string, sql: string, values?: readonly unknown[]): void;
}
