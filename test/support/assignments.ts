import { v7 as uuidv7 } from 'uuid';
import type { TestApi } from './api.js';

/** An objective that a department owns. */
export async function objectiveOf(
  { database }: TestApi,
  owner: { id: string },
  title: string,
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.objective',
    `insert into objective (id, title, owner_id, status) values ($1, $2, $3, 'ACTIVE')`,
    [id, title, owner.id],
  );
  return { id };
}

interface Work {
  from: string;
  to?: string | null;
  minutesPerDay?: number;
  state?: 'PROPOSED' | 'CONFIRMED' | 'ACTIVE';
}

/** An assignment at so many minutes a day (8 hours), CONFIRMED unless told otherwise. */
export async function assigned(
  { database }: TestApi,
  person: { id: string },
  objective: { id: string },
  { from, to = null, minutesPerDay = 480, state = 'CONFIRMED' }: Work,
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.assignment',
    `insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
     values ($1, $2, $3, $4, $5, 'RATE', $6, $7)`,
    [id, person.id, objective.id, from, to, minutesPerDay, state],
  );
  return { id };
}

/** What the change log holds, oldest first. */
export async function changes({ database }: TestApi): Promise<string[]> {
  const events = await database.rows<{ kind: string }>(
    'test.changes',
    'select kind from change_event order by id',
  );
  return events.map(({ kind }) => kind);
}
