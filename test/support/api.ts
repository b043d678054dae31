import { type ExecutionResult, parse } from 'graphql';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import type { Context } from '../../src/graphql/context.js';
import { createApi } from '../../src/server/server.js';
import { subscribeAnew } from '../../src/server/subscribe.js';
import { cloneDatabase } from './database.js';

export const tokenSettings = {
  issuer: 'muster',
  audience: 'muster',
  secret: 'a secret for tests, 32 characters',
};

// biome-ignore lint/suspicious/noExplicitAny: what a test asked for, it knows the shape of.
type Anything = any;

type Answer = ExecutionResult<Anything> & {
  errors?: { message: string; path?: string[]; extensions: Record<string, Anything> }[];
};

export type TestApi = Awaited<ReturnType<typeof startApi>>;

/** The API on a database of its own, closed after the file's tests. */
export async function startApi({ now = () => new Date() } = {}) {
  const { database, url, drop } = await cloneDatabase();
  const settings = { token: tokenSettings, allowsIntrospection: true, isDemo: false };
  const api = await createApi(database, settings, pino({ level: process.env.TEST_LOG ?? 'silent' }), now);
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  let queries = 0;
  const counted: typeof database.rows = (name, sql, values) => {
    if (!name.startsWith('feed.') && !name.startsWith('publisher.') && !name.startsWith('auth.viewer'))
      queries += 1;
    return database.rows(name, sql, values);
  };
  api.contexts.rows = counted;
  // Fixtures write past the change log, by which kept answers are known to be out of date.
  const fixtures: typeof database = {
    ...database,
    async rows(name, sql, values) {
      const rows = await database.rows<never>(name, sql, values);
      if (!sql.trimStart().startsWith('select')) api.answers.clear();
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
      return {
        authorization,
        /** Over HTTP. */
        async run(
          query: string,
          variables: Record<string, unknown> = {},
          headers: Record<string, string> = {},
        ) {
          queries = 0;
          const { body } = await request(address)
            .post('/graphql')
            .set({ authorization, ...headers })
            .send({ query, variables });
          return { ...(body as Answer), queries };
        },
        /** A subscription, without a socket. */
        async follow(query: string, variableValues: Record<string, unknown> = {}) {
          const contextValue = await api.contexts.forSubject(subject, { requestId: 'test' });
          const document = parse(query);
          const renew = (ctx: Context) => api.contexts.forSubject(ctx.viewer.subject, { requestId: 'test' });
          const results = await subscribeAnew(
            { schema: api.schema, document, contextValue, variableValues },
            renew,
          );
          if (!('next' in results)) throw Object.assign(new Error('The subscription is refused.'), results);
          return results as AsyncIterableIterator<Answer>;
        },
      };
    },
  };
}
