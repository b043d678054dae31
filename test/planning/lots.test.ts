import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/graphql/context.js';
import { visitLots } from '../../src/planning/lots.js';

describe('work in lots', () => {
  const request = () => ({}) as Context;

  /** Notes what is begun, in order, and how many lots are worked on at the same time at most. */
  const counted = () => {
    const begun: string[] = [];
    let now = 0;
    let most = 0;
    const visit = async (some: readonly string[]) => {
      begun.push(some.join(''));
      most = Math.max(most, ++now);
      await wait(1);
      now--;
    };
    return { begun, visit, most: () => most };
  };

  it('is all that was asked for, in order', async () => {
    const { begun, visit } = counted();
    await visitLots(request(), ['a', 'b', 'c', 'd', 'e'], 2, visit);
    await visitLots(request(), ['f', 'g'], 2, visit);
    expect(begun).toEqual(['ab', 'cd', 'e', 'fg']);
  });

  it('goes on for one field of a request at a time, and for requests side by side', async () => {
    const one = request();
    const { begun, visit, most } = counted();
    await Promise.all([visitLots(one, ['a', 'b'], 1, visit), visitLots(one, ['c', 'd'], 1, visit)]);
    expect(begun).toEqual(['a', 'c', 'b', 'd']);
    expect(most()).toBe(1);

    const others = counted();
    await Promise.all([request(), request()].map((ctx) => visitLots(ctx, ['a', 'b'], 1, others.visit)));
    expect(others.most()).toBe(2);
  });

  it('goes on for the other fields where one fails', async () => {
    const one = request();
    const { begun, visit } = counted();
    const fails = visitLots(one, ['a', 'b'], 1, async () => {
      throw new Error('no room');
    });
    const works = visitLots(one, ['c', 'd'], 1, visit);
    await expect(fails).rejects.toThrow('no room');
    await works;
    expect(begun).toEqual(['c', 'd']);
  });
});
