import { divide } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';
import type { ObjectiveStatus } from './objective.js';

interface Sibling {
  readonly id: string;
  readonly weight: number;
  readonly status: ObjectiveStatus;
}

const MILLIONTHS = 1_000_000;

/**
 * The share of each of these siblings in the objective above them, by id, as decimals with six digits that add up to
 * exactly 1; what is CANCELLED weighs nothing. All 0 where nothing weighs anything.
 */
export function normalisedWeights(siblings: readonly Sibling[]): Map<string, string> {
  // In id order, so that whoever gets the millionth that is left over does not depend on the order of rows.
  const ordered = siblings.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const parts = divide(
    MILLIONTHS,
    ordered.map(({ weight, status }) => (status === 'CANCELLED' ? 0 : weight)),
  );
  return new Map(ordered.map(({ id }, i) => [id, (parts[i]! / MILLIONTHS).toFixed(6)]));
}

const SIBLINGS = `
  select id, parent_id as "parentId", weight, status from objective
  where parent_id = any($1::uuid[]) or ($2::boolean and parent_id is null)`;

/** Stands for the parent that objectives at the top do not have: a loader has no key null. */
const TOP = '';

const weightsByParent = defineLoader<string, Map<string, string>>(async (keys, ctx) => {
  const siblings = await readSiblings(ctx, ['objective.weights', SIBLINGS], keys);
  return keys.map((key) => normalisedWeights(siblings.get(key) ?? []));
});

/** By parent: `statement` takes those that are one as `$1`, and whether those at the top are asked for as `$2`. */
async function readSiblings(
  ctx: Context,
  [name, sql]: readonly [name: string, sql: string],
  parents: readonly string[],
  values: readonly unknown[] = [],
): Promise<Map<string, Sibling[]>> {
  const found = await ctx.rows<Sibling & { parentId: string | null }>(name, sql, [
    parents.filter((id) => id !== TOP),
    parents.includes(TOP),
    ...values,
  ]);
  return Map.groupBy(found, ({ parentId }) => parentId ?? TOP);
}

/** The normalised weights of the objectives below a parent, or at the top, by id. */
export const weightsBelow = (ctx: Context, parentId: string | null) =>
  weightsByParent.load(ctx, parentId ?? TOP);

const SIBLINGS_AS_OF = `
  select id, parent_id as "parentId", weight, status from (
    select distinct on (id) id, parent_id, weight, status from objective_revision
    where id in (select id from objective_revision where parent_id = any($1::uuid[]) or ($2::boolean and parent_id is null))
      and changed_at <= $3::timestamptz
    order by id, number desc) r
  where parent_id = any($1::uuid[]) or ($2::boolean and parent_id is null)`;

/** By `<instant> <parent>`. */
const weightsByParentAsOf = defineLoader<string, Map<string, string>>(async (keys, ctx) => {
  const asked = keys.map((key) => key.split(' ') as [instant: string, parentId: string]);
  const byInstant = new Map<string, Map<string, Sibling[]>>();
  for (const [instant, sameInstant] of Map.groupBy(asked, ([at]) => at)) {
    const parents = sameInstant.map(([, parentId]) => parentId);
    byInstant.set(
      instant,
      await readSiblings(ctx, ['objective.weights-as-of', SIBLINGS_AS_OF], parents, [instant]),
    );
  }
  return asked.map(([instant, parentId]) => normalisedWeights(byInstant.get(instant)?.get(parentId) ?? []));
});

/** The same at an instant. */
export const weightsBelowAsOf = (ctx: Context, parentId: string | null, asOf: Date) =>
  weightsByParentAsOf.load(ctx, `${asOf.toISOString()} ${parentId ?? TOP}`);
