import { assignmentConfirm, assignmentPropose } from '../../../src/assignments/assignment.service.js';
import { median } from '../load.js';
import type { Figures } from './figures.js';
import type { Product } from './product.js';
import { say } from './progress.js';
import type { Tasks } from './tasks.js';

const WRITERS = 16;
const ROUNDS = 5;
const WARM_UP_MS = 1_000;
const ROUND_MS = 2_000;

const NAME = '16 writers in one department';

/** 16 at a time propose and confirm: all within one department, beside as many spread over all. */
export async function measureWriters(
  figures: Figures,
  product: Product,
  tasks: { within: Tasks; spread: Tasks },
): Promise<void> {
  if (!figures.wants(NAME)) return;
  say(`${figures.people} people: ${NAME}`);
  await perSecond(product, tasks.within, WARM_UP_MS);
  await perSecond(product, tasks.spread, WARM_UP_MS);
  const [within, spread]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    spread.push(await perSecond(product, tasks.spread, ROUND_MS));
    within.push(await perSecond(product, tasks.within, ROUND_MS));
  }
  figures.add(NAME, 'assignments', median(within), '/s', median(spread));
}

async function perSecond(product: Product, tasks: Tasks, milliseconds: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  const write = async () => {
    while (performance.now() - began < milliseconds) {
      const { id, version } = await product.mutate((ctx) => assignmentPropose(ctx, tasks.next()));
      await product.mutate((ctx) => assignmentConfirm(ctx, { id, expectedVersion: version }));
      done += 1;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: WRITERS }, write));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return (done * 1_000) / (performance.now() - began);
}
