export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}

export interface Result {
  command: string;
  rowCount: number;
  rows: unknown[];
}

/** A connection while it is one's own. */
export interface Client {
  query(text: string | Statement, values?: unknown[]): Promise<Result>;
  /** Gives it back; one that is broken is not used again. */
  release(isBroken?: boolean): void;
}
