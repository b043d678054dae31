import { Client } from 'pg';
import { type ExpertiseQuestion, expertise } from '../../src/collaboration/expertise.service.js';
import { openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { addDays, mondayOf } from '../../src/time/local-date.js';
import { startPostgres } from '../postgres.js';
import { Product } from './capacity/product.js';
import { milliseconds } from './capacity/timing.js';
import { generate } from './collaboration/organisation.js';
import { median } from './load.js';
import type { Report } from './report.js';

const SIZE = { departments: 200, objectives: 1_000, assignments: 50_000 };
const ROUNDS = 5;

/** One in five has the common skill, one in 500 the rare one; one objective in ten asks for the common one. */
const SKILLS = `
  insert into skill (id, name) values (pg_temp.id('skill', 1), 'Common'), (pg_temp.id('skill', 2), 'Rare');
  insert into worker_skill (id, worker_id, skill_id, level)
    select pg_temp.id('common', n), pg_temp.id('worker', n), pg_temp.id('skill', 1), 1 + n % 5 from generate_series(1, 10000, 5) n
    union all select pg_temp.id('rare', n), pg_temp.id('worker', n), pg_temp.id('skill', 2), 1 + n % 5 from generate_series(1, 10000, 500) n;
  insert into staffing_need (id, objective_id, role, skills, "from", minutes_per_day, state, changed_at)
    select pg_temp.id('need', n), pg_temp.id('objective', n), 'Help', jsonb_build_array(jsonb_build_object('skillId', pg_temp.id('skill', 1), 'minLevel', 2)),
      current_date, 60, 'OPEN', now() from generate_series(1, 1000, 10) n;
  analyze`;

/** Who has done similar work among 10,000 people, each with five assignments of the last thirteen weeks. */
export async function benchExpertise(report: Report, only: string): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  const client = new Client(postgres.url);
  try {
    const database = await openDatabase({ url: postgres.url });
    await migrate(database);
    await database.close();
    await client.connect();
    await generate(client, SIZE, addDays(mondayOf(new Date().toISOString().slice(0, 10)), -91));
    await client.query(SKILLS);
    const { rows } = await client.query<Record<'common' | 'rare' | 'objective' | 'leaf', string>>(
      `select pg_temp.id('skill', 1) as common, pg_temp.id('skill', 2) as rare, pg_temp.id('objective', 11) as objective, pg_temp.id('objective', 992) as leaf`,
    );
    const { common, rare, objective, leaf } = rows[0]!;
    const questions: Readonly<Record<string, Partial<ExpertiseQuestion>>> = {
      'rare skill': { skillId: rare },
      'common skill': { skillId: common },
      'objective without needs': { objectiveId: leaf },
      'objective that asks for the common skill': { objectiveId: objective },
      both: { skillId: common, objectiveId: objective },
    };
    const product = await Product.open(postgres.url);
    try {
      for (const [name, question] of Object.entries(questions)) {
        if (!name.includes(only)) continue;
        const taken: number[] = [];
        for (let round = 0; round < ROUNDS; round++)
          taken.push(await milliseconds(async () => ask(product, question)));
        report.add(`expertise, 10,000 people: ${name}`, 'median', median(taken), 'ms');
      }
    } finally {
      await product.close();
    }
  } finally {
    await client.end();
    postgres.stop();
  }
}

const ask = async (product: Product, question: Partial<ExpertiseQuestion>) =>
  expertise(await product.contextFor('bench'), {
    ...{ skillId: null, objectiveId: null, minLevel: 1, since: null, first: 25, after: null },
    ...question,
  });
