import type { Client } from 'pg';
import type { Figures } from './figures.js';

const SIZES = `
  select relname as name, pg_total_relation_size(oid)::float8 as bytes from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'bench%'
  order by 2 desc`;

/** What this takes of the disk, with its indexes. */
const WORTH_NAMING = 1_000_000;

/** Every table that is not tiny, and all of them for a person. */
export async function measureStorage(figures: Figures, client: Client): Promise<void> {
  if (!figures.wants('storage')) return;
  const { rows } = await client.query<{ name: string; bytes: number }>(SIZES);
  for (const { name, bytes } of rows)
    if (bytes >= WORTH_NAMING)
      figures.add(`storage of ${name}`, 'per person', bytes / figures.people, 'bytes');
  const all = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  figures.add('storage of everything', 'per person', all / figures.people, 'bytes');
  figures.add('storage of everything', 'in all', all / 1_000_000, 'MB');
}
