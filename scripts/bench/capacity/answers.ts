import type { Client } from 'pg';
import type { Context } from '../../../src/graphql/context.js';

// The floor of a question: tables that hold exactly its answer, from which it only has to be read.

/** Of a line of a capacity report, a week. */
export interface Cell {
  line: number;
  department_id: string | null;
  week: string;
  effective: number | null;
  confirmed: number | null;
  free: number | null;
}

/** Somebody on a page of those who are free. */
export interface Person {
  place: number;
  worker_id: string;
  score: number;
  free: number;
  effective: number;
}

export const createAnswers = (client: Client) =>
  client.query(`
    create table bench_cell (
      question text, line int, department_id uuid, week date, effective int, confirmed int, free int, primary key (question, line, week));
    create table bench_person (
      question text, place int, worker_id uuid, score int, free int, effective int, primary key (question, place))`);

export type Answer = { readonly cells: Cell[] } | { readonly people: Person[] };

const SUMS = `
  select line, department_id, week, sum(effective) as effective, sum(confirmed) as confirmed, sum(free) as free
  from bench_cell where question = $1 group by line, department_id, week order by line, week`;

const PAGE = 'select worker_id, score, free, effective from bench_person where question = $1 order by place';

/** Keeps what Muster answers to a question, and answers how it is read: the same sums, or the same page. */
export async function keepAnswer(
  client: Client,
  question: string,
  answer: Answer,
): Promise<(rows: Context['rows']) => Promise<unknown[]>> {
  const isSums = 'cells' in answer;
  const [table, found] = isSums ? ['bench_cell', answer.cells] : ['bench_person', answer.people];
  const records = JSON.stringify(found.map((row) => ({ question, ...row })));
  await client.query(`delete from ${table} where question = $1`, [question]);
  await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
    records,
  ]);
  await client.query(`vacuum analyze ${table}`);
  return (rows) => rows(isSums ? 'bench.sums' : 'bench.page', isSums ? SUMS : PAGE, [question]);
}
