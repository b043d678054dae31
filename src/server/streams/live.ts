import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { v7 as uuidv7 } from 'uuid';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Claims } from '../../auth/token.js';
import type { Context } from '../../graphql/context.js';
import { UserError } from '../../graphql/errors.js';
import type { Admission } from '../admission.js';
import { closeInTurn } from '../closing.js';
import type { Contexts } from '../contexts.js';
import { expectWithin, LIMITS } from '../limits.js';
import type { ErrorFormatter } from '../masking.js';
import { Beginnings, endingAlone } from './reused-ids.js';
import type { RightsWatch, Signed } from './rights-watch.js';
import { MOST_UNSENT, type Sink } from './sink.js';
import type { Streams } from './streams.js';
import type { Asked } from './subscription.js';
import { textFrame } from './text-frame.js';
import { Turns } from './turns.js';

/** Of RFC 6455's registry. */
const TRY_AGAIN_LATER = 1013;
const INITIALISE_WITHIN_MS = 5_000;
const PING_EVERY_MS = 15_000;
/** Of one socket: more of them wait for their turn. */
const OPERATIONS_AT_ONCE = 4;

/** Of one socket. */
type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  claims?: Claims;
  signed?: Signed;
  beginnings?: Beginnings;
  /** Of its operations. */
  turns?: Turns;
};

/** What is handed on of an operation from where it is admitted to where it is done. */
interface Operation {
  readonly asked: Asked;
  readonly sink: SocketSink;
  readonly beginnings: Beginnings;
  readonly turns: Turns;
}

interface Parts {
  schema: GraphQLSchema;
  contexts: Contexts;
  admission: Admission;
  format: ErrorFormatter;
  streams: Streams;
  watch: RightsWatch;
  /** Answers why a socket is not opened, such as `403 Forbidden`; null where it is. */
  refuses: (request: IncomingMessage) => string | null;
}

export interface Live {
  /** Open sockets. */
  readonly sockets: number;
  /** Opens no more sockets, and closes those there are, one after the other. */
  close(): Promise<void>;
}

/** Serves graphql-transport-ws at `/graphql`: the same schema, guard, rights and errors as over HTTP. */
export function serveLive(
  http: Server,
  { schema, contexts, admission, format, streams, watch, refuses }: Parts,
): Live {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.BODY_SIZE,
    // See `SocketSink`.
    perMessageDeflate: false,
  });
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
        } catch (error) {
          // Nobody is forbidden anything because the database is away.
          if (!(error instanceof UserError)) extra.socket.close(TRY_AGAIN_LATER, 'Try Again Later');
          // Closes with 4403, unless it is closed.
          return false;
        }
        // It may have closed meanwhile, and nobody would take it out again.
        if (extra.socket.readyState !== extra.socket.OPEN) return false;
        const { socket } = extra;
        extra.beginnings = new Beginnings();
        extra.turns = new Turns(OPERATIONS_AT_ONCE);
        extra.signed = { ...extra.claims, forbid: (reason) => socket.close(CloseCode.Forbidden, reason) };
        watch.add(extra.signed);
        return true;
      },
      async onSubscribe({ extra, subscriptions: running }, id, { query, operationName, variables }) {
        try {
          expectWithin('SUBSCRIPTIONS', Object.keys(running).length);
          const contextValue = await contextOf(extra);
          const admitted = admission.admit(contextValue.viewer, { query, operationName, variables });
          if (!('document' in admitted)) return admitted;
          contextValue.cost = admitted.cost;
          const { document, hash, cost } = admitted;
          const asked: Asked = {
            document,
            hash,
            cost,
            operationName: operationName ?? null,
            variables: variables ?? {},
            subject: extra.claims!.subject,
            requestId: contextValue.requestId,
          };
          const executed = { schema, document, operationName, variableValues: variables, contextValue };
          const operation: Operation = {
            asked,
            sink: new SocketSink(extra.socket, extra.request.socket, id),
            beginnings: extra.beginnings!,
            turns: extra.turns!,
          };
          return { ...executed, ...operation };
        } catch (error) {
          return [asGraphQLError(error)];
        }
      },
      // What is followed is sent past this protocol's own iteration, which only learns of the end.
      subscribe: async (args) => {
        const { asked, sink, beginnings, turns } = args as unknown as Operation;
        const isLast = beginnings.begin(sink.id);
        try {
          return endingAlone(await turns.take(() => streams.subscribe(asked, sink)), isLast());
        } catch (error) {
          // Thrown, it would close the socket with 4500, after which clients do not come back.
          return { errors: [asGraphQLError(error)] };
        }
      },
      execute: (args) => (args as unknown as Operation).turns.take(() => execute(args)),
      onNext({ extra }, _id, _payload, { contextValue }, { data, errors, extensions }) {
        // Whoever asks and asks, and takes no answer.
        if (extra.socket.bufferedAmount > MOST_UNSENT) {
          extra.socket.terminate();
          // Not to be sent any more; nobody waits for it.
          return new Promise<never>(() => {});
        }
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
        if (extra.signed) watch.remove(extra.signed);
      },
    },
    sockets,
    PING_EVERY_MS,
  );

  return {
    get sockets() {
      return sockets.clients.size;
    },
    async close() {
      isClosing = true;
      await closeInTurn(sockets.clients);
      http.off('upgrade', upgrade);
      await served.dispose();
    },
  };
}

const SUFFIX = Buffer.from('}');

/**
 * One subscription on a socket. Its frames are written to the connection as they are, between those of ws: for each
 * message ws writes a header and a body, and one buffer in one write is measurably cheaper (`npm run bench -- stream`).
 * That is sound while ws neither compresses nor keeps back, when all it writes it writes at once.
 */
class SocketSink implements Sink {
  readonly #prefix: Buffer;

  constructor(
    readonly socket: WebSocket,
    readonly connection: Duplex,
    readonly id: string,
  ) {
    this.#prefix = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  get unsentBytes(): number {
    return this.connection.writableLength;
  }

  send(result: Buffer): void {
    if (this.isOpen) this.connection.write(textFrame(this.#prefix, result, SUFFIX));
  }

  cut(): void {
    this.socket.terminate();
  }

  forbid(reason: string): void {
    this.socket.close(CloseCode.Forbidden, reason);
  }
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
