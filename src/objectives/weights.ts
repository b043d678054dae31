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
  const found = await ctx.rows<Sibling & { parentId: string | null }>('objective.weights', SIBLINGS, [
    keys.filter((key) => key !== TOP),
    keys.includes(TOP),
  ]);
  const byParent = Map.groupBy(found, ({ parentId }) => parentId ?? TOP);
  return keys.map((key) => normalisedWeights(byParent.get(key) ?? []));
});

/** The normalised weights of the objectives below a parent, or at the top, by id. */
export const weightsBelow = (ctx: Context, parentId: string | null) =>
  weightsByParent.load(ctx, parentId ?? TOP);
