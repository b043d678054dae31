import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { v7 as uuidv7 } from 'uuid';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Claims } from '../auth/token.js';
import type { Context } from '../graphql/context.js';
import type { Admission } from './admission.js';
import { closeInTurn } from './closing.js';
import type { Contexts } from './contexts.js';
import { expectWithin, LIMITS } from './limits.js';
import type { ErrorFormatter } from './masking.js';
import { subscribeAnew } from './subscribe.js';
import { type Signed, watchRights } from './watch.js';

const INITIALISE_WITHIN_MS = 5_000;
const PING_EVERY_MS = 15_000;

/** Of one socket. */
type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  claims?: Claims;
  /** Ids of its subscriptions. */
  subscriptions?: Set<string>;
};

interface Parts {
  schema: GraphQLSchema;
  contexts: Contexts;
  admission: Admission;
  format: ErrorFormatter;
  /** Answers why a socket is not opened, such as `403 Forbidden`; null where it is. */
  refuses: (request: IncomingMessage) => string | null;
}

export interface Live {
  /** Open sockets. */
  readonly sockets: number;
  readonly subscriptions: number;
  /** Opens no more sockets, and closes those there are, one after the other. */
  close(): Promise<void>;
}

/** Serves graphql-transport-ws at `/graphql`: the same schema, guard, rights and errors as over HTTP. */
export function serveLive(http: Server, { schema, contexts, admission, format, refuses }: Parts): Live {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.BODY_SIZE });
  const signed = new Set<Signed>();
  let subscriptions = 0;
  let isClosing = false;

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = isClosing ? '503 Service Unavailable' : refuses(request);
    if (refusal) return socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
      // ws closes by itself what breaks its protocol; graphql-ws would besides write about it to the console.
      opened.removeAllListeners('error').on('error', () => {});
    });
  };
  http.on('upgrade', upgrade);

  const contextOf = ({ claims }: Extra) => contexts.forClaims(claims!, { requestId: uuidv7() });
  const served = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: INITIALISE_WITHIN_MS,
      async onConnect({ connectionParams, extra }) {
        try {
          const { authorization, Authorization } = connectionParams ?? {};
          extra.claims = await admission.signIn(extra.request.socket.remoteAddress ?? '', async () => {
            const claims = await contexts.readToken(authorization ?? Authorization);
            await contextOf({ ...extra, claims });
            return claims;
          });
        } catch {
          // Closes with 4403.
          return false;
        }
        // It may have closed meanwhile, and nobody would take it out again.
        if (extra.socket.readyState !== extra.socket.OPEN) return false;
        signed.add({ socket: extra.socket, ...extra.claims });
        return true;
      },
      async onSubscribe({ extra, subscriptions: running }, _id, { query, operationName, variables }) {
        try {
          expectWithin('SUBSCRIPTIONS', Object.keys(running).length);
          const contextValue = await contextOf(extra);
          const admitted = admission.admit(contextValue.viewer, { query, operationName, variables });
          if (!('document' in admitted)) return admitted;
          contextValue.cost = admitted.cost;
          return {
            schema,
            document: admitted.document,
            operationName,
            variableValues: variables,
            contextValue,
          };
        } catch (error) {
          return [asGraphQLError(error)];
        }
      },
      subscribe: (args) => {
        const { requestId, cost = null } = args.contextValue as Context;
        return subscribeAnew(args, async ({ viewer }) =>
          Object.assign(await contexts.forSubject(viewer.subject, { requestId }), { cost }),
        );
      },
      onOperation({ extra }, id, _payload, _args, result) {
        if (!(Symbol.asyncIterator in result)) return;
        extra.subscriptions ??= new Set();
        extra.subscriptions.add(id);
        subscriptions += 1;
      },
      onComplete({ extra }, id) {
        if (extra.subscriptions?.delete(id)) subscriptions -= 1;
      },
      onNext(_ctx, _id, _payload, { contextValue }, { data, errors, extensions }) {
        const { requestId, cost } = contextValue as Context;
        const formatted = errors?.map((error) => format(error, requestId));
        return {
          data,
          ...(formatted && { errors: formatted as never }),
          extensions: { ...extensions, cost },
        } as never;
      },
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => format(error, uuidv7())),
      onClose({ extra }) {
        subscriptions -= extra.subscriptions?.size ?? 0;
        extra.subscriptions?.clear();
        for (const each of signed) if (each.socket === extra.socket) signed.delete(each);
      },
    },
    sockets,
    PING_EVERY_MS,
  );
  const stopWatching = watchRights(signed, contexts);

  return {
    get sockets() {
      return sockets.clients.size;
    },
    get subscriptions() {
      return subscriptions;
    },
    async close() {
      isClosing = true;
      stopWatching();
      await closeInTurn(sockets.clients);
      http.off('upgrade', upgrade);
      await served.dispose();
    },
  };
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
