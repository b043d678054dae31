import 'reflect-metadata';
import { createServer } from 'node:http';
import { createSourceEventStream, type ExecutionArgs, execute, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { pino } from 'pino';
import { WebSocketServer } from 'ws';
import type { Stream } from '../../../src/events/stream.js';
import { openDatabase } from '../../../src/server/database.js';
import { type Api, createApi } from '../../../src/server/server.js';
import { token } from './wire.js';

// A server of its own process: `muster`, `stock` or `bare`, on a database. Told by messages what to do, it answers
// where it listens, what it costs and what it holds.

const [kind, url] = process.argv.slice(2) as ['muster' | 'stock' | 'bare', string];

const answer = (message: object) => process.send!(message);

/** A bare broadcast of a ready string. */
function serveBare(): Promise<number> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => socket.on('message', () => socket.send('ready')));
  process.on('message', ({ say }: { say?: string }) => {
    if (say) for (const socket of sockets.clients) socket.send(say);
  });
  return listening(http);
}

/** graphql-ws as its manual has it: each subscriber's event is executed and written for him. */
async function serveStock(api: Api): Promise<number> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const listeners = new Set<(message: unknown) => void>();
  const context = () => api.contexts.forSubject('bench', { requestId: 'bench' });
  const follow = async (args: ExecutionArgs) => {
    const described = (await createSourceEventStream(args)) as unknown as Stream<unknown>;
    const { sequence } = await described.open(await context());
    const waiting: unknown[] = [described.mark('CAUGHT_UP', sequence)];
    let wake = () => {};
    const listener = async (event: unknown) => {
      const message = await described.select(event as never, await context());
      if (message === null) return;
      waiting.push(message);
      wake();
    };
    listeners.add(listener);
    return {
      async next() {
        while (waiting.length === 0)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        const contextValue = await context();
        return { done: false, value: await execute({ ...args, rootValue: waiting.shift(), contextValue }) };
      },
      async return() {
        listeners.delete(listener);
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
  useServer(
    {
      schema: api.schema,
      onSubscribe: async (_ctx, _id, { query, variables }) => ({
        schema: api.schema,
        document: parse(query),
        variableValues: variables,
        contextValue: await context(),
      }),
      subscribe: follow as never,
    },
    sockets,
  );
  void (async () => {
    for await (const events of api.feed.follow(await api.feed.position()))
      for (const event of events) for (const listener of listeners) listener(event);
  })();
  return listening(http);
}

const listening = (http: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) =>
    http.listen(0, '127.0.0.1', () => resolve((http.address() as { port: number }).port)),
  );

async function serve(): Promise<number> {
  if (kind === 'bare') return serveBare();
  const database = await openDatabase({ url, connections: 4 });
  const settings = { token, allowsIntrospection: false, isDemo: false, pace: { heartbeatMs: 3_600_000 } };
  const api = await createApi(database, settings, pino({ level: 'warn' }));
  if (kind === 'stock') return serveStock(api);
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  return (api.app.server.address() as { port: number }).port;
}

process.on('message', ({ ask }: { ask?: string }) => {
  if (ask === 'cpu') {
    const { user, system } = process.cpuUsage();
    answer({ cpuMicroseconds: user + system });
  }
  if (ask === 'memory') {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    answer({ bytes: rss, usedBytes: heapUsed + external });
  }
});
answer({ port: await serve() });
