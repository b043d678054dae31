import { Client } from 'pg';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { startPostgres } from '../postgres.js';
import { createAnswers } from './capacity/answers.js';
import { measureConfirm } from './capacity/confirming.js';
import { measureCopying } from './capacity/copying.js';
import { Figures } from './capacity/figures.js';
import { generate } from './capacity/organisation.js';
import { measureOverHttp, soonAnswered } from './capacity/over-http.js';
import { Product } from './capacity/product.js';
import { untilPublished, withholdPublishing } from './capacity/publishing.js';
import { type Question, questionsFrom } from './capacity/questions.js';
import { measureNothing, measureReads, measureUnfolded } from './capacity/reads.js';
import { measureRebuild } from './capacity/rebuilding.js';
import { sizeOf } from './capacity/size.js';
import { measureStorage } from './capacity/storage.js';
import { tasksOf } from './capacity/tasks.js';
import { measureWriters } from './capacity/writers.js';
import type { Report } from './report.js';

/** Capacity kept, changed and asked in organisations of these sizes, one after the other; cases whose name has `only`. */
export async function benchCapacity(report: Report, only: string, sizes: readonly number[]): Promise<void> {
  for (const people of sizes) await benchSize(new Figures(report, people, only));
  Figures.addGrowth(report);
}

async function benchSize(figures: Figures): Promise<void> {
  const size = sizeOf(figures.people, new Date());
  const postgres = await startPostgres({ durable: true });
  const client = new Client(postgres.url);
  try {
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await database.close();
    await client.connect();
    await generate(client, size);
    await createAnswers(client);
    await measureRebuild(figures, client, postgres.url, await measureCopying(figures, client));
    await measureStorage(figures, client);
    const questions = questionsFrom(size.monday, await subtreeOf(client));
    const resumePublishing = await withholdPublishing(client);
    let soon: Question[];
    const product = await Product.open(postgres.url);
    try {
      await measureNothing(figures, product);
      await measureReads(figures, product, client, questions);
      const tasks = await tasksOf(product, client, size.monday);
      await measureUnfolded(figures, product, client, { questions, tasks });
      await resumePublishing();
      await untilPublished(client);
      await measureConfirm(figures, product, postgres.url, tasks.spread);
      await measureWriters(figures, product, tasks);
      await untilPublished(client);
      soon = await soonAnswered(figures, product, client, questions);
    } finally {
      await product.close();
    }
    await measureOverHttp(figures, postgres.url, soon);
  } finally {
    await client.end();
    postgres.stop();
  }
}

/** The second department has an eighth of all below it. */
async function subtreeOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select id from department order by id offset 1 limit 1',
  );
  return rows[0]!.id;
}
