import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { issueToken, tokenReader } from '../auth/token.js';
import { addToDepartmentWeeks } from '../capacity/department-week.js';
import type { TotalsChange } from '../capacity/totals.js';
import { ChangeFeed } from '../events/change-feed.js';
import type { LogAccess } from '../events/log-access.js';
import { Publisher } from '../events/publisher.js';
import { StateVersion } from '../events/state-version.js';
import { Admission } from './admission.js';
import { Answers } from './answers.js';
import { createApollo } from './apollo.js';
import { Contexts } from './contexts.js';
import { type Database, inOneTransaction } from './database.js';
import { Documents } from './documents.js';
import { gathering } from './gathering.js';
import { guardOf } from './guard.js';
import { isForeignHost } from './hosts.js';
import { createHttp } from './http.js';
import { errorFormatter } from './masking.js';
import { createMetrics } from './metrics.js';
import { serveGraphql } from './over-http.js';
import { servePages } from './pages.js';
import { Points } from './points.js';
import { answeringDatabase } from './readiness.js';
import { createSchema } from './schema.js';
import type { Settings } from './settings.js';
import { EventStreams } from './streams/event-streams.js';
import { serveLive } from './streams/live.js';
import { Operations } from './streams/operations.js';
import { overSse } from './streams/over-sse.js';
import { RightsWatch } from './streams/rights-watch.js';
import { type Pace, Streams } from './streams/streams.js';

const PAGE_TOKEN_SECONDS = 12 * 3_600;

export interface Api {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly contexts: Contexts;
  readonly feed: ChangeFeed;
  readonly publisher: Publisher;
  readonly streams: Streams;
  readonly answers: Answers;
  /** Takes no new work, ends what runs, publishes what was written, and closes everything but the database. */
  close(): Promise<void>;
}

type ServerSettings = Pick<Settings, 'token' | 'allowsIntrospection' | 'isDemo'> &
  Partial<
    Pick<
      Settings,
      | 'allowsPrivateWebhooks'
      | 'answersMegabytes'
      | 'minimumPeople'
      | 'pointsPerMinute'
      | 'standardWeekMinutes'
    >
  > & { pace?: Pace };

/** Puts the parts together; nothing else knows all of them. The API does not listen yet. */
export async function createApi(
  database: Database,
  settings: ServerSettings,
  logger: Logger,
  now = () => new Date(),
): Promise<Api> {
  const { isDemo, allowsIntrospection, token, answersMegabytes = 64 } = settings;
  const schema = await createSchema();
  const log: LogAccess = {
    rows: database.rows,
    transaction: (work) => inOneTransaction(database, () => work(database.rows)),
    connect: database.connect,
    gathering: (client) => gathering(client as never),
    warn: (message, error) => logger.warn({ err: error }, message),
    error: (message, error) => logger.error({ err: error }, message),
  };
  const feed = new ChangeFeed(log);
  await feed.open();
  const publisher = new Publisher(
    log,
    () => feed.ring(),
    (rows, totals) => addToDepartmentWeeks(rows, totals as TotalsChange[]),
  );
  const answers = new Answers(new StateVersion(log), answersMegabytes * 1_048_576);
  await answers.state.current();
  const contexts = new Contexts(
    database,
    feed,
    publisher,
    tokenReader(token),
    now,
    settings.standardWeekMinutes,
    settings.allowsPrivateWebhooks,
    settings.minimumPeople,
  );

  const format = errorFormatter(logger, schema);
  const documents = new Documents(schema, { allowsIntrospection });
  const points = new Points(settings.pointsPerMinute ?? 0);
  const admission = new Admission(guardOf(documents), points);
  const apollo = createApollo({ documents, allowsIntrospection, format, logger });
  await apollo.start();

  const app = createHttp(logger, format, { isDemo });
  const refuses = ({
    url,
    headers,
  }: {
    url?: string | undefined;
    headers: { host?: string | undefined };
  }) => {
    if (url?.split('?')[0] !== '/graphql') return '404 Not Found';
    return isDemo && isForeignHost(headers.host) ? '403 Forbidden' : null;
  };
  const streams = new Streams(
    { schema, contexts, format, warn: (message, error) => logger.warn({ err: error }, message) },
    settings.pace,
  );
  const watch = new RightsWatch(contexts, (subjects) => streams.judge(subjects));
  const live = serveLive(app.server, { schema, contexts, admission, format, streams, watch, refuses });
  const eventStreams = new EventStreams(watch);
  const operations = new Operations(schema, streams, format);
  const events = overSse({ contexts, admission, streams: eventStreams, operations });
  const metrics = createMetrics({
    answers,
    points,
    publisherLagSeconds: () => publisher.lagSeconds,
    publisherLeads: () => publisher.leads,
    publisherFails: () => publisher.isFailing,
    sockets: () => live.sockets,
    subscriptions: () => streams.size,
    streamGroups: () => streams.groups,
    eventStreams: () => eventStreams.all.size,
  });
  let isStopping = false;
  serveGraphql(app, {
    apollo,
    contexts,
    admission,
    answers,
    metrics,
    events,
    isStopping: () => isStopping,
  });
  servePages(app, {
    metrics,
    readyDatabase: async () => (isStopping ? null : answeringDatabase(database)),
    publisherFails: () => publisher.isFailing,
    ...(allowsIntrospection && {
      graphiql: { token: () => (isDemo ? issueToken('lead', token, PAGE_TOKEN_SECONDS) : null) },
    }),
  });

  return {
    app,
    schema,
    contexts,
    feed,
    publisher,
    streams,
    answers,
    async close() {
      isStopping = true;
      watch.close();
      await Promise.all([live.close(), eventStreams.close()]);
      streams.close();
      await closeHttp(app);
      await apollo.stop();
      await publisher.close();
      await feed.close();
    },
  };
}

/** Waits for what is being answered; a connection that has nothing to wait for any more would be kept for its client. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
  }
}
