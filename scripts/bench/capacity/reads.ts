import type { Client } from 'pg';
import { assignmentConfirm, assignmentPropose } from '../../../src/assignments/assignment.service.js';
import { keepAnswer } from './answers.js';
import type { Figures } from './figures.js';
import type { Product } from './product.js';
import { say } from './progress.js';
import type { Question } from './questions.js';
import type { Tasks } from './tasks.js';
import { inTurns } from './timing.js';

/** How long the database takes at least for anything. */
export async function measureNothing(figures: Figures, product: Product): Promise<void> {
  const nothing = () => product.database.rows('bench.nothing', 'select 1');
  const { own } = await inTurns(nothing, nothing);
  figures.add('select 1', 'median', own.median, 'ms');
}

/** The questions, through Muster's own functions, beside the reading of a table that holds exactly the answer. */
export async function measureReads(
  figures: Figures,
  product: Product,
  client: Client,
  questions: readonly Question[],
): Promise<void> {
  for (const question of questions) await measureRead(figures, product, client, question);
}

const UNFOLDED = 500;

/** The first question again, with so many changes that no total holds yet; nobody may be publishing. */
export async function measureUnfolded(
  figures: Figures,
  product: Product,
  client: Client,
  { questions: [question], tasks }: { questions: readonly Question[]; tasks: { spread: Tasks } },
): Promise<void> {
  const name = `${question!.name}, ${UNFOLDED} unfolded events`;
  if (!figures.wants(name)) return;
  say(`${figures.people} people: ${UNFOLDED} changes`);
  for (let changes = 0; changes < UNFOLDED; changes += 2) {
    const { id, version } = await product.mutate((ctx) => assignmentPropose(ctx, tasks.spread.next()));
    await product.mutate((ctx) => assignmentConfirm(ctx, { id, expectedVersion: version }));
  }
  await measureRead(figures, product, client, { ...question!, name });
}

async function measureRead(
  figures: Figures,
  product: Product,
  client: Client,
  { name, ask }: Question,
): Promise<void> {
  if (!figures.wants(name)) return;
  say(`${figures.people} people: ${name}`);
  const readAnswer = await keepAnswer(client, name, await ask(await product.contextFor('bench')));
  const { own, floor } = await inTurns(
    async () => ask(await product.contextFor('bench')),
    () => readAnswer(product.database.rows),
  );
  figures.addTimes(name, own, floor);
}
