import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';
import { receiver } from './receiver.js';
import { becomes, create, happens, telling, toldOf } from './telling.js';

describe('a webhook of a client', async () => {
  const api = await startApi({ allowsPrivateWebhooks: true });
  const program = await receiver();
  const RIGHTS_LIVE_MS = 1_100;

  const client = async (subject: string, ...scopes: string[]) => {
    await account(api, subject);
    await api.database.rows('test.client', `update account set kind = 'CLIENT' where subject = $1`, [
      subject,
    ]);
    for (const scope of scopes)
      await api.database.rows(
        'test.scope',
        `insert into access_grant (id, account_id, scopes) select $1, id, array[$2] from account where subject = $3`,
        [uuidv7(), scope, subject],
      );
    return subject;
  };
  const revoke = (subject: string, scope: string) =>
    api.database.rows(
      'test.revoke',
      'delete from access_grant where scopes = array[$2] and account_id = (select id from account where subject = $1)',
      [subject, scope],
    );
  const accountIsMade = (subject: string) =>
    mutate(api, 'admin', 'accountCreate', { subject, name: subject, kind: 'PERSON' });

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    await client('board', 'webhooks:write', 'capacity:read');
    await client('rival', 'webhooks:write', 'capacity:read');
    await telling(api, { pausesMs: [300, 300, 300], timeoutMs: 2_000 });
  });

  it('is told of what the client sees, and of nothing else', async () => {
    await create(api, { url: program.url('/board') }, '{ id }', 'board');
    await accountIsMade('somebody');
    const skill = await happens(api, 'Seen');
    const [first] = await program.received('/board', 1);
    expect(first).toMatchObject({ type: 'skill.created', data: { subjectId: skill } });
    // What an ADMIN is told of at the same time.
    await create(api, { url: program.url('/all') });
    await accountIsMade('somebody-else');
    const last = await happens(api, 'Seen as well');
    const all = await program.received('/all', 3);
    expect(all.map(({ type }) => type)).toEqual(['webhook.created', 'account.created', 'skill.created']);
    expect((await program.received('/board', 2))[1]!.data.subjectId).toBe(last);
  });

  it('is told of its own test', async () => {
    const { id } = await create(api, { url: program.url('/own'), kinds: ['NONE'] }, '{ id }', 'board');
    await mutate(api, 'board', 'webhookTest', { id });
    expect(await program.received('/own', 1)).toMatchObject([{ type: 'webhook.tested' }]);
  });

  it('is seen and managed by it and by an ADMIN, and does not exist for another client', async () => {
    const { id } = await create(
      api,
      { url: program.url('/mine'), kinds: ['SKILL_CREATED'] },
      '{ id }',
      'board',
    );
    await happens(api, 'Mine');
    await program.received('/mine', 1);
    const query = `query ($id: ID!) { webhook(id: $id) { id deliveries { totalCount nodes { id } } } node(id: $id) { id } webhooks { nodes { id } } }`;
    const seenBy = async (subject: string) => (await api.as(subject).run(query, { id })).data;
    for (const subject of ['board', 'admin']) {
      const { webhook, node, webhooks } = await seenBy(subject);
      expect([webhook.id, webhook.deliveries.totalCount, node.id]).toEqual([id, 1, id]);
      expect(webhooks.nodes).toContainEqual({ id });
    }
    expect(await seenBy('rival')).toEqual({ webhook: null, node: null, webhooks: { nodes: [] } });
    const delivery = (await seenBy('board')).webhook.deliveries.nodes[0];
    const byId = `query ($id: ID!) { node(id: $id) { id } }`;
    expect((await api.as('board').run(byId, delivery)).data).toEqual({ node: delivery });
    expect((await api.as('rival').run(byId, delivery)).data).toEqual({ node: null });
    const recorded = await recordedBy(api, async () => {
      for (const [field, input, type] of [
        ['webhookTest', { id }, undefined],
        ['webhookDisable', { id, expectedVersion: 1 }, 'WebhookTransitionInput'],
        ['webhookDelete', { id, expectedVersion: 1 }, 'WebhookTransitionInput'],
        ['webhookSecretRotate', { id, expectedVersion: 1 }, undefined],
      ] as const)
        await expect(
          mutate(api, 'rival', field, input, field === 'webhookDelete' ? '' : '{ id }', type),
        ).rejects.toMatchObject(refusal('NOT_FOUND'));
    });
    expect(recorded).toEqual([]);
  });

  it('is not sent what waits to be sent once the client may not see it any more', async () => {
    const path = '/waiting';
    program.answers(path, (response) => response.writeHead(500).end());
    const { id } = await create(api, { url: program.url(path), kinds: ['SKILL_CREATED'] }, '{ id }', 'rival');
    await happens(api, 'Waiting');
    await program.received(path, 1);
    await revoke('rival', 'capacity:read');
    await becomes(async () =>
      expect((await toldOf(api, id)).deliveries.nodes).toMatchObject([{ state: 'SKIPPED' }]),
    );
    await revoke('rival', 'webhooks:write');
    await happens(api, 'Nothing');
    await becomes(async () => expect((await toldOf(api, id)).disabledReason).toBe('RIGHTS_LOST'));
    await new Promise((resolve) => setTimeout(resolve, RIGHTS_LIVE_MS));
    await expect(mutate(api, 'rival', 'webhookEnable', { id, expectedVersion: 2 })).rejects.toMatchObject(
      refusal('FORBIDDEN'),
    );
  });
});
