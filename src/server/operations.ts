import {
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Context } from '../graphql/context.js';
import type { EventStream } from './event-stream.js';
import type { ErrorFormatter } from './masking.js';
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

  /** Until it is completed, or the stream is closed. */
  async run(stream: EventStream, id: string | null, asked: Asked, ctx: Context): Promise<void> {
    try {
      await this.#send(stream, id, asked, ctx);
      stream.complete(id);
    } catch (error) {
      this.refuse(stream, id, [error], ctx);
    }
  }

  /** Answers with these errors, and completes it. */
  refuse(stream: EventStream, id: string | null, errors: readonly unknown[], ctx: Context): void {
    stream.next(id, JSON.stringify({ errors: this.describe(errors, ctx) }));
    stream.complete(id);
  }

  describe(errors: readonly unknown[], { requestId }: Context): GraphQLFormattedError[] {
    return errors.map((error) => this.format(error, requestId));
  }

  async #send(stream: EventStream, id: string | null, asked: Asked, ctx: Context): Promise<void> {
    const { document, operationName, variables } = asked;
    const isFollowed = getOperationAST(document, operationName)?.operation === 'subscription';
    const result = isFollowed
      ? await this.streams.subscribe(asked, new EventSink(stream, id))
      : await execute({
          schema: this.schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: ctx,
        });
    if (!(Symbol.asyncIterator in result)) return stream.next(id, this.#textOf(result, ctx));
    const stop = () => void result.return?.();
    // The client may have ended it, or gone, meanwhile.
    if (!stream.operations.has(id)) return stop();
    stream.operations.set(id, { stop });
    // What is followed goes past this, which only learns of the end.
    while (!(await result.next()).done);
  }

  #textOf({ data, errors, extensions }: ExecutionResult, ctx: Context): string {
    return JSON.stringify({
      data,
      ...(errors && { errors: this.describe(errors, ctx) }),
      extensions: { ...extensions, cost: ctx.cost },
    });
  }
}

/** One subscription on a stream of events. */
class EventSink implements Sink {
  constructor(
    readonly stream: EventStream,
    readonly id: string | null,
  ) {}

  get isOpen(): boolean {
    return this.stream.operations.has(this.id);
  }

  get unsentBytes(): number {
    return this.stream.unsentBytes;
  }

  send(result: string): void {
    this.stream.next(this.id, result);
  }

  cut(): void {
    this.stream.terminate();
  }

  forbid(reason: string): void {
    this.stream.forbid(reason);
  }
}
