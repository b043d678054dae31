import { describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import { account } from '../../support/company.js';
import { seeded, Wanderer, Writer } from './wandering.js';

const SEED = 20_261_124;
const WANDERERS = 20;
const CUTS_EACH = 50;

describe('a thousand random cuts of twenty sockets, while three write', async () => {
  const api = await startApi();
  const admin = api.as(await account(api, 'admin', 'ADMIN'));
  const { address } = api;
  const { authorization } = admin;
  const random = seeded(SEED);
  /** One in ten before the socket opens, one in ten before it subscribes, the others within five messages. */
  const cut = () => {
    const drawn = random();
    if (drawn < 0.1) return 'UNOPENED';
    return drawn < 0.2 ? 'UNSUBSCRIBED' : Math.floor(random() * 5);
  };

  it('leave no gap and bring nothing twice: each has received the log, in order', async () => {
    const start = await api.feed.position();
    const after = await api.feed.cursorOf(start);
    const wanderers = Array.from(
      { length: WANDERERS },
      () =>
        new Wanderer({
          address: () => address,
          authorization,
          after,
          cuts: Array.from({ length: CUTS_EACH }, cut),
        }),
    );
    const writers = ['A', 'B', 'C'].map((name) => new Writer(name, () => address, authorization, 10));
    const areCut = () => wanderers.map(({ cuts }) => cuts);
    await expect
      .poll(areCut, { timeout: 200_000, interval: 50 })
      .toEqual(Array.from({ length: WANDERERS }, () => CUTS_EACH));
    await Promise.all(writers.map((writer) => writer.end()));

    const written = writers.flatMap((writer) => writer.written);
    const log = Array.from({ length: written.length }, (_, index) => start + 1 + index);
    await expect
      .poll(() => wanderers.map(({ position }) => position), { timeout: 20_000 })
      .toEqual(wanderers.map(() => log.at(-1)));
    await Promise.all(wanderers.map((wanderer) => wanderer.end()));
    for (const { received } of wanderers) expect(received).toEqual(log);
    expect(written.length).toBeGreaterThan(100);
    expect(areCut().reduce((sum, cuts) => sum + cuts)).toBe(1_000);
    // Nobody was turned away, and nothing had to be written twice.
    expect(wanderers.map(({ losses }) => losses)).toEqual(wanderers.map(() => 0));
    expect(writers.map(({ failures }) => failures)).toEqual([0, 0, 0]);
  }, 240_000);
});
