import type { Client } from 'pg';
import { rollHorizon } from '../../../src/server/jobs.js';
import type { Figures } from './figures.js';
import { Product } from './product.js';
import { say } from './progress.js';
import { untilPublished } from './publishing.js';
import { milliseconds } from './timing.js';

/** Stores everybody's weeks from nothing, as the job of the server does, and has them added up; beside the copying. */
export async function measureRebuild(
  figures: Figures,
  client: Client,
  url: string,
  copying: number,
): Promise<void> {
  say(`${figures.people} people: rebuild`);
  const product = await Product.open(url);
  try {
    const stored = await milliseconds(() => rollHorizon(product.api.contexts));
    const published = await milliseconds(() => untilPublished(client));
    figures.add('full rebuild', 'time', stored + published, 'ms', copying);
    figures.add('full rebuild', 'of it adding up', published, 'ms');
  } finally {
    await product.close();
  }
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}
