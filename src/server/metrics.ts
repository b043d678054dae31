import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CurrentRequest } from './requests.js';

/** What is measured at the moment of asking. */
interface Sources {
  answers: { hits: number; misses: number; bytes: number };
  points: { refused: number };
  publisherLagSeconds: () => number;
  publisherLeads: () => boolean;
  publisherFails: () => boolean;
  sockets: () => number;
  eventStreams: () => number;
  subscriptions: () => number;
  streamGroups: () => number;
}

export interface Metrics {
  /** Counts a request over HTTP that took so many seconds. */
  observe(request: CurrentRequest, seconds: number): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'muster_http_requests_total',
    help: 'Requests to /graphql over HTTP, by type of operation and by code of the first error.',
    labelNames: ['operation', 'code'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'muster_http_request_seconds',
    help: 'How long requests to /graphql over HTTP took.',
    labelNames: ['operation'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  gauge(
    'muster_publisher_lag_seconds',
    'How long the oldest event of the last batch had waited.',
    sources.publisherLagSeconds,
  );
  gauge('muster_publisher_leads', '1 where this process is the one that publishes.', () =>
    Number(sources.publisherLeads()),
  );
  gauge('muster_publisher_failing', '1 where this process publishes, and its last attempt failed.', () =>
    Number(sources.publisherFails()),
  );
  counter(
    'muster_kept_answers_hits_total',
    'Queries over HTTP answered from what was kept.',
    () => sources.answers.hits,
  );
  counter(
    'muster_kept_answers_misses_total',
    'Queries over HTTP whose answer was not kept, or no longer true.',
    () => sources.answers.misses,
  );
  gauge('muster_kept_answers_bytes', 'Memory that kept answers take.', () => sources.answers.bytes);
  counter(
    'muster_points_refused_total',
    'Operations refused with RATE_LIMITED, over HTTP and sockets: the caller had spent his points of the minute.',
    () => sources.points.refused,
  );
  gauge('muster_sockets', 'Open sockets.', sources.sockets);
  gauge('muster_subscriptions', 'Subscriptions, by whichever transport.', sources.subscriptions);
  gauge(
    'muster_stream_groups',
    'Kinds of subscriptions: each message is made once for all of a kind.',
    sources.streamGroups,
  );
  gauge('muster_event_streams', 'Open or reserved streams of Server-Sent Events.', sources.eventStreams);
  return {
    observe({ operation, code }, took) {
      requests.inc({ operation, code });
      seconds.observe({ operation }, took);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
