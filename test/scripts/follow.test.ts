import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { addDays, mondayOf } from '../../src/time/local-date.js';
import { dataFolder, type Run, start } from '../server/process.js';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { mutate } from '../support/workforce.js';

const PLACES = `{
  objectives(filter: { externalId: { eq: "objective-japan" } }, first: 1) { nodes { id } }
  workers(filter: { externalId: { eq: "staff-mob-2" } }, first: 1) { nodes { id } }
  departmentByCode(code: "MOB") { id } }`;
const PROPOSE = 'mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }';
const CAPACITY = `query ($range: DateRangeInput!, $scope: CapacityScopeInput!) {
  capacity(range: $range, scope: $scope) { lines { total { confirmedMinutes effectiveMinutes } } } }`;

const week = mondayOf(addDays(new Date().toISOString().slice(0, 10), 28));

const tokenOf = (folder: string, subject: string, seconds: number) => {
  const secret = readFileSync(join(folder, 'secret'), 'utf8');
  return issueToken(subject, { issuer: 'muster', audience: 'muster', secret }, seconds);
};

async function ask<Data>({ url, folder }: Run & { url: string }, query: string, variables = {}) {
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf(folder, 'manager', 600)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await reply.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** The script beside the server of a data folder, ended with the test at the latest. */
function follower(folder: string, ...args: string[]) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/follow.ts', ...args], {
    env: { PATH, MUSTER_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return {
    exit,
    lines: () => stdout.split('\n').slice(0, -1),
    said: () => stderr,
    says: (what: string, times = 1) =>
      expect.poll(() => stderr.split(what).length - 1, { timeout: 60_000 }).toBe(times),
  };
}

const places = (server: Run & { url: string }) =>
  ask<{
    objectives: { nodes: { id: string }[] };
    workers: { nodes: { id: string }[] };
    departmentByCode: { id: string };
  }>(server, PLACES);

/** Proposes that many minutes of the Monday. */
async function propose(server: Run & { url: string }, minutes: number): Promise<void> {
  const { objectives, workers } = await places(server);
  const [objectiveId, workerId] = [objectives.nodes[0]!.id, workers.nodes[0]!.id];
  await ask(server, PROPOSE, { input: { objectiveId, workerId, days: [{ date: week, minutes }] } });
}

describe('who follows', async () => {
  const api = await startApi();

  it('is told every change once, however often the server is killed, and holds what it says', async () => {
    const MUSTER_DATA = dataFolder();
    let server = await start({ MUSTER_DATA });
    const { lines, says } = follower(MUSTER_DATA, '--department', 'MOB');
    await says('Following');
    let minutes = 0;
    for (let round = 1; round <= 2; round++) {
      for (let count = 0; count < 3; count++) await propose(server, ++minutes);
      // What was published just now may have arrived, or not.
      server.child.kill('SIGKILL');
      await server.exit;
      server = await start({ MUSTER_DATA });
      // Before it comes back, or after.
      await propose(server, ++minutes);
      await says('Following', round + 1);
    }
    await propose(server, ++minutes);
    const told = () => lines().map((line) => Number(/tentative \+(\d+),/.exec(line)?.[1]));
    await expect.poll(() => told().at(-1), { timeout: 20_000 }).toBe(minutes);
    expect(told()).toEqual(Array.from({ length: minutes }, (_, index) => index + 1));

    const { departmentByCode } = await places(server);
    const { capacity } = await ask<{
      capacity: { lines: { total: { confirmedMinutes: number; effectiveMinutes: number } }[] };
    }>(server, CAPACITY, {
      range: { from: week, to: addDays(week, 6) },
      scope: { departmentId: departmentByCode.id, includeSubtree: false },
    });
    const { confirmedMinutes, effectiveMinutes } = capacity.lines[0]!.total;
    const now = `now ${confirmedMinutes.toLocaleString('en')} of ${effectiveMinutes.toLocaleString('en')} min`;
    expect(effectiveMinutes).toBeGreaterThan(0);
    const [when, ...rest] = lines().at(-1)!.split('  ');
    expect(when).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(rest).toEqual(['ASSIGNMENT_PROPOSED', 'MOB', week, `tentative +${minutes}, ${now}`]);
  }, 240_000);

  it('says so where another log has taken the place of the one it followed, and begins anew', async () => {
    const MUSTER_DATA = dataFolder();
    const first = await start({ MUSTER_DATA });
    const { lines, says } = follower(MUSTER_DATA);
    await says('Following');
    first.child.kill('SIGKILL');
    await first.exit;
    for (const name of readdirSync(MUSTER_DATA)) rmSync(join(MUSTER_DATA, name), { recursive: true });
    const second = await start({ MUSTER_DATA });
    await says('This cursor is of another log.');
    await says('Following', 2);
    await propose(second, 7);
    await expect.poll(lines, { timeout: 20_000 }).toHaveLength(1);
    expect(lines()[0]).toContain('tentative +7, ');
  }, 240_000);

  it('says so where a backup has taken the place of the log it followed, and begins anew', async () => {
    // Both are of one log that was empty: what was written before the backup came back, and since.
    const [lost, restored] = [api, await startApi()];
    const host = '127.0.0.1';
    const sockets = new Set<Socket>();
    let there = lost;
    const door = createServer((socket) => {
      const behind = connect(Number(new URL(there.address).port), host);
      for (const end of [socket.pipe(behind), behind.pipe(socket)]) sockets.add(end.on('error', () => {}));
    });
    await new Promise<void>((resolve) => door.listen(0, host, resolve));
    onTestFinished(() => void door.close());
    for (const server of [lost, restored]) await account(server, 'weaver', 'HR');
    const url = `http://${host}:${(door.address() as AddressInfo).port}`;
    const token = lost.as('weaver').authorization.replace('Bearer ', '');

    await mutate(lost, 'weaver', 'skillCreate', { name: 'Weaving' }, '{ id }');
    await expect.poll(() => lost.feed.position()).toBe(1);
    await mutate(restored, 'weaver', 'skillCreate', { name: 'Knitting' }, '{ id }');
    await expect.poll(() => restored.feed.position()).toBe(1);
    const { says } = follower('/nowhere', '--url', url, '--token', token);
    await says('Following');
    there = restored;
    for (const socket of sockets) socket.destroy();
    await says('This cursor is of a log that was restored from a backup since');
    await says('Following', 2);
  }, 120_000);

  it('ends with 1 where its account is let in no more, or there is no such department; with 2 where nothing runs', async () => {
    const client = await account(api, 'client', 'HR');
    const token = api.as(client).authorization.replace('Bearer ', '');
    const there = ['--url', api.address, '--token', token];
    const leaving = follower('/nowhere', ...there);
    const lost = follower('/nowhere', ...there, '--department', 'NONE');
    const alone = follower('/nowhere');
    await leaving.says('Following');
    expect([await lost.exit, await alone.exit]).toEqual([1, 2]);
    await api.database.rows(
      'test.disable',
      `update account set disabled_at = now() where subject = 'client'`,
    );
    expect(await leaving.exit).toBe(1);
    expect(leaving.said()).toContain('The connection is lost: The account has no rights any more (4403).');
    // Refused when it signs in anew, or, where that is still remembered, when it subscribes.
    expect(leaving.said()).toMatch(
      /^(Forbidden \(4403\)|Nobody here is known by this token\.)\nA token has its time: give another one\.$/m,
    );
    expect(lost.said()).toContain('There is no department NONE.');
    expect(alone.said()).toContain('No running server was found');
    expect([...leaving.lines(), ...lost.lines(), ...alone.lines()]).toEqual([]);
  }, 120_000);
});
