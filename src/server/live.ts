import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Claims } from '../auth/token.js';
import type { Context } from '../graphql/context.js';
import type { Contexts } from './contexts.js';
import type { ErrorFormatter } from './masking.js';
import { subscribeAnew } from './subscribe.js';

const LARGEST_MESSAGE = 1_048_576;
const INITIALISE_WITHIN_MS = 5_000;
const PING_EVERY_MS = 15_000;

interface Extra {
  socket: WebSocket;
  claims?: Claims;
  expiry?: NodeJS.Timeout;
}

/** Serves graphql-transport-ws at `/graphql`: the same schema, rights and errors as over HTTP. */
export function serveLive(http: Server, schema: GraphQLSchema, contexts: Contexts, format: ErrorFormatter) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });

  const contextOf = (extra: Extra, requestId: string) => contexts.forClaims(extra.claims!, { requestId });
  const served = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: INITIALISE_WITHIN_MS,
      async onConnect({ connectionParams, extra }) {
        try {
          extra.claims = await contexts.readToken(connectionParams?.authorization);
          await contextOf(extra, 'connect');
        } catch {
          // Closes with 4403.
          return false;
        }
        closeWhenExpired(extra);
        return true;
      },
      context: ({ extra }, id) => contextOf(extra, id),
      subscribe: (args) => {
        const { requestId } = args.contextValue as Context;
        return subscribeAnew(args, ({ viewer }) => contexts.forSubject(viewer.subject, { requestId }));
      },
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map(format) as never } : undefined,
      onError: (_ctx, _id, _payload, errors) => errors.map(format),
      onClose: ({ extra }) => clearTimeout(extra.expiry),
    },
    sockets,
    PING_EVERY_MS,
  );
  return {
    sockets,
    close: async () => {
      await served.dispose();
      sockets.close();
    },
  };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

function closeWhenExpired(extra: Extra): void {
  const remaining = extra.claims!.expiresAt.getTime() - Date.now();
  if (remaining > LONGEST_TIMER_MS) return;
  extra.expiry = setTimeout(() => extra.socket.close(CloseCode.Forbidden, 'The token has expired'), remaining);
}
