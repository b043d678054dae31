import { v7 as uuidv7 } from 'uuid';
import type { TestApi } from './api.js';

interface ObjectiveFacts {
  owner: { id: string };
  parent?: { id: string };
  weight?: number;
  status?: 'PLANNED' | 'ACTIVE' | 'ACHIEVED' | 'MISSED' | 'CANCELLED';
}

/** An objective by its title: ACTIVE and of weight 1, unless told otherwise. */
export async function objective(
  { database }: TestApi,
  title: string,
  { owner, parent, weight = 1, status = 'ACTIVE' }: ObjectiveFacts,
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.objective',
    'insert into objective (id, title, owner_id, parent_id, weight, status) values ($1, $2, $3, $4, $5, $6)',
    [id, title, owner.id, parent?.id ?? null, weight, status],
  );
  return { id };
}

interface Work {
  from: string;
  to?: string;
  minutesPerDay?: number;
  /** Hundredths of a percent, instead of minutes. */
  percent?: number;
  state?: 'PROPOSED' | 'CONFIRMED' | 'ACTIVE' | 'COMPLETED' | 'REJECTED' | 'CANCELLED' | 'RELEASED';
  releasedOn?: string;
}

/** Work of a person on an objective: CONFIRMED, and a whole day of 480 minutes, unless told otherwise. */
export async function work(
  { database }: TestApi,
  person: { id: string },
  on: { id: string },
  { from, to, minutesPerDay = 480, percent, state = 'CONFIRMED', releasedOn }: Work,
): Promise<{ id: string }> {
  const id = uuidv7();
  const load = percent === undefined ? 'RATE' : 'PERCENT';
  await database.rows(
    'test.work',
    `insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, percent, state, released_on)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      person.id,
      on.id,
      from,
      to ?? null,
      load,
      load === 'RATE' ? minutesPerDay : null,
      percent ?? null,
      state,
      releasedOn ?? null,
    ],
  );
  return { id };
}

/** What the change log holds from the event `after` on, oldest first. */
export async function eventsAfter({ database }: TestApi, after: number) {
  return database.rows<{ id: number; kind: string; subjectId: string; before: unknown; after: unknown }>(
    'test.events-after',
    'select id, kind, subject_id as "subjectId", before, after from change_event where id > $1 order by id',
    [after],
  );
}

/** The id of the latest event, to compare with later. */
export async function latestEvent({ database }: TestApi): Promise<number> {
  const [row] = await database.rows<{ id: number }>(
    'test.latest-event',
    'select coalesce(max(id), 0) as id from change_event',
  );
  return row!.id;
}
