import type { Client } from 'pg';
import { UNKNOWN, workerDays } from '../../../src/capacity/calendar.js';
import { readFacts } from '../../../src/capacity/facts.js';
import type { Context } from '../../../src/graphql/context.js';
import type { DateRange } from '../../../src/time/date-range.js';
import { addDays, type LocalDate, localDate } from '../../../src/time/local-date.js';
import type { Product } from './product.js';
import { WEEKS } from './size.js';

/** A minute of one day: however many of them, an hour of free time holds a good part of it. */
export interface Task {
  readonly workerId: string;
  readonly objectiveId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly minutesPerDay: 1;
}

/** Work that fits: none of it is refused. Nobody is given more than a minute of a day before he has one of every day. */
export class Tasks {
  #given = 0;

  private constructor(
    readonly workers: readonly { workerId: string; days: readonly LocalDate[] }[],
    readonly objectiveId: string,
  ) {}

  /** For these workers in turn, on their days that have an hour free. */
  static async for(
    ctx: Context,
    workerIds: readonly string[],
    objectiveId: string,
    range: DateRange,
  ): Promise<Tasks> {
    const workers = Array.from(await readFacts(ctx, workerIds, range), ([workerId, facts]) => {
      const { firstDay, free, states } = workerDays(facts, range);
      const days = Array.from(free, (minutes, day) => ({ minutes, day, isKnown: states[day] !== UNKNOWN }))
        .filter(({ minutes, isKnown }) => isKnown && minutes >= 60)
        .map(({ day }) => localDate(firstDay + day));
      return { workerId, days };
    });
    return new Tasks(
      workers.filter(({ days }) => days.length > 0),
      objectiveId,
    );
  }

  next(): Task {
    const unit = this.#given++;
    const { workerId, days } = this.workers[unit % this.workers.length]!;
    const day = days[Math.floor(unit / this.workers.length) % days.length]!;
    return { workerId, objectiveId: this.objectiveId, from: day, to: day, minutesPerDay: 1 };
  }
}

const OF_ALL_DEPARTMENTS = `
  select distinct on (department_id) worker_id as id from membership where share = 10000 order by department_id, id limit 50`;
const OF_ONE_DEPARTMENT = `
  select worker_id as id from membership where share = 10000 and department_id = (select id from department order by id limit 1) order by id limit 50`;

/** For 50 people of as many departments, as far as there are, and for those of a single one. */
export async function tasksOf(
  product: Product,
  client: Client,
  monday: LocalDate,
): Promise<{ spread: Tasks; within: Tasks }> {
  const idsOf = async (text: string) => (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
  const [objectiveId] = await idsOf('select id from objective order by id limit 1');
  const range = { from: monday, to: addDays(monday, WEEKS * 7 - 1) };
  const ctx = await product.contextFor('manager');
  return {
    spread: await Tasks.for(ctx, await idsOf(OF_ALL_DEPARTMENTS), objectiveId!, range),
    within: await Tasks.for(ctx, await idsOf(OF_ONE_DEPARTMENT), objectiveId!, range),
  };
}
