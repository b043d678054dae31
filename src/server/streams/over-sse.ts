import type { FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST } from 'graphql';
import type { Claims } from '../../auth/token.js';
import type { Context } from '../../graphql/context.js';
import { UserError } from '../../graphql/errors.js';
import type { Admission } from '../admission.js';
import { askedOf, readJson } from '../asked.js';
import type { Contexts } from '../contexts.js';
import { expectWithin } from '../limits.js';
import type { CurrentRequest } from '../requests.js';
import type { EventStream } from './event-stream.js';
import type { EventStreams } from './event-streams.js';
import type { Operations } from './operations.js';
import type { Asked } from './subscription.js';

interface Parts {
  contexts: Contexts;
  admission: Admission;
  streams: EventStreams;
  operations: Operations;
}

/** The requests of GraphQL over Server-Sent Events. */
export interface OverSse {
  isOne(request: FastifyRequest): boolean;
  /** What it learns of the operation is written to the record. @throws UserError where nothing is executed */
  answer(request: FastifyRequest, reply: FastifyReply, record: CurrentRequest): Promise<FastifyReply>;
}

type Answerer = OverSse['answer'];

/**
 * GraphQL over Server-Sent Events, as the clients of graphql-sse speak it: one operation for each connection
 * (`Accept: text/event-stream`); or many on one that is reserved (PUT) and then opened (GET), each begun by a POST and
 * ended by a DELETE that name its token. The server is our own: that of graphql-sse keeps for ever what was reserved, and
 * all that a slow client does not read.
 */
export function overSse({ contexts, admission, streams, operations }: Parts): OverSse {
  const signIn = (request: FastifyRequest): Promise<{ claims: Claims; ctx: Context }> =>
    admission.signIn(request.ip, async () => {
      const claims = await contexts.readToken(request.headers.authorization);
      const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
      return { claims, ctx: await contexts.forClaims(claims, { requestId: request.id, idempotencyKey }) };
    });

  /** What is to be executed, or what is wrong with the document. @throws UserError where it is neither */
  const judge = (request: FastifyRequest, ctx: Context, record: CurrentRequest): Asked | readonly Error[] => {
    const asked = askedOf(request);
    const { operationName, variables } = asked;
    try {
      if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables))
        throw new UserError('BAD_USER_INPUT', '`variables` is not an object.', { reason: 'VARIABLES' });
      const admitted = admission.admit(ctx.viewer, asked);
      if (!('document' in admitted)) return admitted;
      const { document, hash, cost } = admitted;
      record.operation = getOperationAST(document, operationName)?.operation ?? 'none';
      if (record.operation === 'mutation' && request.method === 'GET')
        throw Object.assign(new Error('A mutation is asked by POST.'), { statusCode: 405 });
      ctx.cost = cost;
      return {
        document,
        hash,
        cost,
        operationName: operationName ?? null,
        variables: variables ?? {},
        subject: ctx.viewer.subject,
        requestId: ctx.requestId,
      };
    } catch (error) {
      const isOfDocument = error instanceof UserError && error.extensions.code !== 'RATE_LIMITED';
      if (isOfDocument) return [error];
      throw error;
    }
  };

  /** One operation, for which the connection is there. */
  const answerAlone: Answerer = async (request, reply, record) => {
    const { claims, ctx } = await signIn(request);
    const judged = judge(request, ctx, record);
    const stream = streams.create(claims);
    open(stream, reply);
    // Who hung up while his token was read is answered by nothing.
    if (stream.isClosed) return reply;
    if ('document' in judged) void operations.run(stream, null, judged, ctx);
    else operations.refuse(stream, null, judged, ctx);
    return reply;
  };

  /** The token alone opens it, since a browser's EventSource sends no headers. */
  const openReserved: Answerer = async (request, reply) => {
    if (request.headers.authorization !== undefined) await reservedFor(request);
    const stream = find(request);
    if (stream.isOpened) throw conflict('STREAM_OPEN', 'This stream is open already.');
    open(stream, reply);
    return reply;
  };

  const reserve: Answerer = async (request, reply) => {
    const { claims, ctx } = await signIn(request);
    admission.points.spend(ctx.viewer, 1);
    return reply.code(201).type('text/plain; charset=utf-8').send(streams.reserve(claims));
  };

  const begin: Answerer = async (request, reply, record) => {
    const { stream, ctx } = await reservedFor(request);
    const id = operationIdOf(readJson(parametersOf(request).extensions)?.operationId);
    if (stream.operations.has(id))
      throw conflict('OPERATION_EXISTS', 'An operation with this id runs on this stream already.');
    expectWithin('SUBSCRIPTIONS', stream.operations.size + 1);
    const judged = judge(request, ctx, record);
    if (!('document' in judged)) return reply.code(400).send({ errors: operations.describe(judged, ctx) });
    void operations.run(stream, id, judged, ctx);
    return reply.code(202).send();
  };

  const end: Answerer = async (request, reply) => {
    const { stream } = await reservedFor(request);
    stream.cancel(operationIdOf((request.query as Record<string, unknown>).operationId));
    return reply.code(200).send();
  };

  /** Only whoever reserved it may use it. */
  const reservedFor = async (request: FastifyRequest): Promise<{ stream: EventStream; ctx: Context }> => {
    const { claims, ctx } = await signIn(request);
    const stream = find(request);
    if (stream.subject !== claims.subject) throw noStream();
    return { stream, ctx };
  };

  const find = (request: FastifyRequest): EventStream => {
    const stream = streams.find(tokenOf(request) ?? '');
    if (!stream || stream.isClosed) throw noStream();
    return stream;
  };

  const answererOf = (request: FastifyRequest): Answerer | null => {
    const hasToken = tokenOf(request) !== null;
    if (request.method === 'PUT') return accepts(request, 'text/plain') ? reserve : null;
    if (request.method === 'DELETE') return hasToken ? end : null;
    const isStream = prefersEvents(request.headers.accept);
    if (hasToken) return isStream ? openReserved : begin;
    return isStream ? answerAlone : null;
  };

  return {
    isOne: (request) => answererOf(request) !== null,
    answer: (request, reply, record) => answererOf(request)!(request, reply, record),
  };
}

function open(stream: EventStream, reply: FastifyReply): void {
  reply.hijack();
  stream.open(reply.raw, reply.getHeaders() as Record<string, string>);
}

/** Whether events are asked for rather than one JSON: what is named first is preferred. */
function prefersEvents(accept: string | undefined): boolean {
  if (!accept?.includes('text/event-stream')) return false;
  const first = accept.split(',').find((type) => /event-stream|json|\*/.test(type));
  return first!.includes('text/event-stream');
}

const accepts = ({ headers: { accept = '*/*' } }: FastifyRequest, type: string) =>
  accept.includes(type) || accept.includes('*/*');

function tokenOf({ headers, query }: FastifyRequest): string | null {
  const token = headers[TOKEN_HEADER] ?? (query as Record<string, unknown>).token;
  return typeof token === 'string' && token ? token : null;
}

const TOKEN_HEADER = 'x-graphql-event-stream-token';

const parametersOf = ({ method, query, body }: FastifyRequest) =>
  ((method === 'GET' ? query : body) ?? {}) as Record<string, unknown>;

function operationIdOf(given: unknown): string {
  if (typeof given === 'string' && given !== '' && given.length <= 200) return given;
  throw new UserError(
    'BAD_USER_INPUT',
    'An operation on a reserved stream has an `operationId` of 1 to 200 characters: in `extensions` where it begins, in the URL where it ends.',
    { reason: 'OPERATION_ID' },
  );
}

const noStream = () =>
  new UserError('NOT_FOUND', 'No stream is reserved under this token, or none any more.', {
    reason: 'STREAM',
  });

function conflict(reason: string, message: string): UserError {
  const refusal = new UserError('CONFLICT', message, { reason });
  refusal.extensions.http = { status: 409 };
  return refusal;
}
