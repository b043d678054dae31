import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { dataFolder, type Run, start } from '../server/process.js';
import { receiver } from './receiver.js';

const CREATE = `mutation ($input: WebhookCreateInput!) { webhookCreate(input: $input) { id secret } }`;
const SKILL = `mutation ($input: SkillCreateInput!) { skillCreate(input: $input) { id } }`;
const DELIVERIES = `query ($id: ID!) { webhook(id: $id) { deliveries { nodes { state attempts } } } }`;

async function ask(
  { url, folder }: Run & { url: string },
  subject: string,
  query: string,
  variables: object,
) {
  const secret = readFileSync(join(folder, 'secret'), 'utf8');
  const token = issueToken(subject, { issuer: 'muster', audience: 'muster', secret }, 600);
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await reply.json()) as { data: Record<string, never>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data as Record<string, { id: string; secret: string; deliveries: { nodes: object[] } }>;
}

describe('a server that is killed while it delivers', async () => {
  const program = await receiver();

  it('delivers once it is started again, as the same message', async () => {
    const MUSTER_DATA = dataFolder();
    const first = await start({ MUSTER_DATA });
    const url = program.url('/hook');
    const input = { url, kinds: ['SKILL_CREATED'] };
    const { webhookCreate } = await ask(first, 'admin', CREATE, { input });
    const { id, secret } = webhookCreate!;
    const isKilled = new Promise<void>((resolve) => {
      program.answers('/hook', (response, _, count) => {
        if (count > 1) return void response.writeHead(204).end();
        first.child.kill('SIGKILL');
        resolve();
      });
    });
    const { skillCreate } = await ask(first, 'hr', SKILL, { input: { name: 'Surviving' } });
    await isKilled;
    await first.exit;

    const second = await start({ MUSTER_DATA });
    const [before, after] = await program.received('/hook', 2);
    expect(after!.headers['webhook-id']).toBe(before!.headers['webhook-id']);
    expect(after!.data.subjectId).toBe(skillCreate!.id);
    new Verifier(secret).verify(after!.body, after!.headers);
    let nodes: object[] = [];
    for (let count = 0; count < 100 && !JSON.stringify(nodes).includes('DELIVERED'); count += 1)
      nodes = (await ask(second, 'admin', DELIVERIES, { id })).webhook!.deliveries.nodes;
    expect(nodes).toEqual([{ state: 'DELIVERED', attempts: 1 }]);
    expect(program.at('/hook')).toHaveLength(2);
  });
});
