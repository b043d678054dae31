import type { Decimal } from 'decimal.js';
import type { Context, Loaders } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';
import { type ProgressNode, rollUp } from './rollup.js';

const BELOW = `
  with recursive below as (
    select o.id from objective o where o.id = any($1::uuid[])
    union select o.id from objective o join below on o.parent_id = below.id)
  select o.id, o.parent_id as "parentId", o.weight, o.status, o.manual_percent as "manualPercent",
    coalesce(k."keyResults", '[]') as "keyResults"
  from below join objective o on o.id = below.id
  left join (
    select objective_id, jsonb_agg(jsonb_build_object(
      'weight', weight, 'start', start::text, 'target', target::text, 'current', current::text)) as "keyResults"
    from key_result where archived_at is null group by objective_id) k on k.objective_id = o.id`;

interface Known {
  readonly progress: Map<string, Decimal | null>;
  /** The reading under way, which may answer for what is asked for next. */
  reading: Promise<void>;
}

const knownOf = new WeakMap<Loaders, Known>();

/**
 * How far objectives are, 0 to 1; null where nothing says. Whatever lies below one is read with it, by one statement: who
 * asks for a whole tree, level by level, has it from the first.
 */
export const objectiveProgress = defineLoader<string, Decimal | null>(async (ids, ctx) => {
  const known = knownIn(ctx);
  const reading = known.reading.then(() => readMissing(ctx, known.progress, ids));
  known.reading = reading;
  await reading;
  return ids.map((id) => known.progress.get(id) ?? null);
});

function knownIn({ loaders }: Context): Known {
  let known = knownOf.get(loaders);
  if (!known) {
    known = { progress: new Map(), reading: Promise.resolve() };
    knownOf.set(loaders, known);
  }
  return known;
}

async function readMissing(ctx: Context, progress: Known['progress'], ids: readonly string[]): Promise<void> {
  const missing = ids.filter((id) => !progress.has(id));
  if (missing.length === 0) return;
  const nodes = await ctx.rows<ProgressNode>('objective.progress', BELOW, [missing]);
  for (const [id, value] of rollUp(nodes)) progress.set(id, value);
}
