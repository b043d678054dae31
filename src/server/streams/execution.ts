import { setTimeout as sleep } from 'node:timers/promises';
import { createSourceEventStream, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { ChangeFeed } from '../../events/change-feed.js';
import type { Stream } from '../../events/stream.js';
import type { Viewer } from '../../graphql/context.js';
import { UserError } from '../../graphql/errors.js';
import type { Contexts } from '../contexts.js';
import type { ErrorFormatter } from '../masking.js';
import type { RequestContext } from '../request-context.js';
import type { Asked } from './subscription.js';

const RETRY_MS = 500;

/** What executing needs, besides what is asked. */
export interface Means {
  readonly schema: GraphQLSchema;
  readonly contexts: Contexts;
  readonly format: ErrorFormatter;
}

/** Executes one subscription: its beginning, and each of its messages, in contexts of their own. */
export class Execution {
  constructor(
    readonly asked: Asked,
    readonly means: Means,
  ) {}

  context(viewer: Viewer): RequestContext {
    const { requestId, cost } = this.asked;
    return Object.assign(this.means.contexts.forViewer(viewer, { requestId }), { cost });
  }

  /** What is followed; or why it is not, in GraphQL's own words. */
  async describe(contextValue: RequestContext): Promise<Stream<unknown> | ExecutionResult> {
    const described = await createSourceEventStream({ ...this.#operation, contextValue });
    return described as unknown as Stream<unknown> | ExecutionResult;
  }

  /** A message as the payload of a result, in JSON: as bytes, so that it is encoded once for all who are sent it. */
  async payload(rootValue: unknown, contextValue: RequestContext): Promise<Buffer> {
    const result = await execute({ ...this.#operation, rootValue, contextValue });
    return result.errors ? this.#withErrors(result, rootValue, contextValue) : this.#json(result);
  }

  /** As `payload`; where it fails only because the database is away, it waits for that. */
  async #withErrors(
    result: ExecutionResult,
    rootValue: unknown,
    contextValue: RequestContext,
  ): Promise<Buffer> {
    if (result.errors!.every(({ originalError }) => originalError instanceof UserError))
      return this.#json(result);
    await databaseIsThere(this.means.contexts.feed);
    contextValue.loaders = {};
    return this.#json(await execute({ ...this.#operation, rootValue, contextValue }));
  }

  #json({ data, errors, extensions }: ExecutionResult): Buffer {
    const { requestId, cost } = this.asked;
    const result = {
      data,
      ...(errors && { errors: errors.map((error) => this.means.format(error, requestId)) }),
      extensions: { ...extensions, cost },
    };
    return Buffer.from(JSON.stringify(result));
  }

  get #operation() {
    const { document, operationName, variables } = this.asked;
    return { schema: this.means.schema, document, operationName, variableValues: variables };
  }
}

/** Does it once more where it fails, when the database is there: it may have been away. */
export async function onceMore<T>(feed: ChangeFeed, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    await databaseIsThere(feed);
    return work();
  }
}

async function databaseIsThere(feed: ChangeFeed): Promise<void> {
  for (;;) {
    try {
      await feed.position();
      return;
    } catch {
      await sleep(RETRY_MS);
    }
  }
}
