import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../graphql/errors.js';
import { examplesFor } from './examples.js';
import type { Metrics } from './metrics.js';

interface Parts {
  metrics: Metrics;
  /** Whether new work is taken: the database answers, and nobody is stopping the server. */
  isReady: () => Promise<boolean>;
  /** A token to fill in; null where nobody gives tokens out; the page is not served where this is absent. */
  graphiql?: { token: () => string | null };
}

/** Serves what is not GraphQL: how the server is, and the page to try it on. */
export function servePages(app: FastifyInstance, { metrics, isReady, graphiql }: Parts): void {
  app.get('/', async () => ({
    graphql: '/graphql',
    ...(graphiql && { graphiql: '/graphiql' }),
    health: '/healthz',
    readiness: '/readyz',
    metrics: '/metrics',
  }));
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    if (!(await isReady()))
      throw new UserError('UNAVAILABLE', 'Not ready: stopping, or without its database.', {
        reason: 'NOT_READY',
      });
    return { status: 'ready' };
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  if (graphiql) {
    app.get('/graphiql', async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(graphiql.token())),
    );
  }
}

/** GraphiQL with its scripts and styles inside: it needs nothing from elsewhere. */
function page(token: string | null): string {
  const headers = JSON.stringify({ authorization: `Bearer ${token ?? '<your token>'}` }, null, 2);
  return renderGraphiQL({
    title: 'Muster',
    endpoint: '/graphql',
    defaultTabs: examplesFor(new Date()).map((query) => ({ query, headers })),
    defaultHeaders: headers,
    headers,
    shouldPersistHeaders: false,
    subscriptionsProtocol: 'WS',
    // Sockets are opened without the headers of a tab.
    connectionParams: token && { authorization: `Bearer ${token}` },
  } as Parameters<typeof renderGraphiQL>[0]);
}
