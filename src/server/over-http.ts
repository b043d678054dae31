import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Viewer } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { Admission } from './admission.js';
import { Answer, type Answers } from './answers.js';
import { askedOf } from './asked.js';
import type { Contexts } from './contexts.js';
import type { Metrics } from './metrics.js';
import { retryAfterOf } from './points.js';
import { questionOf } from './questions.js';
import type { RequestContext } from './request-context.js';
import { type CurrentRequest, currentRequest } from './requests.js';
import type { OverSse } from './streams/over-sse.js';

interface Parts {
  apollo: ApolloServer<Context>;
  contexts: Contexts;
  admission: Admission;
  answers: Answers;
  metrics: Metrics;
  events: OverSse;
  isStopping: () => boolean;
}

/** A request that may be answered: who asks is known, and what is asked is small enough. */
interface Opened {
  viewer: Viewer;
  /** Null where the document does not say which of its operations is meant, or is none. */
  cost: number | null;
  /** Null where the answer is not one to keep. */
  question: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of requests to `/graphql` that are to be executed; throws where they may not be. */
    context: () => RequestContext;
  }
}

/** Serves GraphQL over HTTP at `/graphql`. */
export function serveGraphql(
  app: FastifyInstance,
  { apollo, contexts, admission, answers, metrics, events, isStopping }: Parts,
): void {
  const open = async (request: FastifyRequest): Promise<Opened> => {
    const viewer = await admission.signIn(request.ip, () => contexts.viewerOf(request.headers.authorization));
    const admitted = admission.admit(viewer, askedOf(request));
    if (!('document' in admitted)) return { viewer, cost: null, question: null };
    return { viewer, cost: admitted.cost, question: questionOf(request, admitted, viewer, contexts.now()) };
  };
  const executed = fastifyApolloHandler(apollo, {
    context: (async ({ context }: FastifyRequest) => context()) as never,
  });
  const execute = (request: FastifyRequest, reply: FastifyReply, record: CurrentRequest) =>
    currentRequest.run(record, () => executed.call(app, request as never, reply as never));

  const respond = async (request: FastifyRequest, reply: FastifyReply, record: CurrentRequest) => {
    let opened: Opened;
    try {
      opened = await open(request);
    } catch (refusal) {
      const seconds = retryAfterOf(refusal);
      if (seconds !== null) reply.header('retry-after', seconds);
      // Said by Apollo, in the form that was asked for.
      request.context = () => {
        throw refusal;
      };
      return execute(request, reply, record);
    }
    const { viewer, cost, question } = opened;
    const kept = question === null ? null : await answers.find(question);
    if (kept) {
      record.operation = 'query';
      return deliver(request, reply, kept);
    }
    const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
    const ctx = contexts.forViewer(viewer, { requestId: request.id, idempotencyKey });
    ctx.cost = cost;
    request.context = () => ctx;
    const version = answers.state.latest;
    const body = await execute(request, reply, record);
    const isAnswer = typeof body === 'string' && record.code === 'OK' && reply.statusCode === 200;
    if (question === null || !isAnswer) return body;
    const answer = new Answer(Buffer.from(body), String(reply.getHeader('content-type')));
    if (!ctx.isPersonal) answers.keep(question, answer, version);
    return deliver(request, reply, answer);
  };

  app.decorateRequest('context');
  const answer = async (request: FastifyRequest, reply: FastifyReply, record: CurrentRequest) => {
    try {
      return await events.answer(request, reply, record);
    } catch (refusal) {
      record.code = codeOf(refusal);
      throw refusal;
    }
  };

  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/graphql',
    // Before its body is read, whatever that is.
    async onRequest(request) {
      const isRead = request.method === 'GET' || request.method === 'POST';
      if (!isRead && !events.isOne(request)) throw methodRefused();
    },
    async handler(request, reply) {
      if (isStopping())
        throw new UserError('UNAVAILABLE', 'The server is stopping. Try again in a moment.', {
          reason: 'STOPPING',
        });
      const record: CurrentRequest = { id: request.id, operation: 'none', code: 'OK' };
      try {
        const isOfEvents = events.isOne(request);
        return isOfEvents ? await answer(request, reply, record) : await respond(request, reply, record);
      } finally {
        metrics.observe(record, reply.elapsedTime / 1000);
        if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer');
      }
    },
  });
  app.route({
    method: ['PATCH', 'OPTIONS'],
    url: '/graphql',
    async onRequest() {
      throw methodRefused();
    },
    handler: () => {},
  });
}

const methodRefused = () => Object.assign(new Error('GraphQL is asked by GET or POST.'), { statusCode: 405 });

const codeOf = (refusal: unknown): string =>
  refusal instanceof UserError ? String(refusal.extensions.code) : 'BAD_USER_INPUT';

/** Sends the answer of a query; by GET only if the client does not have it already. */
function deliver({ method, headers }: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  reply.header('content-type', answer.contentType);
  if (method !== 'GET') return reply.send(answer.body);
  // Kept by nobody but who asked, and asked again each time: it may have changed.
  reply.headers({ etag: answer.etag, 'cache-control': 'private, no-cache', vary: 'authorization, accept' });
  return isKnown(headers['if-none-match'], answer.etag)
    ? reply.code(304).removeHeader('content-type').send()
    : reply.send(answer.body);
}

/** RFC 9110, 13.1.2: compared weakly. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((known) => known.trim().replace(/^W\//, '') === etag));
