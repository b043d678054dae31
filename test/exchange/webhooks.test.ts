import { Webhook as Verifier } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';
import { receiver } from './receiver.js';
import { becomes, create, happens, telling, toldOf, transition } from './telling.js';

const NOBODY = '0198c0de-0000-7000-8000-000000000000';

describe('a webhook', async () => {
  const api = await startApi({ allowsPrivateWebhooks: true });
  const program = await receiver();

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    await telling(api);
  });

  it('is told of what is published from then on, signed, by the standard', async () => {
    await happens(api, 'Before');
    const { secret } = await create(api, { url: program.url('/signed'), kinds: ['SKILL_CREATED'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const skillId = await happens(api, 'Weaving');
    const [told] = await program.received('/signed', 1);
    const { headers, body } = told!;
    expect(new Verifier(secret).verify(body, headers)).toEqual({
      type: 'skill.created',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        cursor: expect.stringMatching(/^[0-9a-f-]{36}\.\d+\.[0-9a-f]{8}$/),
        kind: 'SKILL_CREATED',
        subjectType: 'Skill',
        subjectId: skillId,
        workerId: null,
        causeId: null,
        occurredAt: expect.any(String),
        before: null,
        after: expect.objectContaining({ version: 1 }),
      },
    });
    expect(() => new Verifier(`whsec_${'A'.repeat(43)}=`).verify(body, headers)).toThrow();
  });

  it('is told in the order of the log, each event once, by deliveries that can be inspected', async () => {
    const { id } = await create(api, { url: program.url('/order'), subjectTypes: ['Skill'] });
    const skills: string[] = [];
    for (let count = 0; count < 30; count += 1) skills.push(await happens(api, `Order ${count}`));
    await program.received('/order', 30);
    await becomes(async () =>
      expect((await toldOf(api, id, { state: { eq: 'DELIVERED' } })).deliveries.totalCount).toBe(30),
    );
    expect(program.at('/order').map(({ data }) => data.subjectId)).toEqual(skills);
    const { deliveries } = await toldOf(api, id);
    expect(deliveries.nodes.map(({ id }: { id: string }) => id).reverse()).toEqual(
      program.at('/order').map(({ headers }) => headers['webhook-id']),
    );
    expect(deliveries.nodes[0]).toEqual({
      id: expect.any(String),
      type: 'skill.created',
      cursor: program.at('/order')[29]!.data.cursor,
      state: 'DELIVERED',
      attempts: 1,
      statusCode: 204,
      error: null,
      response: '',
      durationMs: expect.any(Number),
      attemptedAt: expect.any(String),
      nextAttemptAt: null,
    });
  });

  it('is signed with both secrets while they are exchanged', async () => {
    const path = '/rotated';
    const first = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    const second = await mutate(
      api,
      'admin',
      'webhookSecretRotate',
      { id: first.id, expectedVersion: 1 },
      '{ version secret secretRotatedAt }',
    );
    expect(second).toEqual({
      version: 2,
      secret: expect.stringMatching(/^whsec_/),
      secretRotatedAt: expect.any(String),
    });
    await happens(api, 'Rotating');
    const [both] = await program.received(path, 1);
    expect(both!.headers['webhook-signature']!.split(' ')).toHaveLength(2);
    for (const { secret } of [first, second]) new Verifier(secret).verify(both!.body, both!.headers);

    const third = await mutate(
      api,
      'admin',
      'webhookSecretRotate',
      { id: first.id, expectedVersion: 2, keepOldForHours: 0 },
      '{ secret }',
    );
    await happens(api, 'Rotated');
    const [, only] = await program.received(path, 2);
    new Verifier(third.secret).verify(only!.body, only!.headers);
    for (const { secret } of [first, second])
      expect(() => new Verifier(secret).verify(only!.body, only!.headers)).toThrow();
  });

  it('shows its secret once: neither when it is read, nor to who repeats the mutation, nor in the log', async () => {
    const input = { url: program.url('/secret'), kinds: ['NONE'], idempotencyKey: 'secret-1' };
    const { id, secret } = await create(api, input, '{ id secret }');
    expect(secret).toMatch(/^whsec_/);
    expect(await create(api, input, '{ id secret }')).toEqual({ id, secret: null });
    const { data } = await api.as('admin').run('query ($id: ID!) { webhook(id: $id) { secret } }', { id });
    expect(data).toEqual({ webhook: { secret: null } });
    for (const table of ['change_event', 'idempotency_key', 'webhook']) {
      const [row] = await api.database.rows<{ count: number }>(
        `test.secret.${table}`,
        `select count(*) as count from ${table} t where to_jsonb(t)::text like '%whsec_%'`,
      );
      expect([table, row!.count]).toEqual([table, 0]);
    }
  });

  it('is tried again, with the same id, and those behind it wait', async () => {
    const path = '/again';
    program.answers(path, (response, { data }, count) => {
      if (data.subjectId === skills[0] && count < 3) response.writeHead(500).end('not yet');
      else response.writeHead(200).end('thanks');
    });
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    const skills: string[] = [];
    for (const name of ['Again 1', 'Again 2']) skills.push(await happens(api, name));
    const received = await program.received(path, 4);
    const [first, second] = skills;
    expect(received.map(({ data }) => data.subjectId)).toEqual([first, first, first, second]);
    expect(new Set(received.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([
        { state: 'DELIVERED', attempts: 1, response: 'thanks' },
        { state: 'DELIVERED', attempts: 3, statusCode: 200, error: null, response: 'thanks' },
      ]),
    );
  });

  it('is disabled after the last attempt, which is recorded, and goes on from there once it is enabled', async () => {
    const path = '/failing';
    program.answers(path, (response) => response.writeHead(500).end(`${'x'.repeat(2_000)}`));
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    const skills: string[] = [];
    const recorded = await recordedBy(api, async () => {
      skills.push(await happens(api, 'Failing 1'));
      await becomes(async () => expect((await toldOf(api, id)).disabledReason).toBe('FAILING'));
    });
    expect(program.at(path)).toHaveLength(3);
    expect(recorded.filter(({ subject_id }) => subject_id === id)).toMatchObject([
      {
        kind: 'WEBHOOK_DISABLED',
        subject_type: 'Webhook',
        before: { disabledReason: null, version: 1 },
        after: { disabledReason: 'FAILING', version: 2 },
      },
    ]);
    expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([
      {
        state: 'FAILED',
        attempts: 3,
        statusCode: 500,
        error: 'STATUS_500',
        response: 'x'.repeat(1_024),
        nextAttemptAt: null,
      },
    ]);
    skills.push(await happens(api, 'Failing 2'));
    await expect(mutate(api, 'admin', 'webhookTest', { id })).rejects.toMatchObject(
      refusal('CONFLICT', 'DISABLED'),
    );
    program.answers(path, (response) => response.writeHead(200).end());
    await mutate(api, 'admin', 'webhookEnable', { id, expectedVersion: 2 });
    const received = await program.received(path, 5);
    expect(received.slice(3).map(({ data }) => data.subjectId)).toEqual(skills);
  });

  it('is disabled at once by a receiver that is gone', async () => {
    program.answers('/gone', (response) => response.writeHead(410).end());
    const { id } = await create(api, { url: program.url('/gone'), kinds: ['SKILL_CREATED'] });
    await happens(api, 'Gone');
    await becomes(async () => expect((await toldOf(api, id)).disabledReason).toBe('GONE'));
    expect(program.at('/gone')).toHaveLength(1);
  });

  it('does not wait for a slow one', async () => {
    program.answers('/slow', (response) => setTimeout(() => response.writeHead(200).end(), 300));
    await create(api, { url: program.url('/slow'), kinds: ['SKILL_CREATED'] });
    await create(api, { url: program.url('/quick'), kinds: ['SKILL_CREATED'] });
    for (let count = 0; count < 10; count += 1) await happens(api, `Slow ${count}`);
    await program.received('/quick', 10);
    expect(program.at('/slow').length).toBeLessThan(10);
  });

  it('is told again, from a cursor on, in order, by messages with the ids they had', async () => {
    const path = '/replayed';
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    for (let count = 0; count < 3; count += 1) await happens(api, `Replayed ${count}`);
    const [first, second, third] = await program.received(path, 3);
    await becomes(async () =>
      expect((await toldOf(api, id, { state: { eq: 'DELIVERED' } })).deliveries.totalCount).toBe(3),
    );
    await mutate(api, 'admin', 'webhookReplay', { id, after: first!.data.cursor });
    const again = (await program.received(path, 5)).slice(3);
    expect(again.map(({ headers }) => headers['webhook-id'])).toEqual(
      [second, third].map((each) => each!.headers['webhook-id']),
    );
    expect(again.map(({ body }) => body)).toEqual([second!.body, third!.body]);
  });

  it('begins behind a cursor, if it is given one', async () => {
    const { cursor } = await create(api, { url: program.url('/none'), kinds: ['NONE'] });
    const skills = [await happens(api, 'Missed 1'), await happens(api, 'Missed 2')];
    await create(api, { url: program.url('/late'), kinds: ['SKILL_CREATED'], after: cursor });
    const received = await program.received('/late', 2);
    expect(received.map(({ data }) => data.subjectId)).toEqual(skills);
  });

  it('can be tried out, whatever it is told of else', async () => {
    const { id } = await create(api, { url: program.url('/tested'), kinds: ['NONE'] });
    await create(api, { url: program.url('/untested'), subjectTypes: ['Webhook'] });
    await mutate(api, 'admin', 'webhookTest', { id });
    expect(await program.received('/tested', 1)).toMatchObject([
      { type: 'webhook.tested', data: { subjectId: id } },
    ]);
    await transition(api, 'webhookDisable', { id, expectedVersion: 1 });
    const others = await program.received('/untested', 2);
    expect(others.map(({ type }) => type)).toEqual(['webhook.created', 'webhook.disabled']);
  });

  it('is told nothing while it is disabled, and skips what is asked to be skipped', async () => {
    const path = '/skipping';
    program.answers(path, (response) => response.writeHead(500).end());
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    await happens(api, 'Poison');
    await becomes(async () => expect((await toldOf(api, id)).disabledReason).toBe('FAILING'));
    const { nodes } = (await toldOf(api, id)).deliveries;
    program.answers(path, (response) => response.writeHead(200).end());
    const next = await happens(api, 'Wholesome');
    await mutate(api, 'admin', 'webhookEnable', { id, expectedVersion: 2, after: nodes[0].cursor });
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes.map(({ state }: { state: string }) => state)).toEqual([
        'DELIVERED',
        'SKIPPED',
      ]),
    );
    expect(program.at(path).at(-1)!.data.subjectId).toBe(next);
  });

  it('is forgotten with its deliveries and secrets', async () => {
    const { id } = await create(api, { url: program.url('/deleted'), kinds: ['SKILL_CREATED'] });
    await happens(api, 'Deleted');
    await program.received('/deleted', 1);
    const recorded = await recordedBy(api, async () => {
      await mutate(api, 'admin', 'webhookDelete', { id, expectedVersion: 1 }, '', 'WebhookTransitionInput');
    });
    expect(recorded).toMatchObject([{ kind: 'WEBHOOK_DELETED', subject_id: id, after: null }]);
    for (const table of ['webhook_delivery', 'webhook_secret']) {
      const rows = await api.database.rows(
        `test.left.${table}`,
        `select id from ${table} where webhook_id = '${id}'`,
      );
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it('of somebody whose rights are taken away is told no more', async () => {
    await account(api, 'second', 'ADMIN');
    const { id } = await mutate(api, 'second', 'webhookCreate', {
      url: program.url('/rights'),
      kinds: ['SKILL_CREATED'],
    });
    await api.database.rows(
      'test.take',
      `delete from access_grant where account_id = (select id from account where subject = 'second')`,
    );
    await happens(api, 'Secret');
    await becomes(async () => expect((await toldOf(api, id)).disabledReason).toBe('RIGHTS_LOST'));
    expect(program.at('/rights')).toEqual([]);
  });
});

describe('a webhook whose deliveries are tried once', async () => {
  const api = await startApi({ allowsPrivateWebhooks: true });
  const program = await receiver();

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    await telling(api, { pausesMs: [], timeoutMs: 2_000 });
  });

  const lastOf = async (path: string, answer: Parameters<typeof program.answers>[1]) => {
    program.answers(path, answer);
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] });
    await happens(api, `Told at ${path}`);
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([
        { state: expect.stringMatching(/DELIVERED|FAILED/) },
      ]),
    );
    return (await toldOf(api, id)).deliveries.nodes[0];
  };

  it('fails where the receiver does not answer in time', async () => {
    expect(await lastOf('/silent', () => {})).toMatchObject({
      state: 'FAILED',
      statusCode: null,
      error: 'TIMEOUT',
      response: null,
    });
  });

  it('fails where the receiver sends elsewhere, which is not followed', async () => {
    const location = program.url('/elsewhere');
    expect(await lastOf('/moved', (response) => response.writeHead(302, { location }).end())).toMatchObject({
      state: 'FAILED',
      statusCode: 302,
      error: 'STATUS_302',
      response: '',
    });
    expect(program.at('/elsewhere')).toEqual([]);
  });

  it('is told though the receiver never ends what it says', async () => {
    expect(await lastOf('/endless', (response) => response.writeHead(200).write('and so on'))).toMatchObject({
      state: 'DELIVERED',
      statusCode: 200,
      error: null,
      response: 'and so on',
    });
  });
});

describe('what is asked of a webhook', async () => {
  const api = await startApi();

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
  });

  it.each([
    ['plain http', { url: 'http://example.org/' }, ['URL']],
    ['another protocol', { url: 'ftp://example.org/' }, ['URL']],
    ['no URL', { url: 'example' }, ['URL']],
    ['a user', { url: 'https://user:secret@example.org/' }, ['URL_USERINFO']],
    ['a fragment', { url: 'https://example.org/#here' }, ['URL_FRAGMENT']],
    ['an address of this machine', { url: 'https://127.0.0.1/' }, ['PRIVATE_ADDRESS']],
    ['the same in other words', { url: 'https://0x7f.1/' }, ['PRIVATE_ADDRESS']],
    ['an address of this network', { url: 'https://[fd00::1]/' }, ['PRIVATE_ADDRESS']],
    [
      'everything at once',
      {
        url: `http://user@10.0.0.1/${'x'.repeat(2_000)}#here`,
        description: 'x'.repeat(4_001),
        kinds: ['confirmed', ...Array(100).fill('A')],
        subjectTypes: ['assignment'],
        after: 'yesterday',
      },
      [
        ...['URL_TOO_LONG', 'URL', 'URL_USERINFO', 'URL_FRAGMENT', 'PRIVATE_ADDRESS'],
        ...['TOO_LONG', 'TOO_MANY', 'KIND', 'SUBJECT_TYPE', 'CURSOR'],
      ],
    ],
  ])('is refused for %s, and nothing is written', async (_, input, reasons) => {
    const recorded = await recordedBy(api, async () => {
      await expect(create(api, input)).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', reasons[0], {
          details: { faults: reasons.map((reason) => ({ reason })) },
        }),
      );
    });
    expect(recorded).toEqual([]);
    expect(await api.database.rows('test.webhooks', 'select id from webhook')).toEqual([]);
  });

  it('is refused for a webhook that does not exist, was changed meanwhile, or a cursor that cannot be used', async () => {
    const { id, cursor } = await create(api, { url: 'https://example.org/hook' });
    const recorded = await recordedBy(api, async () => {
      const refused = (field: string, input: object, ...expected: Parameters<typeof refusal>) =>
        expect(mutate(api, 'admin', field, input)).rejects.toMatchObject(refusal(...expected));
      await refused('webhookReplay', { id: NOBODY, after: cursor }, 'NOT_FOUND');
      await refused('webhookReplay', { id, after: 'yesterday' }, 'BAD_USER_INPUT', 'CURSOR');
      await refused(
        'webhookReplay',
        { id, after: `${cursor.split('.')[0]}.999999` },
        'CURSOR_EXPIRED',
        'FUTURE_CURSOR',
      );
      await refused('webhookReplay', { id, after: `${NOBODY}.1` }, 'CURSOR_EXPIRED', 'OTHER_LOG');
      await refused('webhookUpdate', { id, expectedVersion: 2 }, 'CONFLICT', 'STALE_VERSION');
      await refused('webhookUpdate', { id, expectedVersion: 1, url: null }, 'BAD_USER_INPUT', 'REQUIRED');
      await refused(
        'webhookSecretRotate',
        { id, expectedVersion: 1, keepOldForHours: 169 },
        'BAD_USER_INPUT',
        'HOURS',
      );
      await expect(transition(api, 'webhookDisable', { id, expectedVersion: 2 })).rejects.toMatchObject(
        refusal('CONFLICT', 'STALE_VERSION'),
      );
    });
    expect(recorded).toEqual([]);
  });

  it('is changed and recorded, of its address only the host', async () => {
    const { id } = await create(api, { url: 'https://example.org/hook?token=abc' });
    const recorded = await recordedBy(api, async () => {
      const changed = await mutate(
        api,
        'admin',
        'webhookUpdate',
        { id, expectedVersion: 1, url: 'https://example.com/other', kinds: ['SKILL_CREATED'] },
        '{ url kinds subjectTypes version }',
      );
      expect(changed).toEqual({
        url: 'https://example.com/other',
        kinds: ['SKILL_CREATED'],
        subjectTypes: [],
        version: 2,
      });
      await mutate(api, 'admin', 'webhookUpdate', { id, expectedVersion: 2, kinds: ['SKILL_CREATED'] });
      await transition(api, 'webhookDisable', { id, expectedVersion: 2 });
      await mutate(api, 'admin', 'webhookEnable', { id, expectedVersion: 3 });
    });
    expect(recorded.map(({ kind }) => kind)).toEqual([
      'WEBHOOK_UPDATED',
      'WEBHOOK_DISABLED',
      'WEBHOOK_ENABLED',
    ]);
    expect(recorded[0]).toMatchObject({ before: { host: 'example.org' }, after: { host: 'example.com' } });
    expect(JSON.stringify(recorded)).not.toContain('token');
  });
});
