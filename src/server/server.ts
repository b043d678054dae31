import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { tokenReader } from '../auth/token.js';
import { ChangeFeed } from '../events/change-feed.js';
import type { LogAccess } from '../events/log-access.js';
import { Publisher } from '../events/publisher.js';
import type { Context } from '../graphql/context.js';
import { Contexts } from './contexts.js';
import type { Database } from './database.js';
import { serveLive } from './live.js';
import { errorFormatter } from './masking.js';
import { createSchema } from './schema.js';
import type { Settings } from './settings.js';

const LARGEST_BODY = 1_048_576;

export interface Api {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly contexts: Contexts;
  readonly feed: ChangeFeed;
  readonly publisher: Publisher;
  /** Ends what runs, publishes what was written, and closes everything but the database. */
  close(): Promise<void>;
}

type ServerSettings = Pick<Settings, 'token' | 'allowsIntrospection' | 'isDemo'>;

/** Puts the parts together; nothing else knows all of them. The API does not listen yet. */
export async function createApi(database: Database, settings: ServerSettings, logger: Logger, now = () => new Date()): Promise<Api> {
  const schema = await createSchema();
  const log: LogAccess = {
    rows: database.rows,
    connect: database.connect,
    warn: (message, error) => logger.warn({ err: error }, message),
  };
  const feed = new ChangeFeed(log);
  await feed.open();
  const publisher = new Publisher(log, () => feed.ring());
  const contexts = new Contexts(database, feed, publisher, tokenReader(settings.token), now);
  const format = errorFormatter(logger);

  const app = Fastify({ loggerInstance: logger as never, genReqId: () => uuidv7(), bodyLimit: LARGEST_BODY });
  const live = serveLive(app.server, schema, contexts, format);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: settings.allowsIntrospection,
    // No cookies are used, so there is no request that a foreign page could forge.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => format(error),
    plugins: [ApolloServerPluginCacheControlDisabled(), fastifyApolloDrainPlugin(app), { serverWillStart: async () => ({ drainServer: live.close }) }],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: (request) =>
      contexts.forToken(request.headers.authorization, {
        requestId: request.id,
        idempotencyKey: request.headers['idempotency-key'] as string | undefined,
      }),
  });
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: handle as never });

  return {
    app,
    schema,
    contexts,
    feed,
    publisher,
    async close() {
      await app.close();
      await apollo.stop();
      await publisher.close();
      await feed.close();
    },
  };
}
