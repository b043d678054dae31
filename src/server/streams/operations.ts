import {
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Context } from '../../graphql/context.js';
import type { ErrorFormatter } from '../masking.js';
import type { EventStream, Running } from './event-stream.js';
import type { Results } from './member.js';
import type { Sink } from './sink.js';
import type { Streams } from './streams.js';
import type { Asked } from './subscription.js';

/** Runs operations whose results go to a stream of events, under their ids there; none of its functions throws. */
export class Operations {
  constructor(
    readonly schema: GraphQLSchema,
    readonly streams: Streams,
    readonly format: ErrorFormatter,
  ) {}

  /** Begins it under its id. Until it is completed, or the stream is closed. */
  async run(stream: EventStream, id: string | null, asked: Asked, ctx: Context): Promise<void> {
    const run = new Run(stream, id);
    try {
      await this.#send(run, asked, ctx);
      run.complete();
    } catch (error) {
      this.#refuse(run, [error], ctx);
    }
  }

  /** Answers with these errors under its id, and completes it. */
  refuse(stream: EventStream, id: string | null, errors: readonly unknown[], ctx: Context): void {
    this.#refuse(new Run(stream, id), errors, ctx);
  }

  #refuse(run: Run, errors: readonly unknown[], ctx: Context): void {
    run.send(Buffer.from(JSON.stringify({ errors: this.describe(errors, ctx) })));
    run.complete();
  }

  describe(errors: readonly unknown[], { requestId }: Context): GraphQLFormattedError[] {
    return errors.map((error) => this.format(error, requestId));
  }

  async #send(run: Run, asked: Asked, ctx: Context): Promise<void> {
    const { document, operationName, variables } = asked;
    const isFollowed = getOperationAST(document, operationName)?.operation === 'subscription';
    const result = isFollowed
      ? await this.streams.subscribe(asked, run)
      : await execute({
          schema: this.schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: ctx,
        });
    if (!(Symbol.asyncIterator in result)) return run.send(this.#bytesOf(result, ctx));
    run.follows(result);
    // What is followed goes past this, which only learns of the end.
    while (!(await result.next()).done);
  }

  #bytesOf({ data, errors, extensions }: ExecutionResult, ctx: Context): Buffer {
    const result = {
      data,
      ...(errors && { errors: this.describe(errors, ctx) }),
      extensions: { ...extensions, cost: ctx.cost },
    };
    return Buffer.from(JSON.stringify(result));
  }
}

/** One operation on a stream of events, until its id is free again: what is begun under that then is another one. */
class Run implements Sink, Running {
  #results: Results | undefined;

  constructor(
    readonly stream: EventStream,
    readonly id: string | null,
  ) {
    stream.operations.set(id, this);
  }

  get isOpen(): boolean {
    return this.stream.operations.get(this.id) === this;
  }

  get unsentBytes(): number {
    return this.stream.unsentBytes;
  }

  send(result: Buffer): void {
    if (this.isOpen) this.stream.next(this.id, result);
  }

  complete(): void {
    if (this.isOpen) this.stream.complete(this.id);
  }

  /** The client may have ended it, or gone, meanwhile. */
  follows(results: Results): void {
    this.#results = results;
    if (!this.isOpen) this.stop();
  }

  stop(): void {
    void this.#results?.return?.();
  }

  cut(): void {
    this.stream.terminate();
  }

  forbid(reason: string): void {
    this.stream.forbid(reason);
  }
}
