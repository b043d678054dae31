import pg from 'pg';
import type { Client, Result, Statement } from './statement.js';

// What `pg` has, and its types do not tell. A statement of its own does all there is to do with names, values and rows.

interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
  parse(query: { text: string }): void;
}

interface Query {
  readonly name?: string;
  readonly text: string;
  readonly _result: { _types: unknown };
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: unknown, connection: Connection): void;
}

type Answered = (error: unknown, result: Result) => void;
const PgQuery = pg.Query as unknown as new (config: object, callback: Answered) => Query;

/** Several statements that are sent, and answered, as one: after one that fails, the others are not run. */
class Batch {
  #answered = 0;
  readonly callback = () => {};

  constructor(readonly queries: readonly Query[]) {}

  // `pg` asks for these when it hears that a statement was prepared.
  get name(): string | undefined {
    return this.queries[this.#answered]?.name;
  }
  get text(): string | undefined {
    return this.queries[this.#answered]?.text;
  }

  submit(connection: Connection): null {
    const withoutSync: Connection = Object.create(connection, {
      sync: { value: () => {} },
      // Called where a value cannot be sent. What follows must not be done as if nothing had happened.
      close: { value: () => connection.parse({ text: 'A value of this statement cannot be sent.' }) },
    });
    connection.stream.cork();
    for (const query of this.queries) query.prepare(withoutSync);
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.queries[this.#answered]!.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.#answered]!.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.queries[this.#answered]!.handleCommandComplete(message, connection);
    this.#answered += 1;
  }

  handleReadyForQuery(connection: Connection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection);
  }

  handleError(error: unknown, connection: Connection): void {
    for (const [position, query] of this.queries.entries()) {
      // What was not run was not prepared either.
      if (position >= this.#answered && query.name) delete connection.submittedNamedStatements[query.name];
      if (position < this.#answered) query.handleReadyForQuery(connection);
      else query.handleError(error, connection);
    }
  }
}

const DONE: Result = { command: '', rowCount: 0, rows: [] };

/**
 * The connection of one transaction. What is asked of it before anybody waits is sent in one go: each going to and fro
 * costs the database and this process more than most statements. The beginning goes with whatever comes first.
 */
export function gathering(client: Client): Client {
  const connection = client as Client & { _types: unknown; query(batch: Batch): unknown };
  let waiting: Query[] = [];
  let isBegun = false;

  const flush = () => {
    if (waiting.length === 0) return;
    isBegun = true;
    connection.query(new Batch(waiting));
    waiting = [];
  };
  const add = (statement: Statement): Promise<Result> =>
    new Promise((resolve, reject) => {
      const query = new PgQuery(statement, (error, result) => (error ? reject(error) : resolve(result)));
      query._result._types = connection._types;
      waiting.push(query);
    });

  // Whoever cannot undo does not give the connection back either.
  const abandon = (error: unknown): never => {
    client.release(true);
    throw error;
  };

  return {
    query(statement, values) {
      const asked =
        typeof statement === 'string' ? { text: statement, ...(values && { values }) } : statement;
      if (asked.text === 'begin') {
        // Whether it failed, the statement that it goes with will say.
        add({ name: 'begin', text: 'begin' }).catch(() => {});
        return Promise.resolve(DONE);
      }
      const isEnd = asked.text === 'commit' || asked.text === 'rollback';
      if (isEnd && !isBegun && waiting.length === 1) {
        waiting = [];
        return Promise.resolve(DONE);
      }
      // In one go with a statement that fails, it would not be run.
      if (asked.text === 'rollback') flush();
      if (waiting.length <= 1) process.nextTick(flush);
      if (!isEnd) return add(asked);
      const ended = add({ name: asked.text, text: asked.text });
      return asked.text === 'rollback' ? ended.catch(abandon) : ended;
    },
    release: () => client.release(),
  };
}
