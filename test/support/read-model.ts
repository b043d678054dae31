import { v7 as uuidv7 } from 'uuid';
import { differencesOfOrganisation } from '../../src/capacity/organisation-verification.js';
import { differencesOfOverbookings } from '../../src/capacity/overbookings-verification.js';
import {
  type Difference,
  departmentsStored,
  differencesOfDepartment,
  differencesOfWorkers,
} from '../../src/capacity/verification.js';
import type { TestApi } from './api.js';

/** Every stored cell that is not what the facts come to. */
export async function differences(api: TestApi, workerIds?: readonly string[]): Promise<Difference[]> {
  const ctx = api.contexts.forItself(uuidv7());
  const everybody = async () =>
    (await ctx.rows<{ id: string }>('test.everybody', 'select id from worker order by id')).map(
      ({ id }) => id,
    );
  const ids = workerIds ?? (await everybody());
  const found = [...(await differencesOfWorkers(ctx, ids)), ...(await differencesOfOverbookings(ctx, ids))];
  if (workerIds) return found;
  for (const departmentId of await departmentsStored(ctx))
    found.push(...(await differencesOfDepartment(ctx, departmentId)));
  return [...found, ...(await differencesOfOrganisation(ctx))];
}

/** What `ask` answers while nothing is kept: computed from the facts. */
export async function computed<T>({ database }: TestApi, ask: () => Promise<T>): Promise<T> {
  const [kept] = await database.rows<{ first_day: string | null; last_day: string | null }>(
    'test.kept',
    'select first_day, last_day from kept_horizon',
  );
  const keep = (from: string | null, to: string | null) =>
    database.rows('test.keep', 'update kept_horizon set first_day = $1, last_day = $2', [from, to]);
  await keep(null, null);
  try {
    return await ask();
  } finally {
    await keep(kept!.first_day, kept!.last_day);
  }
}
