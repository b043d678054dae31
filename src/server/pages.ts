import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../graphql/errors.js';
import { examplesFor } from './examples.js';
import type { Metrics } from './metrics.js';
import type { DatabaseKind } from './readiness.js';

interface Parts {
  metrics: Metrics;
  /** The database, where new work is taken: it answers, and nobody is stopping the server. Else null. */
  readyDatabase: () => Promise<DatabaseKind | null>;
  /** Whether streams stand still; what is asked is answered all the same. */
  publisherFails: () => boolean;
  /** A token to fill in; null where nobody gives tokens out; the page is not served where this is absent. */
  graphiql?: { token: () => string | null };
}

/** Serves what is not GraphQL: how the server is, and the page to try it on. */
export function servePages(
  app: FastifyInstance,
  { metrics, readyDatabase, publisherFails, graphiql }: Parts,
): void {
  app.get('/', async () => ({
    graphql: '/graphql',
    ...(graphiql && { graphiql: '/graphiql' }),
    health: '/healthz',
    readiness: '/readyz',
    metrics: '/metrics',
  }));
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    const database = await readyDatabase();
    if (!database)
      throw new UserError('UNAVAILABLE', 'Not ready: stopping, or without its database.', {
        reason: 'NOT_READY',
      });
    return { status: 'ready', database, ...(publisherFails() && { publisher: 'failing' }) };
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
  const rendered = renderGraphiQL({
    title: 'Muster',
    endpoint: '/graphql',
    defaultTabs: examplesFor(new Date()).map((query) => ({ query, headers })),
    defaultHeaders: headers,
    headers,
    shouldPersistHeaders: false,
    subscriptionsProtocol: 'WS',
  } as Parameters<typeof renderGraphiQL>[0]);
  return signingInSockets(rendered);
}

/** Where the page hands the headers of a tab to whatever sends its operation. */
const HEADERS_OF_TAB = /extensions:\{headers:(\w+)\?\.headers\}/g;

/**
 * A socket is opened without the headers of the tab, and a page cannot give it any: they go along as its connection
 * parameters, by names in lower case, so that two tabs do not sign in twice.
 */
function signingInSockets(rendered: string): string {
  let places = 0;
  const page = rendered.replace(HEADERS_OF_TAB, (_, options: string) => {
    places += 1;
    const parameters = `Object.fromEntries(Object.entries(${options}?.headers??{}).map(([k,v])=>[k.toLowerCase(),v]))`;
    return `extensions:{headers:${options}?.headers,connectionParams:${parameters}}`;
  });
  if (places !== 1)
    throw new Error('This version of GraphiQL is not known: its sockets would not be signed in.');
  return page;
}
