import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { Documents, type KnownDocument } from '../../src/server/documents.js';
import { createApi } from '../../src/server/server.js';
import type { Pace } from '../../src/server/streams/streams.js';
import { cloneDatabase } from './database.js';
import type { ArgumentsOf, Operation, Present } from './graphql.js';
import { Inbox } from './inbox.js';
import { expectRecording } from './recording.js';

export const tokenSettings = {
  issuer: 'muster',
  audience: 'muster',
  secret: 'a secret for tests, 32 characters',
};

// biome-ignore lint/suspicious/noExplicitAny: what a test asked for, it knows the shape of.
type Anything = any;

type Answer<Data = Anything> = Omit<ExecutionResult, 'data' | 'errors'> & {
  data: Data;
  errors?: { message: string; path?: string[]; extensions: Record<string, Anything> }[];
};

export type TestApi = Awaited<ReturnType<typeof startApi>>;

/** The API on a database of its own, closed after the file's tests. */
export async function startApi({
  now = () => new Date(),
  standardWeekMinutes = 2_400,
  minimumPeople = 5,
  pointsPerMinute = 0,
  allowsPrivateWebhooks = false,
  pace = {} as Pace,
  /** Whether nothing is committed that no event tells of. */
  expectsEvents = true,
} = {}) {
  const { database, url, drop } = await cloneDatabase();
  if (expectsEvents) expectRecording(database);
  const settings = {
    token: tokenSettings,
    allowsIntrospection: true,
    isDemo: false,
    standardWeekMinutes,
    minimumPeople,
    pointsPerMinute,
    allowsPrivateWebhooks,
    pace,
  };
  const api = await createApi(database, settings, pino({ level: process.env.TEST_LOG ?? 'silent' }), now);
  const documents = new Documents(api.schema, { allowsIntrospection: true });
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  let queries = 0;
  const counted: typeof database.rows = (name, sql, values) => {
    if (!name.startsWith('feed.') && !name.startsWith('publisher.') && !name.startsWith('auth.viewers'))
      queries += 1;
    return database.rows(name, sql, values);
  };
  api.contexts.rows = counted;
  // Fixtures write past the change log, by which what is kept is known to be out of date.
  const fixtures: typeof database = {
    ...database,
    async rows(name, sql, values) {
      const rows = await database.rows<never>(name, sql, values);
      if (!sql.trimStart().startsWith('select')) {
        api.answers.clear();
        api.contexts.memory = {};
      }
      return rows;
    },
  };
  afterAll(async () => {
    await api.close();
    await drop();
  });

  return {
    ...api,
    database: fixtures,
    url,
    /** Where it listens. */
    address,
    /** As whoever has this `sub`. */
    as(subject: string) {
      const authorization = `Bearer ${issueToken(subject, tokenSettings, 3600)}`;
      /** Whatever it says, over HTTP: for what is put together, or wrong on purpose. */
      const run = async (query: string, variables: object = {}, headers: Record<string, string> = {}) => {
        queries = 0;
        const { body } = await request(address)
          .post('/graphql')
          .set({ authorization, ...headers })
          .send({ query, variables });
        return { ...(body as Answer), queries };
      };
      /** A subscription, without a socket. */
      const subscribe = async (query: string, variables: object = {}, inbox = new Inbox<Answer>()) => {
        const { document, hash } = documents.read(query) as KnownDocument;
        const asked = { document, hash, subject, cost: null, operationName: null, requestId: 'test' };
        const results = await api.streams.subscribe({ ...asked, variables: { ...variables } }, inbox);
        if (!('next' in results)) throw Object.assign(new Error('The subscription is refused.'), results);
        return inbox.answersOf(results);
      };
      return {
        authorization,
        run,
        /** An operation of `graphql`, over HTTP. */
        ask: <Data, Variables extends object>(
          { text }: Operation<Data, Variables>,
          ...[variables, headers]: ArgumentsOf<Variables, [headers: Record<string, string>]>
        ) => run(text, variables, headers) as Promise<Answer<Present<Data>> & { queries: number }>,
        follow: subscribe,
        /** A subscription of `graphql`, without a socket. */
        listen: <Data, Variables extends object>(
          { text }: Operation<Data, Variables>,
          ...[variables]: ArgumentsOf<Variables>
        ) => subscribe(text, variables) as Promise<AsyncIterableIterator<Answer<Present<Data>>>>,
      };
    },
  };
}
