import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { UserError } from '../graphql/errors.js';
import { isForeignHost } from './hosts.js';
import { LIMITS, tooComplex } from './limits.js';
import type { ErrorFormatter } from './masking.js';
import { retryAfterOf } from './points.js';

/** An HTTP server with our manners: every answer has a request id, every refusal the shape of GraphQL's. */
export function createHttp(
  logger: Logger,
  format: ErrorFormatter,
  { isDemo }: { isDemo: boolean },
): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    // Lines name their request themselves: a logger for each would cost more than many an answer.
    childLoggerFactory: (own) => own,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    bodyLimit: LIMITS.BODY_SIZE,
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      refuse(request, reply, asUserError(error), format);
    },
    clientErrorHandler: (error, socket) => refuseUnreadable(error.code, socket, format),
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (isDemo && isForeignHost(request.headers.host)) {
      throw new UserError(
        'FORBIDDEN',
        'The demo answers under loopback addresses only, such as 127.0.0.1 and localhost.',
        {
          reason: 'FOREIGN_HOST',
        },
      );
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const [path] = request.url.split('?');
    const ms = Math.round(reply.elapsedTime);
    request.log.info(
      { requestId: request.id, method: request.method, path, status: reply.statusCode, ms },
      'answered',
    );
  });
  app.setErrorHandler((error, request, reply) =>
    refuse(request, reply, asUserError(error as FastifyError), format),
  );
  app.setNotFoundHandler((request, reply) =>
    refuse(
      request,
      reply,
      new UserError('NOT_FOUND', 'Nothing is served here. The API is at /graphql.'),
      format,
    ),
  );
  return app;
}

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Codes of what never reaches GraphQL, or comes back from it before it was executed. */
const STATUS: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  INTERNAL_SERVER_ERROR: 500,
};

function asUserError(error: FastifyError): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooComplex('BODY_SIZE');
  const { statusCode = 500 } = error;
  if (error instanceof UserError || statusCode >= 500) return error;
  const reason = error.code === 'FST_ERR_BAD_URL' ? 'MALFORMED_URL' : (REASONS[statusCode] ?? 'BAD_REQUEST');
  const refusal = new UserError('BAD_USER_INPUT', error.message, { reason });
  refusal.extensions.http = { status: statusCode };
  return refusal;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'MALFORMED_JSON',
  405: 'METHOD',
  415: 'CONTENT_TYPE',
};

/** What was not even a request has no reply either: it is answered on its socket. */
function refuseUnreadable(code: string, socket: Socket, format: ErrorFormatter): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const isTooLarge = code === 'HPE_HEADER_OVERFLOW';
  const status = isTooLarge
    ? '431 Request Header Fields Too Large'
    : code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : '400 Bad Request';
  const refusal = new UserError(
    'BAD_USER_INPUT',
    isTooLarge
      ? 'The headers of a request have at most 16 KB.'
      : 'This is not a request of HTTP/1.1, or never ended.',
    { reason: isTooLarge ? 'HEADERS_SIZE' : 'MALFORMED_REQUEST' },
  );
  const body = JSON.stringify({ errors: [format(refusal)] });
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
  format: ErrorFormatter,
): FastifyReply {
  const formatted = format(error, request.id);
  const { status } = ((error instanceof UserError && error.extensions.http) || {}) as { status?: number };
  const isSpoken = request.headers.accept?.includes('application/graphql-response+json');
  const seconds = retryAfterOf(error);
  if (seconds !== null) reply.header('retry-after', seconds);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 405) reply.header('allow', 'GET, POST');
  return reply
    .code(status ?? STATUS[String(formatted.extensions?.code)] ?? 500)
    .type(`application/${isSpoken ? 'graphql-response+json' : 'json'}; charset=utf-8`)
    .send({ errors: [formatted] });
}
