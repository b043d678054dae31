import type { Client } from 'pg';
import { ask, type Case, compare, measure, read } from '../http.js';
import { startFloor, startMuster } from '../server.js';
import { keepAnswer } from './answers.js';
import type { Figures } from './figures.js';
import type { Product } from './product.js';
import { say } from './progress.js';
import type { Question } from './questions.js';

const PORT = 4_479;
/** What takes longer by itself would keep 16 connections waiting for minutes. */
const MOST_MS = 1_000;

const nameOf = ({ name }: Question) => `${name}, HTTP`;

/** Those that are answered soon enough; their answers are kept for the floor, anew, since much was written. */
export async function soonAnswered(
  figures: Figures,
  product: Product,
  client: Client,
  questions: readonly Question[],
): Promise<Question[]> {
  const soon = [];
  for (const question of questions.filter((each) => figures.wants(nameOf(each)))) {
    const began = performance.now();
    const answer = await question.ask(await product.contextFor('bench'));
    if (performance.now() - began > MOST_MS) continue;
    await keepAnswer(client, question.name, answer);
    soon.push(question);
  }
  return soon;
}

/** The same questions as whole requests, first and repeated, beside a bare server that reads the answer kept for it. */
export async function measureOverHttp(
  figures: Figures,
  url: string,
  questions: readonly Question[],
): Promise<void> {
  if (questions.length === 0) return;
  const cases = questions.map((question) => caseOf(figures, question));
  const muster = await startMuster(url, PORT);
  const floor = await startFloor(url);
  const ports = { muster: muster.port, floor: floor.port };
  try {
    await compare(cases, ports);
    for (const each of cases) {
      say(each.name);
      await measure(figures.report, each, ports);
    }
  } finally {
    await floor.stop();
    await muster.stop();
  }
}

const caseOf = (figures: Figures, question: Question): Case => ({
  name: figures.nameOf(nameOf(question)),
  isComparable: true,
  muster: ask(question.query, () => question.variables),
  floor: read(question.answer, () => [question.name]),
});
