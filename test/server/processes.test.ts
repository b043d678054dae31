import { describe, expect, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import type { TestApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { cloneDatabase } from '../support/database.js';
import { dataFolder, run, start } from './process.js';
import { signIn } from './socket.js';

const JWT_SECRET = 'a secret for tests, of 32 characters and more';
const authorization = `Bearer ${issueToken('manager', { issuer: 'muster', audience: 'muster', secret: JWT_SECRET }, 3_600)}`;

const FOLLOW = `subscription ($after: String) { capacityChanged(after: $after) { kind cursor lines { week } } }`;
const PROPOSE = `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }`;

interface Process {
  readonly url: string;
}

async function leads({ url }: Process): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^muster_publisher_leads 1$/m.test(metrics);
}

const isLeader = (process: Process) => expect.poll(() => leads(process), { timeout: 15_000 }).toBe(true);

/** Follows every change of capacity over a socket. */
async function follow({ url }: Process, after?: string) {
  const { send, next } = await signIn(`${url}/graphql`, authorization);
  send({ type: 'subscribe', id: '1', payload: { query: FOLLOW, variables: { after } } });
  let cursor = after;
  const change = async (): Promise<{ kind: string; lines: { week: string }[] }> => {
    const message = await next();
    if (message.type === 'ping') {
      send({ type: 'pong' });
      return change();
    }
    expect(message).toMatchObject({ type: 'next' });
    ({ cursor } = message.payload.data.capacityChanged);
    return message.payload.data.capacityChanged;
  };
  return {
    change,
    /** The weeks of the next changes, one each. */
    async weeks(count: number) {
      const weeks: string[] = [];
      while (weeks.length < count)
        weeks.push(...(await change()).lines.map(({ week }) => week).filter((week) => week !== weeks.at(-1)));
      return weeks;
    },
    cursor: () => cursor!,
  };
}

/** The Monday of the week so many weeks from now. */
function monday(weeks: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 7 * weeks);
  return day.toISOString().slice(0, 10);
}

describe('two processes of one organisation', () => {
  it('see each other’s events on PostgreSQL; when the one that publishes is killed, the other goes on', async () => {
    const { database, url, drop } = await cloneDatabase();
    if (!url) return drop();
    const company = { database } as TestApi;
    const { department, ada } = await staffed(company, 'Design', ['Ada']);
    const objective = await objectiveOf(company, department, 'Relaunch');
    // An organisation with an account is not seeded.
    await account(company, 'manager', 'RESOURCE_MANAGER');
    const environment = { DATABASE_URL: url, MUSTER_DEMO: 'on', JWT_SECRET };
    const propose = async (at: Process, week: string) => {
      const input = { workerId: ada.id, objectiveId: objective.id, from: week, to: week, minutesPerDay: 30 };
      const reply = await fetch(`${at.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: PROPOSE, variables: { input } }),
      });
      expect(await reply.json()).not.toHaveProperty('errors');
    };

    const first = await start(environment);
    await isLeader(first);
    const second = await start(environment);
    expect(await leads(second)).toBe(false);

    const [atFirst, atSecond] = [await follow(first), await follow(second)];
    for (const { change } of [atFirst, atSecond])
      expect(await change()).toMatchObject({ kind: 'CAUGHT_UP', lines: [] });
    await propose(first, monday(1));
    expect(await atSecond.weeks(1)).toEqual([monday(1)]);
    expect(await atFirst.weeks(1)).toEqual([monday(1)]);
    await propose(second, monday(2));
    expect(await atFirst.weeks(1)).toEqual([monday(2)]);
    expect(await atSecond.weeks(1)).toEqual([monday(2)]);

    first.child.kill('SIGKILL');
    expect(await first.exit).toBe('SIGKILL');
    await propose(second, monday(3));
    await isLeader(second);
    expect(await atSecond.weeks(1)).toEqual([monday(3)]);
    await propose(second, monday(4));
    expect(await atSecond.weeks(1)).toEqual([monday(4)]);

    // Whoever followed the one that was killed goes on at the other one, behind what he has.
    const resumed = await follow(second, atFirst.cursor());
    expect(await resumed.weeks(2)).toEqual([monday(3), monday(4)]);
    const sequences = await database.rows<{ sequence: number }>(
      'test.sequences',
      'select sequence from change_event order by sequence',
    );
    expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);

    // The next one to come waits for its turn like the second did.
    const third = await start(environment);
    expect([await leads(second), await leads(third)]).toEqual([true, false]);
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    await isLeader(third);
    third.child.kill('SIGTERM');
    expect(await third.exit).toBe(0);
    await drop();
  }, 240_000);

  it('are one on a data folder: of two that start in one moment, one says so and stops', async () => {
    const environment = { MUSTER_DATA: dataFolder(), MUSTER_DEMO: 'off', JWT_SECRET };
    const both = [run(environment), run(environment)] as const;
    const refused = await Promise.race(both.map(async (attempt) => attempt.exit.then(() => attempt)));
    const other = both.find((attempt) => attempt !== refused)!;
    expect(await refused.exit).toBe(78);
    expect(refused.output().stderr).toMatch(
      new RegExp(`is in use by process ${other.child.pid}|another process is starting on it`),
    );
    await expect
      .poll(() => other.output().stdout, { timeout: 120_000, interval: 100 })
      .toContain('"msg":"listening"');
    other.child.kill('SIGTERM');
    expect(await other.exit).toBe(0);
  }, 240_000);
});
