import type pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ChangeFeed } from '../../src/events/change-feed.js';

describe('a feed', () => {
  it('looks every five seconds though its connection, which died silently, says nothing', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const dead = { on: () => {}, query: async () => {}, end: async () => {} } as unknown as pg.Client;
    const feed = new ChangeFeed({
      rows: async () => [{ id: 'log' }] as never,
      transaction: () => expect.fail('It writes nothing.'),
      connect: async () => dead,
      gathering: () => expect.fail('It writes nothing.'),
      warn: () => {},
      error: () => {},
    });
    await feed.open();
    let rings = 0;
    feed.onRing(() => {
      rings += 1;
    });
    vi.advanceTimersByTime(15_000);
    expect(rings).toBe(3);
    await feed.close();
    const last = rings;
    vi.advanceTimersByTime(15_000);
    expect(rings).toBe(last);
  });
});
