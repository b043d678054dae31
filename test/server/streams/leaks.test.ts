import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import { account, staffed } from '../../support/company.js';
import { changed, FOLLOW } from './following.js';
import { type Socket, signIn } from './socket.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const MEGABYTE = 1_048_576;
const AT_ONCE = 50;

/** How many come, and how many bytes they may leave behind: part of it here, all of it with FULL=1, which says what it was. */
const { visitors, cuts, changes } = process.env.FULL
  ? {
      visitors: { count: 20_000, most: 64 * MEGABYTE },
      cuts: { count: 1_000, most: 64 * MEGABYTE },
      changes: { count: 3_000, most: 150 * MEGABYTE },
    }
  : {
      visitors: { count: 2_000, most: 13 * MEGABYTE },
      cuts: { count: 250, most: 16 * MEGABYTE },
      // Sent to all of the stalled, they would be more than 150 MB.
      changes: { count: 600, most: 30 * MEGABYTE },
    };
const PATIENCE = 900_000;

function expectLittle(before: number, most: number): void {
  const left = memory() - before;
  if (process.env.FULL) process.stdout.write(`${(left / MEGABYTE).toFixed(1)} MB more\n`);
  expect(left).toBeLessThan(most);
}

/** Bytes in use, those outside of the heap included. */
const memory = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

describe('what subscribers leave behind', async () => {
  const api = await startApi();
  const { department, ada } = await staffed(api, 'Design', ['Ada']);
  const { authorization } = api.as(await account(api, 'anna', 'HR'));
  const signedIn = () => signIn(`${api.address}/graphql`, authorization);
  const subscribe = { type: 'subscribe', payload: { query: FOLLOW } };

  /** Until all of them have caught up. */
  const follow = async ({ send, next }: Socket, ids: readonly string[]) => {
    for (const id of ids) send({ ...subscribe, id });
    for (let known = 0; known < ids.length; ) if ((await next()).type === 'next') known += 1;
  };
  const visits = async (opened: Socket, count: number) => {
    const ids = Array.from({ length: AT_ONCE }, (_, index) => `${index}`);
    for (let done = 0; done < count; done += AT_ONCE) {
      await follow(opened, ids);
      for (const id of ids) opened.send({ type: 'complete', id });
    }
    await expect.poll(() => api.streams.size, { timeout: 5_000 }).toBe(0);
  };

  it(
    'is nothing, after thousands came and went, with the same ids',
    async () => {
      const opened = await signedIn();
      await visits(opened, 500);
      const before = memory();
      await visits(opened, visitors.count);
      expectLittle(before, visitors.most);
      expect(api.streams.groups).toBe(0);
    },
    PATIENCE,
  );

  it(
    'is nothing, after hundreds of sockets were cut in the middle of it',
    async () => {
      const cut = async (count: number) => {
        for (let done = 0; done < count; done += AT_ONCE) {
          const sockets = await Promise.all(Array.from({ length: AT_ONCE }, signedIn));
          for (const { send } of sockets) send({ ...subscribe, id: '1' });
          // Half of them follow already, half are on their way to.
          for (const { next } of sockets.slice(0, AT_ONCE / 2)) await next();
          for (const { socket } of sockets) socket.terminate();
        }
        await expect.poll(() => api.streams.size, { timeout: 5_000 }).toBe(0);
      };
      await cut(100);
      const before = memory();
      await cut(cuts.count);
      expectLittle(before, cuts.most);
      expect(api.streams.groups).toBe(0);
    },
    PATIENCE,
  );

  it(
    'is little, where 800 on sockets that nobody reads miss hundreds of changes; who reads misses none',
    async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `${index}`);
      const stalled = await Promise.all(Array.from({ length: 8 }, signedIn));
      await Promise.all(stalled.map((opened) => follow(opened, ids)));
      const quick = await signedIn();
      await follow(quick, ['1']);
      expect([api.streams.size, api.streams.groups]).toEqual([801, 1]);
      for (const { socket } of stalled) socket.pause();
      const before = memory();
      await changed(api, { worker: ada, department, week: '2027-03-01', count: changes.count });
      const minutes: number[] = [];
      while (minutes.length < changes.count) {
        const { type, payload } = await quick.next();
        if (type === 'next') minutes.push(payload.data.capacityChanged.lines[0].after.confirmedMinutes[0]);
      }
      expect(minutes).toEqual(Array.from({ length: changes.count }, (_, index) => index + 1));
      expectLittle(before, changes.most);
      for (const { socket } of stalled) socket.terminate();
    },
    PATIENCE,
  );
});
