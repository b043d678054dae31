import { pino } from 'pino';
import { afterAll, expect, vi } from 'vitest';
import { startJobs } from '../../src/server/jobs.js';
import { startWebhooks } from '../../src/server/webhooks.js';
import type { TestApi } from '../support/api.js';
import { mutate } from '../support/workforce.js';

type Ways = NonNullable<Parameters<typeof startWebhooks>[0]['ways']>;

/** Delivers for the webhooks of an API until the tests are over, or it is stopped. */
export async function telling(
  api: TestApi,
  ways: Ways = { pausesMs: [10, 10], timeoutMs: 10_000 },
): Promise<() => Promise<void>> {
  const logger = pino({ level: process.env.TEST_LOG ?? 'silent' });
  let running: Promise<() => Promise<void>> | undefined = startJobs({
    database: api.database,
    databaseUrl: api.url ?? undefined,
    jobs: [],
    logger,
    alongside: (boss) => startWebhooks({ boss, contexts: api.contexts, logger, ways }),
  });
  const stop = async () => {
    const stopped = await running;
    running = undefined;
    await stopped?.();
  };
  afterAll(stop);
  await running;
  return stop;
}

/** A webhook, that begins behind all that was recorded before it. */
export async function create(
  api: TestApi,
  input: object,
  selection = '{ id version secret cursor }',
  as = 'admin',
) {
  await becomes(async () =>
    expect(
      await api.database.rows(
        'test.unpublished',
        'select id from change_event where sequence is null limit 1',
      ),
    ).toEqual([]),
  );
  return mutate(api, as, 'webhookCreate', input, selection);
}

export const transition = (api: TestApi, field: string, input: object, selection = '{ id version }') =>
  mutate(api, 'admin', field, input, selection, 'WebhookTransitionInput');

/** Something that is recorded: a skill gets its name. */
export const happens = async (api: TestApi, name: string): Promise<string> =>
  (await mutate(api, 'hr', 'skillCreate', { name })).id;

const DELIVERIES = `query ($id: ID!, $filter: WebhookDeliveryFilter) {
  webhook(id: $id) {
    disabledReason
    deliveries(filter: $filter, first: 100) {
      totalCount
      nodes { id type cursor state attempts statusCode error response durationMs attemptedAt nextAttemptAt }
    }
  }
}`;

/** A webhook with its deliveries, the newest first. */
export async function toldOf(api: TestApi, id: string, filter?: object) {
  const { data, errors } = await api.as('admin').run(DELIVERIES, { id, filter });
  expect(errors).toBeUndefined();
  return data.webhook;
}

/** Once it is so: what is recorded of a delivery follows the request. */
export const becomes = async (check: () => Promise<void>): Promise<void> =>
  void (await vi.waitFor(check, { timeout: 60_000, interval: 30 }));
