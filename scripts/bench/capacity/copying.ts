import type { Client } from 'pg';
import type { Figures } from './figures.js';
import { milliseconds, timesOf } from './timing.js';

const NAME = 'copying the facts out';
const FACTS = ['worker', 'engagement', 'work_pattern', 'membership', 'time_off', 'assignment', 'holiday'];
const TIMES = 3;

/** How long it takes to receive all that capacity rests on, to do nothing with it. Answers the milliseconds. */
export async function measureCopying(figures: Figures, client: Client): Promise<number> {
  const taken = [];
  for (let time = 0; time < TIMES; time++)
    taken.push(
      await milliseconds(async () => {
        for (const table of FACTS) await client.query(`copy ${table} to stdout`);
      }),
    );
  const { median } = timesOf(taken);
  if (figures.wants(NAME)) figures.add(NAME, 'median', median, 'ms');
  return median;
}
